# Percakapan antara pelanggan dan tim: di grup staf, lalu di percakapan pelanggan.

# Kata-kata yang diteruskan
desk-said = 👤 <b>{ $name }</b>
    { $text }
desk-said-portal = 👤 <b>Pelanggan, lewat portal</b>
    { $text }
desk-said-file = 👤 <b>{ $name }</b>
    { $text }
ntf-said = 💬 <b>{ $name } · { BRAND() }</b>
    { $text }
ntf-said-portal = 💬 <b>Tim · { BRAND() }</b>
    { $text }
ntf-said-file = 💬 <b>{ $name } · { BRAND() }</b>
    { $text }
said-bare = { $text }

# Kartu percakapan
desk-talk-topic = { $name } · { $number }
desk-talk-head = <b>{ $number }</b>
desk-talk-who = 👤 { $name }
desk-talk-who-at = 👤 { $name } (@{ $username })
desk-talk-forgotten = 🗑 <b>{ $number }</b>: pelanggan meminta datanya dihapus, jadi percakapan ini sudah tidak ada.
desk-about-request = Tentang permintaan { $ref }
desk-about-faktur = Tentang faktur untuk tagihan { $ref }
desk-about-error = Tentang kendala { $ref }
desk-about-help = Dari halaman bantuan
desk-about-other = Pertanyaan umum
desk-talk-account = Akun: <b>{ $account }</b>
desk-talk-no-ticket = Tanpa tiket: belum ada akun yang terhubung
desk-talk-muted = 🔇 Pelanggan ini dibisukan; /dengar untuk mendengarnya lagi
desk-talk-open = 🔴 Menunggu kita
desk-talk-answered = 💬 Menunggu pelanggan
desk-talk-closed = ✅ Selesai
desk-talk-next-open = <i>Balas pesan pelanggan di topik ini (geser pesannya), atau tulis /balas. Yang lain hanya terbaca oleh tim.</i>
desk-talk-next-answered = <i>Pesan pelanggan berikutnya masuk ke topik ini.</i>
desk-talk-next-closed = <i>Terbuka lagi begitu pelanggan menulis.</i>
desk-talk-note = 📌 { $note } <i>({ $by })</i>
desk-btn-back = ↩️ Lepas
desk-btn-ready = 📋 Jawaban siap
desk-btn-settle = ✅ Selesai

# Bila kata-kata tidak sampai
desk-not-arrived-closed = ⚠️ Belum sampai: pelanggan memblokir bot. Pesan ini terkirim begitu ia kembali.
    <i>{ $text }</i>
desk-not-arrived-unknown = ⚠️ Tidak pasti sampai: Telegram tidak menjawab. Mohon tanyakan kepada pelanggan atau hubungi dengan cara lain.
    <i>{ $text }</i>
desk-not-arrived-refused = ⚠️ Tidak sampai: Telegram menolak pesan ini. Mohon kirim dengan cara lain.
    <i>{ $text }</i>
desk-not-said-gone = Tidak terkirim: pelanggan sudah menghapus datanya, jadi tidak ada yang menerimanya.
desk-not-said-nowhere = Tidak terkirim: percakapannya tidak ditemukan.
desk-not-said-own = Tidak terkirim: percakapan ini milik Anda sendiri. Mohon minta rekan lain menjawabnya.
desk-not-said-kind = Tidak terkirim: kiriman jenis ini tidak dapat diteruskan. Mohon kirim sebagai tulisan, foto, atau berkas.
desk-not-said-slash = Tidak terkirim: yang diawali garis miring kami anggap perintah, dan perintah ini tidak ada. Untuk mengirimnya, tulis <code>/balas</code> di depannya.
desk-not-said-yet = Tidak terkirim: pesan yang Anda balas baru saja masuk dan belum tercatat. Mohon balas sekali lagi, atau tulis <code>/balas</code> dan jawabannya di topik ini.
desk-edit-not-passed = Perubahan ini tidak diteruskan; pelanggan tetap melihat kata-kata sebelumnya.
desk-talk-files-not-in-ticket = 📎 Berkas berikut tidak dapat dimasukkan ke tiket { $ticket }: { $names }. Kata-katanya sudah ada di tiket.

# Perintah di topik
desk-balas-where = Tulis /balas di topik percakapannya.
desk-balas-whose = Tidak terkirim: Anda membalas pelanggan lain daripada pelanggan topik ini. Balas pesannya tanpa /balas, atau tulis /balas tanpa membalas.
desk-balas-album = Tidak terkirim: untuk beberapa berkas sekaligus, balas pesan pelanggan lalu kirim berkasnya tanpa /balas.
desk-balas-edited = Tidak terkirim: /balas pada pesan yang diubah tidak dikirim. Mohon tulis sebagai pesan baru.
desk-balas-how = Tulis kata-katanya setelah perintah, misalnya: <code>/balas Baik, kami periksa dulu.</code>
desk-no-conversation = Topik ini bukan percakapan dengan pelanggan.
desk-taken-already = Tidak ada yang berubah: sudah begitu.
desk-taken-by-other = Percakapan ini sudah ditangani { $name }.
desk-hand-over-how = Balas pesan rekan Anda dengan /serahkan, atau tulis /serahkan dan pilih namanya dari daftar Telegram.
desk-note-too-long = Catatan terlalu panjang. Paling banyak { $longest } karakter.
desk-settled-already = Sudah selesai.
desk-settled-not = Tidak ada yang dapat diselesaikan di topik ini. Permintaan pemindahan selesai lewat keputusan di kartunya.

# Yang ditulis untuk pelanggan: dipilih, ditulis, dilihat, lalu dikirim
desk-choose-reason = { $name }, mengapa <b>{ $number }</b> ditolak? Pilih alasannya, atau tulis sendiri. Pelanggan akan membacanya.
    { $taken }
desk-choose-question = { $name }, apa yang ingin ditanyakan tentang <b>{ $number }</b>? Pilih, atau tulis sendiri. Pelanggan akan membacanya.
    { $taken }
desk-taken-warning = ⚠️ Sedang ditangani { $name }.
desk-ready-locked = Domain masih dalam masa kunci 60 hari.
desk-ready-unpaid = Masih ada tagihan yang belum dibayar.
desk-ready-incomplete = Data perusahaan tujuan belum lengkap.
desk-ready-not-owner = Layanan ini bukan milik akun yang mengajukan.
desk-ready-hosting = Apakah hosting-nya juga dipindahkan?
desk-ready-other-domain = Apakah ada domain lain yang ikut dipindahkan?
desk-ready-recipient = Apakah email akun tujuannya sudah benar?
desk-btn-write = ✍️ Tulis sendiri
desk-btn-cancel = Batal
desk-btn-send = ✅ Kirim
desk-look = 👀 Kirim ini untuk <b>{ $number }</b>?

    { $text }

    { $taken }
desk-prompt-sent = ✅ { $name } mengirim untuk <b>{ $number }</b>:

    { $text }
desk-prompt-cancelled = ⚪ Dibatalkan oleh { $name }: tidak ada yang dikirim untuk { $number }.
desk-prompt-not-yours = Ini hanya untuk { $name }.
desk-prompt-over = Sudah lewat 15 menit atau sudah selesai. Mulai lagi dari kartunya.
desk-decided-already = Permintaan ini sudah diputuskan. Kartunya diperbarui.

# Yang hanya dilihat orang yang mengetuk
desk-alert-too-late = Tidak dihitung: permintaan ini sudah diputuskan, diambil, atau berakhir.
desk-alert-not-allowed = Tidak dihitung: hanya administrator grup ini yang dapat memutuskan.
desk-alert-anonymous = Tidak dihitung: matikan mode administrator anonim, lalu ketuk lagi.
desk-alert-asker-gone = Pemohon tidak lagi terhubung ke akun ini, jadi permintaannya tidak dapat disetujui.
desk-alert-own-request = Tidak dihitung: Anda terhubung dengan salah satu akunnya. Mohon minta rekan lain.
desk-alert-rules = Belum dapat disetujui: salah satu syarat tidak terpenuhi. Keadaannya ada di kartu.
desk-alert-no-consent = Belum dapat disetujui: penerima belum menyetujui lewat email. Begitu ia setuju, kabarnya masuk ke topik ini dan tombolnya terbuka.
desk-alert-no-account = Belum dapat disetujui: penerima sudah setuju, tetapi akunnya belum ada. Begitu akunnya dikenal, kabarnya masuk ke topik ini.
desk-alert-could-not-ask = Belum diputuskan: Telegram atau portal tidak menjawab. Silakan coba sebentar lagi.

# Jawaban siap
desk-templat-list = <b>Jawaban siap</b>
    { $templates }
desk-templat-line = • { $name } ({ $locale })
desk-templat-none = Belum ada jawaban siap. Contoh:
    <code>/templat tambah id salam
    Halo { "{" }nama{ "}" }, kami periksa { "{" }nomor{ "}" } sekarang.</code>
desk-templat-none-yet = Belum ada jawaban siap. Tulis /templat untuk caranya.
desk-templat-how = Cara memakainya:
    <code>/templat</code> melihat daftar
    <code>/templat tambah id salam</code>, lalu kata-katanya di baris berikutnya
    <code>/templat hapus id salam</code>
    Bahasa: id atau en. Isian: { "{" }nama{ "}" }, { "{" }akun{ "}" }, { "{" }nomor{ "}" }.
desk-templat-long = Jawaban terlalu panjang. Paling banyak { $longest } karakter.
desk-templat-kept = Jawaban siap “{ $name }” disimpan.
desk-templat-dropped = Jawaban siap “{ $name }” dihapus.
desk-templat-gone = Jawaban itu sudah tidak ada.
desk-btn-template = { $name } ({ $locale })

# Pelanggan: /cs
btn-cs = 💬 Tanya tim
cs-muted = Maaf, pesan tidak dapat diteruskan saat ini. Faktur dan kabar tetap kami kirim.
cs-not-passed-on = Maaf, pesan ini tidak dapat diteruskan: <i>{ $text }</i>
    Mohon kirim sekali lagi, atau sebagai tulisan.
cs-kind = Maaf, kiriman jenis ini tidak dapat kami teruskan. Mohon kirim sebagai tulisan, foto, atau berkas.
cs-gone = Maaf, percakapan itu sudah tidak ada. Untuk memulai yang baru, tekan /cs.
ntf-settled = ✅ Percakapan <b>{ $number }</b> kami anggap selesai. Bila masih ada yang ingin ditanyakan, balas saja pesan ini.

# Di tiket portal
ticket-talk-subject = Pertanyaan dari Telegram ({ $number })
ticket-talk-subject-ref = { $ref }: pertanyaan dari Telegram ({ $number })
ticket-talk-first = Percakapan { $number } dari Telegram.
ticket-talk-staff = { $name } ({ BRAND() }):
    { $text }
ticket-talk-edited = (diubah)
    { $text }
ticket-talk-file-only = (berkas)
ticket-talk-left-out = Berkas yang tidak dapat disertakan: { $names }
desk-ticket-file = 📎 Berkas pelanggan dari portal, tiket { $ticket }: { $name }
desk-ticket-file-left = 📎 Pelanggan melampirkan berkas di tiket { $ticket } yang tidak dapat diteruskan ke sini: { $name }. Mohon buka di portal.
desk-ticket-staff = 🎫 Dijawab di portal, tiket { $ticket }. Pelanggan sudah menerimanya:
    { $text }

# Di luar jam kerja, dan bila lama tidak ada kabar
ntf-out-of-hours = 🌙 Pesan Anda sudah kami terima. Tim kami kembali { $opens } dan menjawabnya setelah itu.
ntf-silent = ✅ Sudah seminggu tidak ada kabar, jadi percakapan <b>{ $number }</b> kami tutup. Bila masih ada yang ingin ditanyakan, balas saja pesan ini.
