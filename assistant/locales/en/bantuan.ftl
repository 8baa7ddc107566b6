# /bantuan: the guide in short pages.

bantuan-home = <b>Help</b>
    Automatic tax invoices (faktur pajak) from { $brand } take three steps: an account per company, the NPWP in that account, then services moved into it.
    Choose what you would like to read.

bantuan-title-why = Why one account per company?
bantuan-title-account = 1. Open an account
bantuan-title-npwp = 2. Enter the NPWP
bantuan-title-transfer = 3. Move services
bantuan-title-when = When is a faktur issued?
bantuan-title-missing = No faktur yet?
bantuan-title-change = Changing the NPWP
bantuan-title-privacy = Privacy
bantuan-title-contact = Contact us

bantuan-page-why = <b>Why one account per company?</b>
    A { $brand } account holds one NPWP, and every faktur of that account is issued to it.
    If you look after two companies in one account, one of them would get its faktur in the wrong name. So each company needs an account of its own.

    Example: <i>contoh-maju.example</i> belongs to PT Contoh Maju and <i>contoh-jaya.example</i> to CV Contoh Jaya. Open two accounts, one for each.
    You can still manage all of them together in this chat.
bantuan-page-account = <b>1. Open an account</b>
    Have your name, the company's name, a phone number, an address and an e-mail address that no other account uses at hand.
    • The e-mail is proven by a 6-digit code.
    • No password is ever asked for in the chat. { $brand } mails you a link to set one.
    • The company has an account already? Just link it.
bantuan-page-npwp = <b>2. Enter the NPWP</b>
    Choose the account, then enter the company's NPWP. We take:
    • the 16-digit NPWP, for example <code>0012345674012000</code>
    • the old 15-digit NPWP, for example <code>01.234.567.4-012.000</code>
    • a 16-digit NIK for a person
    Have ready the name and address as on the NPWP card, an e-mail for the faktur, and the NITKU if you are a branch.
    Before it is saved, everything is read back to you to check.
bantuan-page-transfer = <b>3. Move services</b>
    A domain, hosting plan or server in another account can be moved when:
    • no invoice on it is unpaid;
    • the account that owns it now asks;
    • the destination account exists and its owner agrees.
    We check and show all three. The request is written for you as a ticket; you only check and send it.
bantuan-page-when = <b>When is a faktur issued?</b>
    A faktur is made for an invoice that is PAID. Paid does not mean ready: the faktur must first be uploaded to and approved by the tax system, which takes hours or a few days.
    The limit is the 20th of the following month. Example: paid on 5 November, faktur by 20 December.
    Once issued, the PDF comes into this chat, into a group of your company, or by e-mail, as you choose in /faktur.
bantuan-page-missing = <b>No faktur yet?</b>
    Check in this order:
    1. Is the invoice paid?
    2. Was the service already in the right company's account when it was paid?
    3. Does that account have an NPWP?
    4. Has the 20th of the following month passed? If not, please wait.
    Each invoice is explained step by step in /faktur, by the button “Is a faktur missing?”. If the 20th has passed, ask our team: just write in this chat, or open a ticket at { $portal }
bantuan-page-change = <b>Changing the NPWP</b>
    A mistyped entry can be corrected in /npwp. It counts for invoices paid after that.
    A faktur already issued to a wrong NPWP can't simply be replaced: it has to be cancelled and made anew. For that, write to our team in this chat, or open a ticket at { $portal }
    If the NPWP belongs to another company, don't change it. Open a new account for that company.
bantuan-page-privacy = <b>Privacy</b>
    We keep your Telegram name, what you enter, and the messages and files you send our team, for this service only and only with your consent.
    • /data_saya sends a file of all we hold.
    • /hapus_data deletes it and ends your consent.
    We never ask for a password. The full policy: { $privacy }
bantuan-page-contact = <b>Contact us</b>
    Just write in this chat, or send /cs: the { $brand } team answers here. Tickets in the portal are read, too: { $portal }
    Name your invoice or request number (for example <code>PND-7F3KQ2MX</code>) so that it is found quickly. Never send a password.

bantuan-go-akun = 🏢 Open an account
bantuan-go-hubungkan = 🔗 Link an account
bantuan-go-npwp = 🧾 Open NPWP
bantuan-go-pindah = 📦 Move services
bantuan-go-tiket = 📋 My requests
bantuan-go-faktur = 📄 Open faktur
bantuan-go-data_saya = 📁 My data
bantuan-go-hapus_data = 🗑 Delete my data
