# Kata-kata yang dipakai di semua percakapan.

# Menu
greeting = Halo, { $name }! Ini asisten { $brand }.
    Kami membantu Anda membuat akun per perusahaan, memasang NPWP, dan memindahkan layanan. Faktur pajak yang sudah terbit kami kirim ke chat ini.
menu = Halo, { $name }! Ini asisten { $brand }: akun per perusahaan, NPWP, pemindahan layanan, dan faktur pajak, semua di chat ini.
menu-now = Yang sedang berjalan ada di tombol paling atas.
menu-ask = <b>Apa yang ingin Anda lakukan?</b> Pilih, atau tulis saja dengan kata-kata Anda.
menu-now-question = 💬 Jawab pertanyaan tim: { $number }
menu-now-answer = 💬 Jawaban tim menunggu Anda: { $number }
menu-now-agree = 📦 Setujui kiriman dari { $from }?
menu-now-npwp = 🧾 Faktur menunggu NPWP: { $account }
menu-now-draft = ✍️ Lanjutkan { $feature }
menu-now-request = 📋 { $number }: { $state }
menu-now-faktur = 📄 { $count } faktur baru
menu-akun = 🏢 Akun baru
menu-hubungkan = 🔗 Hubungkan akun
menu-npwp = 🧾 NPWP
menu-pindah = 📦 Pindahkan layanan
menu-rencana = 🗂 Rencana
menu-tiket = 📋 Status permintaan
menu-faktur = 📄 Faktur pajak
menu-bantuan = ❓ Bantuan
menu-bahasa = 🌐 Bahasa

# Nama fitur, dipakai di tengah kalimat
feature-akun = pembuatan akun
feature-hubungkan = penghubungan akun
feature-npwp = pengisian NPWP
feature-pindah = pemindahan layanan

# Persetujuan privasi
consent-privacy = Untuk itu kami menyimpan nama Telegram Anda, data yang Anda isi (email, telepon, alamat, data pajak), serta pesan dan berkas yang Anda kirim kepada tim kami. Data dipakai hanya untuk layanan ini dan dikirim lewat Telegram, yang servernya di luar Indonesia.

    Anda dapat melihatnya dengan /data_saya dan menghapusnya dengan /hapus_data kapan saja.
    Kebijakan privasi: { $url }
consent-ask = <b>Apakah Anda setuju?</b>
consent-refused = Baik, tidak apa-apa. Tanpa persetujuan itu kami tidak dapat mengurus akun Anda di chat ini.
    Anda tetap dapat membaca /bantuan atau memakai portal. Bila berubah pikiran, tekan tombol di bawah atau kirim /start.

# Langkah dan draf
step = <i>Langkah { $number } dari { $of }</i>
resume-ask = Anda punya { $feature } yang belum selesai, terakhir diisi { $when }.
    Lanjutkan dari sana?
leave-ask = Keluar dari { $feature }? Isian Anda dapat kami simpan selama 30 hari.
left = Baik, dibatalkan.
nothing-to-leave = Tidak ada isian yang sedang terbuka, jadi tidak ada yang perlu dibatalkan.
draft-kept = Isian { $feature } disimpan. Pilih lagi menunya untuk melanjutkan.
draft-dropped = Isian tadi sudah dihapus.

# Tombol
btn-agree = Setuju
btn-disagree = Tidak setuju
btn-reconsider = Baca lagi
btn-help = ❓ Bantuan
btn-back = ‹ Kembali
btn-cancel = ✖ Batal
btn-menu = ☰ Menu
btn-go-on = Lanjutkan
btn-start-over = Mulai dari awal
btn-stay = Lanjut mengisi
btn-keep-draft = Simpan dan keluar
btn-drop-draft = Hapus isian
btn-next = Lanjut ›
btn-retry = Coba lagi

# Yang tidak beres
problem-not-text = ⚠️ Mohon kirim jawaban sebagai tulisan, bukan gambar, stiker, atau berkas.
problem-too-long = ⚠️ Tulisan Anda { $length } karakter. Paling banyak { $longest } karakter. Mohon kirim versi yang lebih pendek.
problem-empty = ⚠️ Tulisan Anda kosong. Mohon kirim jawabannya.
problem-needed = ⚠️ Isian ini diperlukan, jadi tidak dapat dilewati. Belum punya jawabannya? Tekan <b>✖ Batal</b>; isian lain dapat disimpan.
problem-same = ⚠️ Kami belum tahu isian mana yang Anda maksud. Mohon tulis lengkap di sini.
problem-no-answer = Kami masih menunggu jawaban untuk pertanyaan ini. Ingin bertanya dulu? Tulis saja pertanyaannya.
problem-what-for = ℹ️ Isian ini kami perlukan untuk permintaan yang sedang Anda isi, dan tidak ada yang dikirim sebelum Anda menekan tombolnya di ringkasan. Ingin tahu lebih banyak? Tulis pertanyaannya lengkap, atau buka /bantuan.
problem-use-buttons = ⚠️ Di langkah ini mohon pilih dengan tombol di bawah.
problem-unknown-command = ⚠️ Perintah itu tidak kami kenal. Semua yang bisa dilakukan ada di /menu.
problem-old-button = ⚠️ Tombol tadi sudah tidak berlaku. Ini tampilan yang terbaru.
problem-draft-gone = ⚠️ Isian { $feature } sudah lama tidak dilanjutkan, jadi sudah kami hapus. Mohon mulai lagi.
problem-world-changed = ⚠️ Akun itu tidak lagi terhubung dengan Anda. Hubungkan lagi dengan /hubungkan.
problem-not-understood = ⚠️ Maaf, pesan Anda tidak dapat kami baca. Mohon kirim lagi sebagai tulisan biasa, atau buka /menu.
problem-edit-not-seen = ℹ️ Perubahan pada pesan yang sudah terkirim tidak kami baca. Bila ada yang perlu diperbaiki, tulis lagi sebagai pesan baru.
problem-failed = ⚠️ Maaf, ada gangguan di sisi kami. Isian Anda tetap tersimpan. Silakan coba lagi; bila masih gagal, sebutkan kode <code>{ $reference }</code> kepada tim kami lewat /cs.
problem-too-many = 🙏 Pesan Anda datang terlalu cepat, jadi sebagian kami lewati dan hanya yang terakhir kami baca. Mohon kirim satu per satu.

# Pemberitahuan umum
ntf-repeat = (Kiriman ulang: kami tidak yakin pesan ini sudah sampai.)
ntf-linked-by-other = ℹ️ Pengguna Telegram lain baru saja menghubungkan akun <b>{ $account }</b> dengan kode dari email akun itu. Bila itu bukan rekan Anda, buka /hubungkan untuk memutusnya.

# Surat: kode
mail-code = Kode Anda: { $code }
    .body =
        Kode verifikasi { BRAND() } Anda: { $code }

        Ketikkan kode ini di chat Telegram. Kode berlaku { $minutes } menit dan hanya sekali pakai.
        Jangan berikan kode ini kepada siapa pun, termasuk staf kami.

        Bila Anda tidak memintanya, abaikan surat ini. Tidak ada yang berubah.

# Tulisan kami di dalam tiket
ticket-answer = Jawaban pelanggan atas pertanyaan "{ $question }":
    { $answer }
ticket-cancelled = Permintaan { $number } dibatalkan oleh pemohon. Tiket ini kami tutup.
ticket-declined = Permintaan { $number } tidak disetujui oleh pemilik akun { $to }. Tiket ini kami tutup.
ticket-refused = Permintaan { $number } tidak dapat kami penuhi. Alasan: { $reason }
ticket-done = Permintaan { $number } selesai. Yang dipindahkan ke akun { $to }: { $services }.

# Dikatakan saat papan tombol di bawah chat (bagikan nomor) ditutup
keyboard-gone = Baik.

# Yang ditampilkan Telegram tentang bot
command-menu = Menu utama
command-akun = Buat akun baru untuk satu perusahaan
command-hubungkan = Hubungkan akun yang sudah ada
command-npwp = Pasang atau perbaiki NPWP
command-pindah = Pindahkan domain atau layanan
command-rencana = Banyak layanan dan perusahaan sekaligus
command-tiket = Status permintaan Anda
command-faktur = Faktur pajak Anda
command-cs = Bicara dengan tim kami
command-bantuan = Panduan dan pertanyaan umum
command-bahasa = Ganti bahasa
command-pengaturan = Bahasa, jam tenang, dan pemberitahuan
command-batal = Batalkan yang sedang diisi
command-data-saya = Lihat data yang kami simpan
command-hapus-data = Hapus data Anda
bot-description = Asisten { BRAND() }: akun per perusahaan, NPWP, pemindahan layanan, dan faktur pajak langsung di chat ini. Tekan Mulai.
bot-short-description = Akun, NPWP, pemindahan layanan, dan faktur pajak { BRAND() }.
