# /buktipotong: customers' slips of withheld PPh 23.

# What became of a slip, and what comes next
buktipotong-verdict-book = ✅ <b>We have bukti potong { $number }</b>
    It agrees with your invoice. There is nothing left for you to do; thank you.
buktipotong-verdict-part = ⏳ <b>We keep bukti potong { $number }</b>
    Its base (DPP) is only a part of what we expect. Send the slips for the rest; once they are complete, all of them are booked together.
    Should it have been a single slip? Issue a pembetulan with the full base and send its PDF here.
buktipotong-verdict-finance = 🔎 <b>We are looking at bukti potong { $number }</b>
    It is not quite what we asked for, so our finance team decides. We tell you here; there is nothing for you to do yet.
buktipotong-verdict-amend = ✏️ <b>Bukti potong { $number } needs a pembetulan</b>
    Open the slip in Coretax, issue a pembetulan (its number stays the same), download the PDF and send it here. What to mend:
buktipotong-verdict-reissue = ❌ <b>Bukti potong { $number } is not for us</b>
    The NPWP of its payee is not ours, and that cannot be amended. Cancel the slip in Coretax, issue a new one with our NPWP <code>{ $expected }</code>, and send its PDF here.
buktipotong-verdict-another-company = 🤔 <b>Not withheld by a company of yours here</b>
    This slip was made by a company whose account is not linked to this chat. Perhaps the files were mixed up: look again and send the right one.
    Do you look after that company, too? Link its account with /hubungkan and send the slip again.
buktipotong-verdict-draft = 📝 <b>This bukti potong is a draft</b>
    It has no number, so it was not issued yet. Sign and issue it in Coretax until it says Telah Terbit, download the PDF and send it here.
buktipotong-verdict-cancelled = 🚫 <b>Bukti potong { $number } was cancelled</b>
    So it does not count, and its invoice waits for a slip again. Issue a new one and send its PDF here.
    Are you not withholding after all? Pay what is left in the portal.
buktipotong-verdict-choose = 🔎 <b>We have bukti potong { $number }</b>
    More than one of your invoices may be meant. Our team decides and tells you here. Next time, write the number of the faktur or the invoice into Nomor Dokumen, such as <code>INV-2026-000123</code>.
buktipotong-verdict-unmatched = 🔎 <b>No invoice found for bukti potong { $number }</b>
    None of your invoices, and no sum of them, is as large as its base (DPP). Our team looks at it and tells you here. Please check on your side, too: the base is the price before PPN.
buktipotong-verdict-nothing-owed = 🔎 <b>We have bukti potong { $number }</b>
    We are not waiting for a slip of this company. Perhaps all of them are here, or we were not told that you withhold. Open /buktipotong and choose the invoice; our team looks at it as well.
buktipotong-verdict-unread = 🔎 <b>People look at this bukti potong</b>
    Our system could not read all of it. Our team reads it and tells you here. If it is a scan or a screenshot, send Coretax's own PDF; that is faster.

# What does not agree, line by line
buktipotong-wrong-payee = • NPWP of the payee: it says <code>{ $found }</code>, it should be <code>{ $expected }</code>.
buktipotong-wrong-masa = • Masa pajak: it says { MONTH($found) }, it should be { MONTH($expected) }, the same as the faktur's.
buktipotong-wrong-masa-payment = • Masa pajak: it says { MONTH($found) }, the month of the payment; the faktur's is { MONTH($expected) }.
buktipotong-wrong-masa-two = • Masa pajak: it says { MONTH($found) }, but its invoices are of several months, from { MONTH($expected) } on. Make one slip for each month.
buktipotong-wrong-code = • Kode objek pajak: it says <code>{ $found }</code>, it should be <code>{ $expected }</code>.
buktipotong-wrong-code-neighbour = • Kode objek pajak: it says <code>{ $found }</code>, a service much like it; we asked for <code>{ $expected }</code>.
buktipotong-wrong-code-two = • Kode objek pajak: it says <code>{ $found }</code>, but its invoices have several, among them <code>{ $expected }</code>. Make one slip for each.
buktipotong-wrong-kind = • Jenis PPh: it says { $found }, it should be { $expected }.
buktipotong-wrong-final = • Nature: it says { $found }, it should be { $expected }.
buktipotong-wrong-facility = • Facility: it says { $found }, it should be { $expected }.
buktipotong-wrong-base-dpp = • DPP: it says { $found }, which is 11/12 of the price, as the faktur's DPP. PPh 23 is on the full price before PPN: { $expected }.
buktipotong-wrong-base-with-ppn = • DPP: it says { $found }, with PPN. Use the price before PPN: { $expected }.
buktipotong-wrong-base-ppn-out = • DPP: it says { $found }; PPN was taken out of a price that has none in it. Use { $expected }.
buktipotong-wrong-base-whole = • DPP: it says { $found }, with items that are not subject to PPh 23. Use { $expected }.
buktipotong-wrong-base-small = • DPP: it says { $found }, less than { $expected }.
buktipotong-wrong-base-large = • DPP: it says { $found }, more than { $expected }.
buktipotong-wrong-rate = • Rate: it says { $found }%, it should be { $expected }%.
buktipotong-wrong-rate-double = • Rate: it says { $found }%, the rate for a payee without NPWP. We have one, so use { $expected }%.
buktipotong-wrong-amount = • PPh: it says { $found }; the base times the rate is { $expected }.
buktipotong-wrong-document = • Document number: it says <code>{ $found }</code>, it should be invoice <code>{ $expected }</code> or the number of its faktur.
buktipotong-wrong-document-faktur = • Document number: we do not know faktur <code>{ $found }</code> for invoice <code>{ $expected }</code> yet.

# Files that are no bukti potong of PPh 23 from Coretax
buktipotong-file-too-large = This file is too large. A slip from Coretax has some 130 KB; send the original PDF, one at a time.
buktipotong-file-not-pdf = This file is not a PDF. Download the slip from Coretax as a PDF and send it as a file, not as a photo.
buktipotong-file-damaged = This PDF cannot be opened. Perhaps the download broke off: download it from Coretax again and send it once more.
buktipotong-file-encrypted = This PDF is locked with a password, so we cannot read it. Send Coretax's own PDF, without a password.
buktipotong-file-scripted = There is more in this PDF than pages, so we do not open it. Send Coretax's own PDF.
buktipotong-file-several = This PDF has many pages or several slips in it. Send each slip as a file of its own.
buktipotong-file-image = This PDF is only an image, so our team reads it. If you have Coretax's own PDF, send it here; that is faster.
buktipotong-file-faktur = Thank you, but this is a faktur pajak. What we wait for is the bukti potong of PPh 23 (BPPU) that you issue in Coretax.
buktipotong-file-pph21 = This is a slip of PPh 21, for the income of persons. For our invoices make a bukti potong of PPh 23 (BPPU) in Coretax and send its PDF.
buktipotong-file-abroad = This is a slip for payees abroad. We are a taxpayer in Indonesia: cancel it and make a BPPU with a PPh 23 object code.
buktipotong-file-own = This is tax paid by the payee or withheld in another way, not a BPPU. Make a BPPU of PPh 23 in Coretax and send its PDF.
buktipotong-file-ebupot = This is the old e-Bupot form, for tax months up to December 2024. Our team looks at it. For 2025 and later, issue the slip in Coretax.
buktipotong-file-billing = This is a billing code or a receipt of payment. After paying, issue the bukti potong of PPh 23 (BPPU) in Coretax as well and send its PDF.
buktipotong-file-spt = This is a tax return or its receipt. We need the bukti potong of PPh 23 (BPPU) for our invoice; download it from Coretax and send it here.
buktipotong-file-other = This file is no bukti potong that we know, so we pass it on to our team. If it was mixed up, just send the PDF of the right slip.
buktipotong-file-gone = Telegram does not keep this file any more. Send it afresh.
buktipotong-file-zip = This ZIP cannot be opened, or it is too large. Send its PDFs one by one.

# Slips that are known already
buktipotong-known = ℹ️ We have bukti potong { $number } already. No need to send it again.
buktipotong-older = ℹ️ This is an older version of bukti potong { $number }; we have the newest one, and that counts.
buktipotong-contradicts = 🔎 We have another bukti potong with the number { $number } and the same version that says something else. Our team looks at both and tells you here.
buktipotong-for = • For invoice <code>{ $invoice }</code>.

# News into the chat
ntf-buktipotong = { $said }
ntf-buktipotong-file = 📎 <b>{ $name }</b>
    { $said }
ntf-buktipotong-settled = ✅ The bukti potong for invoice <b>{ $invoice }</b> ({ $account }) is entered as a payment of { $amount }.
ntf-buktipotong-give-back = 💰 You paid invoice <b>{ $invoice }</b> ({ $account }) in full, and its bukti potong is here. We give { $amount } back: choose how with the button below.
ntf-buktipotong-too-late = ⚠️ The bukti potong for invoice <b>{ $invoice }</b> ({ $account }) came after the year of its payment, so { $amount } can't be given back any more. If you think that is wrong, write to our team in this chat.
ntf-buktipotong-refunded = ✅ We transferred { $amount } for invoice <b>{ $invoice }</b> ({ $account }) to your bank account.
ntf-buktipotong-credited = ✅ { $amount } for invoice <b>{ $invoice }</b> ({ $account }) are now credit of your account in the portal.
ntf-buktipotong-accepted = ✅ We took bukti potong { $number } for invoice { $invoices }.
ntf-buktipotong-refused = ❌ We can't use bukti potong { $number }. Open /buktipotong to see what it must say, or write to our team in this chat.
btn-buktipotong = 🧾 Bukti potong
btn-buktipotong-back = 💰 Choose how
btn-withhold = 🧾 I withhold PPh 23

# The windows of /buktipotong
menu-buktipotong = 🧾 Bukti potong
command-buktipotong = Slips of withheld PPh 23: announce, send, follow
buktipotong-none = Link your company's account first; then its bukti potong can be handled here.
buktipotong-home = <b>Bukti potong PPh 23</b>
    Does your company withhold PPh 23 from our invoices? Say so here, then send the PDF of the slip (BPPU, from Coretax) to this chat. Several at once are fine, or a ZIP.
buktipotong-home-choose = Choose the invoice, or type its number, such as <code>INV-2026-000123</code>.
buktipotong-home-loading = ⏳ We are asking the portal for your invoices. This view changes by itself as soon as they are there.
buktipotong-home-silent = 😔 The portal cannot be reached at the moment, so your newest invoices may be missing here. Please wait a little, then press <b>Try again</b>.
buktipotong-home-nothing = None of your invoices is subject to PPh 23. Domains are not: they are bought, not a service.
buktipotong-label = { $icon } { $invoice } · { $account }
buktipotong-one = <b>Invoice { $invoice }</b>
    { $account }
buktipotong-not-subject = Nothing on this invoice is subject to PPh 23. Pay all of it.
buktipotong-owed = • Object <code>{ $code }</code>: base { $base } × 2% = <b>{ $amount }</b>
buktipotong-left-out = • Not subject: { $item } ({ $amount })
buktipotong-no-npwp = ⚠️ This account has no NPWP, so we don't know who withholds. Enter your company's NPWP first.
buktipotong-transfer = Total { $total } − PPh 23 { $withheld } = transfer <b>{ $transfer }</b>
buktipotong-paid = Paid { $paid }. Its PPh 23 is { $withheld }; if you paid in full, we give that back once the slip is here.
buktipotong-said-net = ⏳ You withhold PPh 23 and pay the rest.
buktipotong-said-full = ⏳ You withhold PPh 23 and pay in full; we give the tax back.
buktipotong-slip-held = 🔎 Bukti potong <code>{ $number }</code>: came { $at }, our people are looking at it.
buktipotong-slip-amend = ✏️ Bukti potong <code>{ $number }</code>: came { $at }, needs a pembetulan. Issue it, then send its PDF.
buktipotong-slip-reissue = ❌ Bukti potong <code>{ $number }</code>: came { $at }, does not name our NPWP. Cancel it, issue a new one, then send its PDF.
buktipotong-slip-part = ⏳ Bukti potong <code>{ $number }</code>: came { $at }, waits for the slip for the rest.
buktipotong-slip-refused = ❌ Bukti potong <code>{ $number }</code>: came { $at }, can't be used. Issue the right one, then send its PDF.
buktipotong-slip-booked = ✅ Bukti potong <code>{ $number }</code>: received { $at }.
buktipotong-slip-verified = ☑️ Bukti potong <code>{ $number }</code>: received { $at }, and agrees with Coretax.
buktipotong-slip-cancelled = 🚫 Bukti potong <code>{ $number }</code>: cancelled.
buktipotong-heading = <b>Bukti potong PPh 23</b>
buktipotong-missing = 📭 Not received: the bukti potong of { MONTH($masa) } for { $amount } (object <code>{ $code }</code>).
buktipotong-money-settling = ⏳ { $amount } is being entered as a payment in the portal.
buktipotong-money-settled = ✅ { $amount } is entered as a payment in the portal.
buktipotong-money-asked = 💰 We give { $amount } back: choose how in the message that we sent.
buktipotong-money-refunding = ⏳ { $amount } is being transferred to your bank account.
buktipotong-money-refunded = ✅ { $amount } was transferred to your bank account.
buktipotong-money-crediting = ⏳ { $amount } is being added to your account's balance.
buktipotong-money-credited = ✅ { $amount } was added to your account's balance.
buktipotong-money-too-late = ⚠️ { $amount } can't be given back: the year of the payment is over.
buktipotong-block = What the slip must say (tap to copy):
    <pre>NPWP of the payee: { $npwp }
    NITKU: { $nitku }
    Name: { $name }
    Object code: { $code }
    Masa pajak: { $masa }
    Base (DPP): { $base }
    Rate: { $rate }
    PPh: { $amount }
    Kind of document: { $kind }
    Document number: { $number }</pre>
buktipotong-send = Once it is issued in Coretax, send its PDF to this chat.
buktipotong-announced = ✅ Noted: you withhold PPh 23 from invoice { $invoice }.
buktipotong-taken-back = All right, nothing is withheld from invoice { $invoice }. Pay all of it.
buktipotong-reading = 📎 We have { $name } and are reading it. We tell you in a moment.
buktipotong-btn-net = I withhold and transfer the rest
buktipotong-btn-full = I withhold, but pay in full first
buktipotong-btn-paid = I withhold PPh 23
buktipotong-btn-undo = I don't withhold after all
buktipotong-btn-list = ‹ All invoices
buktipotong-problem-number = ⚠️ Invoice <code>{ $typed }</code> is not in this list. Type its number as it stands on the invoice, such as <code>INV-2026-000123</code>.
buktipotong-problem-not-subject = ⚠️ Nothing can be withheld from this invoice.
buktipotong-problem-booked = ⚠️ A slip is booked for this invoice, so this can't be taken back. Cancel the slip in Coretax first, and send its PDF here.
buktipotong-problem-chosen = ⚠️ How it is given back was chosen already.
buktipotong-problem-large = ⚠️ { $name } is more than 20 MB. A slip from Coretax has some 130 KB; send its own PDF.

# Giving back
buktipotong-back = <b>{ $amount } are given back</b>
    Invoice { $invoice } ({ $account }) was paid in full, and its slip is here. Choose: credit for later invoices, or a transfer to a bank account.
buktipotong-btn-credit = Make it credit
buktipotong-btn-refund = Transfer to a bank account
buktipotong-bank = { $amount } go to which bank? Choose, or type its name, such as <code>Bank Jatim</code>.
buktipotong-holder = { $bank }, in whose name? As the bank has it, such as <code>PT MAJU JAYA</code>.
buktipotong-number = The number of { $holder }'s account at { $bank }? For example <code>0123456789</code>.
buktipotong-sure = Please check:
    { $amount } for invoice { $invoice }
    { $bank } · <code>{ $number }</code> · { $holder }

    Only our finance team sees it; the bank data are deleted 30 days after the transfer.
buktipotong-btn-send = Right, send it
buktipotong-btn-mend = Change
buktipotong-done-credit = ✅ All right, it becomes credit. We tell you once it is in the portal.
buktipotong-done-refund = ✅ All right, our finance team transfers it. We tell you once it is done.
buktipotong-problem-bank = ⚠️ We don't know a bank of this name. Type just the name, such as <code>BCA</code>.
buktipotong-problem-holder = ⚠️ Type the name that the account is in, such as <code>PT MAJU JAYA</code>; its number comes next.
buktipotong-problem-account = ⚠️ An account number has 8 to 16 digits, such as <code>0123456789</code>. Check it and type it again.

# Reminders
ntf-buktipotong-reminder = ⏰ The bukti potong of PPh 23 for invoice <b>{ $invoice }</b> ({ $account }), masa { MONTH($masa) }, { $amount }, is not here yet. Send its PDF to this chat by { $until }.
ntf-buktipotong-missed = ⚠️ The bukti potong of PPh 23 for invoice <b>{ $invoice }</b> ({ $account }), masa { MONTH($masa) }, did not come by { $until }. We can't credit these { $amount } any more, so they are not given back; if you paid less, please pay the rest in the portal.
mail-buktipotong-reminder = The bukti potong for invoice { $invoice } is not here yet
    .body =
        Dear { $account },

        You told us that PPh 23 is withheld from invoice { $invoice }, masa { MONTH($masa) }, { $amount }. Its bukti potong is not here yet.

        Send its PDF in the chat of our assistant in Telegram (/buktipotong) by { $until }.
mail-buktipotong-missed = The bukti potong for invoice { $invoice } did not come
    .body =
        Dear { $account },

        The bukti potong of PPh 23 for invoice { $invoice }, masa { MONTH($masa) }, did not come by { $until }. We can't credit these { $amount } any more, so they are not given back. If you paid less, please pay the rest in the portal.
ntf-buktipotong-cancelled = 🚫 Coretax says that bukti potong { $number } was cancelled. Its invoice waits again: issue a new one and send its PDF here.
