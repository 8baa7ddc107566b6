# Bukti potong di topik keuangan.

bp-card = 🔎 <b>Bukti potong { $number }</b> menunggu keputusan
    Pemotong: { $name } (<code>{ $withholder }</code>)
    DPP { $base } · PPh { $amount } · dokumen <code>{ $document }</code>
    { $why }
bp-why-finance = Sah, tetapi tidak persis seperti yang diminta:
bp-why-choose = Lebih dari satu tagihan bisa cocok. Pilih tagihannya.
bp-why-unmatched = Tidak ada tagihan, atau gabungan tagihan, yang nilainya sama.
bp-why-nothing-owed = Tidak ada tagihan perusahaan ini yang menunggu bukti potong.
bp-why-unread = Ada bagian yang tidak terbaca, atau QR-nya bukan tautan Coretax. Buka PDF-nya.
bp-why-contradicts = Nomor dan versinya sama dengan bukti potong lain yang sudah ada, tetapi isinya berbeda. Periksa keduanya di Coretax.
bp-unread = • Tidak terbaca: { $field ->
        [number] nomornya
        [masa] masa pajak
        [payee] NPWP penerima penghasilan
        [withholder] NPWP pemotong
        [object_code] kode objek pajak
        [base] DPP
        [rate] tarif
        [amount] PPh yang dipotong
        [status] status (normal, pembetulan, pembatalan)
        [final] sifat pemotongan
        [document] nomor dokumen dasarnya
        [issued] tanggal
        [link] kode QR
        [page] ada yang melintang di halaman atau menutupi kata-katanya
       *[other] { $field }
    }
bp-remark-name = • Nama penerimanya ditulis berbeda dari nama kami.
bp-remark-nitku = • NITKU penerimanya cabang lain.
bp-btn-accept = ✅ Terima untuk { $invoice }
bp-btn-choose = { $invoice } ({ $base })
bp-btn-refuse = ❌ Tolak
bp-accepted = ✅ Bukti potong <code>{ $number }</code> diterima untuk { $invoice } oleh { $by }.
bp-refused = ❌ Bukti potong <code>{ $number }</code> ditolak oleh { $by }.
bp-file = 📎 <b>{ $name }</b> dikirim pelanggan, tetapi tidak terbaca sebagai bukti potong:
    { $what }
bp-undone = ↩️ Bukti potong <code>{ $number }</code> tidak berlaku lagi. Tagihan { $invoices } kembali menunggu.
bp-undone-moved = ⚠️ Bukti potong <code>{ $number }</code> tidak berlaku lagi. Tagihan { $invoices } kembali menunggu, padahal { $moved } sudah dibayarkan atau dikembalikan. Mohon dibereskan di portal.
bp-money-settle = 💳 Catat pembayaran { $amount } untuk tagihan <b>{ $invoice }</b> ({ $account }) di portal: PPh 23 yang dipotong. Transaksi: <code>{ $reference }</code>.
    { $where }
bp-money-refund = 💸 Transfer { $amount } untuk tagihan <b>{ $invoice }</b> ({ $account }): PPh 23 yang sudah dibayar penuh.
    { $where }
bp-money-credit = 💳 Tambahkan kredit { $amount } untuk { $account } di portal (tagihan <b>{ $invoice }</b>). Keterangan: <code>{ $reference }</code>.
    { $where }
bp-money-where = Rekening: { $bank } · <code>{ $number }</code> · { $holder }
bp-money-nowhere = Tekan tombolnya setelah selesai.
bp-btn-moved = ✅ Sudah
bp-moved-settle = ✅ Pembayaran { $amount } untuk tagihan <b>{ $invoice }</b> ({ $account }) dicatat oleh { $by }. Transaksi: <code>{ $reference }</code>.
bp-moved-refund = ✅ { $amount } untuk tagihan <b>{ $invoice }</b> ({ $account }) ditransfer oleh { $by }. Rujukan: <code>{ $reference }</code>.
bp-moved-credit = ✅ Kredit { $amount } untuk { $account } (tagihan <b>{ $invoice }</b>) ditambahkan oleh { $by }. Keterangan: <code>{ $reference }</code>.
bp-taken-in = 📥 { $name }
    { $said }

# Sebulan, dan daftar dari Coretax
bp-year = tahun { $year }
bp-of-month = { MONTH($month) }
bp-month = <b>Bukti potong { $span }</b>
    Diharapkan: { $expected }
    Diterima: { $received_count } · { $received }
    Terverifikasi di Coretax: { $verified_count } · { $verified }
    Belum datang: { $missing_count } · { $missing }
    Perlu dibetulkan: { $wrong_count } · { $wrong }
    Uang yang menunggu: { $dues_count } · { $dues }
bp-month-pdfs = PDF bukti potong { $span } yang sudah dibukukan.
bp-column-state = Keadaan
bp-column-number = Nomor bukti potong
bp-column-masa = Masa pajak
bp-column-withholder = NPWP pemotong
bp-column-name = Nama
bp-column-invoices = Tagihan
bp-column-base = DPP
bp-column-amount = PPh
bp-line-verified = Terverifikasi
bp-line-received = Diterima
bp-line-wrong = Perlu dibetulkan
bp-line-missing = Belum datang
bp-line-cancelled = Dibatalkan
bp-list = <b>Daftar Coretax</b>: { $listed } bukti potong, { $verified } cocok dan terverifikasi.
    { $lines }
bp-list-cancelled = • <code>{ $number }</code> dibatalkan di Coretax; tagihannya kembali menunggu.
bp-list-differs = • <code>{ $number }</code> nilainya berbeda dari PDF yang kami terima.
bp-list-never-sent = • <code>{ $number }</code> ({ $name }, { $amount }) belum pernah dikirim ke kami.
