# The customer's answer to a ticket of the portal, and what staff write there.
feature-balas = reply to a ticket
btn-balas = ✍️ Reply
balas-write = ✍️ <b>Reply to ticket</b> <code>{ $ticket }</code> (request { $number })

    <b>Type your reply</b>, at most 2,000 characters. Example: <code>The form is filled in, please find it attached.</code>
    PDF, JPG and PNG files may come along.
balas-sure = ✍️ Your reply to ticket <code>{ $ticket }</code> (request { $number })
balas-said = { $answer }
balas-files = { $files }
balas-file = 📎 { $name }
balas-send = <b>Send it?</b> New words replace the old ones; new files are added.
balas-btn-send = 📨 Send reply
balas-btn-no-files = 🗑 Without files
balas-sent = ✅ We pass your reply on to the ticket. What our team answers will come here.
balas-closed = That ticket takes no more replies. Your requests are in /tiket.
balas-problem-kind = ⚠️ We can pass on words, photos, and PDF, JPG or PNG files.
balas-problem-large = ⚠️ That file is too large. The most is { $megabytes } MB. Try to make it smaller, or split it.
balas-problem-together = ⚠️ Together with the files before it, that is too large. All files of one answer may have { $megabytes } MB. Send this answer first, then the rest.
balas-problem-many = ⚠️ At most { $most } files in one reply. Please send this one first, then the rest.

# In the topic of the staff
desk-ticket-answer = 💬 The customer's reply in the ticket of <b>{ $number }</b>{ $files ->
        [0] {""}
        [one] {" "}(📎 1 file, in the ticket)
       *[other] {" "}(📎 { $files } files, in the ticket)
    }

    { $answer }

# In the ticket
ticket-reply-files = Files attached.
ticket-reply-left-out = (Could not be included: { $names })
ticket-reply-too-large = (Too large for the portal, so not included: { $names })

# News for the customer
ntf-balas-left-out = ⚠️ We could not pass this on to the ticket of request <b>{ $number }</b>: { $names }. It is no PDF, JPG or PNG. Please send it again by /tiket.
ntf-balas-too-large = ⚠️ We passed your words on to the ticket of request <b>{ $number }</b>, but without this, as it is too large for the portal: { $names }. Make it smaller or split it, then send it again by /tiket.
desk-files-too-large = ⚠️ The portal refuses this as too large: { $names }. The words are in the ticket of request <b>{ $number }</b> all the same. The limit is set in PHP's <code>post_max_size</code> and in the portal's web server.
desk-ticket-cut = ⚠️ The portal kept only a part of what was written in ticket <code>{ $ticket }</code> (request <b>{ $number }</b>). See the request here, and have the character set of the portal's tables looked at (<code>utf8mb4</code>).
ntf-ticket-file = 📎 { $name }, from ticket <code>{ $ticket }</code> (request { $number })
ntf-ticket-file-left = 📎 That reply has a file, <b>{ $name }</b>, which can't be sent by Telegram. You can open it in the portal, in ticket <code>{ $ticket }</code> (request { $number }).
desk-note-ticket-closed = The ticket was closed in the portal, so the request has ended.
