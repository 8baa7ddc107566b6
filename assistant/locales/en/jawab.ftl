# The answer to a question of the staff.
feature-jawab = answer to our team
jawab-ask = 💬 Our team has a question about request <b>{ $number }</b>:

    { $question }

    <b>Type your answer</b>, at most 2,000 characters. Example: <code>Yes, please move the hosting, too.</code>
jawab-sure = The question about <b>{ $number }</b>:
    <i>{ $question }</i>

    Your answer:
    { $answer }

    <b>Send it?</b> To change it, just type another answer.
jawab-btn-send = 📨 Send answer
jawab-sent = ✅ We have passed on your answer. Thank you.
jawab-closed = That question does not wait for an answer any more. Your requests are in /tiket.
