# /faktur: arsip faktur, yang ditunggu, dan ke mana dikirim.

faktur-none = <b>Faktur pajak</b>
    Faktur tersimpan per akun { $brand }, dan belum ada akun yang terhubung dengan chat ini. Buat akun baru, atau hubungkan yang sudah ada.
faktur-home = <b>Faktur pajak</b>
    Ada { $count } faktur. Pilih bulannya, atau kirim sebagian nomor tagihan untuk mencari, contoh <code>000123</code>.
faktur-home-empty = <b>Faktur pajak</b>
    Belum ada faktur.
    Faktur dibuat setelah tagihan lunas (PAID) dan akun sudah punya NPWP. Lunas belum berarti faktur siap: faktur harus disetujui dulu di sistem pajak, paling lambat tanggal 20 bulan berikutnya. Begitu terbit, PDF-nya kami kirim.
faktur-where-chat = { $account }: dikirim ke chat ini
faktur-where-mail = { $account }: dikirim ke email
faktur-month = <b>Faktur { MONTH($month) }</b>
    { $count } faktur. Pilih yang ingin dibuka.
faktur-search = <b>Cari faktur</b>
    Kirim sebagian nomor tagihan atau nomor faktur, contoh <code>000123</code>.
faktur-found = <b>Hasil pencarian “{ $search }”</b>
    { $count } faktur. Kirim nomor lain untuk mencari lagi.
faktur-found-none = <b>Hasil pencarian “{ $search }”</b>
    Tidak ada faktur dengan nomor itu. Kirim nomor lain, atau lihat yang masih menunggu lewat Kembali.
faktur-one = <b>{ $company }</b>
    Nomor faktur: <code>{ $number }</code>
    Tagihan: <code>{ $invoice }</code>
    Akun: { $account }
    Masa pajak: { MONTH($masa) }
    Tanggal faktur: { $issued }
    DPP: { $dpp }
    PPN: { $ppn }
faktur-one-replacement = <i>Faktur pengganti ke-{ $replacement }</i>
faktur-on-its-way = ✅ PDF sedang dikirim ke chat ini.
faktur-waiting = <b>Menunggu diterbitkan</b>
    Tagihan ini sudah lunas; fakturnya belum terbit.
faktur-waiting-open = • <code>{ $invoice }</code> · { $account }
    lunas { $paid }, terbit paling lambat { $until }
faktur-waiting-late = • <code>{ $invoice }</code> · { $account }
    lunas { $paid }, ⚠️ batas { $until } sudah lewat. Mohon tanyakan lewat tiket di portal.
faktur-waiting-no-npwp = • <code>{ $invoice }</code> · { $account }
    lunas { $paid }, ⚠️ akun belum punya NPWP. Pasang dulu supaya faktur dapat dibuat.
faktur-waiting-more = … dan { $count } lagi.
faktur-waiting-none = Tidak ada yang menunggu. Semua tagihan lunas sudah ada fakturnya.
faktur-where = <b>Ke mana faktur dikirim?</b>
    Pilih akun yang ingin diubah.
faktur-where-one = <b>{ $account }</b>
    Sekarang faktur dikirim { $now }.
    Email yang dipakai adalah email faktur di data NPWP akun itu. Pilih:
faktur-now-chat = ke chat ini
faktur-now-mail = ke email
faktur-where-set-chat = ✅ Faktur { $account } berikutnya dikirim ke chat ini.
faktur-where-set-mail = ✅ Faktur { $account } berikutnya dikirim ke email.

faktur-label = { $invoice } · { $company } · { $ppn }
faktur-label-month = { MONTH($month) } ({ $count })
faktur-label-npwp = 🧾 Pasang NPWP: { $account }
faktur-label-chat = { $account } · 💬 chat
faktur-label-mail = { $account } · ✉️ email

faktur-btn-waiting = ⏳ Menunggu diterbitkan
faktur-btn-search = 🔍 Cari
faktur-btn-where = 📮 Tujuan kirim
faktur-btn-send = 📄 Kirim PDF
faktur-btn-chat = 💬 Chat ini
faktur-btn-mail = ✉️ Email

faktur-problem-not-found = ⚠️ Faktur itu tidak ada di akun Anda.
faktur-problem-search-long = ⚠️ Itu terlalu panjang untuk sebuah nomor. Kirim sebagian nomor tagihan, contoh <code>000123</code>.

# Pemberitahuan
ntf-faktur = 📄 <b>Faktur pajak { $company }</b>
    Nomor: <code>{ $number }</code>
    Tagihan: { $invoice }
    Masa pajak: { MONTH($masa) }
    DPP: { $dpp }
    PPN: { $ppn }
ntf-faktur-waiting = ✅ Pembayaran { $invoice } untuk <b>{ $account }</b> sebesar { $total } sudah kami terima.
    Faktur pajaknya sedang menunggu diterbitkan. Begitu siap, kami kirimkan; Anda tidak perlu melakukan apa-apa.
ntf-faktur-no-npwp = ✅ Pembayaran { $invoice } untuk <b>{ $account }</b> sebesar { $total } sudah kami terima.
    ⚠️ Akun itu belum punya NPWP, jadi faktur pajaknya belum dapat dibuat. Pasang NPWP dengan tombol di bawah.
mail-faktur = Faktur pajak { $number } untuk tagihan { $invoice }
    .body =
        Yth. { $company },

        Terlampir faktur pajak Anda.

        Nomor faktur: { $number }
        Tagihan: { $invoice }
        Masa pajak: { MONTH($masa) }
        DPP: { $dpp }
        PPN: { $ppn }

        Mohon simpan berkas ini untuk pembukuan Anda. Bila ada yang tidak sesuai, hubungi kami lewat tiket di portal.

# Untuk staf: PDF yang ditahan, dan mengapa
desk-faktur-held = ⛔ <b>Faktur ditahan:</b> { $name }
    PDF ini tidak dikirim ke siapa pun.
    { $reasons }
mismatch-unread = • Tidak terbaca: { $expected }
mismatch-status = • Status di QR <code>{ $found }</code>, seharusnya { $expected }
mismatch-qr-number = • Nomor di QR <code>{ $found }</code>, tercetak <code>{ $expected }</code>
mismatch-qr-seller = • Penjual di QR { $found }, tercetak { $expected }
mismatch-qr-buyer = • Pembeli di QR { $found }, tercetak { $expected }
mismatch-qr-date = • Tanggal di QR { $found }, tercetak { $expected }
mismatch-qr-dpp = • DPP di QR { $found }, tercetak { $expected }
mismatch-qr-ppn = • PPN di QR { $found }, tercetak { $expected }
mismatch-qr-ppnbm = • PPnBM di QR { $found }, tercetak { $expected }
mismatch-seller-npwp = • NPWP penjual <code>{ $found }</code>, seharusnya <code>{ $expected }</code>
mismatch-seller-name = • Nama penjual { $found }, seharusnya { $expected }
mismatch-buyer-npwp = • NPWP pembeli <code>{ $found }</code>, seharusnya <code>{ $expected }</code>
mismatch-buyer-name = • Nama pembeli { $found }, seharusnya { $expected }
mismatch-kode-transaksi = • Kode transaksi { $found }, seharusnya { $expected }
mismatch-reference = • Referensi { $found }, seharusnya { $expected }
mismatch-ppn = • PPN { $found }, sedangkan 12% dari DPP adalah { $expected }
mismatch-dpp-invoice = • DPP { $found }, menurut tagihan { $expected }
mismatch-dpp-price = • DPP { $found }, menurut harga tercetak { $expected }
mismatch-items = • Harga jual { $found }, jumlah barisnya { $expected }
mismatch-not-pdf = • Bukan berkas PDF
mismatch-too-large = • Berkas terlalu besar
mismatch-damaged = • Berkas rusak atau terpotong
mismatch-encrypted = • Berkas terkunci kata sandi
mismatch-scripted = • Berkas memuat skrip atau lampiran
mismatch-too-many-pages = • Terlalu banyak halaman
mismatch-no-text = • Tidak ada teks di dalamnya (pindaian atau foto)
mismatch-not-faktur = • Bukan faktur pajak Coretax
mismatch-several-fakturs = • Memuat lebih dari satu faktur
mismatch-timeout = • Pembacaan melebihi batas waktu
mismatch-crashed = • Pembaca gagal pada berkas ini
mismatch-no-request = • Tidak ada tagihan lunas yang menunggu faktur ini (referensi: { $found })
mismatch-several-candidates = • Cocok dengan beberapa tagihan: { $expected } (referensi: { $found })
mismatch-already-issued = • Tagihan { $found } tidak menunggu faktur (keadaan: { $expected })
