# /angka in the staff chat, and every Monday: how customers were answered
desk-figures-week = 📊 <b>The week { $first } – { $last }</b>
    { $lines }
desk-figures-month = 📊 <b>The month { $first } – { $last }</b>
    { $lines }
desk-figures-none = No customer began a conversation.
desk-figures-talks = 💬 { $count } conversations begun, { $solved } settled by now
desk-figures-unanswered = ⏳ None is answered yet
desk-figures-wait = ⏱ First answer: half of them within { $half_h } h { $half_m } min, nine in ten within { $most_h } h { $most_m } min
desk-figures-within = 🎯 Within the target (only working hours count): { $within } of { $answered }
desk-figures-waiting = ⏳ Not answered yet: { $count }
desk-figures-by-whom = <b>By whom</b>
desk-figures-who = • { $name }: { $count }
desk-figures-by-what = <b>About what</b>
desk-figures-about-request = • Requests to move: { $count }
desk-figures-about-faktur = • Fakturs: { $count }
desk-figures-about-error = • Errors: { $count }
desk-figures-about-help = • From the guide: { $count }
desk-figures-about-other = • Other things: { $count }
desk-figures-score = ⭐ What customers said: { $score } of 5, by { $count } people
desk-figures-no-score = ⭐ No customer has said anything yet
desk-figures-btn-week-before = ◀️ The week before
desk-figures-btn-month-before = ◀️ The month before
desk-figures-btn-week = This week
desk-figures-btn-month = This month
desk-figures-sheet = 📊 Each conversation { $first } – { $last }, to sort and add up
desk-figures-column-number = Number
desk-figures-column-begun = Begun (WIB)
desk-figures-column-about = About
desk-figures-column-wait = First answer (minutes)
desk-figures-column-by = By
desk-figures-column-solved = Settled
desk-figures-column-score = Score
desk-figures-column-opinion = In the customer’s words
desk-figures-yes = yes
desk-figures-no = not yet
