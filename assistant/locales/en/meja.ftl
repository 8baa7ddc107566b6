# The staff group: cards of requests, and what is said in their topics.

# Card
desk-topic = { $number } · { $from }
desk-card = <b>{ $number }</b> · { $state }
desk-card-asker = 👤 Asked by: { $name }
desk-card-plan = 🗂 Plan { $number }: { $services } services for { $companies } companies; { $pair } of this pair of accounts wait for a decision
desk-card-asker-gone = 👤 Asked by: someone whose data is deleted
desk-card-from = From: <b>{ $label }</b> ({ $email })
desk-card-to = To: <b>{ $label }</b> ({ $email })
desk-card-to-email = To: { $email }
desk-agreement-own = ✅ The destination is the asker's own account
desk-agreement-asked = ⏳ The recipient has not answered
desk-agreement-given = ✅ The recipient agrees
desk-agreement-declined = ❌ The recipient declined
desk-card-services = <b>Services</b>
    { $services }
desk-card-ticket = Ticket: { $subject } ({ $department })
desk-card-ticket-number = Ticket number: <code>{ $ticket }</code>
desk-card-ticket-link = Ticket: <a href="{ $url }">{ $ticket }</a>
desk-card-letter = <a href="{ $url }">The letter (PDF)</a>
desk-card-edited = ✍️ The customer changed the ticket's text
desk-card-as-drafted = The ticket's text is as we drafted it
desk-card-ticket-opening = Ticket number: being opened…
desk-card-unchecked = <b>Rules</b>: checked on approval
desk-card-checked = <b>Rules</b>, checked { $at }
desk-check-nothing-unpaid-ok = ✅ Nothing unpaid
desk-check-nothing-unpaid-waiting = ⏳ Invoices not known yet
desk-check-nothing-unpaid-bad = ❌ Unpaid: { $facts }
desk-check-owner-asks-ok = ✅ Asked by the owner's account
desk-check-owner-asks-waiting = ⏳ Ownership not known yet
desk-check-owner-asks-bad = ❌ Not of the asking account: { $facts }
desk-check-recipient-agrees-ok = ✅ The destination is registered and agrees
desk-check-recipient-agrees-waiting = ⏳ The destination is not registered or has not agreed
desk-check-recipient-agrees-bad = ❌ The destination declined
desk-card-taken = 🙋 Taken by: { $name }
desk-card-decided = ⚖️ Decided by: { $name }
desk-card-reason = Reason: { $reason }
desk-card-note = ⚠️ { $note }
desk-next-consent = ➡️ <i>Next: the recipient agrees by e-mail. That is told here, and then Approve opens.</i>
desk-next-account = ➡️ <i>Next: the recipient has agreed and opens or links their account, and then Approve opens.</i>
desk-next-answer = ➡️ <i>Next: the customer answers our question.</i>
desk-next-rules = ➡️ <i>Next: the customer mends what has ❌. Approve looks at all of it again.</i>
desk-next-take = ➡️ <i>Next: one of us takes it, and approves or refuses.</i>
desk-next-decide = ➡️ <i>Next: { $name } approves or refuses.</i>
desk-next-moving = ➡️ <i>Next: the portal moves the services, and the customer is told.</i>
desk-next-by-hand = ➡️ <i>Next: move them in the admin area. The customer is told once the portal shows it.</i>
desk-next-ended = ➡️ <i>Nothing is left to do.</i>
desk-card-times = <i>Received { $created } · changed { $updated }</i>

desk-state-open = 🟡 New
desk-state-taken = 🔵 Taken
desk-state-approved = 🟢 Approved, on the move
desk-state-done = ✅ Done
desk-state-refused = ❌ Refused
desk-state-cancelled = ⚪ Cancelled

desk-btn-take = 🙋 Take
desk-btn-pair = Approve all of this pair ({ $count })
desk-btn-approve = Approve
desk-btn-approve-locked = 🔒 Approve
desk-btn-refuse = Refuse
desk-btn-ask = 💬 Ask the customer

# Trouble on a card
desk-note-rules = One of the three rules does not hold.
desk-note-waiting = Waiting for the owner to be changed in the portal. Move the services in the admin area; we notice by ourselves.
desk-note-partly-moved = Only a part of the services has moved. Please look in the portal.

# When a tap does not count
desk-decision-too-late = { $name }, request { $number } has been decided, taken or ended already. Your decision did not count.
desk-decision-not-allowed = { $name }, only administrators of this group can decide on { $number }.
desk-decision-anonymous = { $name }, you are an anonymous administrator. Turn that off and decide on { $number } again.
desk-decision-own-request = { $name }, you are linked to one of the accounts of { $number }. Please ask a colleague to decide.
desk-decision-rules = { $name }, { $number } cannot be approved yet: one of the rules does not hold. The card shows which.
desk-decision-asker-gone = ℹ️ { $name }, request { $number } can't be approved yet: who asked is not linked to the account any more, for example because its e-mail has changed. Refuse it with a reason, or ask them to link the account again by /hubungkan.
desk-decision-could-not-ask = { $name }, Telegram or the portal did not answer, so { $number } is undecided. Please try again in a moment.

# What is to be written
desk-prompt-reason = <a href="tg://user?id={ $id }">{ $name }</a>, reply to this message with the reason why <b>{ $number }</b> is refused, at most { $longest } characters. For example: <i>The domain is still locked for 60 days.</i> Only your reply counts, within 15 minutes.
desk-prompt-question = <a href="tg://user?id={ $id }">{ $name }</a>, reply to this message with your question about <b>{ $number }</b>, at most { $longest } characters. For example: <i>Is the hosting to be moved, too?</i> Only your reply counts, within 15 minutes.
desk-prompt-not-text = { $name }, please send text for { $number }, at most { $longest } characters.
desk-prompt-too-long = { $name }, the text for { $number } is too long. At most { $longest } characters.
desk-show-yourself = We cannot record what anonymous administrators write. Please turn that off and send it again.
desk-nearly = ❓ We don't know the command <code>/{ $typed }</code>. Did you mean <code>/{ $near }</code>? This message went to nobody.
desk-private = That command belongs in the private chat: https://t.me/{ BOT() }

# News in the topic
desk-answer = 💬 The customer's answer about <b>{ $number }</b>
    <i>{ $question }</i>

    { $answer }
desk-delivery-unknown = ⚠️ Not certain to have been sent: { $what }. It was tried twice; please look.
desk-job-parked = ⛔ The job <b>{ $job }</b> stopped after several failures: <i>{ $error }</i>
    Mend what it complains of, then run on the server: <code>assistant jobs release { $id }</code>
desk-mail-failed = ⚠️ A mail was refused: { $what }. Please check its address in the portal and reach the customer in another way.

desk-forgotten = 🗑 Who asked for { $number } had their data deleted, so the words of this message are gone.
