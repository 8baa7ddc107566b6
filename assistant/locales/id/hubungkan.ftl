# /hubungkan: menghubungkan akun yang sudah ada

hubungkan-none = 🔗 <b>Hubungkan akun</b>
    Belum ada akun yang terhubung ke chat ini. Hubungkan akun dengan kode yang kami kirim ke email akun itu. Satu orang boleh menghubungkan banyak akun.
hubungkan-list = 🔗 <b>Akun yang terhubung</b>
hubungkan-line = • <b>{ $account }</b> ({ $email }), dibuktikan { $proven }
hubungkan-email = Apa <b>alamat email</b> akun yang ingin dihubungkan?
    Kami mengirim kode 6 angka ke alamat itu.
    Contoh: <code>keuangan@perusahaan.example</code>
hubungkan-code = Kode 6 angka sudah kami kirim ke <b>{ $email }</b>. Kode berlaku 10 menit.

    Mohon ketik kodenya di sini. Contoh: <code>123456</code>
    Biasanya masuk dalam satu menit, paling lama lima. Belum masuk? Lihat juga folder spam.
hubungkan-checking = ⏳ Kodenya benar. Memeriksa akun untuk <b>{ $email }</b>…
    Anda boleh menutup chat ini; hasilnya kami kirim ke sini.
hubungkan-linked = ✅ Akun <b>{ $account }</b> sudah terhubung.
    Apa yang ingin Anda lakukan?
hubungkan-no-account = ℹ️ Email <b>{ $email }</b> memang milik Anda, tetapi tidak ada akun dengan alamat itu di portal.
    Buat akun baru, atau coba alamat email lain.
hubungkan-over = Hasil pemeriksaan ini sudah tidak tersimpan. Lihat akun Anda, atau hubungkan lagi.
hubungkan-account = 🔗 <b>{ $account }</b>
    Email: { $email }
    Dibuktikan: { $proven }
    Berlaku sampai: { $until }
hubungkan-others = Pengguna Telegram lain yang terhubung ke akun ini:
hubungkan-other = • <b>{ $name }</b>, sejak { $when }
hubungkan-someone = seseorang
hubungkan-confirm-own = Putuskan akun <b>{ $account }</b> dari chat ini?
    Status dan faktur akun itu tidak lagi kami kirim ke sini. Akunnya tetap ada di portal, dan dapat Anda hubungkan lagi kapan saja.
hubungkan-confirm-other = Putuskan <b>{ $name }</b> dari akun <b>{ $account }</b>?
    Ia tidak lagi dapat melihat akun ini di chat-nya, dan kami memberi tahu bahwa hubungannya berakhir.
hubungkan-unlinked = ✅ Hubungan ke akun <b>{ $account }</b> sudah diputus.

hubungkan-btn-add = ➕ Hubungkan akun lain
hubungkan-btn-other = Coba email lain
hubungkan-btn-list = 🔗 Akun saya
hubungkan-btn-unlink = Putuskan dari chat ini
hubungkan-btn-unlink-other = Putuskan { $name }
hubungkan-btn-confirm = Ya, putuskan
btn-akun = 🏢 Buat akun
btn-hubungkan = 🔗 Hubungkan akun
btn-pindah = 📦 Pindahkan layanan

ntf-linked = ✅ Akun <b>{ $account }</b> sudah terhubung ke chat ini.
ntf-link-no-account = ℹ️ Tidak ada akun dengan email <b>{ $email }</b> di portal. Buat akun baru, atau hubungkan alamat lain.
ntf-unlinked-by-other = ℹ️ Hubungan Anda ke akun <b>{ $account }</b> diputus oleh pengguna lain yang terhubung ke akun itu. Bila ini keliru, hubungkan lagi dengan /hubungkan.
ntf-unlinked-by-staff = ℹ️ Hubungan Anda ke akun <b>{ $account }</b> kami akhiri. Bila ini keliru, hubungkan lagi dengan /hubungkan, atau tulis kepada tim kami di chat ini.
ntf-link-suspended = 🔒 Alamat email akun <b>{ $account }</b> di portal sudah berubah, jadi hubungannya ke chat ini kami hentikan dahulu. Tidak ada data akun itu yang kami tampilkan atau kirim ke sini.
    Bila akun itu masih milik Anda, hubungkan lagi dengan kode ke alamat emailnya yang baru.

# Surat: akun terhubung, dan hubungan yang dihentikan
mail-linked = Akun { $account } terhubung ke Telegram
    .body =
        Halo,

        Akun { $account } baru saja dihubungkan ke Telegram dengan kode yang kami kirim ke alamat email ini, pada { $when }.
        Pengguna Telegram: { $who }

        Mulai sekarang ia dapat melihat layanan dan tagihan akun itu, menerima fakturnya, dan mengajukan pemindahan layanan.

        Bukan Anda atau rekan Anda? Ganti kata sandi email ini, lalu buka https://t.me/{ BOT() } dan tulis /hubungkan: sesudah terhubung, Anda dapat memutus hubungan orang lain. Staf kami juga dapat memutusnya: tulis kepada kami di sana, atau lewat tiket di portal.
mail-link-suspended = Email akun { $account } berubah
    .body =
        Halo,

        Alamat email akun { $account } di { BRAND() } sekarang adalah alamat ini. Sebelumnya akun itu terhubung ke Telegram dengan alamat lain, jadi hubungan tersebut kami hentikan: { $count } pengguna Telegram tidak lagi melihat akun itu atau menerima fakturnya.

        Ingin melihatnya di Telegram? Buka https://t.me/{ BOT() } dan tulis /hubungkan. Kami mengirim kode ke alamat ini.
        Tidak mengenal akun itu? Beri tahu kami lewat Telegram itu; mungkin alamatnya salah ketik.
