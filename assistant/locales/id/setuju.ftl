# Persetujuan penerima, lewat tautan di email.
setuju-ask = <b>{ $from }</b> ingin memindahkan layanan berikut ke akun dengan email { $email }:
    { $services }

    Nomor permintaan: <code>{ $number }</code>
setuju-linked = Bila setuju, layanan itu masuk ke akun Anda <b>{ $account }</b> setelah diperiksa tim kami. Tagihan berikutnya menjadi tanggungan akun itu.

    <b>Apakah Anda setuju menerimanya?</b>
setuju-unlinked = Bila setuju, layanan itu masuk ke akun dengan email { $email }, yang kami hubungkan ke Telegram Anda: tautan ini hanya dikirim ke alamat itu. Tagihan berikutnya menjadi tanggungan akun itu.

    <b>Apakah Anda setuju menerimanya?</b>
setuju-btn-yes = Setuju
setuju-btn-no = Tolak
setuju-btn-new = 🏢 Buat akun baru
setuju-sure = <b>Tolak pemindahan ini?</b>
    Permintaannya berakhir dan tidak ada layanan yang dipindahkan.
setuju-btn-sure = Ya, tolak
setuju-agreed = ✅ <b>Terima kasih, persetujuan Anda tercatat.</b>
    Tim kami memeriksa permintaan ini. Kami kabari Anda begitu layanannya masuk.
setuju-declined = Baik, permintaan itu sudah ditolak. Tidak ada layanan yang dipindahkan.
setuju-dead = Tautan ini sudah tidak berlaku: permintaannya sudah dijawab atau berakhir, atau tautannya lebih dari 14 hari. Bila masih perlu, mintalah pengirimnya menekan Ingatkan penerima di /tiket.
ntf-transfer-asks = 📦 <b>{ $from }</b> menunggu jawaban Anda: permintaan <code>{ $number }</code> ingin memindahkan layanan ke akun <b>{ $to }</b>.
btn-see-request = 👀 Lihat permintaan
setuju-looking = ✅ <b>Persetujuan Anda kami catat.</b> Akun dengan email { $email } sedang kami cari dan hubungkan; begitu ada, semuanya selesai.

    Belum punya akun? Buat di sini. Alamat emailnya tidak perlu dibuktikan lagi.

# Halaman di peramban, untuk penerima yang tidak memakai Telegram.
setuju-page-title = Persetujuan pemindahan layanan
setuju-page-brand = { BRAND() }
setuju-page-ask = Setuju menerima layanan ini?
setuju-page-who = { $from } ingin memindahkan layanan berikut ke akun dengan email { $email }:
setuju-page-means = Bila setuju, layanan itu masuk ke akun Anda setelah diperiksa tim kami. Tagihan berikutnya menjadi tanggungan akun itu.
setuju-page-btn-yes = Ya, saya setuju
setuju-page-sure = Permintaannya berakhir dan tidak ada layanan yang dipindahkan.
setuju-page-number = Nomor permintaan: { $number }
setuju-page-agreed = Terima kasih, persetujuan Anda tercatat.
setuju-page-agreed-next = Tim kami memeriksa permintaan ini. Begitu layanannya masuk, kami kabari Anda lewat email.
setuju-page-no-account = Belum punya akun dengan alamat email itu? Buat lewat Telegram. Alamatnya tidak perlu dibuktikan lagi, dan persetujuan Anda tetap berlaku.
setuju-page-btn-telegram = Buka di Telegram
setuju-page-telegram = https://t.me/{ BOT() }?start=setuju-{ $token }
setuju-page-busy = Terlalu banyak permintaan dalam waktu singkat. Mohon coba lagi satu menit lagi.
