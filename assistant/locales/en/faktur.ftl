# /faktur: the archive, what is waited for, and where faktur go.

faktur-none = <b>Tax invoices (faktur pajak)</b>
    Faktur are kept by { $brand } account, and no account is linked to this chat yet. Open a new account, or link one that exists.
faktur-home = <b>Tax invoices (faktur pajak)</b>
    Faktur so far: { $count }. Choose a month, or send part of an invoice number to search, for example <code>000123</code>.
faktur-home-empty = <b>Tax invoices (faktur pajak)</b>
    No faktur yet.
    A faktur is made once an invoice is PAID and its account has an NPWP. Paid does not mean ready: the tax system must approve the faktur first, by the 20th of the following month. As soon as it is issued, we send the PDF.
faktur-where-chat = { $account }: sent to this chat
faktur-where-mail = { $account }: sent by e-mail
faktur-month = <b>Faktur of { MONTH($month) }</b>
    { $count } faktur. Choose one to open.
faktur-search = <b>Search faktur</b>
    Send part of an invoice or faktur number, for example <code>000123</code>.
faktur-found = <b>Search results for “{ $search }”</b>
    { $count } faktur. Send another number to search again.
faktur-found-none = <b>Search results for “{ $search }”</b>
    There is no faktur with that number. Send another, or go Back to see those that still wait.
faktur-one = <b>{ $company }</b>
    Faktur number: <code>{ $number }</code>
    Invoice: <code>{ $invoice }</code>
    Account: { $account }
    Tax month: { MONTH($masa) }
    Faktur date: { $issued }
    DPP: { $dpp }
    PPN: { $ppn }
faktur-one-replacement = <i>Replacement no. { $replacement }</i>
faktur-on-its-way = ✅ The PDF is on its way into this chat.
faktur-waiting = <b>Waiting to be issued</b>
    These invoices are paid; their faktur are not issued yet.
faktur-waiting-open = • <code>{ $invoice }</code> · { $account }
    paid { $paid }, due by { $until }
faktur-waiting-late = • <code>{ $invoice }</code> · { $account }
    paid { $paid }, ⚠️ the limit of { $until } has passed. Please ask by ticket in the portal.
faktur-waiting-no-npwp = • <code>{ $invoice }</code> · { $account }
    paid { $paid }, ⚠️ the account has no NPWP. Enter it so that the faktur can be made.
faktur-waiting-more = … and { $count } more.
faktur-waiting-none = Nothing waits. Every paid invoice has its faktur.
faktur-where = <b>Where should faktur go?</b>
    Choose the account to change.
faktur-where-one = <b>{ $account }</b>
    Faktur now go { $now }.
    The e-mail is the one for faktur in the account's NPWP data. Choose:
faktur-now-chat = to this chat
faktur-now-mail = to the e-mail
faktur-where-set-chat = ✅ From now on faktur of { $account } come to this chat.
faktur-where-set-mail = ✅ From now on faktur of { $account } go by e-mail.

faktur-label = { $invoice } · { $company } · { $ppn }
faktur-label-month = { MONTH($month) } ({ $count })
faktur-label-npwp = 🧾 Enter NPWP: { $account }
faktur-label-chat = { $account } · 💬 chat
faktur-label-mail = { $account } · ✉️ e-mail

faktur-btn-waiting = ⏳ Waiting to be issued
faktur-btn-search = 🔍 Search
faktur-btn-where = 📮 Where to send
faktur-btn-send = 📄 Send the PDF
faktur-btn-chat = 💬 This chat
faktur-btn-mail = ✉️ E-mail

faktur-problem-not-found = ⚠️ That faktur is not in your accounts.
faktur-problem-search-long = ⚠️ That is too long for a number. Send part of an invoice number, for example <code>000123</code>.

# Notices
ntf-faktur = 📄 <b>Faktur pajak { $company }</b>
    Number: <code>{ $number }</code>
    Invoice: { $invoice }
    Tax month: { MONTH($masa) }
    DPP: { $dpp }
    PPN: { $ppn }
ntf-faktur-waiting = ✅ We have received your payment of { $total } for { $invoice }, account <b>{ $account }</b>.
    Its faktur pajak is waiting to be issued. We send it as soon as it is ready; there is nothing for you to do.
ntf-faktur-no-npwp = ✅ We have received your payment of { $total } for { $invoice }, account <b>{ $account }</b>.
    ⚠️ That account has no NPWP, so its faktur pajak can't be made yet. Enter the NPWP with the button below.
mail-faktur = Faktur pajak { $number } for invoice { $invoice }
    .body =
        Dear { $company },

        Attached is your faktur pajak.

        Faktur number: { $number }
        Invoice: { $invoice }
        Tax month: { MONTH($masa) }
        DPP: { $dpp }
        PPN: { $ppn }

        Please keep this file for your books. If anything is not right, contact us by ticket in the portal.

# For staff: a PDF that is held, and why
desk-faktur-held = ⛔ <b>Faktur held:</b> { $name }
    This PDF was sent to nobody.
    { $reasons }
mismatch-unread = • Not readable: { $expected }
mismatch-status = • Status in the QR <code>{ $found }</code>, should be { $expected }
mismatch-qr-number = • Number in the QR <code>{ $found }</code>, printed <code>{ $expected }</code>
mismatch-qr-seller = • Seller in the QR { $found }, printed { $expected }
mismatch-qr-buyer = • Buyer in the QR { $found }, printed { $expected }
mismatch-qr-date = • Date in the QR { $found }, printed { $expected }
mismatch-qr-dpp = • DPP in the QR { $found }, printed { $expected }
mismatch-qr-ppn = • PPN in the QR { $found }, printed { $expected }
mismatch-qr-ppnbm = • PPnBM in the QR { $found }, printed { $expected }
mismatch-seller-npwp = • Seller's NPWP <code>{ $found }</code>, should be <code>{ $expected }</code>
mismatch-seller-name = • Seller's name { $found }, should be { $expected }
mismatch-buyer-npwp = • Buyer's NPWP <code>{ $found }</code>, should be <code>{ $expected }</code>
mismatch-buyer-name = • Buyer's name { $found }, should be { $expected }
mismatch-kode-transaksi = • Kode transaksi { $found }, should be { $expected }
mismatch-reference = • Reference { $found }, should be { $expected }
mismatch-ppn = • PPN { $found }, but 12% of the DPP is { $expected }
mismatch-dpp-invoice = • DPP { $found }, by the invoice { $expected }
mismatch-dpp-price = • DPP { $found }, by the printed price { $expected }
mismatch-items = • Price { $found }, the lines add up to { $expected }
mismatch-not-pdf = • Not a PDF file
mismatch-too-large = • The file is too large
mismatch-damaged = • The file is damaged or cut off
mismatch-encrypted = • The file is locked by a password
mismatch-scripted = • The file carries scripts or attachments
mismatch-too-many-pages = • Too many pages
mismatch-no-text = • There is no text in it (a scan or a photo)
mismatch-not-faktur = • Not a Coretax faktur pajak
mismatch-several-fakturs = • It holds more than one faktur
mismatch-timeout = • Reading it took too long
mismatch-crashed = • The reader failed on this file
mismatch-no-request = • No paid invoice waits for this faktur (reference: { $found })
mismatch-several-candidates = • It fits several invoices: { $expected } (reference: { $found })
mismatch-already-issued = • Invoice { $found } does not wait for a faktur (state: { $expected })
