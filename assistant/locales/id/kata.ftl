# Kata-kata pelanggan sendiri: dipahami, ditanyakan, atau diteruskan ke tim.

kata-kind = 🙏 Sama-sama, senang membantu. Bila ada yang lain, tulis saja di sini.
kata-welcome = 👋 Silakan, tulis saja keperluan Anda di sini.
kata-here = 👋 Halo! Silakan lanjutkan di bawah, atau tulis saja keperluan Anda yang lain.
kata-fine = Baik. Bila ada yang lain, tulis saja di sini.
kata-which = Kami belum yakin maksud Anda:
    <blockquote>{ $text }</blockquote>
    <b>Yang mana yang Anda perlukan?</b>
kata-aside = Ini sepertinya bukan jawaban untuk pertanyaan tadi:
    <blockquote>{ $text }</blockquote>
    Isian Anda tetap tersimpan. <b>Apa yang Anda inginkan?</b>
kata-aside-people = Pesan Anda untuk tim tetap menunggu, dan ini sepertinya hal lain.
    <b>Tambahkan juga ke pesan itu?</b>
kata-still-waits = 💬 Pesan Anda untuk tim belum terkirim. Untuk mengirimnya, pilih Tanya tim.
kata-btn-add = ➕ Tambahkan ke pesan untuk tim
kata-btn-answer = Itu jawaban saya

# Tombol menurut maksudnya
kata-akun = 🏢 Buat akun baru
kata-hubungkan = 🔗 Hubungkan akun yang sudah ada
kata-npwp = 🧾 Isi NPWP
kata-npwp-ganti = 🧾 Perbaiki data NPWP
kata-pindah = 📦 Pindahkan domain atau layanan
kata-rencana = 🗂 Rencana untuk beberapa perusahaan
kata-tiket-status = 📋 Status permintaan saya
kata-faktur-list = 📄 Daftar faktur saya
kata-faktur-find = 🔎 Cari faktur
kata-faktur-why = ❓ Mengapa faktur belum ada
kata-faktur-wrong = ✏️ Faktur saya keliru
kata-faktur-where = 📬 Ke mana faktur dikirim
kata-faktur-zip = 📦 Banyak faktur sekaligus
kata-buktipotong = 📑 Kirim bukti potong
kata-bahasa = 🌐 Ganti bahasa
kata-data = 🗂 Lihat data saya
kata-hapus = 🗑 Hapus data saya

# Tanya tim
btn-ask-team = 💬 Tanya tim
btn-not-that = 💬 Bukan itu? Tanya tim
btn-send-code = ✉️ Kirim kode ke { $proposed }
cs-write = 💬 <b>Tulis pesan Anda untuk tim kami</b>
    Tulis seperti biasa, misalnya: “Website saya tidak bisa dibuka sejak pagi”.
cs-sure-files = 💬 Untuk tim kami: { $files }. Perlu dijelaskan? Tulis saja.
cs-sure-yes = <b>Sudah? Tekan Kirim ke tim, atau tulis “kirim”.</b>
cs-with-files = Bersama: { $files }
cs-photo = 🖼 foto
cs-voice = 🎙 pesan suara
cs-video = 🎬 video
cs-place = 📍 lokasi
cs-contact = 👤 kontak
cs-file = 📎 berkas
cs-about = Tentang <code>{ $about }</code>.
cs-sure = 💬 Pesan ini akan kami teruskan ke tim kami, persis seperti yang Anda tulis:
    <blockquote>{ $text }</blockquote>
    Ada yang kurang? Tulis saja, kami tambahkan di bawahnya.
cs-kept = Pesan Anda, nama Telegram Anda, dan jawaban kami disimpan paling lama 24 bulan. Kebijakan privasi: { $url }
cs-btn-send = Kirim ke tim
cs-btn-again = Tulis ulang
cs-sent = ✅ Pesan Anda sudah kami teruskan ke tim. Jawabannya datang di chat ini.
cs-answered = 💬 <b>Jawaban terakhir tim kami</b> di percakapan <code>{ $number }</code>:
    <blockquote>{ $text }</blockquote>
    <b>Tulis balasan Anda di sini</b>; tulisan, foto, atau berkas langsung kami teruskan ke tim.
cs-btn-more = ➕ Tulis lagi

# Yang dikirim bukan tulisan
problem-voice = 🎙 Maaf, pesan suara belum dapat kami dengarkan di sini. Mohon tulis isinya; bila untuk tim kami, kirim /cs.
problem-photo = 🖼 Maaf, gambar tidak dapat kami baca di langkah ini. Mohon kirim jawabannya sebagai tulisan.
problem-photo-number = 🖼 Maaf, angka di gambar tidak dapat kami baca. Mohon ketik angkanya sebagai tulisan.
problem-document = 📎 Maaf, berkas tidak dapat kami baca di langkah ini. Mohon kirim jawabannya sebagai tulisan.
problem-file = 📎 Gambar atau berkas belum dapat kami terima di sini. Tulis keperluan Anda; bila untuk tim kami, kirim /cs.
