# /rekonsiliasi in the finance topic: paid, issued and delivered in one month.

rekon-bad-month = { $name }, that month can't be read. Write for example <code>/rekonsiliasi 2026-10</code>, or just <code>/rekonsiliasi</code> for last month.
rekon-result = 🧮 <b>Reconciliation · { MONTH($month) }</b>
    Paid { $paid } · issued { $issued } · delivered { $delivered }
    PPN paid { $ppn_paid } · PPN issued { $ppn_issued }
    <i>{ $portal }</i>

    { $ends }

    { $counts }

    { $lines }
rekon-portal-compared = Compared with the portal's list of paid invoices, too.
rekon-portal-not = Not compared with the portal: its list was not to be had, or is not complete.
rekon-sheet = Reconciliation of { MONTH($month) }: all paid invoices and what was found
rekon-clean = ✅ <b>Clean</b>: there is nothing to do.

rekon-equation = 💰 <b>Paid { $paid }</b>, which ended as:
rekon-end-04 = • faktur 04: { $amount } ({ $count })
rekon-end-02 = • faktur 02, government collectors: { $amount } ({ $count })
rekon-end-03 = • faktur 03, other collectors: { $amount } ({ $count })
rekon-end-digunggung = • digunggung: { $amount } ({ $count })
rekon-end-not-taxed = • without PPN: { $amount } ({ $count })
rekon-end-undone = • cancelled or refunded: { $amount } ({ $count })
rekon-end-held = • ⏳ not settled: { $amount } ({ $count }{ $unknown ->
        [0] { "" }
       *[other] , { $unknown } without an amount in rupiah
    })
rekon-equation-differs = ❗ { $amount } have no end. Please report it: the mistake is ours.
rekon-closed = 🔒 Closed by { $by }, { $at }.
rekon-closed-changed = ⚠️ <b>Changed since it was closed</b> by { $by }, { $at }. Then { $paid } were paid.
rekon-btn-close = 🔒 Close { MONTH($month) }
rekon-month-closed = 🔒 <b>{ MONTH($month) } is closed</b> by { $name }.
    { $ends }
rekon-month-changed = ⚠️ <b>{ MONTH($month) } changed since it was closed</b> by { $by }.
    When it was closed:
    { $was }

    Now:
    { $ends }

    Open its reconciliation, and close it again when it is right.
rekon-count-lapsed = ⚫ { $count } whose faktur is of more than three months after the payment
rekon-count-late = 🕰 { $count } whose faktur is late
rekon-count-before = 📅 { $count } whose faktur is dated before the payment
rekon-count-other-masa = 📅 { $count } whose faktur is of another tax month
rekon-count-future = 📅 { $count } whose faktur was dated in the future when it came
rekon-line-lapsed = • <code>{ $invoice }</code> { $account }: faktur of { $found }, due { $expected }: more than three months
rekon-line-late = • <code>{ $invoice }</code> { $account }: late, faktur of { $found }, due { $expected }
rekon-line-before = • <code>{ $invoice }</code> { $account }: faktur of { $found }, before { $expected }
rekon-line-other-masa = • <code>{ $invoice }</code> { $account }: another tax month, faktur of { $found }, due { $expected }
rekon-line-future = • <code>{ $invoice }</code> { $account }: dated { $found }, in the future when it came
rekon-kind-lapsed = Faktur more than three months after the payment
rekon-kind-late = Faktur late
rekon-kind-before = Faktur dated before the payment
rekon-kind-other-masa = Faktur of another tax month
rekon-kind-future = Faktur dated in the future when it came
rekon-sheet-paid = Paid
rekon-sheet-differs = Without an end
rekon-sheet-end-04 = Faktur 04
rekon-sheet-end-02 = Faktur 02
rekon-sheet-end-03 = Faktur 03
rekon-sheet-end-digunggung = Digunggung
rekon-sheet-end-not-taxed = Without PPN
rekon-sheet-end-undone = Cancelled or refunded
rekon-sheet-end-held = Not settled
rekon-column-total = Paid
rekon-column-end = Ended as
rekon-column-undone = Given back

rekon-count-no-npwp = 🧾 { $count } not issued: account without NPWP
rekon-count-not-exported = 📤 { $count } not issued: not exported yet
rekon-count-no-pdf = ⏳ { $count } not issued: exported, no PDF has come
rekon-count-foreign = 🌐 { $count } billed in another currency: no faktur is made here
rekon-count-unheard = 🔄 { $count } paid in the portal, known only now
rekon-count-short = 🏛 { $count } paid by a collector without the PPN: not paid in the portal yet
rekon-count-not-paid = ❓ { $count } not paid in the portal (any more)
rekon-count-double = 👯 { $count } with a double number
rekon-count-amount = ⚖️ { $count } with another PPN
rekon-count-cancelled = 🗑 { $count } invoices undone, their faktur still stands
rekon-count-undelivered = 📭 { $count } issued, reached nobody yet
rekon-count-held = ⛔ { $count } PDFs are held
rekon-count-replaced = ♻️ { $count } with a replacement faktur
rekon-count-undone = ⚪ { $count } invoices undone before they were issued
rekon-count-unopened = ✉️ { $count } by mail: the customer has opened no chat
rekon-count-warned = 📝 { $count } sent though not all of it agrees, see the file

rekon-line-no-npwp = • <code>{ $invoice }</code> { $account }: without NPWP
rekon-line-not-exported = • <code>{ $invoice }</code> { $account }: not exported
rekon-line-no-pdf = • <code>{ $invoice }</code> { $account }: no PDF has come
rekon-line-foreign = • <code>{ $invoice }</code> { $account }: billed in { $found }, for the accountant to decide
rekon-line-unheard = • <code>{ $invoice }</code>: taken over from the portal just now
rekon-line-short = • <code>{ $invoice }</code> { $account }: billed { $expected }, received { $found }. { $number ->
        [ppn-and-pph] What is missing is just the PPN and PPh 23, both paid to the state by the buyer.
       *[ppn] What is missing is just the PPN, paid to the state by the buyer.
    } Enter it as a payment in the portal; once it is paid there, its faktur goes on. If the invoice is below the limit, choose its kode with <code>/pembeli { $invoice }</code>.
rekon-line-not-paid = • <code>{ $invoice }</code> { $account }: not paid in the portal
rekon-line-double = • <code>{ $invoice }</code> { $account }: double number { $number }
rekon-line-amount = • <code>{ $invoice }</code> { $account }: PPN of the faktur { $found }, of the invoice { $expected }
rekon-line-cancelled = • <code>{ $invoice }</code> { $account }: { $number } still stands; /kasus says what to do
rekon-line-undelivered = • <code>{ $invoice }</code> { $account }: has reached nobody
rekon-line-held = • PDF { $invoice } is held
rekon-line-more = … and { $count } more, see the file.

rekon-btn-fix-npwp = 🧾 Ask for the NPWP ({ $count })
rekon-btn-fix-export = 📤 Into the next export ({ $count })
rekon-btn-fix-mail = ✉️ Send by mail ({ $count })
rekon-btn-fix-held = ⛔ Show held PDFs ({ $count })
rekon-btn-month = 🧮 { MONTH($month) }

rekon-npwp-asked = ✅ { $name }: { $count } accounts are asked for their NPWP, in the chat or by mail. Those that have one in the portal are taken at once.
rekon-export-again = ✅ { $name }: { $count } faktur are in the next export (<code>/ekspor</code>). Make sure that the old ones are not in Coretax, or they are issued twice.
rekon-mailed = ✅ { $name }: { $count } faktur are sent by mail.
rekon-held-shown = ✅ { $name }: { $count } held PDFs are shown below.

rekon-kind-no-npwp = Not issued: account without NPWP
rekon-kind-not-exported = Not issued: not exported
rekon-kind-no-pdf = Not issued: no PDF has come
rekon-kind-foreign = In another currency
rekon-kind-unheard = Paid in the portal, known only now
rekon-kind-short = Paid by a collector without the PPN
rekon-kind-not-paid = Not paid in the portal
rekon-kind-double = Double number
rekon-kind-amount = Another PPN
rekon-kind-cancelled = Invoice undone, faktur still stands
rekon-kind-undelivered = Has reached nobody
rekon-kind-held = PDF held
rekon-kind-replaced = Replacement faktur
rekon-kind-undone = Undone before it was issued
rekon-kind-unopened = By mail: no chat opened

rekon-state-no-npwp = without NPWP
rekon-state-waiting = not exported
rekon-state-exported = waits for its PDF
rekon-state-issued = issued, not delivered
rekon-state-delivered = delivered
rekon-state-cancelled = invoice undone
rekon-channel-telegram = chat
rekon-channel-group = group
rekon-channel-mail = mail

rekon-column-invoice = Invoice
rekon-column-account = Account
rekon-column-paid = Paid
rekon-column-subtotal = Before PPN
rekon-column-tax = PPN of the invoice
rekon-column-state = State
rekon-column-number = Faktur number
rekon-column-issued = Faktur date
rekon-column-dpp = DPP of the faktur
rekon-column-ppn = PPN of the faktur
rekon-column-channels = Delivered by
rekon-column-findings = Findings
rekon-column-warnings = Notes on the PDF

# For the customer: the NPWP that is still waited for
ntf-npwp-missing = 🧾 The faktur pajak for <b>{ $account }</b> can't be made because the account has no NPWP.
    Invoices: { $invoices }
    { $late ->
        [yes] ⚠️ Our day { $until } is over. After { $deadline } the faktur is late, and more than three months after the payment you can't credit its PPN. Enter the NPWP now with the button below.
       *[other] Enter the NPWP with the button below by <b>{ $until }</b>; then we make the faktur in time.
    }
ntf-npwp-late = 🧾 We have the NPWP of <b>{ $account }</b>.
    Invoices: { $invoices }
    ⚠️ The 20th of the month after the payment is over. We make the faktur with a new date, and it counts as late; we bear the penalty. You can still credit it.
ntf-npwp-lapsed = 🧾 We have the NPWP of <b>{ $account }</b>.
    Invoices: { $invoices }
    ⚠️ The payment was more than three months ago. A faktur that is made now counts as not made, so you can't credit its PPN. Our team will write to you.
mail-npwp-missing = NPWP for the faktur pajak of { $account }
    .body =
        Dear { $account },

        We have received your payment, but its faktur pajak can't be made because your account has no NPWP yet.

        Invoices: { $invoices }

        { $late ->
            [yes] Our day { $until } is over. After { $deadline } the faktur is late, and more than three months after the payment you can't credit its PPN. Please enter the NPWP now in the portal, or with our assistant on Telegram: https://t.me/{ BOT() }
           *[other] Please enter the NPWP by { $until } in the portal, or with our assistant on Telegram: https://t.me/{ BOT() } The faktur must be issued by { $deadline }.
        }
