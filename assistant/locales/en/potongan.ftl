# Bukti potong in the finance topic.

bp-card = 🔎 <b>Bukti potong { $number }</b> waits for a decision
    Withholder: { $name } (<code>{ $withholder }</code>)
    Base { $base } · PPh { $amount } · document <code>{ $document }</code>
    { $why }
bp-why-finance = Lawful, but not quite what we asked for:
bp-why-choose = More than one invoice may be meant. Choose it.
bp-why-unmatched = No invoice, and no sum of them, is as large.
bp-why-nothing-owed = No invoice of this company waits for a slip.
bp-why-unread = Something can't be read, or its QR code is no link into Coretax. Open the PDF.
bp-why-contradicts = Number and version are those of another slip that is here, but it says something else. Look both up in Coretax.
bp-unread = • Not read: { $field ->
        [number] its number
        [masa] tax month
        [payee] the payee's NPWP
        [withholder] the withholder's NPWP
        [object_code] code of the tax object
        [base] base (DPP)
        [rate] rate
        [amount] the tax that was withheld
        [status] status (normal, corrected, cancelled)
        [final] final or not
        [document] number of the document it is based on
        [issued] date
        [link] QR code
        [page] something runs across the page or covers its words
       *[other] { $field }
    }
bp-remark-name = • The payee's name is spelled unlike ours.
bp-remark-nitku = • The payee's NITKU is another branch.
bp-btn-accept = ✅ Accept for { $invoice }
bp-btn-choose = { $invoice } ({ $base })
bp-btn-refuse = ❌ Refuse
bp-accepted = ✅ Bukti potong <code>{ $number }</code> was accepted for { $invoice } by { $by }.
bp-refused = ❌ Bukti potong <code>{ $number }</code> was refused by { $by }.
bp-file = 📎 <b>{ $name }</b> came from a customer and can't be read as a slip:
    { $what }
bp-undone = ↩️ Bukti potong <code>{ $number }</code> does not count any more. Invoices { $invoices } wait again.
bp-undone-moved = ⚠️ Bukti potong <code>{ $number }</code> does not count any more. Invoices { $invoices } wait again, though { $moved } were paid or given back for it. Please put that right in the portal.
bp-money-settle = 💳 Enter a payment of { $amount } for invoice <b>{ $invoice }</b> ({ $account }) in the portal: the PPh 23 withheld. Transaction: <code>{ $reference }</code>.
    { $where }
bp-money-refund = 💸 Transfer { $amount } for invoice <b>{ $invoice }</b> ({ $account }): PPh 23 of an invoice paid in full.
    { $where }
bp-money-credit = 💳 Add credit of { $amount } for { $account } in the portal (invoice <b>{ $invoice }</b>). Description: <code>{ $reference }</code>.
    { $where }
bp-money-where = Account: { $bank } · <code>{ $number }</code> · { $holder }
bp-money-nowhere = Press the button once it is done.
bp-btn-moved = ✅ Done
bp-moved-settle = ✅ A payment of { $amount } for invoice <b>{ $invoice }</b> ({ $account }) was entered by { $by }. Transaction: <code>{ $reference }</code>.
bp-moved-refund = ✅ { $amount } for invoice <b>{ $invoice }</b> ({ $account }) were transferred by { $by }. Reference: <code>{ $reference }</code>.
bp-moved-credit = ✅ Credit of { $amount } for { $account } (invoice <b>{ $invoice }</b>) was added by { $by }. Description: <code>{ $reference }</code>.
bp-taken-in = 📥 { $name }
    { $said }

# A month, and Coretax's list
bp-year = the year { $year }
bp-of-month = { MONTH($month) }
bp-month = <b>Bukti potong { $span }</b>
    Expected: { $expected }
    Received: { $received_count } · { $received }
    Verified in Coretax: { $verified_count } · { $verified }
    Missing: { $missing_count } · { $missing }
    To be mended: { $wrong_count } · { $wrong }
    Money that waits: { $dues_count } · { $dues }
bp-month-pdfs = The PDFs of { $span } that are booked.
bp-column-state = State
bp-column-number = Number
bp-column-masa = Masa pajak
bp-column-withholder = NPWP of the withholder
bp-column-name = Name
bp-column-invoices = Invoices
bp-column-base = Base (DPP)
bp-column-amount = PPh
bp-line-verified = Verified
bp-line-received = Received
bp-line-wrong = To be mended
bp-line-missing = Missing
bp-line-cancelled = Cancelled
bp-list = <b>Coretax's list</b>: { $listed } slips, { $verified } agree and are verified.
    { $lines }
bp-list-cancelled = • <code>{ $number }</code> was cancelled in Coretax; its invoice waits again.
bp-list-differs = • <code>{ $number }</code> has another amount than the PDF that came.
bp-list-never-sent = • <code>{ $number }</code> ({ $name }, { $amount }) was never sent to us.
