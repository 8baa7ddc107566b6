# What they thought, after a conversation
ntf-rate = How did we do in conversation <b>{ $number }</b>? Please choose a number: 1 is bad, 5 is very good.
btn-rate-1 = 1
btn-rate-2 = 2
btn-rate-3 = 3
btn-rate-4 = 4
btn-rate-5 = 5
nilai-why = Thank you, we have noted a <b>{ $score }</b>.
    If you like, write a sentence: what was good, or what should we do better? For example: <i>A quick answer, but I had to send the photo twice.</i>
nilai-done = Thank you. Our team reads your words.
nilai-closed = This can’t be rated any more. If there is something you would like to say, just write in /cs.
