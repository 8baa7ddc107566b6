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
