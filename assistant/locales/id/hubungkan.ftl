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
    Belum masuk? Lihat juga folder spam.
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
