# Status permintaan pemindahan.
tiket-list = <b>Permintaan Anda</b>, yang terbaru di atas.
    Pilih satu untuk melihat rinciannya.
tiket-none = Anda belum mengajukan permintaan. Untuk memindahkan layanan ke akun lain, mulai di sini.
tiket-btn-new = 📦 Pindahkan layanan
tiket-item = { $icon } { $number } · { $service }
tiket-item-more = { $icon } { $number } · { $service } +{ $more }
tiket-icon-open = 🟡
tiket-icon-taken = 🔵
tiket-icon-approved = 🟢
tiket-icon-done = ✅
tiket-icon-refused = ❌
tiket-icon-cancelled = ⚪
tiket-state-open = Terkirim, menunggu tim kami
tiket-state-taken = Sedang ditangani tim kami
tiket-state-approved = Disetujui, layanan sedang dipindahkan
tiket-state-done = Selesai
tiket-state-refused = Tidak disetujui
tiket-state-cancelled = Berakhir tanpa pemindahan

tiket-one = <b>{ $number }</b>
    { $icon } { $state }

    Dari: <b>{ $from }</b>
    Ke: <b>{ $to }</b>
    { $services }
tiket-ticket = Nomor tiket: <code>{ $ticket }</code>
tiket-ticket-opening = ⏳ Tiketnya sedang dibuka di portal.
tiket-checks = <b>Syarat</b>, diperiksa { $checked_at }
    { $checks }
tiket-history = <b>Riwayat</b>
    { $history }
tiket-history-created = • Diajukan { $at }
tiket-history-agreement-own = • Tujuannya akun Anda sendiri
tiket-history-agreement-asked = • Penerima ditanyai lewat email
tiket-history-agreement-given = • Penerima setuju
tiket-history-agreement-declined = • Penerima tidak setuju
tiket-history-taken = • Diambil oleh staf
tiket-history-approved = • Disetujui oleh staf
tiket-history-refused = • Ditolak oleh staf
tiket-history-reason = • Alasan: { $reason }
tiket-history-updated = • Terakhir berubah { $at }
tiket-next-agreement = <i>Selanjutnya: menunggu konfirmasi penerima. Ingatkan ia untuk membuka email dari kami.</i>
tiket-next-open = <i>Selanjutnya: tim kami memeriksa permintaan ini.</i>
tiket-next-taken = <i>Selanjutnya: tim kami memutuskan, lalu Anda kami kabari.</i>
tiket-next-approved = <i>Selanjutnya: layanan dipindahkan, lalu Anda kami kabari.</i>
tiket-next-done = <i>Mulai tagihan berikutnya, faktur pajak terbit atas nama akun tujuan.</i>
tiket-next-refused = <i>Bila alasannya sudah dibereskan, ajukan lagi lewat /pindah.</i>
tiket-next-cancelled = <i>Layanan tetap di akun asalnya. Anda dapat mengajukan lagi lewat /pindah.</i>
tiket-btn-cancel = 🗑 Batalkan permintaan
tiket-btn-all = ‹ Semua permintaan
tiket-gone = Permintaan itu tidak ditemukan.
tiket-problem-unknown = ⚠️ Tidak ada permintaan Anda dengan nomor { $number }. Contoh nomor: <code>PND-7F3KQ2MX</code>
tiket-cancel = <b>Batalkan permintaan { $number }?</b>
    Layanan tetap di akun asalnya dan tiketnya ditutup. Ini tidak dapat diurungkan.
tiket-btn-cancel-yes = Ya, batalkan permintaan
tiket-btn-cancel-no = ‹ Tidak jadi
tiket-cancelled = ✅ Permintaan { $number } dibatalkan.
tiket-problem-too-late = ⚠️ Permintaan { $number } sudah diputuskan atau berakhir, jadi tidak dapat dibatalkan lagi.

# Kabar dari tiket di portal
ntf-ticket-replied = 💬 Balasan baru di tiket <code>{ $ticket }</code> (permintaan <b>{ $number }</b>):

    { $message }
ntf-ticket-closed = 🎫 Tiket <code>{ $ticket }</code> ditutup oleh tim kami, jadi permintaan <b>{ $number }</b> berakhir tanpa pemindahan. { $services } tetap di akun asalnya. Bila masih diperlukan, ajukan lagi lewat /pindah.
tiket-coming = 📥 <b>Masuk ke akun Anda</b>, dari orang lain: ada di tombol bawah.
tiket-btn-remind = 🔔 Ingatkan penerima
tiket-reminded = 🔔 Email pengingat sudah kami kirim ke penerima.
tiket-problem-reminded = ⚠️ Penerima baru saja kami kirimi email. Pengingat dapat dikirim sekali sehari, mulai sehari sesudah permintaan.
