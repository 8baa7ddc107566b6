# /ekspor in the finance topic: XML for Coretax.

ekspor-offer = 📤 <b>Coretax export · { MONTH($month) }</b>
    { $waiting } faktur ready to export, { $exported } exported and not issued yet, { $bare } without NPWP.
    { $last }
    To be issued by: { $until }.
ekspor-last = Last exported { $at } by { $name }.
ekspor-never = This month was never exported.
ekspor-offer-nothing = 📤 <b>Coretax export</b>
    No paid invoice waits for a faktur.
ekspor-bad-month = { $name }, that month can't be read. Write for example <code>/ekspor 2026-10</code>, or just <code>/ekspor</code>.
ekspor-again-ask = { $name }, <b>export { MONTH($month) } again?</b>
    { $last }
    { $exported } faktur that were exported and are not issued yet go into a new file once more. In Coretax, do not upload twice what is there already.
ekspor-started = ⏳ The export of { MONTH($month) } is being made for { $name }.

ekspor-btn-go = 📤 Export { $count } faktur
ekspor-btn-again = 🔁 Export again
ekspor-btn-again-yes = Yes, export again
ekspor-btn-month = { MONTH($month) } ({ $count })

ekspor-done = ✅ <b>Coretax export · { MONTH($month) }</b> ({ $name })
    { $count } faktur in { $files } XML files. DPP nilai lain { $dpp }, PPN { $ppn }.
    Next: import the XML in Coretax (e-Faktur, Pajak Keluaran, Impor Data), sign, and post the PDFs into this topic.

    <b>Left out: { $left }</b>
    { $lines }
ekspor-nothing = ⚪ <b>Coretax export · { MONTH($month) }</b> ({ $name })
    There is no faktur that can be exported.

    <b>Left out: { $left }</b>
    { $lines }
ekspor-file = XML of { MONTH($month) }, file { $number } of { $files }
ekspor-sheet = Checklist of { MONTH($month) }: what was exported and what was left out

ekspor-left-none = None.
ekspor-left-more = … and { $count } more, see the checklist.
ekspor-left-line = • <code>{ $invoice }</code> { $account }: { $why }
ekspor-why-no-npwp = the account has no NPWP
ekspor-why-wrong-npwp = the NPWP { $detail } is not right
ekspor-why-wrong-nitku = the NITKU { $detail } is not of that NPWP
ekspor-why-no-name = the buyer's name is empty
ekspor-why-no-address = the buyer's address is empty
ekspor-why-wrong-email = “{ $detail }” is not one e-mail address
ekspor-why-no-lines = no line that is taxed
ekspor-why-ambiguous-unit = the unit is not certain in “{ $detail }”
ekspor-why-ambiguous-code = the goods code is not certain in “{ $detail }”
ekspor-why-negative = more discount than price in “{ $detail }”
ekspor-why-foreign-currency = billed in { $detail }, not in rupiah
ekspor-why-amount-changed = the lines' sum { $detail } is not what was paid
ekspor-why-tax-differs = the invoice's PPN is not what Coretax reckons ({ $detail })
ekspor-why-collector-unknown = the buyer seems to collect the PPN ({ $detail }), and nobody has said its class
ekspor-why-maybe-split = several invoices of a collector are together above the limit ({ $detail })
ekspor-why-wrong-document = the identity { $detail } is wrong
ekspor-why-wrong-country = the country { $detail } is not in Coretax's list
ekspor-why-abroad = a foreign buyer ({ $detail }), for the accountant
ekspor-why-retail = reported among private consumers; to make a faktur of it, choose its kode with /pembeli
ekspor-why-rejected = refused by Coretax: “{ $detail }”
ekspor-why-undone = was given back in part or whole; if a faktur is still due, key in the rest in Coretax

# Columns of the checklist
ekspor-column-file = File
ekspor-column-day = Date
ekspor-column-invoice = Invoice
ekspor-column-buyer = Buyer
ekspor-column-document = Kind of identity
ekspor-column-npwp = NPWP or NIK
ekspor-column-nitku = NITKU
ekspor-column-kode = Kode transaksi
ekspor-column-code = Code
ekspor-column-line = Description
ekspor-column-unit = Unit
ekspor-column-price = Price
ekspor-column-quantity = Quantity
ekspor-column-discount = Discount
ekspor-column-base = Base before 11/12
ekspor-column-dpp = DPP nilai lain
ekspor-column-ppn = PPN
ekspor-column-left = Left out because
