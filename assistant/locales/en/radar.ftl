# The deadline of a faktur: the customer's status line, and finance's daily reminder.

# For the customer: where their faktur stands. { $until } is the 20th of the following month.
standing-no-npwp = ⚠️ The account has no NPWP yet. Enter it first; the faktur must be issued by { $until }.
standing-no-npwp-late = ⚠️ The account has no NPWP yet, and the deadline { $until } has passed. Enter the NPWP, then ask our team with /cs.
standing-waiting = ⏳ Waiting to be made, issued by { $until } at the latest.
standing-waiting-late = ⚠️ Not made yet, and the deadline { $until } has passed. Please ask our team with /cs.
standing-exported = 🧾 Prepared for the tax system, issued by { $until } at the latest.
standing-exported-late = ⚠️ Prepared but not issued yet, and the deadline { $until } has passed. Please ask our team with /cs.
standing-retail = 🧾 Reported as a sale to a private consumer (digunggung). The invoice itself is the tax invoice, without a buyer's name. Do you need a faktur in your name? Please ask our team with /cs.
standing-issued = ✅ Issued.
standing-cancelled = ⚪ Its invoice was cancelled or refunded; there is no faktur.

# For finance: the daily reminder in the finance topic
radar-due = ⏰ <b>Faktur not issued yet</b> · { $today }
    { $lines }

    PPN at stake: <b>{ $ppn }</b> of { $count } invoices.
radar-month-amber = { "" }
    🟡 <b>{ MONTH($month) }</b>: { $count } invoices, PPN { $ppn }
    Due by { $until }, { $days } days left; the last working day before it is { $working }.
    { $waiting } not exported · { $exported } wait for their PDF · { $bare } without NPWP
radar-month-red = { "" }
    🔴 <b>{ MONTH($month) }</b>: { $count } invoices, PPN { $ppn }
    Due by { $until }, { $days ->
        [0] today
       *[other] { $days } days left
    }. The last working day before it is { $working }: holidays do not move the deadline.
    { $waiting } not exported · { $exported } wait for their PDF · { $bare } without NPWP
radar-month-overdue = { "" }
    ⛔ <b>{ MONTH($month) }</b>: { $count } invoices, PPN { $ppn }
    The deadline { $until } passed { $days } days ago. Date them anew: late, a penalty of 1 % of the DPP.
    The oldest can be made until { $lapses }.
    { $waiting } not exported · { $exported } wait for their PDF · { $bare } without NPWP
radar-month-lapsing = { "" }
    ⛔ <b>{ MONTH($month) }</b>: { $count } invoices, PPN { $ppn }
    ⚠️ The oldest can only be made until { $lapses } ({ $left ->
        [0] today
       *[other] { $left } days left
    }). After that it counts as not made, and the buyer can't credit it.
    { $waiting } not exported · { $exported } wait for their PDF · { $bare } without NPWP
radar-month-lapsed = { "" }
    ⚫ <b>{ MONTH($month) }</b>: { $count } invoices, PPN { $ppn }
    The oldest could be made until { $lapses }, three months after its payment: { $left } days ago, so it counts as not made.
    { $waiting } not exported · { $exported } wait for their PDF · { $bare } without NPWP
radar-clean = ✅ <b>Faktur deadlines</b>: nothing is late or near its deadline any more.
radar-npwp-late = 🕰 <b>{ $account }</b>: the NPWP came after the 20th, for { $count } invoices
    { $invoices }
    Their faktur are dated anew and late: a penalty of 1 % of the DPP, some { $penalty }. The buyer can still credit them{ $lapsed ->
        [0] .
       *[other] , except { $lapsed } of more than three months: they count as not made.
    }
radar-btn-list = 📋 Show the list
radar-btn-export = 📤 Export { MONTH($month) }

radar-list = 📋 <b>Not issued: { $count } invoices</b> (page { $page } of { $pages })
    { $lines }
radar-list-empty = 📋 Nothing is near or past its deadline.
radar-item-waiting = { "" }
    • <code>{ $invoice }</code> { $account }
    not exported · PPN { $ppn }
    paid { $paid } · by { $until }
radar-item-exported = { "" }
    • <code>{ $invoice }</code> { $account }
    waits for its PDF · PPN { $ppn }
    paid { $paid } · by { $until }
radar-item-no-npwp = { "" }
    • <code>{ $invoice }</code> { $account }
    without NPWP · PPN { $ppn }
    paid { $paid } · by { $until }
radar-btn-before = ◀️ Before
radar-btn-after = After ▶️
