# Topik keuangan: golongan pembeli, kasus pembatalan, daftar dari Coretax, impor yang ditolak.

# Golongan pembeli
finance-class-none = belum ditentukan
finance-class-ordinary = biasa (PPN kami pungut, kode 04)
finance-class-government = instansi pemerintah (kode 02 di atas batas)
finance-class-collector = BUMN atau pemungut lain (kode 03 di atas batas)
finance-class-abroad = di luar negeri (tidak diekspor, ke akuntan)
finance-document-tin = NPWP (TIN)
finance-document-national-id = NIK yang belum menjadi NPWP (National ID)
finance-document-passport = paspor (Passport)
finance-document-other-id = identitas lain (Other ID)
finance-kode-retail = tidak ada, sudah dilaporkan digunggung
finance-document-none = belum ada
finance-btn-ordinary = Biasa (04)
finance-btn-government = Instansi pemerintah (02)
finance-btn-collector = BUMN/pemungut lain (03)
finance-btn-abroad = Di luar negeri
finance-btn-kode = Kode { $kode }
finance-btn-tin = NIK ini sudah NPWP
finance-btn-national-id = NIK ini belum NPWP
finance-buyer-doubt-collector = ❓ <b>{ $account }</b> tampaknya memungut PPN sendiri (“{ $detail }”), dan golongannya belum ditentukan. Tagihan { $invoice } ditahan dari ekspor.
    Instansi pemerintah memungut di atas { $government } tanpa PPN, BUMN dan pemungut lain di atas { $collector } dengan PPN. Pilih golongannya; berlaku untuk semua tagihan akun ini.
finance-buyer-doubt-split = ❓ Tagihan <b>{ $account }</b> bulan ini masing-masing di bawah batas pemungut, tetapi bersama-sama di atasnya (Rp { $detail } sebelum PPN). Bila satu kontrak, kodenya 02 atau 03; bila terpisah, 04.
    { $invoice } dan yang lain ditahan sampai Anda memilih.
finance-buyer-doubt-abroad = ❓ <b>{ $account }</b> dikenal dengan paspor atau identitas asing ({ $detail }). Tagihan { $invoice } ditahan: ekspor jasa tidak memakai faktur, dan itu keputusan akuntan.
    Bila dikenai PPN seperti penjualan dalam negeri, pilih <b>Biasa</b>.
finance-buyer = 🧾 <b>{ $account }</b> (tagihan { $invoice })
    Golongan: { $class }
    Identitas: { $document }
    Kode transaksi tagihan ini: { $kode }{ $either ->
        [yes] . { finance-buyer-either }
       *[no] { "" }
    }
finance-buyer-either = Sampai batas pemungut, kontraknya yang menentukan, jadi kode lain juga dapat benar; tombolnya di bawah. Yang terakhir dipilih, atau terbit di Coretax, berlaku juga untuk tagihan akun ini berikutnya.
finance-buyer-settled = ✅ <b>{ $account }</b>: { $class }. Identitas: { $document }. Kode { $invoice }: { $kode }. Ditentukan oleh { $name }; { $count } tagihan yang menunggu faktur mengikutinya.{ $either ->
        [yes] { " " }{ finance-buyer-either }
       *[no] { "" }
    }
finance-buyer-how = { $name }, mohon tulis nomor tagihan yang lunas atau nomor akunnya. Contoh: <code>/pembeli INV-2026-000123</code>.
finance-buyer-unknown = { $name }, “{ $text }” bukan nomor tagihan lunas dan bukan akun dengan tagihan yang menunggu faktur. Contoh: <code>/pembeli INV-2026-000123</code>.

# Kasus: penjualan yang dibatalkan
finance-case-nothing = ⚪ <b>{ $invoice }</b> ({ $account }) batal, dan belum ada faktur yang kami ketahui. Tagihan ini sudah pernah diekspor: hapus konsepnya di Coretax. Bila ternyata sudah disetujui, batalkan fakturnya.
finance-case-nota = 📄 <b>Nota pembatalan</b> untuk { $invoice } ({ $account })
    Faktur: <code>{ $number }</code>
    Dibatalkan: { $price }, DPP { $dpp }, PPN { $ppn }
    Siapa: <b>pembeli</b> membuatnya di Coretax (Pajak Masukan, tandai dikreditkan atau tidak, lalu Retur). Setelah itu <b>kami</b> menyetujuinya di Retur Pajak Keluaran. Pelanggan sudah diberi langkahnya.
    Kapan: saat layanan dibatalkan, jadi secepatnya. PPN berkurang di masa nota itu.
finance-case-replacement = 📄 <b>Faktur pengganti</b> untuk { $invoice } ({ $account })
    Faktur: <code>{ $number }</code>
    Bagian yang batal: { $price }, DPP { $dpp }, PPN { $ppn }
    Siapa: <b>kami</b>, di Coretax (Ubah/Ganti pada faktur itu), tanpa XML. { $consent }
    Kapan: unggah paling lambat { $until }.
finance-case-cancellation = 📄 <b>Pembatalan faktur</b> untuk { $invoice } ({ $account })
    Faktur: <code>{ $number }</code>
    Nilai: { $price }, DPP { $dpp }, PPN { $ppn }
    Siapa: <b>kami</b>, di Coretax (Batalkan), dengan bukti pembatalannya. { $consent }
    Kapan: sebaiknya sebelum { $until }; setelah SPT dilaporkan diperlukan pembetulan.
finance-case-consent = Pembeli mungkin sudah mengkreditkannya: mintalah persetujuannya di Coretax. Sampai disetujui, faktur lama tetap berlaku.
finance-case-alone = Pembeli belum mengkreditkannya, jadi tidak perlu persetujuan.
finance-case-closed = ✅ Kasus { $invoice } ({ $account }) selesai, menurut { $name }.
finance-case-closed-by-paper = ✅ Kasus { $invoice } ({ $account }) selesai: dokumennya sudah masuk.
finance-case-closed-by-nota = ✅ Kasus { $invoice } ({ $account }) selesai dengan nota { $number }, menurut { $name }.
finance-cases = 📂 <b>Kasus yang belum selesai: { $count }</b>
    { $lines }
finance-cases-none = 📂 Tidak ada kasus yang belum selesai.
finance-case-more = … dan { $count } lagi.
finance-case-line-nothing = • { $invoice } { $account }: hapus konsep di Coretax (sejak { $day })
finance-case-line-nota = • { $invoice } { $account }: nota pembatalan dari pembeli (sejak { $day })
finance-case-line-replacement = • { $invoice } { $account }: faktur pengganti (sejak { $day })
finance-case-line-cancellation = • { $invoice } { $account }: pembatalan faktur (sejak { $day })
finance-case-how = { $name }, mohon tulis nomor tagihan yang lunas, bila sebagian juga nilainya sebelum PPN, dan bila perlu sebabnya (harga atau pembeli). Contoh: <code>/batalkan INV-2026-000123 150000 harga</code>.
finance-case-unclear = { $name }, “{ $text }” tidak terbaca. Tulis nomor tagihan lunas, bila sebagian juga nilainya sebelum PPN, dan bila perlu sebabnya (harga atau pembeli). Contoh: <code>/batalkan INV-2026-000123 150000 harga</code>.
finance-btn-case-done = ✅ Sudah selesai
finance-btn-case-close = ✅ { $invoice } selesai
finance-nota-came = 📄 <b>{ $name }</b> adalah nota retur atau nota pembatalan. Untuk kasus yang mana?
    Nomor nota: <code>{ $number }</code>
    Faktur: <code>{ $faktur }</code>
finance-btn-nota-of = { $invoice }

# Daftar Pajak Keluaran dari Coretax
finance-list-taken = 📋 <b>{ $name }</b>: { $rows } faktur dibaca dari daftar Coretax.
    { $lines }
finance-list-clean = ✅ <b>{ $name }</b>: { $rows } faktur dibaca dari daftar Coretax, semuanya cocok.
    { $lines }
finance-books-beside-list = 📋 <b>{ MONTH($month) } dan daftar Coretax</b> ({ $rows } faktur)
    { $lines }
finance-books-as-list = ✅ <b>{ MONTH($month) }</b> cocok dengan daftar Coretax ({ $rows } faktur).
    { $lines }
finance-list-no-list = <b>{ $name }</b> bukan daftar Pajak Keluaran: kolom NPWP Pembeli, Nomor Faktur Pajak, dan Status Faktur tidak ada. Unduh lagi dari e-Faktur, Pajak Keluaran.
finance-list-no-headings = <b>{ $name }</b> berisi faktur tanpa baris judul, jadi arti kolomnya tidak pasti. Unduh lagi dari e-Faktur, Pajak Keluaran, dan kirim tanpa diubah.
finance-list-masukan = <b>{ $name }</b> adalah daftar Pajak Masukan. Yang kami perlukan Pajak Keluaran.
finance-list-empty = <b>{ $name }</b> tidak berisi satu faktur pun.
finance-list-unreadable = <b>{ $name }</b> tidak dapat dibaca. Kirim XLSX, CSV, atau ZIP berisi CSV seperti yang diunduh dari Coretax.
finance-list-more = … dan { $count } lagi.
finance-lists-not-delivered = <b>Disetujui, PDF-nya belum ada di sini: { $count }</b>
finance-lists-canceled-there = <b>Sudah dikirim, dibatalkan di Coretax: { $count }</b>
finance-lists-replaced-there = <b>Sudah dikirim, diganti di Coretax: { $count }</b>
finance-lists-unknown-here = <b>Tidak kami kenal: { $count }</b>
finance-lists-waiting-buyer = <b>Menunggu persetujuan pembeli: { $count }</b>
finance-lists-not-signed = <b>Belum diunggah atau gagal ditandatangani: { $count }</b>
finance-lists-buyer-invalid = <b>Ditolak atau ditandai tidak valid: { $count }</b>
finance-lists-status-unknown = <b>Status tidak dikenal, ditahan: { $count }</b>
finance-lists-number-unread = <b>Nomor fakturnya tidak terbaca: { $count }</b>. Excel membulatkan nomor 17 digit saat menyimpan; taruh berkas seperti yang diunduh dari Coretax, tanpa disimpan ulang.
finance-lists-amount = <b>PPN berbeda: { $count }</b>
finance-lists-missing-there = <b>Sudah dikirim, tidak ada di daftar: { $count }</b>
finance-list-not-delivered = • <code>{ $number }</code> { $invoice } { $account }: kirim PDF-nya ke topik ini
finance-list-canceled-there = • <code>{ $number }</code> { $invoice } { $account }: { $said } di Coretax
finance-list-replaced-there = • <code>{ $number }</code> { $invoice } { $account }: kirim PDF penggantinya ke topik ini
finance-list-unknown-here = • <code>{ $number }</code> { $invoice } { $account }: tidak ada tagihannya
finance-list-waiting-buyer = • <code>{ $number }</code> { $invoice } { $account }: { $said }, sampai itu tetap berlaku
finance-list-not-signed = • { $invoice } { $account }: { $said }
finance-list-buyer-invalid = • <code>{ $number }</code> { $invoice } { $account }: { $said }
finance-list-status-unknown = • <code>{ $number }</code> { $invoice } { $account }: “{ $said }”
finance-list-number-unread = • { $invoice } { $account }: { $said }
finance-list-amount = • <code>{ $number }</code> { $invoice } { $account }: di sini { $expected }, di Coretax { $found }
finance-list-missing-there = • <code>{ $number }</code> { $invoice } { $account }
short-list-not-a-list = bukan daftar Pajak Keluaran
short-list-no-headings = daftar tanpa judul kolom
short-list-masukan = daftar Pajak Masukan
short-list-empty = daftarnya kosong
short-list-unreadable = daftarnya tidak terbaca

# Impor yang ditolak Coretax
finance-import-refused = ⛔ <b>{ $invoice }</b> ({ $account }) ditolak Coretax
    Berkas <code>{ $file }</code>, baris { $line }, kolom { $field }
    Kata Coretax: “{ $words }”
    { $fault }
    Tagihan ini ditahan dari ekspor sampai dibetulkan.
finance-import-report-whole = 📥 { $name }, laporan untuk <code>{ $file }</code> dibaca: { $held } tagihan ditahan, masing-masing dengan pesannya.
    { $lines }
finance-import-report = 📥 { $name }, laporan untuk <code>{ $file }</code> dibaca: { $held } tagihan ditahan. Yang ini perlu Anda lihat sendiri:
    { $lines }
finance-import-no-line = Setelah dibetulkan, ekspor lagi: hanya yang ditahan itu yang ikut.
finance-import-unplaced = • baris { $line }: “{ $words }”. Tidak ada tagihan di baris itu, atau barisnya tidak disebut. Cari nomornya di berkas, lalu tulis <code>/tolakan 22 pesannya</code>.
finance-import-other = • “{ $words }”. Ini bukan tentang impor faktur.
finance-import-which = { $name }, berkas yang mana?
finance-btn-import-file = { $file }
finance-import-mended-head-office = ✅ { $invoice } ({ $account }): NITKU menjadi kantor pusat (000000), oleh { $name }. Ikut di ekspor berikutnya.
finance-import-mended-national-id = ✅ { $invoice } ({ $account }): memakai NIK (National ID), oleh { $name }. Ikut di ekspor berikutnya.
finance-import-mended-tin = ✅ { $invoice } ({ $account }): memakai NPWP (TIN), oleh { $name }. Ikut di ekspor berikutnya.
finance-import-mended-ask = ✉️ { $invoice } ({ $account }): pelanggan diminta memeriksa datanya, oleh { $name }. Tetap ditahan sampai dijawab.
finance-import-mended-done = ✅ { $invoice } ({ $account }): sudah dibetulkan menurut { $name }. Ikut di ekspor berikutnya dengan data portal yang terbaru.
finance-btn-repair-head-office = Pakai kantor pusat (000000)
finance-btn-repair-national-id = Pakai NIK (National ID)
finance-btn-repair-tin = Pakai NPWP (TIN)
finance-btn-repair-ask = ✉️ Tanya pelanggan
finance-btn-repair-done = ✅ Sudah saya betulkan
finance-fault-buyer-nitku = Kemungkinan: unit NITKU pembeli tidak terdaftar. Kantor pusat (000000) hampir selalu benar.
finance-fault-seller-nitku = Kemungkinan: NITKU kami di pengaturan salah. Periksa ASSISTANT_SELLER_NITKU.
finance-fault-npwp-not-found = Kemungkinan: NPWP itu tidak terdaftar. Bila itu NIK, orangnya mungkin belum mengaktifkannya sebagai NPWP.
finance-fault-nik-not-found = Kemungkinan: NIK salah ketik.
finance-fault-date = Kemungkinan: tanggalnya tidak diterima.
finance-fault-country = Kemungkinan: kode negaranya tidak ada di daftar Coretax.
finance-fault-code = Kemungkinan: kode barang atau jasa di pengaturan salah.
finance-fault-unit = Kemungkinan: satuan di pengaturan salah.
finance-fault-amount = Kemungkinan: nilainya tidak sama dengan hitungan Coretax.
finance-fault-unknown = Pesan ini belum dikenal.
finance-fault-not-import = Pesan ini bukan tentang impor faktur.

# Untuk pelanggan
ntf-nota-pembatalan = ↩️ Tagihan { $invoice } untuk <b>{ $account }</b> dibatalkan atau dananya dikembalikan. Karena fakturnya sudah terbit, <b>Anda</b> perlu membuat nota pembatalan di Coretax:

    1. Buka e-Faktur, Pajak Masukan, dan pilih faktur di bawah. Tandai dikreditkan atau tidak dikreditkan.
    2. Buka Retur Pajak Masukan, buat retur untuk faktur itu, isi nilainya, lalu unggah dan tanda tangani.
    3. Kami menyetujuinya di Coretax. Anda boleh mengirim PDF notanya ke chat ini.

    Nomor faktur: <code>{ $number }</code>
    Tanggal faktur: { $issued }
    Nilai yang dibatalkan: <code>{ $price }</code>
    DPP: <code>{ $dpp }</code>
    PPN: <code>{ $ppn }</code>
mail-nota-pembatalan = Nota pembatalan untuk faktur pajak { $number }
    .body =
        Yth. { $account },

        Tagihan { $invoice } dibatalkan atau dananya dikembalikan. Karena fakturnya sudah terbit, Anda perlu membuat nota pembatalan di Coretax:

        1. Buka e-Faktur, Pajak Masukan, dan pilih faktur di bawah. Tandai dikreditkan atau tidak dikreditkan.
        2. Buka Retur Pajak Masukan, buat retur untuk faktur itu, isi nilainya, lalu unggah dan tanda tangani.
        3. Kami menyetujuinya di Coretax.

        Nomor faktur: { $number }
        Tanggal faktur: { $issued }
        Nilai yang dibatalkan: { $price }
        DPP: { $dpp }
        PPN: { $ppn }

        Ada yang tidak jelas? Tulis kepada kami di Telegram, https://t.me/{ BOT() }, atau lewat tiket di portal.
mail-npwp-refused-there = Data pajak { $account } tidak dikenali kantor pajak
    .body =
        Yth. { $account },

        Kantor pajak tidak mengenali data pajak Anda ({ $number }), jadi faktur untuk tagihan { $invoice } belum dapat dibuat.

        Mohon cocokkan nomornya dengan kartu Anda, lalu simpan lagi di portal, atau lewat asisten kami di Telegram: https://t.me/{ BOT() }
ntf-npwp-refused-there = ⚠️ Kantor pajak tidak mengenali data pajak <b>{ $account }</b> (<code>{ $number }</code>), jadi faktur untuk tagihan { $invoice } belum dapat dibuat. Mohon cocokkan nomornya dengan kartu Anda, lalu simpan lagi.

# Digunggung
finance-retail-done = 🧺 <b>Digunggung · { MONTH($month) }</b>
    { $count } tagihan konsumen akhir, dasar { $base }, PPN { $ppn }. Unggah XML-nya di SPT Masa PPN (induk I.A.5, Ganti). Simpan daftarnya.

    <b>Tidak ikut: { $left }</b>
    { $lines }
finance-retail-file = Digunggung { MONTH($month) }
finance-retail-off = { $name }, digunggung belum dinyalakan. Bila akuntan menyetujuinya, tulis <code>digunggung = true</code> di assistant.toml.
finance-retail-bad-month = { $name }, bulannya tidak terbaca. Tulis misalnya <code>/digunggung 2026-10</code>.
finance-retail-consumer = akun perorangan tanpa nama perusahaan, NPWP, dan NIK
finance-retail-column-sort = Barang (A) atau jasa (B)
finance-retail-column-why = Mengapa konsumen akhir
finance-retail-why-consumer = • <code>{ $invoice }</code> { $account }: konsumen akhir
finance-retail-why-company = • <code>{ $invoice }</code> { $account }: perusahaan tanpa NPWP
finance-retail-why-identity = • <code>{ $invoice }</code> { $account }: ada identitas, jadi perlu faktur
finance-retail-why-collector = • <code>{ $invoice }</code> { $account }: tampaknya pemungut PPN
finance-retail-why-amount = • <code>{ $invoice }</code> { $account }: PPN-nya berbeda dari hitungan
finance-retail-why-not-read = • <code>{ $invoice }</code> { $account }: akunnya tidak ada di portal
