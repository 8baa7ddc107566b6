# /npwp: data pajak satu akun.

# Akun yang mana
npwp-none = <b>NPWP</b>
    NPWP dipasang pada akun { $brand }, dan belum ada akun yang terhubung dengan chat ini.
    • Belum punya akun untuk perusahaan itu? Buat akun baru.
    • Sudah punya? Hubungkan dulu dengan kode ke emailnya.
npwp-account = <b>NPWP</b>
    Akun mana yang ingin Anda pasangi NPWP? Satu akun untuk satu perusahaan.
npwp-look-loading = <b>{ $account }</b>
    Memuat data pajak akun ini… Tampilan ini berganti sendiri.
npwp-look-failed = <b>{ $account }</b>
    Portal sedang tidak dapat dihubungi, jadi data pajaknya belum bisa ditampilkan. Data Anda aman. Silakan coba lagi sebentar lagi.
npwp-look-has = <b>{ $account }</b> sudah memiliki NPWP:

    NPWP: <code>{ $number }</code>
    NITKU: <code>{ $nitku }</code>
    Nama: { $name }
    Alamat: { $address }
    Email faktur: { $email }

    Ada yang salah tulis? Anda dapat memperbaikinya. Untuk perusahaan lain, jangan mengganti NPWP ini: perusahaan lain perlu akun sendiri.
npwp-look-bare = <b>{ $account }</b> belum memiliki NPWP.
    Faktur pajaknya nanti atas nama siapa?

    🏢 <b>Perusahaan</b>: PT, CV, yayasan, koperasi, atau badan lain
    👤 <b>Perorangan</b>: atas nama pribadi, memakai NIK

# Pertanyaan
npwp-kind = Faktur pajak untuk <b>{ $account }</b> atas nama siapa?

    🏢 <b>Perusahaan</b>: PT, CV, yayasan, koperasi, atau badan lain
    👤 <b>Perorangan</b>: atas nama pribadi, memakai NIK
npwp-kind-company = Perusahaan
npwp-kind-person = Perorangan
npwp-number-company = <b>Berapa NPWP perusahaan untuk { $account }?</b>
    Kirim 16 angka, contoh <code>0012345674012000</code>, atau NPWP lama 15 angka, contoh <code>01.234.567.4-012.000</code>. Titik, strip, dan spasi boleh ikut.
npwp-number-person = <b>Berapa NPWP atau NIK Anda untuk { $account }?</b>
    Untuk perorangan, NPWP sama dengan NIK: 16 angka di KTP, contoh <code>3171011708450001</code>.
npwp-number-branch = { "" }
    Cabang Anda kami ingat sebagai unit <code>{ $unit }</code>. Sekarang kirim NPWP kantor pusatnya, yang berakhiran <code>000</code>.
npwp-number-abroad = { "" }
    Anda warga asing tanpa NIK? Tekan tombol di bawah untuk memakai <code>{ $old_personal }</code>.
npwp-odd-name = <b>Apakah ini benar nama di kartu?</b>
    <code>{ $odd_name }</code>
    Tampaknya itu alamat, nomor, atau nama pengguna. Bila bukan nama, kirim nama yang benar, contoh <code>CONTOH MAJU BERSAMA</code>.
npwp-proposal = Yang Anda kirim 22 angka, yaitu NITKU. Di dalamnya:

    NPWP: <code>{ $proposed }</code>
    Unit: <code>{ $proposed_unit }</code>

    Apakah keduanya benar? Bila tidak, kirim NPWP 16 angka yang benar.
npwp-name-company = <b>Apa nama yang tertulis di kartu NPWP?</b>
    Tulis persis seperti di kartu, contoh <code>CONTOH MAJU BERSAMA</code>. Tambahkan PT atau CV hanya bila tertulis di sana.
    Alamatnya boleh sekalian, di baris di bawah nama.
npwp-name-person = <b>Apa nama yang terdaftar untuk NPWP atau NIK itu?</b>
    Tulis persis seperti di kartu NPWP atau KTP, contoh <code>BUDI SANTOSO</code>.
    Alamatnya boleh sekalian, di baris di bawah nama.
npwp-address = <b>Apa alamat di kartu NPWP?</b>
    Kirim dalam satu pesan, contoh <code>Jl. Melati No. 12 RT 001 RW 002, Gambir, Jakarta Pusat 10110</code>.
npwp-email = <b>Ke email mana faktur dikirim?</b>
    Pilih email akun dengan tombol, atau tulis yang lain, contoh <code>pajak@contoh-maju.example</code>.
    Bila Anda memilih menerima faktur di chat, email ini menjadi cadangan.
npwp-nitku = <b>Untuk kantor pusat atau cabang?</b>
    Kantor pusat: pilih tombolnya. Cabang: kirim 6 angka unitnya, contoh <code>000001</code>, atau NITKU lengkap 22 angka yang diawali { $number }.

# Dibacakan kembali
npwp-summary = <b>Periksa data pajak { $account }</b>
npwp-summary-number = { "" }
    Jenis: { $kind }
    NPWP: <code>{ $number }</code>
npwp-summary-old = Bentuk lama: <code>{ $old }</code>
npwp-summary-rest = NITKU: <code>{ $nitku }</code>
    Nama: { $name }
    Alamat: { $address }
    Email faktur: { $email }
npwp-summary-head = 🏢 Atas nama kantor pusat. Untuk cabang, tekan <b>✏️ NITKU</b>.
npwp-summary-shared = ℹ️ NPWP ini juga dipakai akun Anda: { $shared }. Itu boleh; pastikan memang untuk perusahaan atau orang yang sama.
npwp-summary-warning = { "" }
    ⚠️ Salah NPWP berarti faktur harus dibatalkan dan dibuat ulang. Cocokkan angkanya dengan kartu NPWP Anda, empat-empat.

# Dalam perjalanan
npwp-sent-queued = ⏳ NPWP <code>{ $number }</code> (NITKU <code>{ $nitku }</code>) sedang disimpan untuk <b>{ $account }</b>. Biasanya hanya beberapa detik; tampilan ini berganti sendiri.
npwp-sent-saved = ✅ Faktur otomatis aktif untuk <b>{ $account }</b>.
    NPWP: <code>{ $number }</code>
    NITKU: <code>{ $nitku }</code>
    Nama: { $name }

    Mulai pembayaran berikutnya, faktur terbit atas nama itu. Apakah ada domain atau layanannya yang masih di akun lain? Pindahkan sekarang.
npwp-sent-refused = NPWP <code>{ $number }</code> belum dapat disimpan untuk <b>{ $account }</b>: portal tidak menerimanya.
    Isian Anda tetap ada. Periksa lagi lalu kirim ulang. Bila tetap ditolak, tanyakan kepada tim kami lewat /cs.

# Tombol
npwp-btn-company = 🏢 Perusahaan
npwp-btn-person = 👤 Perorangan
npwp-btn-correct = ✏️ Perbaiki data
npwp-btn-other-company = 🏢 Akun untuk perusahaan lain
npwp-btn-other-account = Pilih akun lain
npwp-btn-look = 🔄 Perbarui
npwp-btn-proposal = ✅ Ya, keduanya benar
npwp-btn-abroad = Saya tanpa NIK, pakai nomor itu
npwp-btn-odd-name = ✅ Ya, itu namanya
npwp-btn-other-name = Tulis nama lain
npwp-btn-other-number = Tulis nomor lain
npwp-btn-email = Pakai { $account_email }
npwp-btn-head-office = Kantor pusat (000000)
npwp-btn-main-place = Tanpa cabang (000000)
npwp-btn-branch = Cabang ({ $unit })
npwp-btn-confirm = ✅ Data benar, simpan
npwp-btn-edit-kind = ✏️ Jenis
npwp-btn-edit-number = ✏️ NPWP
npwp-btn-edit-nitku = ✏️ NITKU
npwp-btn-edit-name = ✏️ Nama
npwp-btn-edit-address = ✏️ Alamat
npwp-btn-edit-email = ✏️ Email
npwp-btn-mend = ✏️ Periksa dan kirim lagi

# Yang tidak beres: nomor
npwp-problem-not-linked = ⚠️ Akun itu tidak terhubung dengan Anda. Hubungkan dulu dengan /hubungkan.
npwp-none-company = ℹ️ Untuk faktur atas nama perusahaan diperlukan NPWP perusahaan itu. Belum punya? Tekan <b>‹ Kembali</b> dan pilih Perorangan: dengan NIK, fakturnya atas nama Anda sendiri.
npwp-none-person = ℹ️ Tidak perlu NPWP: kirim NIK, 16 angka di KTP Anda.
npwp-problem-empty = ⚠️ Belum ada angka dalam jawaban Anda. Kirim angkanya, seperti contoh di bawah.
npwp-problem-too-long = ⚠️ Itu terlalu panjang untuk sebuah nomor. Kirim angkanya saja.
npwp-problem-not-digits = ⚠️ Ada yang bukan angka: <code>{ $characters }</code>. Kirim angkanya saja; huruf O bukan angka 0.
npwp-problem-wrong-length = ⚠️ Anda menulis { $digits } angka, sedangkan NPWP terdiri dari 16 angka (atau 15 angka untuk bentuk lama). Hitung lagi di kartunya, lalu kirim ulang.
npwp-problem-placeholder = ⚠️ Angka nol semua, juga dengan kode kantor pajak di belakangnya, dipakai di faktur untuk pembeli tanpa NPWP, bukan nomor siapa pun. Kirim NPWP yang tertulis di kartu.
npwp-problem-nik-wanted = ⚠️ Itu NPWP lama perorangan. Sejak 2024 NPWP perorangan adalah NIK: kirim 16 angka di KTP, contoh <code>3171011708450001</code>.
npwp-problem-check-digit = ⚠️ Angka pemeriksa nomor itu tidak cocok, jadi ada angka yang salah atau tertukar. Cocokkan lagi dengan kartu NPWP, lalu kirim ulang.
npwp-problem-branch-needs-head-office = ⚠️ Itu NPWP lama cabang { $branch }. Di bentuk 16 angka, cabang memakai NPWP kantor pusat ditambah NITKU. Kirim NPWP kantor pusat; cabangnya sudah kami ingat.
npwp-problem-typed-nitku = ⚠️ Itu 22 angka, yaitu NITKU, tetapi 16 angka pertamanya bukan NPWP yang benar. Kirim NPWP 16 angka dari kartu.
npwp-problem-nik-region = ⚠️ NIK tidak ada yang diawali { $region }: itu bukan kode kabupaten atau kota. Cocokkan lagi dengan KTP. Bila itu NPWP perusahaan, nomornya diawali 0.
npwp-problem-nik-birth-date = ⚠️ Angka ke-7 sampai ke-12 NIK adalah tanggal lahir (untuk perempuan, tanggal ditambah 40). <code>{ $digits }</code> bukan tanggal. Cocokkan lagi dengan KTP.
npwp-problem-nik-serial = ⚠️ Empat angka terakhir NIK tidak mungkin 0000. Cocokkan lagi dengan KTP.
npwp-problem-nik-for-company = ⚠️ Itu NIK, nomor perorangan, sedangkan Anda memilih Perusahaan. Kirim NPWP perusahaan, atau tekan Kembali dan pilih Perorangan.
npwp-problem-nitku-length = ⚠️ Anda menulis { $digits } angka. Kirim 6 angka unit, contoh <code>000001</code>, atau NITKU lengkap 22 angka.
npwp-problem-nitku-of-another = ⚠️ NITKU itu milik NPWP lain (<code>{ $npwp }</code>). Kirim NITKU dari NPWP yang Anda isi, atau 6 angka unitnya saja.

# Yang tidak beres: nama, alamat, email
npwp-problem-name-too-short = ⚠️ Nama itu terlalu pendek. Tulis nama lengkap seperti di kartu NPWP.
npwp-problem-name-too-long = ⚠️ Nama itu lebih dari 200 karakter. Tulis namanya saja, seperti di kartu NPWP.
npwp-problem-name-no-letters = ⚠️ Itu bukan nama. Tulis nama seperti di kartu NPWP, contoh <code>CONTOH MAJU BERSAMA</code>.
npwp-problem-name-characters = ⚠️ Nama di faktur tidak dapat memuat emoji atau gambar. Tulis hurufnya saja, seperti di kartu NPWP.
npwp-problem-address-too-short = ⚠️ Alamat itu terlalu pendek. Tulis jalan, nomor, dan kotanya.
npwp-problem-address-too-long = ⚠️ Alamat itu lebih dari 300 karakter. Tulis seperti di kartu NPWP, tanpa keterangan lain.
npwp-problem-address-no-letters = ⚠️ Itu bukan alamat. Tulis jalan, nomor, dan kotanya.
npwp-problem-address-characters = ⚠️ Alamat di faktur tidak dapat memuat emoji atau gambar. Tulis huruf dan angkanya saja.
npwp-problem-email-empty = ⚠️ Alamat emailnya belum ada. Contoh: <code>pajak@contoh-maju.example</code>
npwp-problem-email-no-at = ⚠️ Alamat email memuat tanda @. Contoh: <code>pajak@contoh-maju.example</code>
npwp-problem-email-malformed = ⚠️ Alamat email itu tidak lengkap atau memuat karakter yang tidak boleh. Contoh: <code>pajak@contoh-maju.example</code>
npwp-problem-email-too-long = ⚠️ Alamat email itu terlalu panjang. Kirim satu alamat saja.
npwp-problem-email-several = ⚠️ Ada lebih dari satu alamat email. Kirim satu saja, contoh <code>pajak@contoh-maju.example</code>

# Pemberitahuan
ntf-npwp-saved = ✅ NPWP untuk <b>{ $account }</b> sudah tersimpan dan faktur otomatis aktif. Berikutnya: pindahkan layanannya ke akun itu.
ntf-npwp-refused = NPWP yang Anda kirim belum dapat disimpan: portal tidak menerimanya. Isian Anda tetap ada. Buka /npwp untuk memeriksanya.

# Nomor yang datang sebelum ditanya
npwp-number-noted = 📝 Nomor itu kami catat. Pilih dulu di bawah, lalu nomornya langsung kami periksa.
npwp-problem-photo = 🖼 Maaf, angka di foto kartu tidak dapat kami baca. Mohon ketik 16 digitnya sebagai tulisan, misalnya 0012345674012000.

# Tanpa NPWP: paspor, identitas asing, NIK saja
npwp-btn-foreign = 🌏 Orang atau perusahaan asing
npwp-btn-foreign-company = 🏢 Perusahaan asing
npwp-btn-nik = NIK saya sudah menjadi NPWP
npwp-btn-nik-only = NIK saya belum menjadi NPWP
npwp-document = <b>Berapa nomor paspor untuk { $account }?</b>
    Untuk orang asing tanpa NPWP dan NIK. Kirim nomornya, contoh <code>X1234567</code>.
    Untuk perusahaan asing tekan tombolnya, lalu kirim nomor pendaftaran perusahaan itu di negaranya.
npwp-document-company = Baik, perusahaan asing. Kirim nomor pendaftarannya, contoh <code>201912345K</code>.
npwp-country = <b>Dari negara mana?</b>
    Tulis nama negaranya, contoh <code>Singapura</code>.
npwp-name-foreign = <b>Apa nama yang tertulis di paspor atau akta perusahaannya?</b>
    Tulis persis seperti di sana. Alamatnya boleh sekalian, di baris di bawah nama.
npwp-summary-nik = NIK itu <b>sudah</b> terdaftar sebagai NPWP. Belum pernah mengaktifkannya di Coretax? Tekan tombol di bawah.
npwp-summary-nik-only = NIK itu <b>belum</b> terdaftar sebagai NPWP.
npwp-summary-foreign = { "" }
    Nomor identitas: <code>{ $document_number }</code>
    Negara: { $country_name }
npwp-problem-document = ⚠️ Itu bukan nomor paspor atau nomor pendaftaran. Kirim huruf dan angkanya saja, contoh <code>X1234567</code>.
npwp-problem-country = ⚠️ Negara “{ $typed }” tidak kami kenal, atau itu Indonesia. Tulis nama negaranya, contoh <code>Singapura</code> atau <code>Japan</code>. Dari Indonesia? Tekan Kembali dan pilih Perusahaan atau Perorangan.
