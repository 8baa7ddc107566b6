# /akun: membuat akun baru

akun-first-name = 🏢 <b>Akun baru</b>
    Satu akun dipakai untuk satu perusahaan, atau untuk Anda pribadi.

    Siapa <b>nama depan</b> Anda? Nama lengkap juga boleh.
    Contoh: <code>Siti</code> atau <code>Siti Nurhaliza</code>
akun-names = 👤 Namanya kami baca begini:
    Nama depan: <b>{ $first_name }</b>
    Nama belakang: <b>{ $last_name }</b>
    Ada yang keliru? Tekan <b>‹ Kembali</b>, atau ubah nanti di ringkasan.
akun-noted = 📝 Sudah kami catat: <b>{ $noted }</b>. Semuanya dapat diubah di ringkasan.
akun-last-name = Siapa <b>nama belakang</b> Anda?
    Contoh: <code>Nurhaliza</code>
akun-email = Apa <b>alamat email</b> untuk akun ini?
    Kode 6 angka akan kami kirim ke alamat itu. Tiap akun memakai email yang berbeda.
    Contoh: <code>keuangan@perusahaan.example</code>
akun-code = Kode 6 angka sudah kami kirim ke <b>{ $email }</b>. Kode berlaku 10 menit.

    Mohon ketik kodenya di sini. Contoh: <code>123456</code>
    Biasanya masuk dalam satu menit, paling lama lima. Belum masuk? Lihat juga folder spam.
akun-code-missing = Tanpa kode itu kami belum dapat melanjutkan. Kode belum masuk ke <b>{ $email }</b>? Mohon tunggu sampai lima menit dan lihat juga folder spam, lalu tekan <b>{ akun-btn-resend }</b>. Alamatnya keliru? Tekan <b>{ akun-btn-change-email }</b>.
akun-company = Apa <b>nama perusahaan</b> untuk akun ini?
    Contoh: <code>PT Contoh Sejahtera</code>
akun-no-company = tanpa perusahaan
akun-phone = Berapa <b>nomor telepon</b> Anda?
    Tekan tombol untuk membagikan nomor Telegram Anda, atau ketik nomornya.
    Contoh: <code>0812-3456-7890</code> atau <code>021-5201234</code>
akun-street = 📍 Alamat (1 dari 4)
    Di mana <b>alamatnya</b>? Kirim lengkap dalam satu pesan.
    Contoh: <code>Jl. Merdeka Selatan No. 5, Gambir, Jakarta Pusat 10110</code>
    Boleh juga jalan dan nomornya saja; sisanya kami tanyakan satu per satu.
akun-address = 📍 Alamatnya kami baca begini:
    Jalan: <b>{ $street }</b>
    Kota: <b>{ $city }</b>
    Provinsi: <b>{ $province }</b>
    Kode pos: <b>{ $postcode }</b>
    Ada yang keliru? Tiap bagian dapat diubah di ringkasan.
akun-street-longer = 📍 Alamatnya sekarang: <b>{ $street }</b>
akun-city = 📍 Alamat (2 dari 4)
    Di <b>kota atau kabupaten</b> apa?
    Contoh: <code>Jakarta Pusat</code>
akun-province = 📍 Alamat (3 dari 4)
    Di <b>provinsi</b> apa? Pilih dengan tombol, atau ketik namanya.
    Contoh: <code>Jawa Barat</code> atau <code>Jabar</code>
akun-postcode = 📍 Alamat (4 dari 4)
    Berapa <b>kode posnya</b>?
    Contoh: <code>10110</code>
akun-now = Isian sekarang: <b>{ $now }</b>
akun-terms = <b>Ketentuan layanan</b>
    Akun ini tunduk pada ketentuan layanan { $brand }: { $url }
    Data pada langkah sebelumnya kami kirim ke portal { $brand } untuk membuat akun.
akun-terms-ask = Mohon baca dulu. <b>Apakah Anda setuju?</b>
akun-terms-refused = Baik, akunnya tidak jadi dibuat. Tanpa persetujuan itu akun tidak dapat dibuka. Isian Anda kami simpan 30 hari bila Anda berubah pikiran.
akun-summary = <b>Mohon periksa sekali lagi</b>
    Nama depan: <b>{ $first_name }</b>
    Nama belakang: <b>{ $last_name }</b>
    Email: <b>{ $email }</b> ✅
    Perusahaan: <b>{ $company }</b>
    Telepon: <b>{ $phone }</b>
    Alamat: <b>{ $street }</b>
    Kota: <b>{ $city }</b>
    Provinsi: <b>{ $province }</b>
    Kode pos: <b>{ $postcode }</b>
akun-summary-ask = Bila sudah benar, tekan <b>Buat akun</b>. Untuk memperbaiki, tekan nama isiannya.

akun-queued = ⏳ Akun sedang dibuat untuk <b>{ $email }</b>…
    Biasanya kurang dari satu menit. Anda boleh menutup chat ini; hasilnya kami kirim ke sini.
akun-created = ✅ Akun <b>{ $account }</b> sudah dibuat.
    Portal mengirim tautan ke <b>{ $email }</b> untuk membuat kata sandi. Kata sandi tidak pernah kami minta di chat ini.

    Langkah berikutnya: pasang NPWP, supaya faktur pajaknya benar.
akun-already = ℹ️ Alamat <b>{ $email }</b> sudah punya akun di portal, jadi tidak kami buatkan lagi.
    Anda sudah membuktikan bahwa email itu milik Anda. Hubungkan akunnya ke chat ini, atau pakai alamat email lain untuk akun baru.
akun-refused = Maaf, portal { $brand } belum dapat menerima permintaan ini. Akunnya belum dibuat.
    Isian Anda masih tersimpan. Periksa lagi lalu kirim ulang. Bila tetap belum bisa, tulis kepada tim kami lewat /cs.
akun-none = Belum ada permintaan akun. Mulai dengan /akun.

akun-btn-telegram = 👤 { $name }
akun-btn-as-before = 📋 Seperti akun { $before }
akun-btn-one-name = Nama saya satu kata saja
akun-btn-no-company = Perorangan, tanpa perusahaan
akun-btn-resend = Kirim ulang kode
akun-btn-change-email = Ganti alamat
akun-btn-share-phone = 📱 Bagikan nomor saya
akun-btn-send = Buat akun
akun-btn-first-name = Nama depan
akun-btn-last-name = Nama belakang
akun-btn-email = Email
akun-btn-company = Perusahaan
akun-btn-phone = Telepon
akun-btn-street = Jalan
akun-btn-city = Kota
akun-btn-province = Provinsi
akun-btn-postcode = Kode pos
akun-btn-mend = Periksa isian
akun-btn-other-email = Pakai email lain
btn-npwp = 🧾 Pasang NPWP

akun-code-again = Kode baru sudah kami kirim ke <b>{ $email }</b>. Kode sebelumnya tidak berlaku lagi.

akun-problem-name-long = ⚠️ Nama itu terlalu panjang. Paling banyak { $fact } huruf. Mohon tulis versi yang lebih pendek.
akun-problem-name-no-letter = ⚠️ Kami tidak menemukan huruf di sana. Mohon tulis nama Anda, misalnya <code>Siti</code>.
akun-problem-name-company = ⚠️ Itu nama perusahaan; perusahaannya kami tanyakan setelah ini. Di sini mohon tulis nama Anda sendiri, misalnya <code>Siti</code>.
akun-problem-name-character = ⚠️ Tanda “{ $fact }” tidak dapat dipakai dalam nama. Mohon tulis dengan huruf saja, misalnya <code>Siti</code>.
akun-problem-company-long = ⚠️ Nama perusahaan paling banyak { $fact } huruf. Mohon tulis versi yang lebih pendek.
akun-problem-company-no-letter = ⚠️ Nama perusahaan perlu huruf. Contoh: <code>PT Contoh Sejahtera</code>.
akun-problem-street-long = ⚠️ Alamat jalan paling banyak { $fact } huruf. Mohon tulis versi yang lebih pendek.
akun-problem-street-short = ⚠️ Alamat itu terlalu pendek. Mohon tulis jalan dan nomornya, misalnya <code>Jl. Merdeka Selatan No. 5</code>.
akun-problem-city-long = ⚠️ Nama kota paling banyak { $fact } huruf. Mohon tulis versi yang lebih pendek.
akun-problem-city-no-letter = ⚠️ Mohon tulis nama kota atau kabupaten, misalnya <code>Jakarta Pusat</code>.
akun-problem-city-character = ⚠️ Tanda “{ $fact }” tidak dapat dipakai dalam nama kota. Mohon tulis namanya saja, misalnya <code>Jakarta Pusat</code>. Kode pos ditanyakan nanti.
akun-problem-province-unknown = ⚠️ Provinsi itu tidak kami temukan. Mohon pilih dengan tombol, atau ketik misalnya <code>Jawa Barat</code>.
akun-problem-province-many = ⚠️ Ada beberapa provinsi yang cocok: { $fact }. Mohon ketik nama lengkapnya.
akun-problem-postcode-digits = ⚠️ Kode pos terdiri dari 5 angka, misalnya <code>10110</code>. Mohon periksa lagi.
akun-problem-postcode-zero = ⚠️ Kode pos di Indonesia tidak diawali 0. Mohon periksa lagi, misalnya <code>10110</code>.
akun-problem-phone-character = ⚠️ Nomor telepon hanya berisi angka. Contoh: <code>0812-3456-7890</code>.
akun-problem-phone-start = ⚠️ Mohon tulis nomornya dengan kode di depan: <code>0812-3456-7890</code> atau <code>021-5201234</code>.
akun-problem-phone-foreign = ⚠️ Kami memerlukan nomor Indonesia, yang diawali <code>+62</code> atau <code>0</code>. Contoh: <code>0812-3456-7890</code>.
akun-problem-phone-short = ⚠️ Nomor itu terlalu pendek. Mohon periksa lagi, misalnya <code>0812-3456-7890</code>.
akun-problem-phone-long = ⚠️ Nomor itu terlalu panjang. Mohon periksa lagi, misalnya <code>0812-3456-7890</code>.
akun-problem-phone-several = ⚠️ Ada lebih dari satu nomor telepon. Mohon tulis satu saja, misalnya <code>0812-3456-7890</code>.
akun-problem-contact = ⚠️ Itu bukan kontak Anda sendiri. Tekan tombol <b>Bagikan nomor saya</b>, atau ketik nomornya.
akun-problem-email-empty = ⚠️ Mohon tulis alamat email, misalnya <code>keuangan@perusahaan.example</code>.
akun-problem-email-no-at = ⚠️ Alamat email perlu tanda @, misalnya <code>keuangan@perusahaan.example</code>.
akun-problem-email-malformed = ⚠️ Alamat email itu tampaknya salah ketik. Mohon periksa lagi, misalnya <code>keuangan@perusahaan.example</code>.
akun-problem-email-too-long = ⚠️ Alamat email itu terlalu panjang. Paling banyak 254 huruf.
akun-problem-email-several = ⚠️ Ada lebih dari satu alamat email. Mohon tulis satu saja, misalnya <code>keuangan@perusahaan.example</code>.
akun-problem-code-too-many-for-address = ⚠️ Ke <b>{ $email }</b> sudah dikirim 3 kode dalam satu jam. Mohon pakai kode yang terakhir, atau coba lagi nanti.
akun-problem-code-too-many-addresses = ⚠️ Hari ini Anda sudah mencoba 5 alamat email. Mohon lanjutkan besok, atau pakai salah satu alamat tadi.
akun-problem-code-too-many-overall = ⚠️ Saat ini terlalu banyak kode yang diminta. Mohon coba lagi sekitar satu jam lagi. Isian Anda tersimpan.
akun-problem-code-wrong = ⚠️ Kode itu tidak cocok. Anda masih dapat mencoba { $left } kali.
akun-problem-code-not-six-digits = ⚠️ Kodenya 6 angka, misalnya <code>123456</code>. Mohon lihat lagi email dari kami.
akun-problem-code-expired = ⚠️ Kode itu sudah tidak berlaku. Tekan <b>Kirim ulang kode</b> untuk mendapat yang baru.
akun-problem-code-used-up = ⚠️ Kode salah tiga kali, jadi kode itu kami batalkan. Tekan <b>Kirim ulang kode</b> untuk mendapat yang baru.

ntf-akun-created = ✅ Akun <b>{ $account }</b> sudah dibuat. Portal mengirim tautan ke <b>{ $email }</b> untuk membuat kata sandi.
    Langkah berikutnya: pasang NPWP, supaya faktur pajaknya benar.
ntf-akun-already = ℹ️ Alamat <b>{ $email }</b> sudah punya akun di portal. Hubungkan akun itu ke chat ini, atau kirim /akun untuk memakai alamat lain.
ntf-akun-refused = Maaf, portal belum dapat membuat akun untuk <b>{ $email }</b>. Isian Anda masih tersimpan. Buka lagi untuk memeriksa dan mengirim ulang.

# Dari kata-kata pelanggan
akun-for-company = Untuk <b>{ $company }</b>, ya. Beberapa hal dulu:
