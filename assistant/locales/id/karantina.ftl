# PDF yang ditahan: kartunya di topik keuangan, alasannya, dan bagaimana diselesaikan.

held-card = ⛔ <b>Ditahan:</b> { $name }
    { $reasons }

    { $facts }
held-warnings = { "" }
    <b>Catatan lain</b> (tidak menahan sendiri):
held-pdf = PDF: <code>{ $number }</code>
    { $buyer } · ref. { $reference }
held-invoice = Dibandingkan dengan <b>{ $invoice }</b> ({ $account })
held-open = <i>Belum dikirim ke siapa pun.</i>
held-final = 🔒 <i>Tidak dapat diteruskan ke siapa pun. Ganti berkasnya atau tolak.</i>
held-cost-late = 💸 Bila tetap dikirim: sanksi 1 % dari DPP, sekitar { $penalty }, ditanggung kami. Pembeli tetap dapat mengkreditkannya.
held-cost-lapsed = 💸 Bila tetap dikirim: faktur dianggap tidak dibuat. Pembeli tidak dapat mengkreditkannya, dan kami menanggung PPN-nya dan sanksi 1 % dari DPP, sekitar { $penalty }.

held-btn-assign = 🔗 Tetapkan ke tagihan
held-btn-replace = 🔄 Ganti berkas
held-btn-refuse = 🗑 Tolak
held-btn-draft = 📝 Draf batal dan terbit ulang
held-btn-sure = ✅ Ya, kirim ke pelanggan ini
held-btn-sure-dpp = ✅ Kirim: DPP { $found }, bukan { $expected }
held-btn-pick = { $invoice } · { $account } · { $amount }
held-btn-cancel = Batal
held-offer = { $by }, <b>{ $name }</b> mungkin untuk salah satu tagihan ini. Pilih, atau tulis nomornya; beberapa angka terakhir cukup.
held-offer-typed = { $by }, beberapa tagihan berakhiran <code>{ $typed }</code>. Yang mana untuk <b>{ $name }</b>?
held-left = { $by }, baik. <b>{ $name }</b> tetap ditahan; tidak ada yang dikirim.

# Yang diminta setelah sebuah tombol
held-choose-assign = { $name }, untuk tagihan mana <b>{ $number }</b>?
    { $taken }
held-choose-refuse = { $name }, mengapa <b>{ $number }</b> ditolak? Pilih alasannya, atau tulis sendiri.
    { $taken }
held-choose-replace = { $name }, kirim PDF pengganti <b>{ $number }</b>?
    { $taken }
held-btn-write-number = ✍️ Tulis nomor tagihan
held-btn-send-file = 📎 Kirim PDF pengganti
held-ready-double = Faktur ganda.
held-ready-not-ours = Bukan faktur kami.
held-ready-wrong-buyer = Data pembeli salah.
held-prompt-assign = <a href="tg://user?id={ $id }">{ $name }</a>, balas pesan ini dengan nomor tagihan untuk <b>{ $number }</b>, paling banyak { $longest } karakter. Misalnya: <code>INV-2026-000123</code>. Hanya balasan Anda yang dihitung, dalam 15 menit.
held-prompt-refuse = <a href="tg://user?id={ $id }">{ $name }</a>, balas pesan ini dengan alasan menolak <b>{ $number }</b>, paling banyak { $longest } karakter. Misalnya: <i>Faktur ganda.</i> Hanya balasan Anda yang dihitung, dalam 15 menit.
held-prompt-replace = <a href="tg://user?id={ $id }">{ $name }</a>, balas pesan ini dengan berkas PDF pengganti <b>{ $number }</b>. Hanya balasan Anda yang dihitung, dalam 15 menit.
held-prompt-no-file = { $name }, mohon balas dengan berkas PDF pengganti { $number }.
held-look-assign = 👀 Tetapkan <b>{ $number }</b> ke tagihan ini?

    { $text }

    { $taken }
held-look-refuse = 👀 Tolak <b>{ $number }</b> dengan alasan ini?

    { $text }

    { $taken }
held-look-replace = 👀 Ganti <b>{ $number }</b> dengan berkas ini?

    { $text }

    { $taken }
held-differs = { $by }, <b>{ $name }</b> berbeda dari tagihan { $invoice } ({ $account }):
    { $reasons }

    Kirim juga ke pelanggan ini?
held-stays = 🔒 { $by }, <b>{ $name }</b> tetap ditahan. Untuk tagihan { $invoice } ({ $account }):
    { $reasons }
    Perbedaan ini tidak dapat dilewati siapa pun.
held-settled = { $number } sudah diselesaikan.
held-draft = 📝 <b>Pembatalan dan penerbitan ulang</b>
    Identitas pembeli yang salah tidak dapat diperbaiki dengan faktur pengganti: faktur dibatalkan, lalu diterbitkan yang baru (PER-11/PJ/2025 pasal 48–49). Bila pembeli sudah mengkreditkannya, mintalah persetujuannya dulu. Teks untuk disalin:
    <pre>Mohon dibatalkan di Coretax:
    Faktur { $number }
    Pembeli tercetak: { $wrong_name }
    NPWP tercetak: { $wrong_npwp }
    Alasan: salah identitas pembeli

    Mohon diterbitkan faktur baru:
    Tagihan: { $invoice }
    Pembeli: { $name }
    NPWP: { $npwp }
    NITKU: { $nitku }
    Alamat: { $address }</pre>

# Bagaimana diselesaikan
held-done-issued = ✅ <b>{ $name }</b>
    Ditetapkan ke { $invoice } oleh { $by } dan dikirim ke pelanggan.
held-done-older = ✅ <b>{ $name }</b>
    Ditetapkan ke { $invoice } oleh { $by }. Versi yang lebih baru sudah terkirim, jadi yang ini hanya disimpan.
held-done-duplicate = ✅ <b>{ $name }</b>
    Faktur ini ternyata sudah terkirim untuk { $invoice } (diperiksa oleh { $by }).
held-done-found = ✅ <b>{ $name }</b>
    Tagihan { $invoice } sudah diketahui; fakturnya dikirim ke pelanggan.
held-done-refused = 🗑 <b>{ $name }</b>
    Ditolak oleh { $by }: { $reason }
held-done-replaced = 🔄 <b>{ $name }</b>
    Diganti oleh { $by } dengan { $other }.

# Apa yang berbeda: yang kami ketahui di atas yang tertulis

mismatch-status = <b>Status faktur</b>
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-seller-npwp = <b>NPWP penjual</b>
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-seller-name = <b>Nama penjual</b>
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-buyer-npwp = <b>NPWP pembeli</b>
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-buyer-name = <b>Nama pembeli</b>
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-kode-transaksi = <b>Kode transaksi</b>
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-kodes-apart = Tagihannya berbeda kode transaksi (<code>{ $expected }</code>), PDF-nya <code>{ $found }</code>. Satu faktur gabungan hanya untuk satu kode (PER-11/PJ/2025 pasal 32): buat satu faktur per kode. Bila kelas pembelinya keliru, betulkan dengan /pembeli.
mismatch-kode-either = <b>Kode transaksi</b> (pemungut, sampai batas)
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
    Keduanya dapat benar: kontraknya yang menentukan. Tagihan berikutnya akun ini diekspor dengan kode PDF; ubah lewat /pembeli bila keliru.
mismatch-reference = <b>Nomor tagihan (referensi)</b>
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-dpp-invoice = <b>DPP</b>
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-dpp-price = <b>DPP menurut harga tercetak</b>
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-items = <b>Harga jual dan jumlah barisnya</b>
    <code>kami { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-invoice-lines = <b>Baris barang/jasa</b>
    <code>tagihan { $expected }</code>
    <code>PDF     { $found }</code>
mismatch-line-names = <b>Nama barang/jasa</b>
    <code>tagihan { $expected }</code>
    <code>PDF     { $found }</code>
mismatch-buyer-id = <b>Pembeli dengan paspor atau identitas lain</b>
    <code>NPWP kami { $expected }</code>
    <code>PDF       { $found }</code>
mismatch-date-before = <b>Tanggal sebelum pembayaran</b>: dibayar { $expected }, faktur bertanggal { $found }
mismatch-date-late = <b>Terlambat</b>: seharusnya dibuat { $expected }, faktur bertanggal { $found }
mismatch-date-lapsed = <b>Lebih dari tiga bulan</b>: seharusnya dibuat { $expected }, faktur bertanggal { $found }
mismatch-date-masa = <b>Masa pajak lain</b>: seharusnya { $expected }, faktur bertanggal { $found }
mismatch-date-future = <b>Tanggal di masa depan</b>: hari ini { $expected }, faktur bertanggal { $found }
mismatch-qr-number = <b>Nomor faktur di QR</b>
    <code>cetak { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-seller = <b>Penjual di QR</b>
    <code>cetak { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-buyer = <b>Pembeli di QR</b>
    <code>cetak { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-date = <b>Tanggal di QR</b>
    <code>cetak { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-dpp = <b>DPP di QR</b>
    <code>cetak { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-ppn = <b>PPN di QR</b>
    <code>cetak { $expected }</code>
    <code>QR    { $found }</code>
mismatch-qr-ppnbm = <b>PPnBM di QR</b>
    <code>cetak { $expected }</code>
    <code>QR    { $found }</code>
mismatch-ppn = <b>PPN 12% dari DPP</b>
    <code>12%  { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-profile-changed = <b>NPWP akun berubah setelah dibayar</b>
    <code>akun { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-already-issued = <b>Tagihan ini sudah punya faktur lain</b>
    <code>ada  { $expected }</code>
    <code>PDF  { $found }</code>
mismatch-unread = Tidak terbaca: { $expected ->
        [number] nomor faktur
        [seller_name] nama penjual
        [seller_npwp] NPWP penjual
        [buyer_name] nama pembeli
        [buyer_npwp] NPWP pembeli
        [date] tanggal
        [dpp] DPP
        [ppn] PPN
        [ppnbm] PPnBM
        [qr] kode QR
        [items] rincian barang dan jasa
        [watermark] tanda yang melintang di halaman, mungkin REPLACED atau CANCELED. Unduh lagi dari Coretax dan periksa statusnya
       *[other] { $expected }
    }
mismatch-watermark = Halamannya bertanda { $found }: faktur ini sudah tidak berlaku. Periksa statusnya di Coretax; bila ada penggantinya, kirim PDF itu.
mismatch-reference-unread = Referensinya tidak terbaca, jadi kami tidak tahu tagihan mana yang dimaksud. Pilih tagihannya.
mismatch-no-request = Tidak ada tagihan lunas yang menunggu faktur ini (referensi: { $found }).
mismatch-several-candidates = Cocok dengan beberapa tagihan: { $expected }. Pilih salah satu.
mismatch-not-together = Referensinya menyebut { $expected }, yang tidak boleh dalam satu faktur: akun, pembeli, atau bulannya berbeda. Buat faktur sendiri untuk masing-masing, atau tetapkan ke tagihan yang dimaksud.
mismatch-no-npwp = Akun tagihan { $found } belum punya NPWP saat dibayar.
mismatch-invoice-undone = Tagihan { $found } dibatalkan atau dananya dikembalikan.
mismatch-not-pdf = Bukan berkas PDF.
mismatch-too-large = Berkas terlalu besar.
mismatch-damaged = Berkas rusak atau terpotong. Unduh lagi dari Coretax.
mismatch-encrypted = Berkas terkunci kata sandi. Unduh lagi dari Coretax tanpa kata sandi.
mismatch-scripted = Berkas memuat skrip, tautan, atau lampiran; faktur asli tidak memuatnya.
mismatch-too-many-pages = Terlalu banyak halaman untuk sebuah faktur.
mismatch-no-text = Tidak ada teks yang dapat dibaca: pindaian, foto, atau PDF yang disimpan ulang tanpa hurufnya. Unduh PDF aslinya dari Coretax.
mismatch-not-faktur = Bukan faktur pajak dari Coretax.
mismatch-several-fakturs = Memuat lebih dari satu faktur. Kirim satu PDF per faktur.
mismatch-nota-retur = Nota retur atau nota pembatalan <code>{ $found }</code> atas faktur <code>{ $expected }</code>; ini bukan faktur. Setujui atau tolak di Coretax, menu Retur Pajak Keluaran.
mismatch-desktop-faktur = Faktur dari e-Faktur Desktop, sebelum Coretax. Kirim sendiri ke pelanggan, atau unduh PDF-nya dari Coretax.
mismatch-bukti-potong = Ini bukti potong, bukan faktur pajak.
mismatch-timeout = Terlalu lama dibaca.
mismatch-crashed = Tidak dapat dibaca; pembacanya gagal pada berkas ini.
