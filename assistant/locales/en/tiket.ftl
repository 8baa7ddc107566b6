# How requests to move services stand.
tiket-list = <b>Your requests</b>, the newest first.
    Choose one to see more.
tiket-none = You have not made a request yet. To move services to another account, start here.
tiket-btn-new = 📦 Move services
tiket-item = { $icon } { $number } · { $service }
tiket-item-more = { $icon } { $number } · { $service } +{ $more }
tiket-icon-open = 🟡
tiket-icon-taken = 🔵
tiket-icon-approved = 🟢
tiket-icon-done = ✅
tiket-icon-refused = ❌
tiket-icon-cancelled = ⚪
tiket-state-open = Sent, waiting for our team
tiket-state-taken = Our team is working on it
tiket-state-approved = Approved, the services are being moved
tiket-state-done = Done
tiket-state-refused = Not approved
tiket-state-cancelled = Ended without a move

tiket-one = <b>{ $number }</b>
    { $icon } { $state }

    From: <b>{ $from }</b>
    To: <b>{ $to }</b>
    { $services }
tiket-ticket = Ticket number: <code>{ $ticket }</code>
tiket-ticket-opening = ⏳ Its ticket is being opened in the portal.
tiket-checks = <b>Rules</b>, checked { $checked_at }
    { $checks }
tiket-history = <b>History</b>
    { $history }
tiket-history-created = • Asked { $at }
tiket-history-agreement-own = • The destination is an account of yours
tiket-history-agreement-asked = • The recipient was asked by e-mail
tiket-history-agreement-given = • The recipient agreed
tiket-history-agreement-declined = • The recipient did not agree
tiket-history-taken = • Taken by staff
tiket-history-approved = • Approved by staff
tiket-history-refused = • Refused by staff
tiket-history-reason = • Reason: { $reason }
tiket-history-updated = • Last changed { $at }
tiket-next-agreement = <i>Next: waiting for the recipient. Remind them to open the e-mail from us.</i>
tiket-next-open = <i>Next: our team looks at this request.</i>
tiket-next-taken = <i>Next: our team decides, and we tell you.</i>
tiket-next-approved = <i>Next: the services are moved, and we tell you.</i>
tiket-next-done = <i>From the next invoice on, tax invoices are issued in the receiving account's name.</i>
tiket-next-refused = <i>When the reason is settled, ask again with /pindah.</i>
tiket-next-cancelled = <i>The services stay where they were. You can ask again with /pindah.</i>
tiket-btn-cancel = 🗑 Withdraw request
tiket-btn-all = ‹ All requests
tiket-gone = That request was not found.
tiket-problem-unknown = ⚠️ You have no request with the number { $number }. Example of a number: <code>PND-7F3KQ2MX</code>
tiket-cancel = <b>Withdraw request { $number }?</b>
    The services stay where they are and the ticket is closed. This cannot be undone.
tiket-btn-cancel-yes = Yes, withdraw it
tiket-btn-cancel-no = ‹ Keep it
tiket-cancelled = ✅ Request { $number } is withdrawn.
tiket-problem-too-late = ⚠️ Request { $number } has been decided or has ended, so it cannot be withdrawn any more.

# News from the ticket in the portal
ntf-ticket-replied = 💬 A new reply in ticket <code>{ $ticket }</code> (request <b>{ $number }</b>):

    { $message }
ntf-ticket-closed = 🎫 Our team closed ticket <code>{ $ticket }</code>, so request <b>{ $number }</b> has ended without a move. { $services } stay where they were. If you still need it, ask again by /pindah.
tiket-coming = 📥 <b>Coming to your account</b>, from others: behind the buttons below.
tiket-btn-remind = 🔔 Remind the recipient
tiket-reminded = 🔔 We mailed the recipient a reminder.
tiket-problem-reminded = ⚠️ The recipient was mailed just now. A reminder can be sent once a day, from the day after the request.
