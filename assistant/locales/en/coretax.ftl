# The finance topic: buyer classes, cases, Coretax's own list, refused imports.

# Buyer classes
finance-class-none = not said yet
finance-class-ordinary = ordinary (we collect the PPN, kode 04)
finance-class-government = government (kode 02 above the limit)
finance-class-collector = BUMN or another collector (kode 03 above the limit)
finance-class-abroad = abroad (not exported, for the accountant)
finance-document-tin = NPWP (TIN)
finance-document-national-id = a NIK that is no NPWP yet (National ID)
finance-document-passport = passport (Passport)
finance-document-other-id = another identity (Other ID)
finance-kode-retail = none, reported among private consumers
finance-document-none = none yet
finance-btn-ordinary = Ordinary (04)
finance-btn-government = Government (02)
finance-btn-collector = BUMN/other collector (03)
finance-btn-abroad = Abroad
finance-btn-kode = Kode { $kode }
finance-btn-tin = This NIK is an NPWP
finance-btn-national-id = This NIK is no NPWP yet
finance-buyer-doubt-collector = ❓ <b>{ $account }</b> seems to collect the PPN itself (“{ $detail }”), and nobody has said its class. Invoice { $invoice } is kept out of the export.
    Government collects above { $government } without PPN, BUMN and other collectors above { $collector } with PPN. Choose the class; it counts for all invoices of this account.
finance-buyer-doubt-split = ❓ The invoices of <b>{ $account }</b> this month are each below a collector's limit, but together above it (Rp { $detail } before PPN). If they are one contract, the kode is 02 or 03; if not, 04.
    { $invoice } and the others are held until you choose.
finance-buyer-doubt-abroad = ❓ <b>{ $account }</b> is known by a passport or a foreign identity ({ $detail }). Invoice { $invoice } is held: an export of services has no faktur, and that is for the accountant.
    If it is taxed like a domestic sale, choose <b>Ordinary</b>.
finance-buyer = 🧾 <b>{ $account }</b> (invoice { $invoice })
    Class: { $class }
    Identity: { $document }
    Kode transaksi of this invoice: { $kode }{ $either ->
        [yes] . { finance-buyer-either }
       *[no] { "" }
    }
finance-buyer-either = Up to a collector's limit the contract decides, so the other kode may be right, too; its button is below. What was chosen last, or issued in Coretax, counts for this account's next invoices as well.
finance-buyer-settled = ✅ <b>{ $account }</b>: { $class }. Identity: { $document }. Kode of { $invoice }: { $kode }. Said by { $name }; { $count } invoices that wait for their faktur follow it.{ $either ->
        [yes] { " " }{ finance-buyer-either }
       *[no] { "" }
    }
finance-buyer-how = { $name }, please write the number of a paid invoice, or of an account. For example: <code>/pembeli INV-2026-000123</code>.
finance-buyer-unknown = { $name }, “{ $text }” is neither the number of a paid invoice nor an account with invoices that wait for a faktur. For example: <code>/pembeli INV-2026-000123</code>.

# Cases: sales that were undone
finance-case-nothing = ⚪ <b>{ $invoice }</b> ({ $account }) is undone, and we know of no faktur. It was exported before: delete its draft in Coretax. If it is approved there, cancel that faktur.
finance-case-nota = 📄 <b>Nota pembatalan</b> for { $invoice } ({ $account })
    Faktur: <code>{ $number }</code>
    Undone: { $price }, DPP { $dpp }, PPN { $ppn }
    Who: the <b>buyer</b> makes it in Coretax (Pajak Masukan, mark as credited or not, then Retur). After that <b>we</b> approve it under Retur Pajak Keluaran. The customer was given the steps.
    When: as the service is cancelled, so as soon as possible. The PPN falls in the masa of the nota.
finance-case-replacement = 📄 <b>Faktur pengganti</b> for { $invoice } ({ $account })
    Faktur: <code>{ $number }</code>
    The part undone: { $price }, DPP { $dpp }, PPN { $ppn }
    Who: <b>we</b>, in Coretax (replace that faktur), without XML. { $consent }
    When: upload by { $until }.
finance-case-cancellation = 📄 <b>Cancel the faktur</b> of { $invoice } ({ $account })
    Faktur: <code>{ $number }</code>
    Amounts: { $price }, DPP { $dpp }, PPN { $ppn }
    Who: <b>we</b>, in Coretax (Batalkan), with the proof that it was undone. { $consent }
    When: better before { $until }; once the SPT is filed it needs a correction.
finance-case-consent = The buyer may have credited it: ask for consent in Coretax. Until then the old faktur stands.
finance-case-alone = The buyer has not credited it, so no consent is needed.
finance-case-closed = ✅ The case of { $invoice } ({ $account }) is done, says { $name }.
finance-case-closed-by-paper = ✅ The case of { $invoice } ({ $account }) is done: its document came.
finance-case-closed-by-nota = ✅ The case of { $invoice } ({ $account }) is done by nota { $number }, says { $name }.
finance-cases = 📂 <b>Open cases: { $count }</b>
    { $lines }
finance-cases-none = 📂 No case is open.
finance-case-more = … and { $count } more.
finance-case-line-nothing = • { $invoice } { $account }: delete the draft in Coretax (since { $day })
finance-case-line-nota = • { $invoice } { $account }: nota pembatalan by the buyer (since { $day })
finance-case-line-replacement = • { $invoice } { $account }: faktur pengganti (since { $day })
finance-case-line-cancellation = • { $invoice } { $account }: cancel the faktur (since { $day })
finance-case-how = { $name }, please write the number of a paid invoice, for a part its amount before PPN, and the cause if it is one (harga: the price, pembeli: the buyer). For example: <code>/batalkan INV-2026-000123 150000 harga</code>.
finance-case-unclear = { $name }, “{ $text }” was not understood. Write the number of a paid invoice, for a part its amount before PPN, and the cause if it is one (harga: the price, pembeli: the buyer). For example: <code>/batalkan INV-2026-000123 150000 harga</code>.
finance-btn-case-done = ✅ It is done
finance-btn-case-close = ✅ { $invoice } is done
finance-nota-came = 📄 <b>{ $name }</b> is a nota retur or nota pembatalan. Of which case?
    Number of the nota: <code>{ $number }</code>
    Faktur: <code>{ $faktur }</code>
finance-btn-nota-of = { $invoice }

# Coretax's list of Pajak Keluaran
finance-list-taken = 📋 <b>{ $name }</b>: { $rows } faktur were read from Coretax's list.
    { $lines }
finance-list-clean = ✅ <b>{ $name }</b>: { $rows } faktur were read from Coretax's list, and all agree.
    { $lines }
finance-books-beside-list = 📋 <b>{ MONTH($month) } beside Coretax's list</b> ({ $rows } faktur)
    { $lines }
finance-books-as-list = ✅ <b>{ MONTH($month) }</b> agrees with Coretax's list ({ $rows } faktur).
    { $lines }
finance-list-no-list = <b>{ $name }</b> is not the list of Pajak Keluaran: the columns for the buyer's NPWP, the number and the status are not there. Download it again from e-Faktur, Pajak Keluaran.
finance-list-no-headings = <b>{ $name }</b> holds faktur without a row of headings, so what its columns mean is not sure. Download it again from e-Faktur, Pajak Keluaran, and send it unchanged.
finance-list-masukan = <b>{ $name }</b> is the list of Pajak Masukan. We need Pajak Keluaran.
finance-list-empty = <b>{ $name }</b> holds no faktur at all.
finance-list-unreadable = <b>{ $name }</b> could not be read. Send XLSX, CSV, or a ZIP with CSV as it was downloaded from Coretax.
finance-list-more = … and { $count } more.
finance-lists-not-delivered = <b>Approved, and the PDF has not come here: { $count }</b>
finance-lists-canceled-there = <b>Sent, and cancelled in Coretax: { $count }</b>
finance-lists-replaced-there = <b>Sent, and replaced in Coretax: { $count }</b>
finance-lists-unknown-here = <b>Unknown to us: { $count }</b>
finance-lists-waiting-buyer = <b>Waiting for the buyer's consent: { $count }</b>
finance-lists-not-signed = <b>Not uploaded, or its signing failed: { $count }</b>
finance-lists-buyer-invalid = <b>Rejected or marked as invalid: { $count }</b>
finance-lists-status-unknown = <b>Unknown status, held: { $count }</b>
finance-lists-number-unread = <b>The number could not be read: { $count }</b>. Excel rounds a number of 17 digits when it saves; drop the file as it was downloaded from Coretax, without saving it again.
finance-lists-amount = <b>Another PPN: { $count }</b>
finance-lists-missing-there = <b>Sent, and not in the list: { $count }</b>
finance-list-not-delivered = • <code>{ $number }</code> { $invoice } { $account }: send its PDF to this topic
finance-list-canceled-there = • <code>{ $number }</code> { $invoice } { $account }: { $said } in Coretax
finance-list-replaced-there = • <code>{ $number }</code> { $invoice } { $account }: send the PDF of its replacement to this topic
finance-list-unknown-here = • <code>{ $number }</code> { $invoice } { $account }: no invoice of ours
finance-list-waiting-buyer = • <code>{ $number }</code> { $invoice } { $account }: { $said }, and until then it stands
finance-list-not-signed = • { $invoice } { $account }: { $said }
finance-list-buyer-invalid = • <code>{ $number }</code> { $invoice } { $account }: { $said }
finance-list-status-unknown = • <code>{ $number }</code> { $invoice } { $account }: “{ $said }”
finance-list-number-unread = • { $invoice } { $account }: { $said }
finance-list-amount = • <code>{ $number }</code> { $invoice } { $account }: { $expected } here, { $found } in Coretax
finance-list-missing-there = • <code>{ $number }</code> { $invoice } { $account }
short-list-not-a-list = not the list of Pajak Keluaran
short-list-no-headings = a list without headings
short-list-masukan = the list of Pajak Masukan
short-list-empty = an empty list
short-list-unreadable = the list could not be read

# Imports that Coretax refused
finance-import-refused = ⛔ <b>{ $invoice }</b> ({ $account }) was refused by Coretax
    File <code>{ $file }</code>, line { $line }, field { $field }
    Coretax says: “{ $words }”
    { $fault }
    This invoice is kept out of the export until it is mended.
finance-import-report-whole = 📥 { $name }, the report about <code>{ $file }</code> was read: { $held } invoices are held, each with its own message.
    { $lines }
finance-import-report = 📥 { $name }, the report about <code>{ $file }</code> was read: { $held } invoices are held. Please look at these yourself:
    { $lines }
finance-import-no-line = When they are mended, export again: only those are in the next file.
finance-import-unplaced = • line { $line }: “{ $words }”. No invoice stands there, or no line was named. Find its number in the file, and write <code>/tolakan 22 the message</code>.
finance-import-other = • “{ $words }”. This is not about an import.
finance-import-which = { $name }, which file?
finance-btn-import-file = { $file }
finance-import-mended-head-office = ✅ { $invoice } ({ $account }): the NITKU is the head office's (000000) now, by { $name }. It is in the next export.
finance-import-mended-national-id = ✅ { $invoice } ({ $account }): goes by its NIK (National ID) now, by { $name }. It is in the next export.
finance-import-mended-tin = ✅ { $invoice } ({ $account }): goes by its NPWP (TIN) now, by { $name }. It is in the next export.
finance-import-mended-ask = ✉️ { $invoice } ({ $account }): the customer is asked to check the data, by { $name }. It stays held until they answer.
finance-import-mended-done = ✅ { $invoice } ({ $account }): mended, says { $name }. It is in the next export, with the portal's newest data.
finance-btn-repair-head-office = Use the head office (000000)
finance-btn-repair-national-id = Use the NIK (National ID)
finance-btn-repair-tin = Use the NPWP (TIN)
finance-btn-repair-ask = ✉️ Ask the customer
finance-btn-repair-done = ✅ I have mended it
finance-fault-buyer-nitku = Likely: the unit of the buyer's NITKU is not registered. The head office (000000) is almost always right.
finance-fault-seller-nitku = Likely: our own NITKU is wrong. Check ASSISTANT_SELLER_NITKU.
finance-fault-npwp-not-found = Likely: that NPWP is not registered. If it is a NIK, its owner may not have activated it as NPWP.
finance-fault-nik-not-found = Likely: a mistyped NIK.
finance-fault-date = Likely: the date is not accepted.
finance-fault-country = Likely: the country's code is not in Coretax's list.
finance-fault-code = Likely: the code of the goods or service is wrong in the settings.
finance-fault-unit = Likely: a unit is wrong in the settings.
finance-fault-amount = Likely: an amount is not what Coretax reckons.
finance-fault-unknown = This message is not known yet.
finance-fault-not-import = This message is not about an import.

# For customers
ntf-nota-pembatalan = ↩️ Invoice { $invoice } of <b>{ $account }</b> was cancelled or refunded. As its faktur was issued already, <b>you</b> need to make a nota pembatalan in Coretax:

    1. Open e-Faktur, Pajak Masukan, and choose the faktur below. Mark it as credited or not credited.
    2. Open Retur Pajak Masukan, make a return for that faktur, enter the amounts, then upload and sign it.
    3. We approve it in Coretax. You may send the PDF of the nota to this chat.

    Number of the faktur: <code>{ $number }</code>
    Date of the faktur: { $issued }
    Amount undone: <code>{ $price }</code>
    DPP: <code>{ $dpp }</code>
    PPN: <code>{ $ppn }</code>
mail-nota-pembatalan = Nota pembatalan for faktur pajak { $number }
    .body =
        Dear { $account },

        Invoice { $invoice } was cancelled or refunded. As its faktur was issued already, you need to make a nota pembatalan in Coretax:

        1. Open e-Faktur, Pajak Masukan, and choose the faktur below. Mark it as credited or not credited.
        2. Open Retur Pajak Masukan, make a return for that faktur, enter the amounts, then upload and sign it.
        3. We approve it in Coretax.

        Number of the faktur: { $number }
        Date of the faktur: { $issued }
        What is cancelled: { $price }
        DPP: { $dpp }
        PPN: { $ppn }

        Is anything unclear? Write to us in Telegram, https://t.me/{ BOT() }, or by a ticket in the portal.
mail-npwp-refused-there = The tax office does not know the tax data of { $account }
    .body =
        Dear { $account },

        The tax office does not know your tax data ({ $number }), so the faktur for invoice { $invoice } cannot be made yet.

        Please compare the number with your card, and save it again in the portal, or with our assistant in Telegram: https://t.me/{ BOT() }
ntf-npwp-refused-there = ⚠️ The tax office does not know the tax data of <b>{ $account }</b> (<code>{ $number }</code>), so the faktur of invoice { $invoice } can't be made yet. Please compare the number with your card, and save it again.

# Digunggung
finance-retail-done = 🧺 <b>Digunggung · { MONTH($month) }</b>
    { $count } invoices of private consumers, base { $base }, PPN { $ppn }. Upload the XML in the SPT Masa PPN (induk I.A.5, Ganti). Keep the list.

    <b>Left out: { $left }</b>
    { $lines }
finance-retail-file = Digunggung { MONTH($month) }
finance-retail-off = { $name }, digunggung is not switched on. If the accountant agrees, write <code>digunggung = true</code> in assistant.toml.
finance-retail-bad-month = { $name }, that is no month. Write for example <code>/digunggung 2026-10</code>.
finance-retail-consumer = a person's account without company, NPWP and NIK
finance-retail-column-sort = Goods (A) or service (B)
finance-retail-column-why = Why a private consumer
finance-retail-why-consumer = • <code>{ $invoice }</code> { $account }: a private consumer
finance-retail-why-company = • <code>{ $invoice }</code> { $account }: a company without NPWP
finance-retail-why-identity = • <code>{ $invoice }</code> { $account }: there is an identity, so a faktur is due
finance-retail-why-collector = • <code>{ $invoice }</code> { $account }: seems to collect the PPN
finance-retail-why-amount = • <code>{ $invoice }</code> { $account }: its PPN is not what it should be
finance-retail-why-not-read = • <code>{ $invoice }</code> { $account }: no such account in the portal
