# /buktipotong: bukti potong PPh 23 dari pelanggan.

# Apa jadinya sebuah bukti potong, dan apa langkah berikutnya
buktipotong-verdict-book = ✅ <b>Bukti potong { $number } kami terima</b>
    Isinya cocok dengan tagihan Anda. Anda tidak perlu melakukan apa-apa lagi; terima kasih.
buktipotong-verdict-part = ⏳ <b>Bukti potong { $number } kami simpan</b>
    DPP-nya baru sebagian dari yang kami tunggu. Kirim bukti potong untuk sisanya; setelah lengkap, semuanya kami bukukan sekaligus.
    Seharusnya satu bukti potong saja? Terbitkan pembetulan dengan DPP penuh, lalu kirim PDF-nya ke sini.
buktipotong-verdict-finance = 🔎 <b>Bukti potong { $number } sedang kami periksa</b>
    Isinya tidak persis seperti yang kami minta, jadi bagian keuangan kami yang memutuskan. Hasilnya kami kabarkan di sini; Anda belum perlu melakukan apa-apa.
buktipotong-verdict-amend = ✏️ <b>Bukti potong { $number } perlu pembetulan</b>
    Buka bukti potong itu di Coretax, terbitkan pembetulannya (nomornya tetap sama), unduh PDF-nya, lalu kirim ke sini. Yang perlu diperbaiki:
buktipotong-verdict-reissue = ❌ <b>Bukti potong { $number } bukan untuk kami</b>
    NPWP penerima penghasilannya bukan NPWP kami, dan itu tidak dapat dibetulkan. Batalkan bukti potong itu di Coretax, terbitkan yang baru dengan NPWP kami <code>{ $expected }</code>, lalu kirim PDF-nya ke sini.
buktipotong-verdict-another-company = 🤔 <b>Pemotongnya bukan perusahaan Anda di sini</b>
    Bukti potong ini dibuat oleh perusahaan yang akunnya tidak terhubung dengan chat ini. Mungkin berkasnya tertukar: periksa, lalu kirim yang benar.
    Perusahaan itu juga Anda urus? Hubungkan akunnya dengan /hubungkan, lalu kirim lagi bukti potongnya.
buktipotong-verdict-draft = 📝 <b>Bukti potong ini masih konsep</b>
    Nomornya belum ada, jadi bukti potongnya belum terbit. Tanda tangani dan terbitkan dulu di Coretax sampai berstatus Telah Terbit, unduh PDF-nya, lalu kirim ke sini.
buktipotong-verdict-cancelled = 🚫 <b>Bukti potong { $number } sudah dibatalkan</b>
    Karena itu tidak kami pakai, dan tagihannya kembali menunggu bukti potong. Terbitkan yang baru, lalu kirim PDF-nya ke sini.
    Tidak jadi memotong? Bayar kekurangannya di portal.
buktipotong-verdict-choose = 🔎 <b>Bukti potong { $number } kami terima</b>
    Lebih dari satu tagihan Anda bisa cocok dengannya. Tim kami yang menentukan, dan hasilnya kami kabarkan di sini. Supaya lain kali langsung cocok, tulis nomor faktur atau nomor tagihan di kolom Nomor Dokumen, contoh <code>INV-2026-000123</code>.
buktipotong-verdict-unmatched = 🔎 <b>Bukti potong { $number } belum ketemu tagihannya</b>
    Tidak ada tagihan Anda, atau gabungan tagihan, yang nilainya sama dengan DPP-nya. Tim kami memeriksanya dan mengabari Anda di sini. Periksa juga di pihak Anda: DPP-nya adalah harga sebelum PPN.
buktipotong-verdict-nothing-owed = 🔎 <b>Bukti potong { $number } kami terima</b>
    Kami tidak sedang menunggu bukti potong dari perusahaan ini. Mungkin tagihannya sudah lengkap, atau pemotongannya belum Anda kabarkan. Buka /buktipotong dan pilih tagihannya; tim kami juga memeriksanya.
buktipotong-verdict-unread = 🔎 <b>Bukti potong ini kami periksa sendiri</b>
    Ada bagian yang tidak terbaca oleh sistem kami. Tim kami membacanya dan mengabari Anda di sini. Bila berkasnya hasil pindai atau tangkapan layar, kirim PDF asli dari Coretax; itu lebih cepat.

# Yang tidak cocok, sebaris demi sebaris
buktipotong-wrong-payee = • NPWP penerima: tertulis <code>{ $found }</code>, seharusnya <code>{ $expected }</code>.
buktipotong-wrong-masa = • Masa pajak: tertulis { MONTH($found) }, seharusnya { MONTH($expected) }, sama dengan masa fakturnya.
buktipotong-wrong-masa-payment = • Masa pajak: tertulis { MONTH($found) }, bulan pembayarannya; masa fakturnya { MONTH($expected) }.
buktipotong-wrong-masa-two = • Masa pajak: tertulis { MONTH($found) }, padahal tagihannya dari beberapa bulan, mulai { MONTH($expected) }. Buat satu bukti potong untuk setiap bulan.
buktipotong-wrong-code = • Kode objek pajak: tertulis <code>{ $found }</code>, seharusnya <code>{ $expected }</code>.
buktipotong-wrong-code-neighbour = • Kode objek pajak: tertulis <code>{ $found }</code>, jasa yang mirip; yang kami minta <code>{ $expected }</code>.
buktipotong-wrong-code-two = • Kode objek pajak: tertulis <code>{ $found }</code>, padahal tagihannya memuat beberapa objek, di antaranya <code>{ $expected }</code>. Buat satu bukti potong untuk setiap kode.
buktipotong-wrong-kind = • Jenis PPh: tertulis { $found }, seharusnya { $expected }.
buktipotong-wrong-final = • Sifat pemotongan: tertulis { $found }, seharusnya { $expected }.
buktipotong-wrong-facility = • Fasilitas: tertulis { $found }, seharusnya { $expected }.
buktipotong-wrong-base-dpp = • DPP: tertulis { $found }, yaitu 11/12 dari harga seperti DPP di faktur. Untuk PPh 23 pakai harga penuh sebelum PPN: { $expected }.
buktipotong-wrong-base-with-ppn = • DPP: tertulis { $found }, termasuk PPN. Pakai harga sebelum PPN: { $expected }.
buktipotong-wrong-base-ppn-out = • DPP: tertulis { $found }; PPN dikurangkan dari harga yang memang belum memuat PPN. Pakai { $expected }.
buktipotong-wrong-base-whole = • DPP: tertulis { $found }, termasuk barang yang bukan objek PPh 23. Pakai { $expected }.
buktipotong-wrong-base-small = • DPP: tertulis { $found }, kurang dari { $expected }.
buktipotong-wrong-base-large = • DPP: tertulis { $found }, lebih dari { $expected }.
buktipotong-wrong-rate = • Tarif: tertulis { $found }%, seharusnya { $expected }%.
buktipotong-wrong-rate-double = • Tarif: tertulis { $found }%, tarif untuk penerima tanpa NPWP. Kami punya NPWP, jadi pakai { $expected }%.
buktipotong-wrong-amount = • PPh: tertulis { $found }; DPP dikali tarif hasilnya { $expected }.
buktipotong-wrong-document = • Nomor dokumen: tertulis <code>{ $found }</code>, seharusnya tagihan <code>{ $expected }</code> atau nomor fakturnya.
buktipotong-wrong-document-faktur = • Nomor dokumen: faktur <code>{ $found }</code> belum ada pada kami untuk tagihan <code>{ $expected }</code>.

# Berkas yang bukan bukti potong PPh 23 dari Coretax
buktipotong-file-too-large = Berkas ini terlalu besar. Bukti potong dari Coretax hanya sekitar 130 KB; kirim PDF aslinya, satu per satu.
buktipotong-file-not-pdf = Berkas ini bukan PDF. Unduh bukti potongnya dari Coretax sebagai PDF, lalu kirim sebagai berkas, bukan foto.
buktipotong-file-damaged = PDF ini tidak dapat dibuka. Mungkin unduhannya terputus: unduh lagi dari Coretax, lalu kirim ulang.
buktipotong-file-encrypted = PDF ini terkunci kata sandi, jadi tidak dapat kami baca. Kirim PDF asli dari Coretax, tanpa kata sandi.
buktipotong-file-scripted = PDF ini memuat lebih dari sekadar halaman, jadi tidak kami buka. Kirim PDF asli dari Coretax.
buktipotong-file-several = PDF ini memuat banyak halaman atau beberapa bukti potong. Kirim setiap bukti potong sebagai berkas sendiri.
buktipotong-file-image = PDF ini hanya berisi gambar, jadi tim kami yang membacanya. Bila Anda punya PDF asli dari Coretax, kirim ke sini; itu lebih cepat.
buktipotong-file-faktur = Terima kasih, tetapi ini faktur pajak. Yang kami tunggu adalah bukti potong PPh 23 (BPPU) yang Anda terbitkan di Coretax.
buktipotong-file-pph21 = Ini bukti potong PPh 21, untuk penghasilan orang pribadi. Untuk tagihan kami buat bukti potong PPh 23 (BPPU) di Coretax, lalu kirim PDF-nya.
buktipotong-file-abroad = Ini bukti potong untuk penerima di luar negeri. Kami wajib pajak dalam negeri: batalkan, lalu buat BPPU dengan kode objek PPh 23.
buktipotong-file-own = Ini bukti setor sendiri atau pemotongan dengan cara lain, bukan BPPU. Buat BPPU PPh 23 di Coretax, lalu kirim PDF-nya.
buktipotong-file-ebupot = Ini formulir e-Bupot lama, untuk masa pajak sampai Desember 2024. Tim kami memeriksanya. Untuk masa 2025 dan sesudahnya, terbitkan bukti potong di Coretax.
buktipotong-file-billing = Ini kode billing atau bukti setor pajak. Setelah menyetor, terbitkan juga bukti potong PPh 23 (BPPU) di Coretax, lalu kirim PDF-nya.
buktipotong-file-spt = Ini SPT atau bukti penerimaannya. Yang kami perlukan bukti potong PPh 23 (BPPU) untuk tagihan kami; unduh dari Coretax, lalu kirim ke sini.
buktipotong-file-other = Berkas ini bukan bukti potong yang kami kenal, jadi kami teruskan ke tim kami. Bila tertukar, kirim saja PDF bukti potong yang benar.
buktipotong-file-gone = Telegram tidak lagi menyimpan berkas ini. Kirim lagi dari awal.
buktipotong-file-zip = Arsip ZIP ini tidak dapat dibuka, atau terlalu besar. Kirim PDF-nya satu per satu.

# Bukti potong yang sudah dikenal
buktipotong-known = ℹ️ Bukti potong { $number } sudah kami terima sebelumnya. Tidak perlu dikirim lagi.
buktipotong-older = ℹ️ Ini versi lama dari bukti potong { $number }; yang terbaru sudah ada pada kami, dan itu yang dipakai.
buktipotong-contradicts = 🔎 Kami punya bukti potong lain dengan nomor { $number } dan versi yang sama, tetapi isinya berbeda. Tim kami memeriksa keduanya dan mengabari Anda di sini.
buktipotong-for = • Untuk tagihan <code>{ $invoice }</code>.

# Kabar ke chat
ntf-buktipotong = { $said }
ntf-buktipotong-file = 📎 <b>{ $name }</b>
    { $said }
ntf-buktipotong-settled = ✅ Bukti potong untuk tagihan <b>{ $invoice }</b> ({ $account }) sudah kami catat sebagai pembayaran sebesar { $amount }.
ntf-buktipotong-give-back = 💰 Tagihan <b>{ $invoice }</b> ({ $account }) sudah Anda bayar penuh, dan bukti potongnya sudah kami terima. { $amount } kami kembalikan: pilih caranya dengan tombol di bawah.
ntf-buktipotong-too-late = ⚠️ Bukti potong untuk tagihan <b>{ $invoice }</b> ({ $account }) datang setelah tahun pembayarannya lewat, jadi { $amount } tidak dapat lagi kami kembalikan. Bila menurut Anda keliru, tulis kepada tim kami di chat ini.
ntf-buktipotong-refunded = ✅ Dana { $amount } untuk tagihan <b>{ $invoice }</b> ({ $account }) sudah kami transfer ke rekening Anda.
ntf-buktipotong-credited = ✅ { $amount } untuk tagihan <b>{ $invoice }</b> ({ $account }) sudah menjadi saldo kredit akun Anda di portal.
ntf-buktipotong-accepted = ✅ Bukti potong { $number } kami terima untuk tagihan { $invoices }.
ntf-buktipotong-refused = ❌ Bukti potong { $number } tidak dapat kami pakai. Buka /buktipotong untuk melihat apa yang harus tertulis, atau tulis kepada tim kami di chat ini.
btn-buktipotong = 🧾 Bukti potong
btn-buktipotong-back = 💰 Pilih cara pengembalian
btn-withhold = 🧾 Saya potong PPh 23

# Jendela /buktipotong
menu-buktipotong = 🧾 Bukti potong
command-buktipotong = Bukti potong PPh 23: kabarkan, kirim, pantau
buktipotong-none = Untuk bukti potong, hubungkan dulu akun perusahaan Anda.
buktipotong-home = <b>Bukti potong PPh 23</b>
    Perusahaan Anda memotong PPh 23 dari tagihan kami? Kabarkan di sini, lalu kirim PDF bukti potongnya (BPPU dari Coretax) ke chat ini. Boleh beberapa sekaligus, atau dalam satu ZIP.
buktipotong-home-choose = Pilih tagihannya, atau tulis nomornya, contoh <code>INV-2026-000123</code>.
buktipotong-home-loading = ⏳ Tagihan Anda sedang kami tanyakan ke portal. Tampilan ini berganti sendiri begitu selesai.
buktipotong-home-silent = 😔 Portal sedang tidak dapat dihubungi, jadi tagihan terbaru mungkin belum tampak. Mohon tunggu sebentar, lalu tekan <b>Coba lagi</b>.
buktipotong-home-nothing = Belum ada tagihan Anda yang menjadi objek PPh 23. Domain tidak termasuk: itu pembelian, bukan jasa.
buktipotong-label = { $icon } { $invoice } · { $account }
buktipotong-one = <b>Tagihan { $invoice }</b>
    { $account }
buktipotong-not-subject = Tagihan ini tidak memuat jasa yang dipotong PPh 23. Bayar seluruhnya.
buktipotong-owed = • Objek <code>{ $code }</code>: DPP { $base } × 2% = <b>{ $amount }</b>
buktipotong-left-out = • Tidak dipotong: { $item } ({ $amount })
buktipotong-no-npwp = ⚠️ Akun ini belum punya NPWP, jadi kami tidak tahu siapa pemotongnya. Pasang NPWP perusahaan Anda dulu.
buktipotong-transfer = Total { $total } − PPh 23 { $withheld } = transfer <b>{ $transfer }</b>
buktipotong-paid = Dibayar { $paid }. PPh 23-nya { $withheld }; bila tadinya dibayar penuh, jumlah itu kami kembalikan setelah bukti potong diterima.
buktipotong-said-net = ⏳ Anda memotong PPh 23 dan membayar sisanya.
buktipotong-said-full = ⏳ Anda memotong PPh 23 dan membayar penuh; PPh-nya kami kembalikan.
buktipotong-slip-held = 🔎 Bukti potong <code>{ $number }</code>: masuk { $at }, sedang diperiksa tim kami.
buktipotong-slip-amend = ✏️ Bukti potong <code>{ $number }</code>: masuk { $at }, perlu pembetulan. Terbitkan pembetulannya, lalu kirim PDF-nya.
buktipotong-slip-reissue = ❌ Bukti potong <code>{ $number }</code>: masuk { $at }, bukan atas NPWP kami. Batalkan, terbitkan yang baru, lalu kirim PDF-nya.
buktipotong-slip-part = ⏳ Bukti potong <code>{ $number }</code>: masuk { $at }, menunggu bukti potong untuk sisanya.
buktipotong-slip-refused = ❌ Bukti potong <code>{ $number }</code>: masuk { $at }, tidak dapat kami pakai. Terbitkan yang benar, lalu kirim PDF-nya.
buktipotong-slip-booked = ✅ Bukti potong <code>{ $number }</code>: diterima { $at }.
buktipotong-slip-verified = ☑️ Bukti potong <code>{ $number }</code>: diterima { $at }, sudah cocok dengan Coretax.
buktipotong-slip-cancelled = 🚫 Bukti potong <code>{ $number }</code>: dibatalkan.
buktipotong-heading = <b>Bukti potong PPh 23</b>
buktipotong-missing = 📭 Belum kami terima: bukti potong { MONTH($masa) } sebesar { $amount } (objek <code>{ $code }</code>).
buktipotong-money-settling = ⏳ { $amount } sedang kami catat sebagai pembayaran di portal.
buktipotong-money-settled = ✅ { $amount } sudah tercatat sebagai pembayaran di portal.
buktipotong-money-asked = 💰 { $amount } kami kembalikan: pilih caranya di pesan yang kami kirim.
buktipotong-money-refunding = ⏳ { $amount } sedang ditransfer ke rekening Anda.
buktipotong-money-refunded = ✅ { $amount } sudah ditransfer ke rekening Anda.
buktipotong-money-crediting = ⏳ { $amount } sedang dijadikan saldo kredit akun Anda.
buktipotong-money-credited = ✅ { $amount } sudah menjadi saldo kredit akun Anda.
buktipotong-money-too-late = ⚠️ { $amount } tidak dapat dikembalikan: tahun pembayarannya sudah lewat.
buktipotong-block = Yang harus tertulis di bukti potong (ketuk untuk menyalin):
    <pre>NPWP penerima: { $npwp }
    NITKU: { $nitku }
    Nama: { $name }
    Kode objek: { $code }
    Masa pajak: { $masa }
    DPP: { $base }
    Tarif: { $rate }
    PPh: { $amount }
    Jenis dokumen: { $kind }
    Nomor dokumen: { $number }</pre>
buktipotong-send = Setelah terbit di Coretax, kirim PDF-nya ke chat ini.
buktipotong-announced = ✅ Dicatat: Anda memotong PPh 23 dari tagihan { $invoice }.
buktipotong-taken-back = Baik, tagihan { $invoice } tidak dipotong. Bayar seluruhnya.
buktipotong-reading = 📎 { $name } kami terima dan sedang dibaca. Hasilnya segera kami kabarkan.
buktipotong-btn-net = Saya potong, transfer sisanya
buktipotong-btn-full = Saya potong, bayar penuh dulu
buktipotong-btn-paid = Saya potong PPh 23
buktipotong-btn-undo = Tidak jadi memotong
buktipotong-btn-list = ‹ Semua tagihan
buktipotong-problem-number = ⚠️ Tagihan <code>{ $typed }</code> tidak ada di daftar ini. Tulis nomornya seperti di tagihan, contoh <code>INV-2026-000123</code>.
buktipotong-problem-not-subject = ⚠️ Tagihan ini tidak dapat dipotong PPh 23.
buktipotong-problem-booked = ⚠️ Bukti potong untuk tagihan ini sudah dibukukan, jadi tidak dapat ditarik lagi. Batalkan dulu bukti potongnya di Coretax, lalu kirim PDF pembatalannya ke sini.
buktipotong-problem-chosen = ⚠️ Cara pengembaliannya sudah dipilih.
buktipotong-problem-large = ⚠️ { $name } lebih dari 20 MB. Bukti potong dari Coretax hanya sekitar 130 KB; kirim PDF aslinya.

# Pengembalian
buktipotong-back = <b>Pengembalian { $amount }</b>
    Tagihan { $invoice } ({ $account }) dibayar penuh, dan bukti potongnya sudah ada. Pilih: saldo kredit untuk tagihan berikutnya, atau transfer ke rekening.
buktipotong-btn-credit = Jadikan saldo kredit
buktipotong-btn-refund = Transfer ke rekening
buktipotong-bank = { $amount } ditransfer ke bank apa? Pilih, atau tulis namanya, contoh <code>Bank Jatim</code>.
buktipotong-holder = { $bank }, atas nama siapa? Tulis seperti di buku tabungan, contoh <code>PT MAJU JAYA</code>.
buktipotong-number = Nomor rekening { $bank } atas nama { $holder }? Contoh <code>0123456789</code>.
buktipotong-sure = Periksa dulu:
    { $amount } untuk tagihan { $invoice }
    { $bank } · <code>{ $number }</code> · { $holder }

    Hanya bagian keuangan kami yang melihatnya; data rekening dihapus 30 hari setelah ditransfer.
buktipotong-btn-send = Benar, kirim
buktipotong-btn-mend = Ubah
buktipotong-done-credit = ✅ Baik, menjadi saldo kredit. Kami kabari begitu tercatat di portal.
buktipotong-done-refund = ✅ Baik, bagian keuangan kami mentransfernya. Kami kabari begitu selesai.
buktipotong-problem-bank = ⚠️ Nama bank itu tidak kami kenali. Tulis namanya saja, contoh <code>BCA</code>.
buktipotong-problem-holder = ⚠️ Tulis nama pemilik rekening, contoh <code>PT MAJU JAYA</code>; nomornya kami tanyakan setelah ini.
buktipotong-problem-account = ⚠️ Nomor rekening terdiri dari 8 sampai 16 angka, contoh <code>0123456789</code>. Periksa, lalu tulis lagi.

# Pengingat
ntf-buktipotong-reminder = ⏰ Bukti potong PPh 23 untuk tagihan <b>{ $invoice }</b> ({ $account }), masa { MONTH($masa) }, sebesar { $amount } belum kami terima. Kirim PDF-nya ke chat ini, paling lambat { $until }.
ntf-buktipotong-missed = ⚠️ Bukti potong PPh 23 untuk tagihan <b>{ $invoice }</b> ({ $account }), masa { MONTH($masa) }, tidak kami terima sampai { $until }. { $amount } itu tidak dapat lagi kami kreditkan, jadi tidak kami kembalikan; bila Anda membayar kurang, mohon bayar sisanya di portal.
mail-buktipotong-reminder = Bukti potong untuk tagihan { $invoice } belum kami terima
    .body =
        Yth. { $account },

        Anda mengabarkan bahwa PPh 23 dipotong dari tagihan { $invoice }, masa { MONTH($masa) }, sebesar { $amount }. Bukti potongnya belum kami terima.

        Kirim PDF-nya lewat chat asisten kami di Telegram (/buktipotong), paling lambat { $until }.
mail-buktipotong-missed = Bukti potong untuk tagihan { $invoice } tidak kami terima
    .body =
        Yth. { $account },

        Bukti potong PPh 23 untuk tagihan { $invoice }, masa { MONTH($masa) }, tidak kami terima sampai { $until }. { $amount } itu tidak dapat lagi kami kreditkan, jadi tidak kami kembalikan. Bila Anda membayar kurang, mohon bayar sisanya di portal.
ntf-buktipotong-cancelled = 🚫 Menurut Coretax, bukti potong { $number } sudah dibatalkan. Tagihannya kembali menunggu: terbitkan yang baru, lalu kirim PDF-nya ke sini.
