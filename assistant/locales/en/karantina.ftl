# A PDF that is held: its card in the finance topic, why, and how it was settled.

held-card = ⛔ <b>Held:</b> { $name }
    { $reasons }

    { $facts }
held-warnings = { "" }
    <b>Also noted</b> (would not hold it alone):
held-pdf = PDF: <code>{ $number }</code>
    { $buyer } · ref. { $reference }
held-invoice = Compared with <b>{ $invoice }</b> ({ $account })
held-open = <i>Not sent to anybody.</i>
held-final = 🔒 <i>Nobody can pass it on. Replace the file, or refuse it.</i>
held-cost-late = 💸 If it is sent all the same: a penalty of 1 % of the DPP, some { $penalty }, which we bear. The buyer can still credit it.
held-cost-lapsed = 💸 If it is sent all the same: it counts as not made. The buyer can't credit it, and we bear its PPN and a penalty of 1 % of the DPP, some { $penalty }.

held-btn-assign = 🔗 Assign to an invoice
held-btn-replace = 🔄 Replace the file
held-btn-refuse = 🗑 Refuse
held-btn-draft = 📝 Draft: cancel and issue anew
held-btn-sure = ✅ Yes, send it to this customer
held-btn-sure-dpp = ✅ Send: DPP { $found }, not { $expected }
held-btn-pick = { $invoice } · { $account } · { $amount }
held-btn-cancel = Cancel
held-offer = { $by }, <b>{ $name }</b> may be of one of these invoices. Choose one, or write its number; its last digits will do.
held-offer-typed = { $by }, several invoices end with <code>{ $typed }</code>. Which one is <b>{ $name }</b> of?
held-left = { $by }, all right. <b>{ $name }</b> stays held; nothing is sent.

# What is asked for after a button
held-choose-assign = { $name }, which invoice is <b>{ $number }</b> of?
    { $taken }
held-choose-refuse = { $name }, why is <b>{ $number }</b> refused? Choose the reason, or write your own.
    { $taken }
held-choose-replace = { $name }, send the PDF that replaces <b>{ $number }</b>?
    { $taken }
held-btn-write-number = ✍️ Write the invoice's number
held-btn-send-file = 📎 Send the other PDF
held-ready-double = A double faktur.
held-ready-not-ours = Not our faktur.
held-ready-wrong-buyer = The buyer's data are wrong.
held-prompt-assign = <a href="tg://user?id={ $id }">{ $name }</a>, reply to this message with the number of the invoice of <b>{ $number }</b>, at most { $longest } characters. For example: <code>INV-2026-000123</code>. Only your reply counts, within 15 minutes.
held-prompt-refuse = <a href="tg://user?id={ $id }">{ $name }</a>, reply to this message with the reason for refusing <b>{ $number }</b>, at most { $longest } characters. For example: <i>A double faktur.</i> Only your reply counts, within 15 minutes.
held-prompt-replace = <a href="tg://user?id={ $id }">{ $name }</a>, reply to this message with the PDF that replaces <b>{ $number }</b>. Only your reply counts, within 15 minutes.
held-prompt-no-file = { $name }, please reply with the PDF that replaces { $number }.
held-look-assign = 👀 Is <b>{ $number }</b> of this invoice?

    { $text }

    { $taken }
held-look-refuse = 👀 Refuse <b>{ $number }</b> for this reason?

    { $text }

    { $taken }
held-look-replace = 👀 Put this file in the place of <b>{ $number }</b>?

    { $text }

    { $taken }
held-differs = { $by }, <b>{ $name }</b> differs from invoice { $invoice } ({ $account }):
    { $reasons }

    Send it to this customer all the same?
held-stays = 🔒 { $by }, <b>{ $name }</b> stays held. For invoice { $invoice } ({ $account }):
    { $reasons }
    Nobody can pass over this difference.
held-settled = { $number } is settled already.
held-draft = 📝 <b>Cancel and issue anew</b>
    A wrong buyer cannot be mended by a replacement: the faktur is cancelled and a new one issued (PER-11/PJ/2025 art. 48–49). If the buyer has credited it, ask for their consent first. A text to copy:
    <pre>Please cancel in Coretax:
    Faktur { $number }
    Buyer as printed: { $wrong_name }
    NPWP as printed: { $wrong_npwp }
    Reason: wrong identity of the buyer

    Please issue a new faktur:
    Invoice: { $invoice }
    Buyer: { $name }
    NPWP: { $npwp }
    NITKU: { $nitku }
    Address: { $address }</pre>

# How it was settled
held-done-issued = ✅ <b>{ $name }</b>
    Assigned to { $invoice } by { $by }, and sent to the customer.
held-done-older = ✅ <b>{ $name }</b>
    Assigned to { $invoice } by { $by }. A newer version went out before, so this one is only kept.
held-done-duplicate = ✅ <b>{ $name }</b>
    This faktur of { $invoice } was sent before (looked at by { $by }).
held-done-found = ✅ <b>{ $name }</b>
    Invoice { $invoice } is known by now; the faktur is sent to its customer.
held-done-refused = 🗑 <b>{ $name }</b>
    Refused by { $by }: { $reason }
held-done-replaced = 🔄 <b>{ $name }</b>
    Replaced by { $by } with { $other }.

# What differs: what we know above what was found

mismatch-status = <b>Status of the faktur</b>
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-seller-npwp = <b>NPWP of the seller</b>
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-seller-name = <b>Name of the seller</b>
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-buyer-npwp = <b>NPWP of the buyer</b>
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-buyer-name = <b>Name of the buyer</b>
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-kode-transaksi = <b>Kode transaksi</b>
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-kodes-apart = The invoices have different kode transaksi (<code>{ $expected }</code>), the PDF has <code>{ $found }</code>. One faktur gabungan is of one kode alone (PER-11/PJ/2025 art. 32): make one faktur for each. If the buyer's class is wrong, mend it with /pembeli.
mismatch-kode-either = <b>Kode transaksi</b> (a collector, up to the limit)
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
    Both may be right: the contract decides. The next invoices of this account are exported with the PDF's; change that with /pembeli if it is wrong.
mismatch-reference = <b>Invoice number (reference)</b>
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-dpp-invoice = <b>DPP</b>
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-dpp-price = <b>DPP by the printed price</b>
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-items = <b>Price and the sum of the lines</b>
    <code>ours { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-invoice-lines = <b>Lines</b>
    <code>invoice { $expected }</code>
    <code>PDF     { $found }</code>
mismatch-line-names = <b>Names of the lines</b>
    <code>invoice { $expected }</code>
    <code>PDF     { $found }</code>
mismatch-buyer-id = <b>A buyer by passport or another number</b>
    <code>our NPWP { $expected }</code>
    <code>PDF      { $found }</code>
mismatch-date-before = <b>Dated before the payment</b>: paid { $expected }, the faktur is of { $found }
mismatch-date-late = <b>Late</b>: it should have been made on { $expected }, the faktur is of { $found }
mismatch-date-lapsed = <b>More than three months</b>: it should have been made on { $expected }, the faktur is of { $found }
mismatch-date-masa = <b>Another tax month</b>: it should be of { $expected }, the faktur is of { $found }
mismatch-date-future = <b>Dated in the future</b>: today is { $expected }, the faktur is of { $found }
mismatch-qr-number = <b>Number of the faktur in the QR code</b>
    <code>print { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-seller = <b>Seller in the QR code</b>
    <code>print { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-buyer = <b>Buyer in the QR code</b>
    <code>print { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-date = <b>Date in the QR code</b>
    <code>print { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-dpp = <b>DPP in the QR code</b>
    <code>print { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-ppn = <b>PPN in the QR code</b>
    <code>print { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-ppnbm = <b>PPnBM in the QR code</b>
    <code>print { $expected }</code>
    <code>QR    { $found }</code>
mismatch-ppn = <b>PPN, 12% of DPP</b>
    <code>12%  { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-profile-changed = <b>NPWP of the account changed after payment</b>
    <code>acct { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-already-issued = <b>The invoice has another faktur</b>
    <code>has  { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-unread = Could not be read: { $expected ->
        [number] number of the faktur
        [seller_name] name of the seller
        [seller_npwp] NPWP of the seller
        [buyer_name] name of the buyer
        [buyer_npwp] NPWP of the buyer
        [date] date
        [dpp] DPP
        [ppn] PPN
        [ppnbm] PPnBM
        [qr] QR code
        [items] the items
        [watermark] a mark across the page, perhaps REPLACED or CANCELED. Download it from Coretax again and check its status
       *[other] { $expected }
    }
mismatch-watermark = Its page is marked { $found }: this faktur is no longer in force. Check its status in Coretax; if it was replaced, send that PDF.
mismatch-reference-unread = Its reference could not be read, so we do not know which invoice it means. Choose the invoice.
mismatch-no-request = No paid invoice waits for this faktur (reference: { $found }).
mismatch-several-candidates = It fits several invoices: { $expected }. Choose one.
mismatch-not-together = Its reference names { $expected }, which one faktur can't be of: another account, buyer or month. Make a faktur for each, or assign it to the invoice that is meant.
mismatch-no-npwp = The account of invoice { $found } had no NPWP when it was paid.
mismatch-invoice-undone = Invoice { $found } was cancelled or refunded.
mismatch-not-pdf = Not a PDF.
mismatch-too-large = The file is too large.
mismatch-damaged = The file is damaged or cut off. Download it from Coretax again.
mismatch-encrypted = The file asks for a password. Download it from Coretax without one.
mismatch-scripted = The file carries scripts, links or attachments; a real faktur does not.
mismatch-too-many-pages = Too many pages for a faktur.
mismatch-no-text = No text that can be read: a scan, a photo, or a PDF saved anew without its letters. Download the original PDF from Coretax.
mismatch-not-faktur = Not a faktur pajak of Coretax.
mismatch-several-fakturs = More than one faktur in it. Send one PDF per faktur.
mismatch-nota-retur = Nota retur or nota pembatalan <code>{ $found }</code> about faktur <code>{ $expected }</code>; this is no faktur. Approve or reject it in Coretax, under Retur Pajak Keluaran.
mismatch-desktop-faktur = A faktur of the e-Faktur desktop, from before Coretax. Send it to the customer yourself, or download its PDF from Coretax.
mismatch-bukti-potong = This is a bukti potong, not a faktur pajak.
mismatch-timeout = It took too long to read.
mismatch-crashed = It could not be read; the reader failed at this file.
