# Grup staf: kartu permintaan dan kata-kata di topiknya.

# Kartu
desk-topic = { $number } · { $from }
desk-card = <b>{ $number }</b> · { $state }
desk-card-asker = 👤 Pemohon: { $name }
desk-card-plan = 🗂 Rencana { $number }: { $services } layanan untuk { $companies } perusahaan; pasangan akun ini menunggu { $pair } keputusan
desk-card-asker-gone = 👤 Pemohon: datanya sudah dihapus
desk-card-from = Dari: <b>{ $label }</b> ({ $email })
desk-card-to = Ke: <b>{ $label }</b> ({ $email })
desk-card-to-email = Ke: { $email }
desk-agreement-own = ✅ Tujuan adalah akun pemohon sendiri
desk-agreement-asked = ⏳ Penerima belum menjawab
desk-agreement-given = ✅ Penerima setuju
desk-agreement-declined = ❌ Penerima menolak
desk-card-services = <b>Layanan</b>
    { $services }
desk-card-ticket = Tiket: { $subject } ({ $department })
desk-card-ticket-number = Nomor tiket: <code>{ $ticket }</code>
desk-card-ticket-link = Tiket: <a href="{ $url }">{ $ticket }</a>
desk-card-letter = <a href="{ $url }">Surat permohonan (PDF)</a>
desk-card-edited = ✍️ Teks tiket diubah oleh pelanggan
desk-card-as-drafted = Teks tiket sesuai draf kami
desk-card-ticket-opening = Nomor tiket: sedang dibuka…
desk-card-unchecked = <b>Syarat</b>: diperiksa saat disetujui
desk-card-checked = <b>Syarat</b>, diperiksa { $at }
desk-check-nothing-unpaid-ok = ✅ Tidak ada tagihan yang belum dibayar
desk-check-nothing-unpaid-waiting = ⏳ Tagihan belum diketahui
desk-check-nothing-unpaid-bad = ❌ Belum dibayar: { $facts }
desk-check-owner-asks-ok = ✅ Diajukan akun pemiliknya
desk-check-owner-asks-waiting = ⏳ Kepemilikan belum diketahui
desk-check-owner-asks-bad = ❌ Bukan milik akun asal: { $facts }
desk-check-recipient-agrees-ok = ✅ Tujuan terdaftar dan setuju
desk-check-recipient-agrees-waiting = ⏳ Tujuan belum terdaftar atau belum setuju
desk-check-recipient-agrees-bad = ❌ Tujuan menolak
desk-card-taken = 🙋 Ditangani: { $name }
desk-card-decided = ⚖️ Diputuskan: { $name }
desk-card-reason = Alasan: { $reason }
desk-card-note = ⚠️ { $note }
desk-next-consent = ➡️ <i>Berikutnya: penerima menyetujui lewat email. Kabarnya masuk ke sini, lalu Setujui terbuka.</i>
desk-next-account = ➡️ <i>Berikutnya: penerima sudah setuju dan membuka atau menghubungkan akunnya, lalu Setujui terbuka.</i>
desk-next-answer = ➡️ <i>Berikutnya: pelanggan menjawab pertanyaan kita.</i>
desk-next-rules = ➡️ <i>Berikutnya: syarat yang ❌ dipenuhi pelanggan. Setujui memeriksa semuanya lagi.</i>
desk-next-take = ➡️ <i>Berikutnya: salah satu dari kita mengambilnya, lalu menyetujui atau menolak.</i>
desk-next-decide = ➡️ <i>Berikutnya: { $name } menyetujui atau menolak.</i>
desk-next-moving = ➡️ <i>Berikutnya: portal memindahkan layanannya, lalu pelanggan dikabari.</i>
desk-next-by-hand = ➡️ <i>Berikutnya: pindahkan di area admin. Pelanggan dikabari setelah portal menunjukkannya.</i>
desk-next-ended = ➡️ <i>Tidak ada lagi yang perlu dilakukan.</i>
desk-card-times = <i>Masuk { $created } · berubah { $updated }</i>

desk-state-open = 🟡 Baru
desk-state-taken = 🔵 Ditangani
desk-state-approved = 🟢 Disetujui, sedang dipindahkan
desk-state-done = ✅ Selesai
desk-state-refused = ❌ Ditolak
desk-state-cancelled = ⚪ Dibatalkan

desk-btn-take = 🙋 Ambil
desk-btn-pair = Setujui semua pasangan ini ({ $count })
desk-btn-approve = Setujui
desk-btn-approve-locked = 🔒 Setujui
desk-btn-refuse = Tolak
desk-btn-ask = 💬 Tanya pelanggan

# Kendala pada kartu
desk-note-rules = Salah satu dari tiga syarat tidak terpenuhi.
desk-note-waiting = Menunggu kepemilikan diubah di portal. Pindahkan layanannya di area admin; kami memeriksanya sendiri.
desk-note-partly-moved = Baru sebagian layanan yang berpindah. Mohon periksa di portal.

# Bila sebuah ketukan tidak dihitung
desk-decision-too-late = { $name }, permintaan { $number } sudah diputuskan, diambil, atau berakhir. Keputusan Anda tidak dihitung.
desk-decision-not-allowed = { $name }, hanya administrator grup ini yang dapat memutuskan { $number }.
desk-decision-anonymous = { $name }, Anda sedang menjadi administrator anonim. Matikan mode anonim, lalu putuskan { $number } lagi.
desk-decision-own-request = { $name }, Anda terhubung dengan salah satu akun pada { $number }. Mohon minta rekan lain memutuskannya.
desk-decision-rules = { $name }, { $number } belum dapat disetujui: salah satu syarat tidak terpenuhi. Keadaannya ada di kartu.
desk-decision-asker-gone = ℹ️ { $name }, permintaan { $number } belum dapat disetujui: pemohonnya tidak lagi terhubung ke akun asal, misalnya karena email akun itu berubah. Tolak dengan alasan, atau minta ia menghubungkan akunnya lagi dengan /hubungkan.
desk-decision-could-not-ask = { $name }, Telegram atau portal tidak menjawab, jadi { $number } belum diputuskan. Silakan coba lagi sebentar lagi.

# Yang diminta ditulis
desk-prompt-reason = <a href="tg://user?id={ $id }">{ $name }</a>, balas pesan ini dengan alasan penolakan <b>{ $number }</b>, paling banyak { $longest } karakter. Misalnya: <i>Domain masih dalam masa kunci 60 hari.</i> Hanya balasan Anda yang dihitung, dalam 15 menit.
desk-prompt-question = <a href="tg://user?id={ $id }">{ $name }</a>, balas pesan ini dengan pertanyaan tentang <b>{ $number }</b>, paling banyak { $longest } karakter. Misalnya: <i>Apakah hosting-nya juga dipindahkan?</i> Hanya balasan Anda yang dihitung, dalam 15 menit.
desk-prompt-not-text = { $name }, mohon kirim sebagai tulisan untuk { $number }, paling banyak { $longest } karakter.
desk-prompt-too-long = { $name }, tulisan untuk { $number } terlalu panjang. Paling banyak { $longest } karakter.
desk-show-yourself = Pesan dari administrator anonim tidak dapat kami catat. Mohon matikan mode anonim, lalu kirim lagi.
desk-nearly = ❓ Perintah <code>/{ $typed }</code> tidak kami kenal. Maksudnya <code>/{ $near }</code>? Pesan ini tidak kami kirim ke siapa pun.
desk-private = Perintah itu untuk percakapan pribadi: https://t.me/{ BOT() }

# Kabar di topik
desk-answer = 💬 Jawaban pelanggan untuk <b>{ $number }</b>
    <i>{ $question }</i>

    { $answer }
desk-delivery-unknown = ⚠️ Tidak pasti sudah terkirim: { $what }. Sudah dicoba dua kali; mohon periksa.
desk-job-parked = ⛔ Pekerjaan <b>{ $job }</b> berhenti setelah beberapa kali gagal: <i>{ $error }</i>
    Perbaiki penyebabnya, lalu jalankan di server: <code>assistant jobs release { $id }</code>
desk-mail-failed = ⚠️ Email ditolak: { $what }. Mohon periksa alamatnya di portal dan hubungi pelanggan dengan cara lain.

desk-forgotten = 🗑 Pemohon { $number } meminta datanya dihapus, jadi isi pesan ini sudah tidak ada.
