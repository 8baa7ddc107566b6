# Balasan pelanggan ke tiket di portal, dan balasan staf dari sana.
feature-balas = balasan ke tiket
btn-balas = ✍️ Balas
balas-write = ✍️ <b>Balas tiket</b> <code>{ $ticket }</code> (permintaan { $number })

    <b>Tulis balasan Anda</b>, paling banyak 2.000 karakter. Contoh: <code>Formulirnya sudah kami isi, terlampir.</code>
    Berkas PDF, JPG, atau PNG boleh dikirim juga.
balas-sure = ✍️ Balasan untuk tiket <code>{ $ticket }</code> (permintaan { $number })
balas-said = { $answer }
balas-files = { $files }
balas-file = 📎 { $name }
balas-send = <b>Kirim?</b> Tulisan baru menggantikan yang lama; berkas baru ditambahkan.
balas-btn-send = 📨 Kirim balasan
balas-btn-no-files = 🗑 Tanpa berkas
balas-sent = ✅ Balasan Anda kami teruskan ke tiketnya. Jawaban tim kami akan muncul di sini.
balas-closed = Tiket itu tidak menerima balasan lagi. Permintaan Anda ada di /tiket.
balas-problem-kind = ⚠️ Yang dapat diteruskan: tulisan, foto, dan berkas PDF, JPG, atau PNG.
balas-problem-large = ⚠️ Berkasnya terlalu besar. Paling besar { $megabytes } MB. Coba perkecil, atau bagi menjadi beberapa berkas.
balas-problem-together = ⚠️ Bersama berkas sebelumnya, ini terlalu besar. Semua berkas dalam satu balasan paling besar { $megabytes } MB. Kirim balasan ini dulu, lalu sisanya.
balas-problem-many = ⚠️ Paling banyak { $most } berkas dalam satu balasan. Kirim balasan ini dulu, lalu sisanya.

# Di topik staf
desk-ticket-answer = 💬 Balasan pelanggan di tiket <b>{ $number }</b>{ $files ->
        [0] {""}
       *[other] {" "}(📎 { $files } berkas, ada di tiketnya)
    }

    { $answer }

# Di tiket
ticket-reply-files = Berkas terlampir.
ticket-reply-left-out = (Tidak dapat disertakan: { $names })
ticket-reply-too-large = (Terlalu besar untuk portal, jadi tidak disertakan: { $names })

# Kabar untuk pelanggan
ntf-balas-left-out = ⚠️ Berkas ini tidak dapat kami teruskan ke tiket permintaan <b>{ $number }</b>: { $names }. Isinya bukan PDF, JPG, atau PNG. Mohon kirim lagi lewat /tiket.
ntf-balas-too-large = ⚠️ Tulisan Anda kami teruskan ke tiket permintaan <b>{ $number }</b>, tetapi tanpa berkas ini, karena terlalu besar untuk portal: { $names }. Perkecil berkasnya atau bagi menjadi beberapa berkas, lalu kirim lagi lewat /tiket.
desk-files-too-large = ⚠️ Portal menolak berkas ini karena terlalu besar: { $names }. Tulisannya tetap masuk ke tiket permintaan <b>{ $number }</b>. Batasnya diatur di <code>post_max_size</code> PHP dan di server web portal.
desk-ticket-cut = ⚠️ Portal hanya menyimpan sebagian tulisan di tiket <code>{ $ticket }</code> (permintaan <b>{ $number }</b>). Lihat permintaannya di sini, dan minta pengelola portal memeriksa set karakter tabelnya (<code>utf8mb4</code>).
ntf-ticket-file = 📎 { $name }, dari tiket <code>{ $ticket }</code> (permintaan { $number })
ntf-ticket-file-left = 📎 Balasan itu berisi berkas <b>{ $name }</b> yang tidak dapat dikirim lewat Telegram. Anda dapat membukanya di portal, pada tiket <code>{ $ticket }</code> (permintaan { $number }).
desk-note-ticket-closed = Tiketnya ditutup di portal, jadi permintaannya berakhir.
