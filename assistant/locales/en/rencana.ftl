# A plan: many services for many companies at once.
rencana-paste = <b>Send the list of services and their companies.</b>
    Paste text, type it, or send an Excel (.xlsx) or CSV file. Examples:
    <code>tokobudi.example → PT Maju Jaya</code>
    <code>contoh.example, contoh.id = keuangan@majujaya.example</code>

    Or a company's name, with its services on the lines below. Nothing moves yet: you see the plan first.
rencana-reading = ⏳ Your file is being read. This changes by itself when it is done.
rencana-gone = That plan is not there any more. Send the list again to begin a new one.
rencana-none = There is no company in this plan yet. Send the list of services and their companies to fill it.
rencana-home = <b>Plan { $number }</b>
    { $glance }
rencana-glance = { $arrived } of { $all } services moved{ $asked ->
        [0] {""}
       *[other] {" "}· { $asked } in progress
    }{ $unpaid ->
        [0] {""}
       *[other] {" "}· { $unpaid } waiting for an invoice
    }{ $free ->
        [0] {""}
       *[other] {" "}· { $free } ready to ask for
    }{ $ended ->
        [0] {""}
       *[other] {" "}· { $ended } refused or taken back
    }{ $unknown ->
        [0] {""}
       *[other] {" "}· { $unknown } not found
    }
rencana-company-line = 🏢 <b>{ $company }</b> · { $arrived }/{ $count } · { $names }{ $more ->
        [0] {""}
       *[other] {" "}+{ $more }
    }
rencana-having-linked = ↳ your account, { $email }
rencana-having-others = ↳ we ask the owner of { $email } first
rencana-having-opening = ↳ its account is being opened
rencana-having-needed = ↳ ❗ it has no account yet
rencana-tax-there = 🧾 The NPWP is there
rencana-tax-missing = 🧾 The NPWP is missing
rencana-tax-not-known = 🧾 We can't see the NPWP
rencana-more = … and { $count } more companies, behind the buttons below.
rencana-missed = <b>Not understood yet</b>
    { $missed }

    Send the corrected lines; what was read stays.
rencana-missed-nothing-known = • { $text }
rencana-missed-no-company = • { $text }: for which company?
rencana-missed-two-companies = • { $text }: stands under two companies
rencana-missed-unclear = • { $text }: it is not clear which company
rencana-missed-too-many = • { $text }: more than one plan holds
rencana-missed-no-service = • { $text }: which services?
rencana-missed-more = • … and { $count } more, shown once these are settled
rencana-loading = ⏳ Your services are being loaded from the portal…
rencana-steps = <b>If you run it</b>
    • You: { $needed } accounts opened or linked, { $npwp } NPWP entered, { $invoices } invoices paid
    • Recipients who must agree: { $agree }
    • Our team: { $requests } requests checked and moved
rencana-next-confirm = <i>Next: look it over, then press Run.</i>
rencana-next-account = <i>Next: an account for { $company }.</i>
rencana-next-npwp = <i>Next: the NPWP of { $company }.</i>
rencana-next-pay = <i>Next: pay { $invoices }. We ask for its services by ourselves after that.</i>
rencana-next-wait = <i>There is nothing for you to do now. We will tell you.</i>
rencana-next-done = <i>All services have moved.</i>
rencana-btn-start = 🚀 Run ({ $requests } requests)
rencana-btn-next = ➡️ Next step
rencana-btn-again = 🔁 Ask again for what ended
rencana-btn-add = ➕ Add
rencana-btn-look = 🔄 Refresh
rencana-btn-drop = 🗑 Delete
rencana-sure = <b>Delete this plan?</b>
    Requests that were sent go on and stand in /tiket.
rencana-btn-sure = 🗑 Yes, delete
rencana-dropped = The plan is deleted.

# One company
rencana-company = <b>{ $company }</b>
    { $having }
    { $tax }
rencana-company-more = … and { $count ->
        [one] { $count } more service
       *[other] { $count } more services
    }.
rencana-company-needed = <i>Open a new account for this company, link one that exists, or write its owner's e-mail. What it shares with the account before need not be typed again.</i>
rencana-place-free = ▫️ { $name }
rencana-place-unpaid = 💳 { $name }: waits for invoice { $facts }
rencana-place-busy = ⛔ { $name }: already in { $facts }
rencana-place-asked = 🔵 { $name }: { $facts }
rencana-place-arrived = ✅ { $name }
rencana-place-ended = ❌ { $name }: { $facts } ended without a move
rencana-place-loading = ⏳ { $name }
rencana-place-unknown = ❔ { $name }: in none of the accounts you linked
rencana-btn-open = 🏢 Open a new account
rencana-btn-link = 🔗 Link its account
rencana-btn-own = ☑️ Choose one of my accounts
rencana-btn-email = ✉️ Write its owner's e-mail
rencana-btn-out = 🗑 Take out of the plan
rencana-accounts = <b>Which account is it?</b>
rencana-email = <b>What is the e-mail of this company's account?</b>
    We ask its owner by mail. Example: <code>keuangan@contoh.example</code>

# Problems
rencana-problem-nothing = ⚠️ We found no service with its company yet. Example: <code>tokobudi.example → PT Maju Jaya</code>
    { $lines }
rencana-problem-kind = ⚠️ Send an .xlsx or .csv file, or paste what stands in it as text.
rencana-problem-too-large = ⚠️ That file is too large. At most 5 MB and 5,000 rows.
rencana-problem-no-sheet = ⚠️ That file can't be read. Save it again as .xlsx or .csv, or paste what stands in it.
rencana-problem-gone = ⚠️ Telegram does not have that file any more. Please send it again.

# News
rencana-progress = 📌 <b>Plan { $number }</b>
    { $glance }
    { $steps }
btn-rencana = 📋 Open the plan
ntf-rencana-read = 📋 Your file was read.
ntf-rencana-sent = 📨 { $count } services that had waited are asked for now: { $numbers }.
ntf-rencana-done = 🎉 Plan { $number } is done: { $count } services have moved.
