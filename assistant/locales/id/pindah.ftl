# Pemindahan layanan antarakun.

# Layanan, dengan ikon menurut jenisnya
service-domain = 🌐 { $name }
service-hosting = 🗂 { $name }
service-server = 🖥 { $name }
service-more = … dan { $count } layanan lain

# Belum ada akun yang terhubung
pindah-nobody = Untuk memindahkan layanan, kami perlu tahu bahwa Anda pemilik akunnya.
    Hubungkan dahulu akun yang <b>sekarang</b> memiliki layanan itu; cukup dengan kode yang kami kirim ke emailnya.
pindah-btn-link = 🔗 Hubungkan akun

# Langkah 1: akun asal
pindah-account = <b>Layanan dari akun mana yang ingin dipindahkan?</b>
    Pilih akun pemiliknya sekarang. Akun itu juga yang mengajukan permintaan.
pindah-account-item = { $label } · { $email }

# Memuat dari portal
pindah-loading = ⏳ Memuat layanan Anda…
    Tampilan ini berganti sendiri begitu selesai.
pindah-failed = 😔 Portal sedang tidak dapat dihubungi. Isian Anda aman.
    Mohon tunggu sebentar, lalu tekan <b>Coba lagi</b>.

# Langkah 2: layanan
pindah-services = <b>Layanan apa yang dipindahkan dari { $account }?</b>
    Tekan untuk memilih atau membatalkan pilihan. Terpilih: <b>{ $chosen }</b>.
pindah-services-none = Akun <b>{ $account }</b> belum memiliki layanan yang dapat dipindahkan.
    Layanannya masih di akun lain? Hubungkan dahulu akun yang <b>sekarang</b> memilikinya, lalu pindahkan dari sana.
pindah-services-busy = ⛔ berarti layanan itu sudah ada di permintaan yang masih berjalan. Lihat /tiket.
pindah-services-hint = Banyak layanan? Ketik sebagian namanya untuk mencari, misalnya <code>contoh</code>, atau tempel daftar namanya sekaligus.
pindah-services-found = 🔍 Hasil pencarian “{ $search }”: { $found } layanan.
pindah-item-chosen = ✅ { $service }
pindah-item-free = ▫️ { $service }
pindah-item-busy = ⛔ { $service }
pindah-btn-search = 🔍 Cari
pindah-btn-all = ☑️ Pilih semua
pindah-pasted = ✅ { $count } layanan dipilih.
pindah-pasted-some = ✅ { $count } layanan dipilih. Tidak ada di akun ini, atau sudah diminta: { $unknown }.
pindah-btn-show-all = ✕ Tampilkan semua
pindah-search-how = 🔍 Ketik sebagian nama layanan, misalnya <code>contoh.example</code>.
pindah-problem-choose = ⚠️ Pilih sedikitnya satu layanan dahulu.
pindah-problem-busy = ⚠️ Layanan itu sudah ada di permintaan yang masih berjalan. Lihat statusnya di /tiket.
pindah-problem-too-many = ⚠️ Satu permintaan memuat paling banyak { $most } layanan. Ajukan sisanya di permintaan berikutnya.

# Langkah 3: tujuan
pindah-destination = <b>Dipindahkan ke akun mana?</b>
    Pilih akun Anda yang lain, atau langsung tulis email akun tujuan di sini.
pindah-destination-none = <b>Dipindahkan ke akun mana?</b>
    Anda belum menghubungkan akun lain. Tekan <b>Email lain</b> untuk menulis email akun tujuan, atau hubungkan akun tujuan itu dengan /hubungkan.
pindah-destination-now = Tujuan sekarang: <b>{ $to }</b>. Tekan <b>Lanjut</b> untuk tetap memakainya.
pindah-btn-other-email = ✉️ Email lain
pindah-email = <b>Apa alamat email akun tujuan?</b>
    Contoh: <code>keuangan@contoh.example</code>

    Pemilik alamat itu kami tanyai lewat email, baik sudah punya akun maupun belum. Layanan baru dipindahkan setelah ia setuju.
pindah-problem-email-empty = ⚠️ Alamat emailnya belum terisi. Contoh: <code>keuangan@contoh.example</code>
pindah-problem-email-no-at = ⚠️ Alamat email memerlukan tanda @. Contoh: <code>keuangan@contoh.example</code>
pindah-problem-email-malformed = ⚠️ Itu belum seperti alamat email. Mohon periksa ejaannya. Contoh: <code>keuangan@contoh.example</code>
pindah-problem-email-too-long = ⚠️ Alamat email itu terlalu panjang. Paling banyak 254 karakter.
pindah-problem-email-several = ⚠️ Ada lebih dari satu alamat email. Mohon tulis satu saja, contoh <code>keuangan@contoh.example</code>
pindah-problem-same-account = ⚠️ Itu akun yang sama dengan akun asalnya. Mohon tulis email akun tujuan yang lain.

# Langkah 4: tiga syarat, tiket, dan kirim
pindah-summary = <b>Sudah benar?</b>
    Dari: <b>{ $from }</b>
    Ke: <b>{ $to }</b>
    { $services }

    { $checks }
pindah-summary-asks = Setelah dikirim, pemilik { $to_email } kami tanyai lewat email.
pindah-summary-go =
    { "" }
    Semua siap. Tekan <b>Kirim permintaan</b>.
pindah-summary-stop =
    { "" }
    Bereskan dahulu yang bertanda ❌. Tampilan ini berganti sendiri begitu tagihannya lunas.
pindah-btn-free = Pindahkan { $free } yang bebas saja
pindah-btn-check-again = 🔄 Periksa lagi
check-nothing-unpaid-ok = ✅ Tidak ada tagihan yang belum dibayar pada layanan ini.
check-nothing-unpaid-waiting = ⏳ Tagihan layanan ini sedang diperiksa.
check-nothing-unpaid-bad = ❌ Masih ada tagihan yang belum dibayar:
check-owner-asks-ok = ✅ Diajukan oleh akun pemiliknya.
check-owner-asks-waiting = ⏳ Kepemilikan layanan sedang diperiksa.
check-owner-asks-bad = ❌ Layanan ini tidak lagi tercatat di akun Anda:
check-recipient-agrees-ok = ✅ Penerima setuju.
check-recipient-agrees-waiting = ⏳ Menunggu konfirmasi penerima lewat email. Permintaan sudah boleh dikirim.
check-recipient-agrees-bad = ❌ Penerima tidak setuju.
pindah-fix-invoice = { "   " }• <b>{ $number }</b> ({ $services }): { $total }, jatuh tempo { $due }
pindah-fix-invoice-foreign = { "   " }• <b>{ $number }</b> ({ $services }): dalam { $currency }, jatuh tempo { $due }
pindah-fix-pay = { "   " }Bayar di { $portal }.
pindah-fix-page = { "     " }<a href="{ $url }">💳 Bayar { $number }</a>
pindah-fix-service = { "   " }• { $name }
pindah-fix-choose = { "   " }Tekan <b>✏️ Layanan</b> untuk memilih lagi.

pindah-department = <b>Ke departemen mana tiketnya dikirim?</b>
    Bila ragu, pilih yang bertanda ●.
pindah-department-default = ● { $name }
pindah-department-other = { $name }
pindah-ticket =
    { "" }
    🎫 <b>Tiket yang akan dikirim</b>
    Departemen: { $department }
    Subjek: <b>{ $subject }</b>

    { $shortened }
pindah-ticket-old = ⚠️ Pilihan Anda berubah, sedangkan pesan tiket sudah Anda tulis sendiri. Periksa lagi pesannya, atau tekan <b>Susun ulang</b>.
pindah-btn-edit-department = ✏️ Departemen
pindah-btn-subject = ✏️ Ubah subjek
pindah-btn-message = ✏️ Ubah pesan
pindah-subject = <b>Tulis subjek tiket</b>, paling banyak 200 karakter.
    Contoh: <code>Pindah layanan ke akun PT Contoh</code>

    Sekarang: { $subject }
pindah-message = <b>Tulis pesan tiket</b>, paling banyak 3.000 karakter.
    Sebutkan layanan dan email tujuannya. Contoh: <code>Mohon pindahkan contoh.example ke akun keuangan@contoh.example.</code>

    Pesan yang sekarang tetap dipakai bila Anda menekan <b>Kembali</b>:

    { $message }
pindah-btn-redraft = Susun ulang

# Isi tiket yang kami susun
pindah-ticket-subject = Permohonan pemindahan layanan ke akun lain
pindah-ticket-message = Kepada tim { $brand },

    Kami pemilik akun { $from } dan memohon agar layanan berikut dipindahkan ke akun dengan alamat email { $to }:
    { $services }

    Layanan tersebut diurus oleh perusahaan yang berbeda, sehingga faktur pajaknya perlu terbit atas nama perusahaan itu.

    Atas bantuannya kami ucapkan terima kasih.
pindah-ticket-service = – { $name }

pindah-checking-again = 🔄 Keadaan di portal kami periksa sekali lagi. Mohon tekan <b>Kirim permintaan</b> setelah tombolnya muncul.
pindah-btn-send = 📨 Kirim permintaan
pindah-btn-edit-services = ✏️ Layanan
pindah-btn-edit-destination = ✏️ Tujuan
pindah-error-no-services = ⚠️ Belum ada layanan yang dipilih.
pindah-error-rules = ⚠️ Salah satu syarat tidak terpenuhi lagi. Ini keadaannya sekarang.
pindah-error-already-asked = ⚠️ Sudah ada permintaan yang berjalan untuk: { $services }. Pilihannya kami lepas.
pindah-error-asked-often = ⚠️ Ke <b>{ $email }</b> sudah kami kirim 3 permintaan persetujuan dalam 24 jam. Mohon ajukan lagi besok, atau pilih akun tujuan yang lain. Isian Anda tersimpan.

# Terkirim
pindah-sent = ✅ <b>Permintaan terkirim.</b>
    Nomor permintaan: <code>{ $number }</code>
pindah-sent-ticket = Nomor tiket: <code>{ $ticket }</code>
pindah-sent-opening = ⏳ Tiket sedang dibuka di portal. Nomornya muncul di sini.
pindah-sent-asked = ✉️ Email ke { $email } sedang dikirim. Layanan baru dipindahkan setelah pemiliknya setuju.
pindah-sent-next = Tim kami memeriksa permintaan ini. Setiap perubahan kami kabarkan di sini, dan statusnya ada di /tiket.
pindah-btn-copy = 📋 Salin nomor tiket
btn-status = 📋 Lihat status

# Email kepada pemilik akun tujuan
mail-consent = Persetujuan pemindahan layanan { $number }
    .body = Halo,

    { $from }, pelanggan { BRAND() }, ingin memindahkan layanan berikut ke akun dengan alamat email ini:
    { $services }

    Bila Anda setuju menerimanya, buka tautan ini di Telegram:
    https://t.me/{ BOT() }?start=setuju-{ $token }

    Belum punya akun? Lewat tautan yang sama Anda dapat membuatnya dahulu, lalu menyetujui.
    Tidak mengenal permintaan ini? Abaikan saja email ini; tidak ada layanan yang dipindahkan tanpa persetujuan Anda.

    Nomor permintaan: { $number }
    Tautan ini berlaku 14 hari dan hanya kami kirim ke alamat ini. Mohon jangan diteruskan.
mail-consent-page = Persetujuan pemindahan layanan { $number }
    .body = Halo,

    { $from }, pelanggan { BRAND() }, ingin memindahkan layanan berikut ke akun dengan alamat email ini:
    { $services }

    Bila Anda setuju menerimanya, jawab di Telegram:
    https://t.me/{ BOT() }?start=setuju-{ $token }

    Tidak memakai Telegram? Jawab di peramban:
    { $page }{ $token }

    Belum punya akun? Lewat Telegram Anda dapat membuatnya dahulu, lalu menyetujui.
    Tidak mengenal permintaan ini? Abaikan saja email ini; tidak ada layanan yang dipindahkan tanpa persetujuan Anda.

    Nomor permintaan: { $number }
    Kedua tautan berlaku 14 hari dan hanya kami kirim ke alamat ini. Mohon jangan diteruskan.
mail-transfer-received = Layanan sudah masuk ke akun Anda, { $number }
    .body = Halo,

    Layanan berikut sudah masuk ke akun { $to }:
    { $services }

    Tagihan berikutnya menjadi tanggungan akun itu.
    Nomor permintaan: { $number }
mail-transfer-not-coming = Pemindahan layanan { $number } tidak jadi
    .body = Halo,

    Pemindahan ke akun { $to } tidak jadi dilakukan. Layanan berikut tetap di akun asalnya:
    { $services }

    Anda tidak perlu melakukan apa-apa.
    Nomor permintaan: { $number }

# Kabar tentang permintaan
ntf-transfer-agreed = ✅ Penerima ({ $to }) menyetujui permintaan <b>{ $number }</b>.
    Layanan: { $services }
    Selanjutnya tim kami memeriksanya.
ntf-transfer-declined = ❌ Penerima ({ $to }) tidak menyetujui permintaan <b>{ $number }</b>, jadi permintaan ini berakhir.
    Layanan: { $services }
    Layanan tetap di akun Anda.
ntf-transfer-taken = 👀 Permintaan <b>{ $number }</b> sedang ditangani tim kami.
    { $services } → { $to }
ntf-transfer-refused = ❌ Permintaan <b>{ $number }</b> belum dapat kami setujui.
    { $services } → { $to }
    Alasan: { $reason }
    Setelah itu dibereskan, Anda dapat mengajukan lagi lewat /pindah.
ntf-transfer-approved = 👍 Permintaan <b>{ $number }</b> disetujui. Layanan sedang dipindahkan.
    { $services } → { $to }
ntf-transfer-done = 🎉 Selesai: layanan pada permintaan <b>{ $number }</b> sudah berpindah ke { $to }.
    { $services }
    Mulai tagihan berikutnya, faktur pajak terbit atas nama akun itu setelah lunas.
ntf-transfer-received = 📦 Layanan berikut sudah masuk ke akun { $to } (permintaan <b>{ $number }</b>):
    { $services }
ntf-transfer-not-coming = ℹ️ Pemindahan ke akun { $to } (permintaan <b>{ $number }</b>) tidak jadi dilakukan. Layanan berikut tetap di akun asalnya:
    { $services }
ntf-transfer-question = 💬 Tim kami bertanya tentang permintaan <b>{ $number }</b>:

    { $question }
ntf-ticket-opened = 🎫 Tiket <code>{ $ticket }</code> untuk permintaan <b>{ $number }</b> sudah dibuka.
btn-answer = ✍️ Jawab
btn-faktur = 📄 Faktur pajak
