# /bantuan: panduan dalam halaman pendek.

bantuan-home = <b>Bantuan</b>
    Faktur pajak otomatis { $brand } berjalan dalam tiga langkah: satu akun per perusahaan, NPWP di akun itu, lalu layanan dipindahkan ke sana.
    Pilih yang ingin Anda baca.

bantuan-title-why = Mengapa satu akun per perusahaan?
bantuan-title-account = 1. Buat akun
bantuan-title-npwp = 2. Pasang NPWP
bantuan-title-transfer = 3. Pindahkan layanan
bantuan-title-when = Kapan faktur terbit?
bantuan-title-missing = Faktur belum ada?
bantuan-title-change = Ganti NPWP
bantuan-title-privacy = Privasi
bantuan-title-contact = Hubungi kami

bantuan-page-why = <b>Mengapa satu akun per perusahaan?</b>
    Satu akun { $brand } memuat satu NPWP, dan semua faktur dari akun itu terbit atas nama NPWP tersebut.
    Bila Anda mengurus dua perusahaan dalam satu akun, faktur salah satunya akan memakai nama yang keliru. Karena itu setiap perusahaan perlu akunnya sendiri.

    Contoh: <i>contoh-maju.example</i> milik PT Contoh Maju dan <i>contoh-jaya.example</i> milik CV Contoh Jaya. Buat dua akun, satu untuk masing-masing.
    Di chat ini Anda tetap dapat mengurus semua akun itu sekaligus.
bantuan-page-account = <b>1. Buat akun</b>
    Siapkan nama Anda, nama perusahaan, nomor telepon, alamat, dan satu alamat email yang belum dipakai akun lain.
    • Email dibuktikan dengan kode 6 angka.
    • Kata sandi tidak pernah diminta di chat. { $brand } mengirim tautan untuk membuatnya lewat email.
    • Sudah punya akun untuk perusahaan itu? Cukup hubungkan.
bantuan-page-npwp = <b>2. Pasang NPWP</b>
    Pilih akun, lalu isi NPWP perusahaan itu. Kami menerima:
    • NPWP 16 angka, contoh <code>0012345674012000</code>
    • NPWP lama 15 angka, contoh <code>01.234.567.4-012.000</code>
    • NIK 16 angka untuk perorangan
    Siapkan juga nama dan alamat seperti di kartu NPWP, email untuk faktur, dan NITKU bila Anda cabang.
    Sebelum disimpan, semuanya kami bacakan kembali untuk Anda periksa.
bantuan-page-transfer = <b>3. Pindahkan layanan</b>
    Domain, hosting, atau server yang masih berada di akun lain dapat dipindahkan bila:
    • tidak ada tagihan yang belum dibayar pada layanan itu;
    • yang meminta adalah akun pemilik saat ini;
    • akun tujuan sudah terdaftar dan pemiliknya setuju.
    Ketiganya kami periksa dan tampilkan. Permintaannya kami tuliskan sebagai tiket, Anda tinggal memeriksa dan mengirim.
bantuan-page-when = <b>Kapan faktur terbit?</b>
    Faktur dibuat untuk tagihan yang sudah lunas (PAID). Lunas belum berarti faktur siap: faktur harus diunggah dan disetujui dulu di sistem pajak, sehingga bisa perlu beberapa jam sampai beberapa hari.
    Batasnya tanggal 20 bulan berikutnya. Contoh: tagihan lunas 5 November, faktur paling lambat 20 Desember.
    Begitu terbit, PDF kami kirim ke chat ini, ke grup perusahaan Anda, atau ke email, sesuai pilihan Anda di /faktur.
bantuan-page-missing = <b>Faktur belum ada?</b>
    Periksa berurutan:
    1. Tagihannya sudah lunas?
    2. Saat dibayar, layanannya sudah berada di akun perusahaan yang benar?
    3. Akun itu sudah punya NPWP?
    4. Sudah lewat tanggal 20 bulan berikutnya? Bila belum, mohon tunggu.
    Tiap tagihan dijelaskan satu per satu di /faktur, lewat tombol “Faktur belum ada?”. Bila sudah lewat tanggal 20, tanyakan kepada tim kami: tulis saja di chat ini, atau buka tiket di { $portal }
bantuan-page-change = <b>Ganti NPWP</b>
    Data yang salah tulis dapat diperbaiki di /npwp. Perbaikan berlaku untuk tagihan yang dibayar setelahnya.
    Faktur yang sudah terbit dengan NPWP salah tidak bisa diganti begitu saja: harus dibatalkan dan dibuat ulang. Untuk itu tulis kepada tim kami di chat ini, atau buka tiket di { $portal }
    Bila NPWP-nya milik perusahaan lain, jangan diganti. Buat akun baru untuk perusahaan itu.
bantuan-page-privacy = <b>Privasi</b>
    Kami menyimpan nama Telegram Anda, data yang Anda isi, serta pesan dan berkas yang Anda kirim kepada tim kami, hanya untuk layanan ini dan hanya dengan persetujuan Anda.
    • /data_saya mengirim berkas berisi semua yang kami simpan.
    • /hapus_data menghapusnya dan mengakhiri persetujuan Anda.
    Kata sandi tidak pernah kami minta. Kebijakan lengkap: { $privacy }
bantuan-page-contact = <b>Hubungi kami</b>
    Tulis saja di chat ini, atau kirim /cs: tim { $brand } menjawabnya di sini. Tiket di portal juga kami baca: { $portal }
    Sebutkan nomor tagihan atau nomor permintaan Anda (contoh <code>PND-7F3KQ2MX</code>) supaya cepat ditemukan. Jangan kirim kata sandi.

bantuan-go-akun = 🏢 Buat akun
bantuan-go-hubungkan = 🔗 Hubungkan akun
bantuan-go-npwp = 🧾 Buka NPWP
bantuan-go-pindah = 📦 Pindahkan layanan
bantuan-go-tiket = 📋 Status permintaan
bantuan-go-faktur = 📄 Buka faktur
bantuan-go-data_saya = 📁 Data saya
bantuan-go-hapus_data = 🗑 Hapus data
