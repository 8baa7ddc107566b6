# /faktur: the archive, what is waited for, and where faktur go.

faktur-none = <b>Tax invoices (faktur pajak)</b>
    Faktur are kept by { $brand } account, and no account is linked to this chat yet. Open a new account, or link one that exists.
faktur-home = <b>Tax invoices (faktur pajak)</b>
    All companies together: { $count } faktur. Choose the company, or send part of an invoice number to search, for example <code>000123</code>.
faktur-account = <b>Faktur of { $account }</b>
    Year { $year }: { $count } faktur. Choose a month, or send part of an invoice number to search, for example <code>000123</code>.
faktur-account-empty = <b>Faktur of { $account }</b>
    No faktur yet.
    A faktur is made once an invoice is PAID and its account has an NPWP. Paid does not mean ready: the tax system must approve the faktur first, by the 20th of the following month. As soon as it is issued, we send the PDF.
faktur-month = <b>Faktur of { MONTH($month) } · { $account }</b>
    { $count } faktur. Choose one to open.
faktur-search = <b>Search faktur</b>
    Send part of an invoice or faktur number, for example <code>000123</code>. All your companies are searched.
faktur-found = <b>Search results for “{ $search }”</b>
    { $count } faktur. Send another number to search again.
faktur-found-many = <b>Search results for “{ $search }”</b>
    More than { $count } faktur match; these are the newest { $count }. Send more of the number to narrow it down.
faktur-found-none = <b>Search results for “{ $search }”</b>
    There is no faktur with that number. Send another, or ask why there is none yet.
faktur-one = <b>{ $company }</b>
    Faktur number: <code>{ $number }</code>
    Invoice: <code>{ $invoice }</code>
    Account: { $account }
    Tax month: { MONTH($masa) }
    Faktur date: { $issued }
    DPP: { $dpp }
    PPN: { $ppn }
faktur-one-replacement = 🔁 <i>Replacement no. { $replacement }</i>
faktur-one-replaced = ↩️ <i>Replaced. Use the newest one, below.</i>
faktur-one-cancelled = 🚫 <i>Its invoice was cancelled or refunded.</i>
faktur-on-its-way = ✅ The PDF is on its way into this chat.
faktur-being-made-zip = ⏳ The ZIP is being prepared. It comes into this chat as soon as it is ready.
faktur-being-made-recap = ⏳ The summary is being prepared. The PDF comes into this chat as soon as it is ready.
faktur-masa = tax month { MONTH($month) }
faktur-year = year { $year }

faktur-waiting = <b>Waiting to be issued</b>
    These invoices are paid; their faktur are not issued yet.
faktur-waiting-line = • <code>{ $invoice }</code> · { $account } · paid { $paid }
faktur-waiting-more = … and { $count } more.
faktur-waiting-foreign = • <code>{ $invoice }</code> · { $account } · paid { $paid }, billed in { $currency }: our finance team sees to its faktur.
faktur-waiting-none = <b>Waiting to be issued</b>
    Nothing waits. Every paid invoice that we know of has its faktur.
faktur-waiting-ask =
    {""}
    Would you like to know why a faktur is not there yet? Choose the invoice, or send its number, for example <code>INV-2026-000123</code>.

faktur-why = <b>Faktur for { $invoice }</b>
    { $account }
    {""}
faktur-why-several = Several invoices match “{ $typed }”. Choose one.
faktur-why-unknown = <b>“{ $typed }”</b>
    We do not find that number in your accounts. Check it on the invoice and send it again, for example <code>INV-2026-000123</code>.
    An invoice that has just been paid can take some minutes to be seen here. What was paid more than four months before its account was linked is not here; please ask our team with /cs.
faktur-why-paid = ✅ The invoice was paid on { $paid }.
faktur-why-unpaid = ⬜ The invoice is not paid, due { $due }. The faktur is made once we have received the payment.
faktur-why-cancelled = 🚫 The invoice was cancelled or refunded, so there is no faktur for it.
faktur-why-foreign = ℹ️ This invoice is in { $currency }, not in rupiah. Our finance team sees to its faktur. If you need news, ask our team with /cs.
faktur-why-ppn = ✅ The invoice has PPN.
faktur-why-no-ppn = ⚪ This invoice has no PPN, so there is no faktur pajak for it.
faktur-why-npwp = ✅ The account has an NPWP.
faktur-why-no-npwp = ⚠️ The account has no NPWP. Enter it with the button below; then the faktur can be made.
faktur-why-retail = 🧾 Reported to the tax office as a sale to a private consumer, without a buyer's name (digunggung). The invoice itself is the tax invoice, so no PDF follows, and its PPN cannot be credited. Do you need a faktur in your name or your company's? Please ask our team with /cs.
faktur-why-npwp-later = ℹ️ The NPWP was entered on { $since }, after the payment. The faktur is made all the same, with that NPWP.
faktur-why-exported = ✅ Prepared for the tax system (Coretax) on { $when }.
faktur-why-not-exported = ⏳ Not yet prepared for the tax system (Coretax). Our finance team does that; there is nothing for you to do.
faktur-why-held = ⏳ We are checking the faktur once more before we send it. There is nothing for you to do.
faktur-why-due = ⏳ Issued by { $until } at the latest.
faktur-why-late = ⚠️ The limit of { $until } has passed. Please ask our team with /cs.
faktur-why-issued = ✅ Faktur <code>{ $number }</code> was issued on { $issued }.
faktur-why-replaced = ✅ The replacement <code>{ $number }</code> was issued on { $issued }.
faktur-why-to-chat = ✅ Sent to this chat on { $when }.
faktur-why-to-group = ✅ Sent to the group “{ $group }” on { $when }.
faktur-why-to-mail = ✅ Sent to the e-mail { $address } on { $when }.
faktur-why-on-its-way = ⏳ It is being sent.
faktur-why-chat-closed = ⚪ This chat was closed to us then, so we sent the faktur by e-mail.
faktur-why-muted = 🔕 You have muted this account. The faktur are kept here all the same.

faktur-where = <b>Where should new faktur go?</b>
    Choose the company to change.
    💬 this chat · ✉️ e-mail · 👥 group · 🔕 muted
faktur-where-one = <b>{ $account }</b>
    New faktur go:
    { $now }
    {""}
    You can choose more than one place. This is your own choice; others who are linked make theirs.
faktur-pushes =
    {""}
    New faktur go:
faktur-to-chat = 💬 to this chat
faktur-to-mail = ✉️ to the e-mail for faktur in the account's NPWP data
faktur-to-group = 👥 to the group “{ $group }”
faktur-to-nowhere = 🔕 nowhere; they are kept in /faktur
faktur-where-set = ✅ Where faktur of { $account } go has been changed.
faktur-where-muted = 🔕 Faktur of { $account } are not sent to you any more. All of them are kept in /faktur.
faktur-group = <b>Send faktur of { $account } to a group</b>
    1. Add me to your company's group with the button below.
    2. I show a code of 6 digits there, made for you.
    3. Send that code here, for example <code>123456</code>.
    {""}
    Am I in the group already? Write <code>/hubungkan</code> there to ask for a code.
faktur-group-known =
    {""}
    Or use a group that you have connected already:
faktur-group-sure = <b>Send to the group “{ $group }”?</b>
    Every new faktur of { $account } will be sent there. All its members can read them: name, NPWP and amounts.

faktur-label = { $invoice } · { $ppn }
faktur-label-found = { $invoice } · { $company } · { $ppn }
faktur-label-company = { $account } ({ $count })
faktur-label-month = { MONTH($month) } ({ $count })
faktur-label-npwp = 🧾 Enter NPWP: { $account }
faktur-label-why = ❓ { $invoice }
faktur-label-replaced = ↩️ { $number } (replaced)
faktur-label-newest = ✅ { $number } (newest)

faktur-btn-waiting = ❓ Is a faktur missing?
faktur-btn-why = ❓ Why is there none yet?
faktur-btn-trail = 🔎 Where is it?
faktur-btn-open = 📄 Open the faktur
faktur-btn-search = 🔍 Search
faktur-btn-where = 📮 Where to send
faktur-btn-archive = 📄 To the archive
faktur-btn-send = 📄 Send the PDF
faktur-btn-zip = 📦 All (ZIP)
faktur-btn-zip-year = 📦 All of { $year } (ZIP)
faktur-btn-recap = 📊 Summary (PDF)
faktur-btn-chat-on = ⬜ This chat
faktur-btn-chat-off = ☑️ This chat
faktur-btn-mail-on = ⬜ E-mail
faktur-btn-mail-off = ☑️ E-mail
faktur-btn-group-on = ⬜ A company group
faktur-btn-group-off = ☑️ 👥 { $group }
faktur-btn-mute = 🔕 Mute
faktur-btn-group-add = ➕ Add to a group
faktur-btn-group-yes = Yes, send to this group
faktur-btn-group-no = No

faktur-problem-not-found = ⚠️ That faktur is not in your accounts.
faktur-problem-search-long = ⚠️ That is too long for a number. Send part of an invoice number, for example <code>000123</code>.
faktur-problem-code-wrong = ⚠️ That code does not match. Tries left: { $left }. A code works only for the person whose name stands beside it in the group.
faktur-problem-code-not-six-digits = ⚠️ The code has 6 digits, for example <code>123456</code>. Look at the one shown in the group.
faktur-problem-code-expired = ⚠️ No code is valid for you. Write <code>/hubungkan</code> in the group, and send the new code here.
faktur-problem-code-used-up = ⚠️ That code is not valid any more. Write <code>/hubungkan</code> in the group to ask for a new one.
faktur-problem-group-gone = ⚠️ I am not in that group any more. Add me again, and send the code here.

# In a group of the company
group-code = 👋 Hello { $name }. I send the faktur pajak of { BRAND() }.
    The code for this group: <code>{ $code }</code>
    {""}
    To have faktur sent here, send that code in our private chat: /faktur, then Where to send, then A company group.
    https://t.me/{ BOT() }?start=faktur-where
    {""}
    The code is valid for { $minutes } minutes, and only for { $name }. Other members whose account is linked can write /hubungkan here.
group-private = Commands are answered in the private chat: https://t.me/{ BOT() }
    In this group I only send faktur. To set this group up, write /hubungkan under your own name.
group-chosen = ✅ From now on the faktur pajak of <b>{ $account }</b> are sent to this group, chosen by { $name }.

# Notices
ntf-faktur = 📄 <b>Faktur pajak { $company }</b>
    Number: <code>{ $number }</code>
    Invoice: { $invoice }
    Tax month: { MONTH($masa) }
    DPP: { $dpp }
    PPN: { $ppn }
ntf-faktur-replacement = 🔁 <b>Replacement faktur pajak of { $company }</b>
    { $replaces ->
        [same] It replaces the earlier faktur whose last 13 digits are the same.
       *[other] It replaces faktur { $replaces }.
    }
    The old one holds no more. <b>Please use this one.</b>
    Number: <code>{ $number }</code>
    Invoice: { $invoice }
    Tax month: { MONTH($masa) }
    DPP: { $dpp }
    PPN: { $ppn }
ntf-faktur-waiting = ✅ We have received your payment of { $total } for { $invoice }, account <b>{ $account }</b>.
    Its faktur pajak is waiting to be issued. We send it as soon as it is ready; there is nothing for you to do.
ntf-faktur-no-npwp = ✅ We have received your payment of { $total } for { $invoice }, account <b>{ $account }</b>.
    ⚠️ That account has no NPWP, so its faktur pajak can't be made yet. Enter the NPWP with the button below by { $until }, so that the faktur is in time.
ntf-faktur-no-npwp-late = ✅ We have received your payment of { $total } for { $invoice }, account <b>{ $account }</b>.
    ⚠️ That account has no NPWP, so its faktur pajak can't be made yet. Our day { $until } is over, and after { $deadline } the faktur is late. Enter the NPWP now with the button below.
ntf-faktur-no-npwp-too = ✅ We have received your payment of { $total } for { $invoice }, account <b>{ $account }</b>.
    Its faktur is waiting for that account's NPWP, like that of your earlier payment.
ntf-faktur-found = 🧾 Account <b>{ $account }</b> has { $count ->
        [one] 1 paid invoice
       *[other] { $count } paid invoices
    } whose faktur has not been issued in this chat.
    We send each as soon as it is ready. They are listed in /faktur, under “Waiting to be issued”.
ntf-faktur-found-no-npwp = 🧾 Account <b>{ $account }</b> has { $count ->
        [one] 1 paid invoice
       *[other] { $count } paid invoices
    } whose faktur has not been issued in this chat.
    ⚠️ That account has no NPWP, so their faktur pajak can't be made yet. Enter the NPWP with the button below.
ntf-faktur-found-npwp-by = 🧾 Account <b>{ $account }</b> has { $count ->
        [one] 1 paid invoice
       *[other] { $count } paid invoices
    } whose faktur has not been issued in this chat.
    ⚠️ That account has no NPWP, so their faktur pajak can't be made yet. Enter the NPWP with the button below by { $until }, so that the faktur is in time.
ntf-faktur-group-chosen = 👥 { $name } chose to have faktur of <b>{ $account }</b> sent to the group “{ $group }”, too.
    If that should not be, talk to { $name }, or end their link in /hubungkan.
ntf-faktur-group-lost = ⚠️ I am not in the group “{ $group }” any more.
    Faktur of { $accounts } that went there now go by e-mail. You can change that at any time.
ntf-faktur-zip = 📦 <b>Faktur pajak of { $account }</b>, { $period }
    { $count } faktur. They are listed in indeks.xlsx inside the ZIP.
ntf-faktur-zip-part = 📦 <b>Faktur pajak of { $account }</b>, { $period }
    Part { $part } of { $of }, { $count } faktur in all. Each ZIP has an indeks.xlsx of its own content.
ntf-faktur-recap = 📊 <b>Summary of the faktur pajak of { $account }</b>, { $period }
    { $count } faktur.
ntf-faktur-file-empty = There are no faktur of { $account } for { $period }, so no file was made.

# Inside the ZIP: indeks.xlsx
index-title = Faktur pajak
index-number = Faktur number
index-invoice = Invoice
index-date = Date
index-company = Buyer
index-dpp = DPP
index-ppn = PPN
index-file = File
index-note = Note
index-missing = The PDF is kept no more; it is in the chat and in the portal
index-cancelled = Invoice cancelled or refunded

mail-faktur = Faktur pajak { $number } for invoice { $invoice }
    .body =
        Dear { $company },

        Attached is your faktur pajak.

        Faktur number: { $number }
        Invoice: { $invoice }
        Tax month: { MONTH($masa) }
        DPP: { $dpp }
        PPN: { $ppn }

        Please keep this file for your books.
        Is anything not right? Write to us in Telegram, https://t.me/{ BOT() }, or by a ticket in the portal.

        Would you rather get the next ones in Telegram? Link the account of { $company } here:
        https://t.me/{ BOT() }?start=hubungkan-baru
mail-faktur-replacement = Replacement faktur pajak { $number } for invoice { $invoice }
    .body =
        Dear { $company },

        Attached is your replacement faktur pajak.

        { $replaces ->
            [same] It replaces the earlier faktur whose last 13 digits are the same.
           *[other] It replaces faktur { $replaces }.
        }
        The old one holds no more. Please use the one attached.

        Faktur number: { $number }
        Invoice: { $invoice }
        Tax month: { MONTH($masa) }
        DPP: { $dpp }
        PPN: { $ppn }

        Please keep this file for your books.
        Is anything not right? Write to us in Telegram, https://t.me/{ BOT() }, or by a ticket in the portal.

        Would you rather get the next ones in Telegram? Link the account of { $company } here:
        https://t.me/{ BOT() }?start=hubungkan-baru
ntf-faktur-superseded = 🚫 <s>Faktur pajak { $number }</s>
    <b>{ $company }</b> · invoice { $invoice }
    This faktur <b>holds no more</b>; faktur <code>{ $by }</code> stands in its place. Please use the new one.
mail-faktur-superseded = Faktur pajak { $number } holds no more
    .body =
        Dear { $company },

        Attached is faktur pajak { $number } for invoice { $invoice }, as you asked.

        It holds no more; faktur { $by } stands in its place. Please use the new one.
mail-invoice-undone-issued = Invoice { $invoice } was cancelled: faktur pajak { $number }
    .body =
        Dear { $account },

        Invoice { $invoice } was cancelled or refunded. Its faktur pajak ({ $number }) was issued before, and we will cancel it at the tax office. Please don't credit it.

        If you have, we need your consent: write to us in Telegram, https://t.me/{ BOT() }, or by a ticket in the portal.
ntf-invoice-undone = ↩️ Invoice { $invoice } of <b>{ $account }</b> was cancelled or refunded.
    So no faktur pajak is issued for it. You don't have to do anything.
ntf-invoice-undone-issued = ↩️ Invoice { $invoice } of <b>{ $account }</b> was cancelled or refunded.
    Its faktur pajak (<code>{ $number }</code>) was issued before, and we will cancel it at the tax office. Please don't credit it. If you have, we need your consent to cancel it: please write to us with /cs.

# Looked for with words
faktur-problem-company = ⚠️ No linked account is in the name of <b>{ $company }</b>. These are all of yours; if there should be one, link it first with /hubungkan.
faktur-month-also = ℹ️ Besides those below, { $count } invoices of { MONTH($month) } have no faktur yet. See what is waited for in /faktur.
faktur-month-which = More than one account has faktur of { MONTH($month) }. Choose the company.
faktur-month-missing = ℹ️ The faktur of { MONTH($month) } are not issued yet: { $count } invoices are waiting. Choose one to see why.
faktur-month-nothing = ℹ️ There is no faktur for { MONTH($month) }, and we found no paid invoice in that month. Others, if any, are below.
faktur-zip-which = Choose the company first. The button for all faktur at once is there.
faktur-where-email = ℹ️ Faktur sent by mail go to the address in the account's NPWP data. If that should be <b>{ $email }</b>, change it in /npwp, then turn on mail below.
