# /bantuan di grup staf dan di topik keuangannya

desk-help-title-staff = 🏠 Panduan staf
desk-help-title-first-day = 👋 Hari pertama
desk-help-title-answer = 💬 Menjawab pelanggan
desk-help-title-request = 📦 Permintaan pindah
desk-help-title-find = 🔎 Mencari pelanggan
desk-help-title-queue = ⏱ Siapa yang menunggu
desk-help-title-trouble = 🛟 Bila ada masalah
desk-help-title-finance = 🧾 Panduan keuangan
desk-help-title-month = 🗓 Sebulan keuangan
desk-help-title-export = 📤 Ekspor ke Coretax
desk-help-title-faktur = 📄 PDF faktur
desk-help-title-undone = ↩️ Batal dan kembali dana
desk-help-title-slips = 🧷 Bukti potong
desk-help-title-buyers = 🏛 Pembeli khusus

desk-help-staff = <b>Panduan staf</b>
    Setiap permintaan dan setiap percakapan punya topiknya sendiri di grup ini. Pilih yang ingin dibaca.
desk-help-first-day = <b>Hari pertama</b>
    1. Baca pesan yang disematkan di General: siapa yang menunggu, dan sejak kapan.
    2. Buka satu topik. Kartu di atasnya memuat semua yang perlu diketahui, dan apa langkah berikutnya.
    3. Tekan <b>Ambil</b> bila Anda yang menanganinya. Balasan pertama juga berarti mengambil.
    4. <b>Balas</b> pesan pelanggan untuk menjawab. Yang bukan balasan hanya terbaca oleh tim.
    5. Tekan <b>Selesai</b> bila sudah beres.
    Yang memutuskan permintaan pindah hanya administrator grup dengan nama sendiri, bukan administrator anonim.
desk-help-answer = <b>Menjawab pelanggan</b>
    • Geser pesan pelanggan untuk membalasnya, atau tulis <code>/balas Baik, kami periksa.</code>
    • 👌 di bawah pesan Anda berarti sudah sampai. Bila tidak sampai, bot mengatakannya.
    • Foto, berkas, dan suara juga boleh. Pesan yang Anda ubah ikut berubah di chat pelanggan.
    • <b>Jawaban siap</b> di kartu: pilih, lihat, kirim. <code>/templat</code> menambah dan menghapusnya.
    • <code>/catatan</code> menaruh catatan tim di kartu. <code>/ambil</code>, <code>/lepas</code>, dan <code>/serahkan</code> mengganti yang menangani. <code>/selesai</code> menutup percakapan.
desk-help-request = <b>Permintaan pindah</b>
    Kartu menunjukkan tiga syarat: tidak ada tagihan yang belum dibayar, yang meminta adalah pemiliknya, dan penerima setuju.
    • <b>Setujui</b> memeriksa ketiganya sekali lagi, lalu memindahkan atau menunjukkan apa yang perlu dipindahkan di portal.
    • <b>Tolak</b> dan <b>Tanya pelanggan</b>: pilih kata yang siap atau tulis sendiri sebagai balasan dalam 15 menit. Sebelum dikirim, Anda melihatnya dulu.
    • Tidak ada yang memutuskan permintaannya sendiri, dan dua ketukan tetap satu keputusan.
desk-help-find = <b>Mencari pelanggan</b>
    • <code>/cari majujaya.example</code>: nama, @nama pengguna, perusahaan, email, domain, atau nomor apa saja.
    • Profilnya memuat akun, permintaan, percakapan, dan faktur terakhir. <b>Tulis</b> membuka topik untuk menulis lebih dulu.
    • Setiap pencarian dan setiap profil yang dibuka tercatat. <code>/riwayat PND-7F3KQ2MX</code> menunjukkan apa yang pernah terjadi.
desk-help-queue = <b>Siapa yang menunggu</b>
    • Pesan yang disematkan di General selalu benar: berapa yang menunggu, yang terlama, dan siapa yang menangani. Tombolnya membuka daftar; <code>/antrean</code> juga.
    • Topik diingatkan pada setengah waktu target, pada waktunya, dan pada dua kali waktunya.
    • <code>/angka</code> menunjukkan minggu ini; setiap Senin pukul 9 minggu lalu diceritakan di General.
desk-help-trouble = <b>Bila ada masalah</b>
    • <b>Belum sampai:</b> pelanggan memblokir bot. Pesannya terkirim begitu ia kembali.
    • <b>Tidak dihitung:</b> Anda administrator anonim, bukan administrator, atau terhubung dengan akunnya. Minta rekan lain.
    • <b>Pelanggan kasar:</b> <code>/bisukan</code> di topiknya. Fakturnya tetap dikirim; <code>/dengar</code> membatalkannya.
    • <b>Pelanggan meminta kata sandi atau kode:</b> jangan pernah diberikan atau diminta di chat.
    • <b>Portal tidak menjawab:</b> yang diminta tetap tersimpan dan dijalankan begitu portal kembali.
desk-help-finance = <b>Panduan keuangan</b>
    Semuanya terjadi di topik ini, oleh administrator atau yang berperan keuangan (<code>/keuangan</code>). Pilih yang ingin dibaca.
desk-help-month = <b>Sebulan keuangan</b>
    1. Pelanggan membayar: tagihannya tercatat sendiri.
    2. <code>/ekspor</code>: unduh XML, lalu unggah ke Coretax dan tandatangani di sana.
    3. Taruh PDF atau ZIP dari Coretax di topik ini. Yang cocok langsung dikirim ke pelanggan.
    4. Selesaikan yang ditahan dengan tombol di kartunya.
    5. <code>/rekonsiliasi</code>: dibayar, terbit, dan terkirim berdampingan. Bila semuanya jelas, tekan <b>Tutup</b>.
    Sejak tanggal 10, setiap pukul 9, topik ini mengingatkan apa yang belum punya faktur. Batasnya tanggal 20.
desk-help-export = <b>Ekspor ke Coretax</b>
    • <code>/ekspor</code> atau <code>/ekspor 2026-10</code>, lalu tekan tombolnya. XML untuk <i>Impor Data</i>, XLSX untuk diperiksa.
    • Yang tertinggal disebut dengan alasannya. Perbaiki sebabnya, lalu ekspor lagi: yang sudah pernah diekspor tidak ikut dua kali.
    • Coretax menolak? Salin kata-katanya ke sini sebagai balasan atas XML-nya, atau pakai <code>/tolakan</code>.
desk-help-faktur = <b>PDF faktur</b>
    • Taruh PDF atau ZIP di sini. Setiap PDF dibaca dan dibandingkan dengan tagihannya: penjual, pembeli, jumlah, dan tanggal.
    • Yang tidak cocok ditahan dan tidak dikirim kepada siapa pun. Kartunya menyebut yang berbeda.
    • <b>Tetapkan ke tagihan</b> bila Anda yakin, <b>Ganti berkas</b> bila salah berkas, <b>Tolak</b> bila tidak dipakai.
desk-help-undone = <b>Batal dan kembali dana</b>
    • Tagihan yang dibatalkan atau dananya dikembalikan membuka kasus: pembatalan, pengganti, atau nota pembatalan.
    • <code>/kasus</code> menunjukkan yang masih terbuka. <code>/batalkan INV-2026-000123</code> membukanya sendiri.
    • Kasus selesai bila PDF atau daftar dari Coretax membuktikannya, atau dengan tombol di kartunya.
desk-help-slips = <b>Bukti potong</b>
    • Pelanggan yang memotong PPh mengirim bukti potongnya di chat. Yang cocok langsung dibukukan.
    • Yang meragukan muncul di sini dengan tombol <b>Terima</b> dan <b>Tolak</b>.
    • <code>/buktipotong 2026-10</code> memberi daftar bulan itu. Taruh daftar dari Coretax di sini untuk membuktikannya.
desk-help-buyers = <b>Pembeli khusus</b>
    • <code>/pembeli INV-2026-000123</code> menunjukkan siapa pembelinya bagi Coretax: pemerintah, BUMN, atau biasa.
    • Kelas pembeli menentukan kode 02, 03, atau 04. Yang meragukan ditahan sampai Anda memilih.
    • <code>/digunggung</code> memberi daftar penjualan kepada perorangan tanpa NPWP, bila dinyalakan.
