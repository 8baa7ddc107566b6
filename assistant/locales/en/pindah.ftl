# Moving services between accounts.

# Services, with an icon by kind
service-domain = 🌐 { $name }
service-hosting = 🗂 { $name }
service-server = 🖥 { $name }
service-more = … and { $count } more

# No account linked yet
pindah-nobody = To move services, we need to know that their account is yours.
    First link the account that owns them <b>now</b>; a code sent to its e-mail address is all it takes.
pindah-btn-link = 🔗 Link an account

# Step 1: the owner's account
pindah-account = <b>Which account do you want to move services from?</b>
    Choose the one that owns them now. The request is made in its name.
pindah-account-item = { $label } · { $email }

# Loading from the portal
pindah-loading = ⏳ Loading your services…
    This view changes by itself when they are here.
pindah-failed = 😔 The portal cannot be reached right now. What you entered is safe.
    Please wait a moment, then press <b>Try again</b>.

# Step 2: services
pindah-services = <b>Which services of { $account } do you want to move?</b>
    Press to choose, press again to take back. Chosen: <b>{ $chosen }</b>.
pindah-services-none = The account <b>{ $account }</b> has no services that could be moved.
    Are they still in another account? Link the account that owns them <b>now</b>, then move them from there.
pindah-services-busy = ⛔ means that the service is already in a request that is under way. See /tiket.
pindah-services-hint = Many services? Type a part of a name to search, for example <code>contoh</code>, or paste a list of names.
pindah-services-found = 🔍 Found for “{ $search }”: { $found }.
pindah-item-chosen = ✅ { $service }
pindah-item-free = ▫️ { $service }
pindah-item-busy = ⛔ { $service }
pindah-btn-search = 🔍 Search
pindah-btn-all = ☑️ Choose all
pindah-pasted = ✅ Chosen: { $count }.
pindah-pasted-some = ✅ Chosen: { $count }. Not in this account, or asked for already: { $unknown }.
pindah-btn-show-all = ✕ Show all
pindah-search-how = 🔍 Type a part of the service's name, for example <code>contoh.example</code>.
pindah-problem-choose = ⚠️ Please choose at least one service first.
pindah-problem-busy = ⚠️ That service is already in a request that is under way. See /tiket.
pindah-problem-too-many = ⚠️ One request holds at most { $most } services. Please ask for the others in another one.

# Step 3: destination
pindah-destination = <b>Where should they go?</b>
    Choose another account of yours, or just type the e-mail address of the account here.
pindah-destination-none = <b>Where should they go?</b>
    You have not linked another account. Press <b>Another e-mail</b> to type the address of the account, or link it with /hubungkan.
pindah-destination-now = Destination now: <b>{ $to }</b>. Press <b>Next</b> to keep it.
pindah-btn-other-email = ✉️ Another e-mail
pindah-email = <b>What is the e-mail address of the receiving account?</b>
    Example: <code>keuangan@contoh.example</code>

    We ask the owner of that address by e-mail, whether they have an account or not. Nothing moves until they agree.
pindah-problem-email-empty = ⚠️ There is no e-mail address yet. Example: <code>keuangan@contoh.example</code>
pindah-problem-email-no-at = ⚠️ An e-mail address needs an @. Example: <code>keuangan@contoh.example</code>
pindah-problem-email-malformed = ⚠️ That does not look like an e-mail address. Please check the spelling. Example: <code>keuangan@contoh.example</code>
pindah-problem-email-too-long = ⚠️ That e-mail address is too long. At most 254 characters.
pindah-problem-email-several = ⚠️ There is more than one e-mail address. Please write just one, for example <code>keuangan@contoh.example</code>
pindah-problem-same-account = ⚠️ That is the account the services are in already. Please type the address of another account.

# Step 4: the three rules, the ticket, and sending
pindah-summary = <b>Is this right?</b>
    From: <b>{ $from }</b>
    To: <b>{ $to }</b>
    { $services }

    { $checks }
pindah-summary-asks = Once it is sent, we ask the owner of { $to_email } by e-mail.
pindah-summary-go =
    { "" }
    All is ready. Press <b>Send request</b>.
pindah-summary-stop =
    { "" }
    Please mend what is marked ❌ first. This view changes by itself once the invoice is paid.
pindah-btn-free = Move only the { $free } free ones
pindah-btn-check-again = 🔄 Check again
check-nothing-unpaid-ok = ✅ Nothing is unpaid on these services.
check-nothing-unpaid-waiting = ⏳ The invoices of these services are being checked.
check-nothing-unpaid-bad = ❌ There are unpaid invoices:
check-owner-asks-ok = ✅ Asked by the owner's account.
check-owner-asks-waiting = ⏳ The ownership is being checked.
check-owner-asks-bad = ❌ These services are no longer in your account:
check-recipient-agrees-ok = ✅ The recipient agrees.
check-recipient-agrees-waiting = ⏳ Waiting for the recipient's answer by e-mail. You may send the request already.
check-recipient-agrees-bad = ❌ The recipient does not agree.
pindah-fix-invoice = { "   " }• <b>{ $number }</b> ({ $services }): { $total }, due { $due }
pindah-fix-invoice-foreign = { "   " }• <b>{ $number }</b> ({ $services }): in { $currency }, due { $due }
pindah-fix-pay = { "   " }Pay at { $portal }.
pindah-fix-page = { "     " }<a href="{ $url }">💳 Pay { $number }</a>
pindah-fix-service = { "   " }• { $name }
pindah-fix-choose = { "   " }Press <b>✏️ Services</b> to choose again.

pindah-department = <b>Which department should get the ticket?</b>
    If in doubt, take the one marked ●.
pindah-department-default = ● { $name }
pindah-department-other = { $name }
pindah-ticket =
    { "" }
    🎫 <b>The ticket to be sent</b>
    Department: { $department }
    Subject: <b>{ $subject }</b>

    { $shortened }
pindah-ticket-old = ⚠️ Your choices have changed, but you wrote the ticket's message yourself. Look at it again, or press <b>Draft it anew</b>.
pindah-btn-edit-department = ✏️ Department
pindah-btn-subject = ✏️ Change subject
pindah-btn-message = ✏️ Change message
pindah-subject = <b>Type the ticket's subject</b>, at most 200 characters.
    Example: <code>Move services to the account of PT Contoh</code>

    Now: { $subject }
pindah-message = <b>Type the ticket's message</b>, at most 3,000 characters.
    Name the services and the receiving e-mail address. Example: <code>Please move contoh.example to the account keuangan@contoh.example.</code>

    Press <b>Back</b> to keep the message as it is:

    { $message }
pindah-btn-redraft = Draft it anew

# The ticket as we draft it
pindah-ticket-subject = Request to move services to another account
pindah-ticket-message = Dear { $brand } team,

    We own the account { $from } and would like these services to be moved to the account with the e-mail address { $to }:
    { $services }

    They are run by a different company, so their tax invoices need to be issued in that company's name.

    Thank you for your help.
pindah-ticket-service = – { $name }

pindah-checking-again = 🔄 We are checking the portal once more. Please press <b>Send request</b> when the button is back.
pindah-btn-send = 📨 Send request
pindah-btn-edit-services = ✏️ Services
pindah-btn-edit-destination = ✏️ Destination
pindah-error-no-services = ⚠️ No service is chosen yet.
pindah-error-rules = ⚠️ One of the rules does not hold any more. This is how things stand.
pindah-error-already-asked = ⚠️ There is a request under way for: { $services }. We took them out of your choice.
pindah-error-asked-often = ⚠️ <b>{ $email }</b> was asked to agree 3 times within 24 hours. Please ask again tomorrow, or choose another destination. What you entered is kept.

# Sent
pindah-sent = ✅ <b>Your request is sent.</b>
    Request number: <code>{ $number }</code>
pindah-sent-ticket = Ticket number: <code>{ $ticket }</code>
pindah-sent-opening = ⏳ The ticket is being opened in the portal. Its number will appear here.
pindah-sent-asked = ✉️ An e-mail to { $email } is on its way. Nothing moves until its owner agrees.
pindah-sent-next = Our team looks at the request. We tell you of every change here; its state is in /tiket.
pindah-btn-copy = 📋 Copy ticket number
btn-status = 📋 See status

# Mail to the owner of the receiving account
mail-consent = Your consent to moving services, { $number }
    .body = Hello,

    { $from }, a customer of { BRAND() }, wants to move these services to the account with this e-mail address:
    { $services }

    If you agree to receive them, open this link in Telegram:
    https://t.me/{ BOT() }?start=setuju-{ $token }

    No account yet? Behind the same link you can open one first and agree then.
    You don't know about this request? Just ignore this mail; nothing is moved without your consent.

    Request number: { $number }
    The link is good for 14 days and was sent to this address only. Please do not pass it on.
mail-consent-page = Your consent to moving services, { $number }
    .body = Hello,

    { $from }, a customer of { BRAND() }, wants to move these services to the account with this e-mail address:
    { $services }

    If you agree to receive them, answer in Telegram:
    https://t.me/{ BOT() }?start=setuju-{ $token }

    No Telegram? Answer in your browser:
    { $page }{ $token }

    No account yet? In Telegram you can open one first and agree then.
    You don't know about this request? Just ignore this mail; nothing is moved without your consent.

    Request number: { $number }
    Both links are good for 14 days and were sent to this address only. Please do not pass them on.
mail-transfer-received = Services are in your account now, { $number }
    .body = Hello,

    These services are now in the account { $to }:
    { $services }

    Their next invoices are that account's.
    Request number: { $number }
mail-transfer-not-coming = The move of services { $number } will not take place
    .body = Hello,

    The move to the account { $to } will not take place. These services stay where they are:
    { $services }

    There is nothing for you to do.
    Request number: { $number }

# News about a request
ntf-transfer-agreed = ✅ The recipient ({ $to }) has agreed to request <b>{ $number }</b>.
    Services: { $services }
    Our team looks at it next.
ntf-transfer-declined = ❌ The recipient ({ $to }) did not agree to request <b>{ $number }</b>, so it has ended.
    Services: { $services }
    The services stay in your account.
ntf-transfer-taken = 👀 Our team is working on request <b>{ $number }</b>.
    { $services } → { $to }
ntf-transfer-refused = ❌ We could not approve request <b>{ $number }</b>.
    { $services } → { $to }
    Reason: { $reason }
    When that is settled, you can ask again with /pindah.
ntf-transfer-approved = 👍 Request <b>{ $number }</b> is approved. The services are being moved.
    { $services } → { $to }
ntf-transfer-done = 🎉 Done: the services of request <b>{ $number }</b> now belong to { $to }.
    { $services }
    From the next invoice on, tax invoices are issued in that account's name once paid.
ntf-transfer-received = 📦 These services are now in the account { $to } (request <b>{ $number }</b>):
    { $services }
ntf-transfer-not-coming = ℹ️ The move to the account { $to } (request <b>{ $number }</b>) will not take place. These services stay where they are:
    { $services }
ntf-transfer-question = 💬 Our team has a question about request <b>{ $number }</b>:

    { $question }
ntf-ticket-opened = 🎫 Ticket <code>{ $ticket }</code> for request <b>{ $number }</b> has been opened.
btn-answer = ✍️ Answer
btn-faktur = 📄 Tax invoices
