# Finding a customer (/cari), the profile, and the history (/riwayat) in the staff chat
desk-find-how = 🔎 Write what you look for after the command: a name, @username, company, e-mail, domain, or the number of an invoice, faktur, request, conversation or ticket.
    For example: <code>/cari majujaya.example</code>
desk-find = 🔎 <b>{ $what }</b>
    { $lines }
desk-find-near = 🔎 Nothing is exactly <b>{ $what }</b>. What comes near:
    { $lines }
desk-find-person = • <b>{ $name }</b> · { $accounts }
    <i>{ $what }</i>
desk-find-person-at = • <b>{ $name }</b> (@{ $username }) · { $accounts }
    <i>{ $what }</i>
desk-find-alone = • <b>{ $account }</b>: in the portal, but nobody has linked it here
    <i>{ $what }</i>
desk-find-nobody = 🔎 Nothing fits <b>{ $what }</b>. Check the spelling, or try another way: an invoice number, a domain, or the account’s e-mail.
    { $notes }
desk-find-portal-silent = ⚠️ The portal does not answer, so only what is here was searched. Please try again shortly.
desk-find-btn = 👤 { $name }
desk-find-btn-portal = 🌐 Portal: { $account }
desk-profile = 👤 <a href="tg://user?id={ $id }">{ $name }</a> · Telegram <code>{ $id }</code>
    { $lines }
desk-profile-username = @{ $username }
desk-profile-blocked = 🚫 Has blocked the bot: messages wait until they return, fakturs go by e-mail.
desk-profile-accounts = <b>Accounts</b>
desk-profile-no-account = No account is linked.
desk-profile-account = • <b>{ $account }</b> (<code>{ $id }</code>) · <code>{ $email }</code> · NPWP <code>{ $npwp }</code> · proven { $at }
desk-profile-account-over = • <b>{ $account }</b> (<code>{ $id }</code>) · <code>{ $email }</code> · NPWP <code>{ $npwp }</code> · ⚠️ needs a new code, last proven { $at }
desk-profile-requests = <b>Requests</b>
desk-profile-request = { $icon } <code>{ $number }</code> { $from } → { $to } · { $at }
desk-profile-talks = <b>Conversations</b>
desk-profile-talk = { $icon } <code>{ $number }</code> · { $at }
desk-profile-fakturs = <b>Last fakturs</b>
desk-profile-faktur = • <code>{ $number }</code> · { $invoice } · { $account } · { $at }
desk-profile-gone = This customer has had their data deleted.
desk-profile-btn-write = ✍️ Write
desk-profile-btn-topic = 💬 Topic
desk-writing-first = The topic is being opened. Reply to the bot’s message there to write to the customer.
desk-write-first = ✍️ <a href="tg://user?id={ $id }">{ $by }</a>, reply to this message to write to <b>{ $name }</b>. What is no reply stays among the team.
desk-history-how = 🕰 Write the number of a request or a conversation, or who the customer is, after the command.
    For example: <code>/riwayat PND-7F3KQ2MX</code> or <code>/riwayat @budi</code>
desk-history = 🕰 <b>History of { $of }</b>, newest first
    { $lines }
desk-history-none = 🕰 Nothing is on record about <b>{ $of }</b> yet.

# Lines of a history
desk-past-transfer-requested = • { $at } · <b>{ $who }</b> asked for { $on }
desk-past-transfer-cancelled = • { $at } · <b>{ $who }</b> cancelled { $on }
desk-past-transfer-agreed = • { $at } · <b>{ $who }</b> (the recipient) agreed to { $on }
desk-past-transfer-declined = • { $at } · <b>{ $who }</b> (the recipient) declined { $on }
desk-past-transfer-taken = • { $at } · <b>{ $who }</b> took { $on }
desk-past-transfer-approved = • { $at } · <b>{ $who }</b> approved { $on }
desk-past-transfer-refused = • { $at } · <b>{ $who }</b> refused { $on }
desk-past-transfer-question = • { $at } · <b>{ $who }</b> asked the customer about { $on }
desk-past-transfer-answer = • { $at } · <b>{ $who }</b> answered the question about { $on }
desk-past-transfer-done = • { $at } · <b>{ $who }</b> moved all of { $on }
desk-past-ticket-closed = • { $at } · <b>{ $who }</b> closed the ticket of { $on }
desk-past-ticket-answer = • { $at } · <b>{ $who }</b> wrote in the ticket of { $on }
desk-past-address-proven = • { $at } · <b>{ $who }</b> proved an e-mail for { $on }
desk-past-recipient-reminded = • { $at } · <b>{ $who }</b> reminded the recipient of { $on }
desk-past-conversation-begun = • { $at } · <b>{ $who }</b> began { $on }
desk-past-conversation-answered = • { $at } · <b>{ $who }</b> answered in { $on }
desk-past-conversation-taken = • { $at } · <b>{ $who }</b> took { $on }
desk-past-conversation-given-back = • { $at } · <b>{ $who }</b> gave back { $on }
desk-past-conversation-handed-over = • { $at } · <b>{ $who }</b> handed over { $on }
desk-past-conversation-noted = • { $at } · <b>{ $who }</b> noted something on { $on }
desk-past-conversation-settled = • { $at } · <b>{ $who }</b> settled { $on }
desk-past-conversation-silent = • { $at } · { $on } was closed by itself: a week without a word
desk-past-person-muted = • { $at } · <b>{ $who }</b> muted the customer
desk-past-person-heard = • { $at } · <b>{ $who }</b> hears the customer again
desk-past-person-found = • { $at } · <b>{ $who }</b> found the customer by /cari
desk-past-profile-looked-at = • { $at } · <b>{ $who }</b> opened the customer’s profile
desk-past-history-looked-at = • { $at } · <b>{ $who }</b> opened the customer’s history
desk-past-wrote-first = • { $at } · <b>{ $who }</b> wrote first to the customer
desk-past-account-requested = • { $at } · <b>{ $who }</b> asked for a new account
desk-past-account-linked = • { $at } · <b>{ $who }</b> linked account { $on }
desk-past-account-unlinked = • { $at } · <b>{ $who }</b> unlinked account { $on }
desk-past-npwp-confirmed = • { $at } · <b>{ $who }</b> gave the NPWP of account { $on }
desk-past-faktur-into-group = • { $at } · <b>{ $who }</b> sends fakturs into a group, account { $on }
desk-past-withholding-announced = • { $at } · <b>{ $who }</b> said that tax is withheld on invoice { $on }
desk-past-withholding-taken-back = • { $at } · <b>{ $who }</b> took back the withholding on invoice { $on }
desk-past-refund-chosen = • { $at } · <b>{ $who }</b> chose a refund, invoice { $on }
desk-past-credit-chosen = • { $at } · <b>{ $who }</b> chose credit, invoice { $on }
desk-past-plan-started = • { $at } · <b>{ $who }</b> started plan { $on }
desk-past-data-handed-over = • { $at } · <b>{ $who }</b> got a copy of their data
desk-past-data-deleted = • { $at } · <b>{ $who }</b> had their data deleted
desk-past-other = • { $at } · <b>{ $who }</b>: { $action } { $on }
