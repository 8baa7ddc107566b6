# /ekspor di topik keuangan: XML untuk Coretax.

ekspor-offer = 📤 <b>Ekspor Coretax · { MONTH($month) }</b>
    { $waiting } faktur siap diekspor, { $exported } sudah diekspor dan belum terbit, { $bare } belum punya NPWP.
    { $last }
    Batas terbit: { $until }.
ekspor-last = Terakhir diekspor { $at } oleh { $name }.
ekspor-never = Bulan ini belum pernah diekspor.
ekspor-offer-nothing = 📤 <b>Ekspor Coretax</b>
    Tidak ada tagihan lunas yang menunggu faktur.
ekspor-bad-month = { $name }, bulannya tidak terbaca. Tulis misalnya <code>/ekspor 2026-10</code>, atau <code>/ekspor</code> saja.
ekspor-again-ask = { $name }, <b>ekspor ulang { MONTH($month) }?</b>
    { $last }
    { $exported } faktur yang sudah diekspor dan belum terbit masuk lagi ke berkas baru. Di Coretax, jangan unggah dua kali yang sudah ada di sana.
ekspor-started = ⏳ Ekspor { MONTH($month) } sedang disiapkan untuk { $name }.

ekspor-btn-go = 📤 Ekspor { $count } faktur
ekspor-btn-again = 🔁 Ekspor ulang
ekspor-btn-again-yes = Ya, ekspor ulang
ekspor-btn-month = { MONTH($month) } ({ $count })

ekspor-done = ✅ <b>Ekspor Coretax · { MONTH($month) }</b> ({ $name })
    { $count } faktur dalam { $files } berkas XML. DPP nilai lain { $dpp }, PPN { $ppn }.
    Langkah berikutnya: impor XML di Coretax (e-Faktur, Pajak Keluaran, Impor Data), tanda tangani, lalu kirim PDF-nya ke topik ini.

    <b>Tidak ikut: { $left }</b>
    { $lines }
ekspor-nothing = ⚪ <b>Ekspor Coretax · { MONTH($month) }</b> ({ $name })
    Tidak ada faktur yang dapat diekspor.

    <b>Tidak ikut: { $left }</b>
    { $lines }
ekspor-file = XML { MONTH($month) }, berkas { $number } dari { $files }
ekspor-sheet = Daftar periksa { MONTH($month) }: isi ekspor dan yang tidak ikut

ekspor-left-none = Tidak ada.
ekspor-left-more = … dan { $count } lagi, lihat daftar periksa.
ekspor-left-line = • <code>{ $invoice }</code> { $account }: { $why }
ekspor-why-no-npwp = akun belum punya NPWP
ekspor-why-wrong-npwp = NPWP { $detail } tidak benar
ekspor-why-wrong-nitku = NITKU { $detail } bukan milik NPWP itu
ekspor-why-no-name = nama pembeli kosong
ekspor-why-no-address = alamat pembeli kosong
ekspor-why-wrong-email = “{ $detail }” bukan satu alamat email
ekspor-why-no-lines = tidak ada baris yang dikenai pajak
ekspor-why-ambiguous-unit = satuan tidak pasti pada “{ $detail }”
ekspor-why-ambiguous-code = kode jasa tidak pasti pada “{ $detail }”
ekspor-why-negative = potongan lebih besar dari harga pada “{ $detail }”
ekspor-why-foreign-currency = ditagih dalam { $detail }, bukan rupiah
ekspor-why-amount-changed = jumlah baris { $detail } berbeda dari yang dibayar
ekspor-why-tax-differs = PPN tagihan berbeda dari hitungan Coretax ({ $detail })
ekspor-why-collector-unknown = pembeli tampaknya pemungut PPN ({ $detail }), golongannya belum ditentukan
ekspor-why-maybe-split = beberapa tagihan pemungut bersama-sama di atas batas ({ $detail })
ekspor-why-wrong-document = nomor identitas { $detail } tidak benar
ekspor-why-wrong-country = negara { $detail } tidak ada di daftar Coretax
ekspor-why-abroad = pembeli asing ({ $detail }), menunggu akuntan
ekspor-why-retail = sudah dilaporkan digunggung; untuk membuat faktur, pilih kodenya dengan /pembeli
ekspor-why-rejected = ditolak Coretax: “{ $detail }”
ekspor-why-undone = sudah dikembalikan sebagian atau seluruhnya; jika fakturnya tetap perlu, buat sisanya langsung di Coretax

# Kolom daftar periksa
ekspor-column-file = Berkas
ekspor-column-day = Tanggal
ekspor-column-invoice = Tagihan
ekspor-column-buyer = Pembeli
ekspor-column-document = Jenis identitas
ekspor-column-npwp = NPWP atau NIK
ekspor-column-nitku = NITKU
ekspor-column-kode = Kode transaksi
ekspor-column-code = Kode
ekspor-column-line = Uraian
ekspor-column-unit = Satuan
ekspor-column-price = Harga
ekspor-column-quantity = Jumlah
ekspor-column-discount = Potongan
ekspor-column-base = Dasar sebelum 11/12
ekspor-column-dpp = DPP nilai lain
ekspor-column-ppn = PPN
ekspor-column-left = Tidak ikut karena
