# /data_saya dan /hapus_data

data-explain = 🗂 <b>Data Anda</b>
    Kami dapat mengirim semua data Anda yang disimpan asisten { $brand }: nama Telegram, persetujuan, akun yang terhubung, isian, permintaan, dan pesan. Data dikirim sebagai berkas JSON yang dapat dibuka dengan peramban atau editor teks.
    Berkas itu berisi data pribadi. Simpan baik-baik.
data-btn-send = Kirim data saya
data-btn-delete = Hapus data saya
data-on-its-way = ✅ Data Anda sedang kami kirim ke chat ini.
ntf-data = 🗂 Ini semua data Anda yang kami simpan. Untuk menghapusnya, kirim /hapus_data.

data-delete-explain = 🗑 <b>Hapus data Anda</b>
    <b>Yang dihapus dari asisten ini:</b> nama Telegram Anda, hubungan ke akun, isian yang belum selesai, pesan, dan data pajak yang Anda isi di sini. Permintaan pemindahan yang belum diputuskan ikut dibatalkan, dan persetujuan Anda berakhir.
    <b>Yang tetap ada di { $brand }:</b> akun, layanan, tagihan, dan faktur pajak di portal. Penyedia layanan wajib menyimpannya menurut aturan pajak. Catatan keputusan tetap ada tanpa nama Anda, begitu juga bukti bahwa Anda pernah setuju dan menariknya.

    Faktur tidak lagi dikirim ke chat ini.
data-btn-want = Ya, hapus data saya
data-btn-keep = Tidak jadi
data-delete-sure = ⚠️ <b>Anda yakin?</b>
    Setelah dihapus, data ini tidak dapat kami kembalikan. Bila nanti ingin memakai asisten ini lagi, Anda mulai dari awal.
data-btn-sure = Hapus sekarang
data-delete-moving = ⏳ Data Anda belum dapat dihapus: permintaan <b>{ $numbers }</b> sudah disetujui dan layanannya sedang dipindahkan.
    Mohon tunggu sampai selesai, lalu kirim /hapus_data lagi. Statusnya ada di /tiket.
data-delete-moved = Layanannya sudah selesai dipindahkan, jadi data Anda sekarang dapat dihapus: tekan <b>Coba lagi</b>.
data-deleted = ✅ Data Anda sudah dihapus, dan persetujuan Anda sudah berakhir.
    Terima kasih sudah memakai asisten ini. Pesan lama di chat ini dapat Anda hapus sendiri di Telegram. Bila ingin memulai lagi, kirim /start.
