# What is printed on our documents: the recap of a tax month, the letter of request.

# Recap
recap-title = TAX INVOICE RECAP
recap-file = Tax invoice recap { MONTH($masa) } – { $company }
recap-about = NPWP { $npwp } · Tax month { MONTH($masa) }
recap-count = Tax invoices
recap-dpp = Total DPP
recap-ppn = Total PPN
recap-column-no = No.
recap-column-number = Tax invoice number
recap-column-date = Date
recap-column-invoice = Invoice
recap-column-dpp = DPP (Rp)
recap-column-ppn = PPN (Rp)
recap-total = Total
recap-none = There is no tax invoice for this month yet.
recap-slips = Bukti potong PPh 23
recap-slip-missing = { $invoice }: PPh 23 of { $received } received, { $missing } not received.
recap-slip-complete = { $invoice }: PPh 23 of { $received } received, complete.
recap-slip-held = { $invoice }: PPh 23 of { $received } received, { $missing } not received; a slip that came has to be mended or is being looked at.
recap-note = Made by { BRAND() } on { $made }. This recap is not a tax invoice. What counts is the PDF of each one.
recap-page = Page { $page } of { $pages }

# The letter of request (always written in Indonesian; here for those who read the code)
surat-file = Letter of Request to Move Services { $number }
surat-title = REQUEST TO MOVE SERVICES
surat-number = Number
surat-date = Date
surat-day = { $day }
surat-about = Subject
surat-about-what = Request to move services to another account
surat-to = To
    the customer service team of { BRAND() }
surat-greeting = Dear Sir or Madam,
surat-we = We, the undersigned, owner of this { BRAND() } account:
surat-name = Name
surat-email = Account e-mail
surat-ask = ask that the services below be moved from our account to the account of destination.
surat-no = No.
surat-service = Service
surat-kind = Kind
surat-kind-domain = Domain
surat-kind-hosting = Hosting
surat-kind-server = Server
surat-destination = Account of destination:
surat-reason = The reason is that these services are used by another company, in whose name their invoices and tax invoices need to be issued. Anything else we write in the ticket that comes with this letter.
surat-understood = We understand that services are moved once they are paid for and once the owner of the destination has agreed.
surat-thanks = Thank you for your attention and your help.
surat-regards = Yours faithfully,
surat-sign-here = Name, signature, and company stamp if any
surat-note = { $number } · Made with the Telegram assistant of { BRAND() }
surat-page = Page { $page } of { $pages }
