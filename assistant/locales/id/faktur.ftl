# /faktur: arsip faktur, yang ditunggu, dan ke mana dikirim.

faktur-none = <b>Faktur pajak</b>
    Faktur tersimpan per akun { $brand }, dan belum ada akun yang terhubung dengan chat ini. Buat akun baru, atau hubungkan yang sudah ada.
faktur-home = <b>Faktur pajak</b>
    Ada { $count } faktur dari semua perusahaan. Pilih perusahaannya, atau kirim sebagian nomor tagihan untuk mencari, contoh <code>000123</code>.
faktur-account = <b>Faktur pajak { $account }</b>
    Tahun { $year }: { $count } faktur. Pilih bulannya, atau kirim sebagian nomor tagihan untuk mencari, contoh <code>000123</code>.
faktur-account-empty = <b>Faktur pajak { $account }</b>
    Belum ada faktur.
    Faktur dibuat setelah tagihan lunas (PAID) dan akun sudah punya NPWP. Lunas belum berarti faktur siap: faktur harus disetujui dulu di sistem pajak, paling lambat tanggal 20 bulan berikutnya. Begitu terbit, PDF-nya kami kirim.
faktur-month = <b>Faktur { MONTH($month) } · { $account }</b>
    { $count } faktur. Pilih yang ingin dibuka.
faktur-search = <b>Cari faktur</b>
    Kirim sebagian nomor tagihan atau nomor faktur, contoh <code>000123</code>. Semua perusahaan Anda ikut dicari.
faktur-found = <b>Hasil pencarian “{ $search }”</b>
    { $count } faktur. Kirim nomor lain untuk mencari lagi.
faktur-found-many = <b>Hasil pencarian “{ $search }”</b>
    Lebih dari { $count } faktur cocok; ini { $count } yang terbaru. Kirim nomor yang lebih lengkap untuk mempersempit.
faktur-found-none = <b>Hasil pencarian “{ $search }”</b>
    Tidak ada faktur dengan nomor itu. Kirim nomor lain, atau tanyakan mengapa belum ada.
faktur-one = <b>{ $company }</b>
    Nomor faktur: <code>{ $number }</code>
    Tagihan: <code>{ $invoice }</code>
    Akun: { $account }
    Masa pajak: { MONTH($masa) }
    Tanggal faktur: { $issued }
    DPP: { $dpp }
    PPN: { $ppn }
faktur-one-replacement = 🔁 <i>Faktur pengganti ke-{ $replacement }</i>
faktur-one-replaced = ↩️ <i>Sudah diganti. Pakai yang terbaru, ada di bawah.</i>
faktur-one-cancelled = 🚫 <i>Tagihannya dibatalkan atau dikembalikan.</i>
faktur-on-its-way = ✅ PDF sedang dikirim ke chat ini.
faktur-being-made-zip = ⏳ ZIP sedang disiapkan. Begitu selesai, berkasnya masuk ke chat ini.
faktur-being-made-recap = ⏳ Rekap sedang disiapkan. Begitu selesai, PDF-nya masuk ke chat ini.
faktur-masa = masa pajak { MONTH($month) }
faktur-year = tahun { $year }

faktur-waiting = <b>Menunggu diterbitkan</b>
    Tagihan ini sudah lunas; fakturnya belum terbit.
faktur-waiting-line = • <code>{ $invoice }</code> · { $account } · lunas { $paid }
faktur-waiting-more = … dan { $count } lagi.
faktur-waiting-foreign = • <code>{ $invoice }</code> · { $account } · lunas { $paid }, ditagih dalam { $currency }: fakturnya ditangani bagian keuangan kami.
faktur-waiting-none = <b>Menunggu diterbitkan</b>
    Tidak ada yang menunggu. Semua tagihan lunas yang kami ketahui sudah ada fakturnya.
faktur-waiting-ask =
    {""}
    Ingin tahu mengapa sebuah faktur belum ada? Pilih tagihannya, atau kirim nomor tagihan, contoh <code>INV-2026-000123</code>.

faktur-why = <b>Faktur untuk { $invoice }</b>
    { $account }
    {""}
faktur-why-several = Ada beberapa tagihan yang cocok dengan “{ $typed }”. Pilih salah satu.
faktur-why-unknown = <b>“{ $typed }”</b>
    Nomor itu tidak kami temukan di akun Anda. Periksa nomornya di tagihan, lalu kirim lagi, contoh <code>INV-2026-000123</code>.
    Tagihan yang baru saja dibayar kadang perlu beberapa menit sampai terlihat di sini. Yang lunas lebih dari empat bulan sebelum akunnya dihubungkan tidak ada di sini; mohon tanyakan kepada tim kami lewat /cs.
faktur-why-paid = ✅ Tagihan lunas pada { $paid }.
faktur-why-unpaid = ⬜ Tagihan belum lunas, jatuh tempo { $due }. Faktur dibuat setelah pembayaran kami terima.
faktur-why-cancelled = 🚫 Tagihan dibatalkan atau dikembalikan, jadi tidak ada faktur untuknya.
faktur-why-foreign = ℹ️ Tagihan ini dalam { $currency }, bukan rupiah. Fakturnya ditangani bagian keuangan kami. Bila perlu kabar, tanyakan kepada tim kami lewat /cs.
faktur-why-ppn = ✅ Tagihan memuat PPN.
faktur-why-no-ppn = ⚪ Tagihan ini tanpa PPN, jadi tidak ada faktur pajak untuknya.
faktur-why-npwp = ✅ Akun sudah punya NPWP.
faktur-why-no-npwp = ⚠️ Akun belum punya NPWP. Pasang dengan tombol di bawah; setelah itu faktur dapat dibuat.
faktur-why-retail = 🧾 Sudah dilaporkan ke kantor pajak sebagai penjualan kepada konsumen akhir, tanpa nama pembeli (digunggung). Tagihannya sudah menjadi faktur pajak, jadi tidak ada PDF yang menyusul, dan PPN-nya tidak dapat dikreditkan. Perlu faktur atas nama Anda atau perusahaan? Tanyakan kepada tim kami lewat /cs.
faktur-why-npwp-later = ℹ️ NPWP baru dipasang { $since }, sesudah pembayaran. Fakturnya tetap dibuat, dengan NPWP itu.
faktur-why-exported = ✅ Sudah disiapkan untuk sistem pajak (Coretax) pada { $when }.
faktur-why-not-exported = ⏳ Belum disiapkan untuk sistem pajak (Coretax). Bagian keuangan kami mengerjakannya; Anda tidak perlu melakukan apa-apa.
faktur-why-held = ⏳ Fakturnya sedang kami periksa sekali lagi sebelum dikirim. Anda tidak perlu melakukan apa-apa.
faktur-why-due = ⏳ Terbit paling lambat { $until }.
faktur-why-late = ⚠️ Batas { $until } sudah lewat. Mohon tanyakan kepada tim kami lewat /cs.
faktur-why-issued = ✅ Faktur <code>{ $number }</code> terbit { $issued }.
faktur-why-replaced = ✅ Faktur pengganti <code>{ $number }</code> terbit { $issued }.
faktur-why-to-chat = ✅ Dikirim ke chat ini pada { $when }.
faktur-why-to-group = ✅ Dikirim ke grup “{ $group }” pada { $when }.
faktur-why-to-mail = ✅ Dikirim ke email { $address } pada { $when }.
faktur-why-on-its-way = ⏳ Sedang dikirim.
faktur-why-chat-closed = ⚪ Waktu itu chat ini tertutup bagi kami, jadi faktur kami kirim lewat email.
faktur-why-muted = 🔕 Kiriman untuk akun ini Anda bisukan. Fakturnya tetap ada di sini.

faktur-where = <b>Ke mana faktur baru dikirim?</b>
    Pilih perusahaan yang ingin diubah.
    💬 chat ini · ✉️ email · 👥 grup · 🔕 dibisukan
faktur-where-one = <b>{ $account }</b>
    Faktur baru dikirim:
    { $now }
    {""}
    Boleh lebih dari satu tujuan. Pilihan ini hanya untuk Anda; orang lain yang terhubung memilih sendiri.
faktur-pushes =
    {""}
    Faktur baru dikirim:
faktur-to-chat = 💬 ke chat ini
faktur-to-mail = ✉️ ke email faktur di data NPWP akun itu
faktur-to-group = 👥 ke grup “{ $group }”
faktur-to-nowhere = 🔕 tidak ke mana-mana; fakturnya tetap ada di /faktur
faktur-where-set = ✅ Tujuan faktur { $account } sudah diubah.
faktur-where-muted = 🔕 Faktur { $account } tidak dikirim lagi kepada Anda. Semuanya tetap ada di /faktur.
faktur-group = <b>Kirim faktur { $account } ke grup</b>
    1. Tambahkan bot kami ke grup perusahaan Anda dengan tombol di bawah.
    2. Kami menampilkan kode 6 angka di grup itu, khusus untuk Anda.
    3. Kirim kode itu ke sini, contoh <code>123456</code>.
    {""}
    Bot kami sudah ada di grupnya? Tulis <code>/hubungkan</code> di grup itu untuk meminta kode.
faktur-group-known =
    {""}
    Atau pakai grup yang sudah Anda hubungkan:
faktur-group-sure = <b>Kirim ke grup “{ $group }”?</b>
    Setiap faktur baru { $account } akan dikirim ke sana. Semua anggota grup dapat membacanya: nama, NPWP, dan nilai tagihan.

faktur-label = { $invoice } · { $ppn }
faktur-label-found = { $invoice } · { $company } · { $ppn }
faktur-label-company = { $account } ({ $count })
faktur-label-month = { MONTH($month) } ({ $count })
faktur-label-npwp = 🧾 Pasang NPWP: { $account }
faktur-label-why = ❓ { $invoice }
faktur-label-replaced = ↩️ { $number } (sudah diganti)
faktur-label-newest = ✅ { $number } (terbaru)

faktur-btn-waiting = ❓ Faktur belum ada?
faktur-btn-why = ❓ Kenapa belum ada?
faktur-btn-trail = 🔎 Sudah sampai mana?
faktur-btn-open = 📄 Buka faktur
faktur-btn-search = 🔍 Cari
faktur-btn-where = 📮 Tujuan kirim
faktur-btn-archive = 📄 Ke arsip
faktur-btn-send = 📄 Kirim PDF
faktur-btn-zip = 📦 Semua (ZIP)
faktur-btn-zip-year = 📦 Semua { $year } (ZIP)
faktur-btn-recap = 📊 Rekap (PDF)
faktur-btn-chat-on = ⬜ Chat ini
faktur-btn-chat-off = ☑️ Chat ini
faktur-btn-mail-on = ⬜ Email
faktur-btn-mail-off = ☑️ Email
faktur-btn-group-on = ⬜ Grup perusahaan
faktur-btn-group-off = ☑️ 👥 { $group }
faktur-btn-mute = 🔕 Bisukan
faktur-btn-group-add = ➕ Tambahkan ke grup
faktur-btn-group-yes = Ya, kirim ke grup ini
faktur-btn-group-no = Tidak jadi

faktur-problem-not-found = ⚠️ Faktur itu tidak ada di akun Anda.
faktur-problem-search-long = ⚠️ Itu terlalu panjang untuk sebuah nomor. Kirim sebagian nomor tagihan, contoh <code>000123</code>.
faktur-problem-code-wrong = ⚠️ Kode itu tidak cocok. Sisa { $left } kali mencoba. Kode hanya berlaku untuk orang yang namanya disebut di grup.
faktur-problem-code-not-six-digits = ⚠️ Kodenya 6 angka, contoh <code>123456</code>. Lihat kode yang tampil di grup.
faktur-problem-code-expired = ⚠️ Tidak ada kode yang berlaku untuk Anda. Tulis <code>/hubungkan</code> di grup itu, lalu kirim kode barunya ke sini.
faktur-problem-code-used-up = ⚠️ Kode itu sudah tidak berlaku. Tulis <code>/hubungkan</code> di grup itu untuk meminta yang baru.
faktur-problem-group-gone = ⚠️ Bot kami tidak ada lagi di grup itu. Tambahkan lagi, lalu kirim kodenya ke sini.

# Di grup perusahaan
group-code = 👋 Halo { $name }. Kami mengirim faktur pajak { BRAND() }.
    Kode untuk grup ini: <code>{ $code }</code>
    {""}
    Agar faktur dikirim ke grup ini, kirim kode itu di chat pribadi kita: /faktur, lalu Tujuan kirim, lalu Grup perusahaan.
    https://t.me/{ BOT() }?start=faktur-where
    {""}
    Kode berlaku { $minutes } menit, dan hanya untuk { $name }. Anggota lain yang akunnya terhubung dapat menulis /hubungkan di sini.
group-private = Perintah dijawab di chat pribadi: https://t.me/{ BOT() }
    Di grup ini kami hanya mengirim faktur. Untuk mengatur grup ini, tulis /hubungkan dengan nama Anda sendiri.
group-chosen = ✅ Mulai sekarang faktur pajak <b>{ $account }</b> dikirim ke grup ini, dipilih oleh { $name }.

# Pemberitahuan
ntf-faktur = 📄 <b>Faktur pajak { $company }</b>
    Nomor: <code>{ $number }</code>
    Tagihan: { $invoice }
    Masa pajak: { MONTH($masa) }
    DPP: { $dpp }
    PPN: { $ppn }
ntf-faktur-replacement = 🔁 <b>Faktur pajak pengganti { $company }</b>
    { $replaces ->
        [same] Menggantikan faktur sebelumnya yang 13 angka terakhirnya sama.
       *[other] Menggantikan faktur { $replaces }.
    }
    Yang lama tidak berlaku lagi. <b>Pakailah faktur ini.</b>
    Nomor: <code>{ $number }</code>
    Tagihan: { $invoice }
    Masa pajak: { MONTH($masa) }
    DPP: { $dpp }
    PPN: { $ppn }
ntf-faktur-waiting = ✅ Pembayaran { $invoice } untuk <b>{ $account }</b> sebesar { $total } sudah kami terima.
    Faktur pajaknya sedang menunggu diterbitkan. Begitu siap, kami kirimkan; Anda tidak perlu melakukan apa-apa.
ntf-faktur-no-npwp = ✅ Pembayaran { $invoice } untuk <b>{ $account }</b> sebesar { $total } sudah kami terima.
    ⚠️ Akun itu belum punya NPWP, jadi faktur pajaknya belum dapat dibuat. Pasang NPWP dengan tombol di bawah, paling lambat { $until }, supaya fakturnya tepat waktu.
ntf-faktur-no-npwp-late = ✅ Pembayaran { $invoice } untuk <b>{ $account }</b> sebesar { $total } sudah kami terima.
    ⚠️ Akun itu belum punya NPWP, jadi faktur pajaknya belum dapat dibuat. Batas kami { $until } sudah lewat, dan sesudah { $deadline } fakturnya terlambat. Pasang NPWP sekarang dengan tombol di bawah.
ntf-faktur-no-npwp-too = ✅ Pembayaran { $invoice } untuk <b>{ $account }</b> sebesar { $total } sudah kami terima.
    Fakturnya menunggu NPWP akun itu, seperti faktur pembayaran sebelumnya.
ntf-faktur-found = 🧾 Di akun <b>{ $account }</b> ada { $count } tagihan lunas yang fakturnya belum terbit lewat chat ini.
    Begitu fakturnya siap, kami kirimkan. Daftarnya ada di /faktur, di “Menunggu diterbitkan”.
ntf-faktur-found-no-npwp = 🧾 Di akun <b>{ $account }</b> ada { $count } tagihan lunas yang fakturnya belum terbit lewat chat ini.
    ⚠️ Akun itu belum punya NPWP, jadi faktur pajaknya belum dapat dibuat. Pasang NPWP dengan tombol di bawah.
ntf-faktur-found-npwp-by = 🧾 Di akun <b>{ $account }</b> ada { $count } tagihan lunas yang fakturnya belum terbit lewat chat ini.
    ⚠️ Akun itu belum punya NPWP, jadi faktur pajaknya belum dapat dibuat. Pasang NPWP dengan tombol di bawah, paling lambat { $until }, supaya fakturnya tepat waktu.
ntf-faktur-group-chosen = 👥 { $name } memilih agar faktur <b>{ $account }</b> juga dikirim ke grup “{ $group }”.
    Kalau itu tidak seharusnya, hubungi { $name }, atau putuskan dia di /hubungkan.
ntf-faktur-group-lost = ⚠️ Bot kami tidak ada lagi di grup “{ $group }”.
    Faktur { $accounts } yang tadinya dikirim ke sana sekarang dikirim ke email. Tujuannya dapat Anda ubah kapan saja.
ntf-faktur-zip = 📦 <b>Faktur pajak { $account }</b>, { $period }
    { $count } faktur. Daftarnya ada di indeks.xlsx di dalam ZIP.
ntf-faktur-zip-part = 📦 <b>Faktur pajak { $account }</b>, { $period }
    Bagian { $part } dari { $of }, semuanya { $count } faktur. Tiap ZIP memuat indeks.xlsx untuk isinya sendiri.
ntf-faktur-recap = 📊 <b>Rekap faktur pajak { $account }</b>, { $period }
    { $count } faktur.
ntf-faktur-file-empty = Tidak ada faktur { $account } untuk { $period }, jadi tidak ada berkas yang dibuat.

# Di dalam ZIP: indeks.xlsx
index-title = Faktur pajak
index-number = Nomor faktur
index-invoice = Tagihan
index-date = Tanggal
index-company = Pembeli
index-dpp = DPP
index-ppn = PPN
index-file = Berkas
index-note = Catatan
index-missing = PDF tidak tersimpan lagi; ada di chat dan di portal
index-cancelled = Tagihan dibatalkan atau dikembalikan

mail-faktur = Faktur pajak { $number } untuk tagihan { $invoice }
    .body =
        Yth. { $company },

        Terlampir faktur pajak Anda.

        Nomor faktur: { $number }
        Tagihan: { $invoice }
        Masa pajak: { MONTH($masa) }
        DPP: { $dpp }
        PPN: { $ppn }

        Mohon simpan berkas ini untuk pembukuan Anda.
        Ada yang tidak sesuai? Tulis kepada kami di Telegram, https://t.me/{ BOT() }, atau lewat tiket di portal.

        Faktur berikutnya langsung di Telegram? Hubungkan akun { $company } di sini:
        https://t.me/{ BOT() }?start=hubungkan-baru
mail-faktur-replacement = Faktur pajak pengganti { $number } untuk tagihan { $invoice }
    .body =
        Yth. { $company },

        Terlampir faktur pajak pengganti Anda.

        { $replaces ->
            [same] Faktur ini menggantikan faktur sebelumnya yang 13 angka terakhirnya sama.
           *[other] Faktur ini menggantikan faktur { $replaces }.
        }
        Yang lama tidak berlaku lagi. Pakailah faktur terlampir.

        Nomor faktur: { $number }
        Tagihan: { $invoice }
        Masa pajak: { MONTH($masa) }
        DPP: { $dpp }
        PPN: { $ppn }

        Mohon simpan berkas ini untuk pembukuan Anda.
        Ada yang tidak sesuai? Tulis kepada kami di Telegram, https://t.me/{ BOT() }, atau lewat tiket di portal.

        Faktur berikutnya langsung di Telegram? Hubungkan akun { $company } di sini:
        https://t.me/{ BOT() }?start=hubungkan-baru
ntf-faktur-superseded = 🚫 <s>Faktur pajak { $number }</s>
    <b>{ $company }</b> · tagihan { $invoice }
    Faktur ini sudah <b>tidak berlaku</b> dan digantikan faktur <code>{ $by }</code>. Pakailah yang baru.
mail-faktur-superseded = Faktur pajak { $number } sudah tidak berlaku
    .body =
        Yth. { $company },

        Terlampir faktur pajak { $number } untuk tagihan { $invoice }, sesuai permintaan Anda.

        Faktur ini sudah tidak berlaku dan digantikan faktur { $by }. Pakailah yang baru.
mail-invoice-undone-issued = Tagihan { $invoice } dibatalkan: faktur pajak { $number }
    .body =
        Yth. { $account },

        Tagihan { $invoice } dibatalkan atau dananya dikembalikan. Faktur pajaknya ({ $number }) sudah terbit dan akan kami batalkan di sistem pajak. Mohon jangan dikreditkan.

        Bila sudah dikreditkan, kami memerlukan persetujuan Anda: tulis kepada kami di Telegram, https://t.me/{ BOT() }, atau lewat tiket di portal.
ntf-invoice-undone = ↩️ Tagihan { $invoice } untuk <b>{ $account }</b> dibatalkan atau dananya dikembalikan.
    Karena itu faktur pajaknya tidak diterbitkan. Anda tidak perlu melakukan apa-apa.
ntf-invoice-undone-issued = ↩️ Tagihan { $invoice } untuk <b>{ $account }</b> dibatalkan atau dananya dikembalikan.
    Faktur pajaknya (<code>{ $number }</code>) sudah terbit dan akan kami batalkan di sistem pajak. Mohon jangan dikreditkan. Bila sudah dikreditkan, kami memerlukan persetujuan Anda untuk membatalkannya: mohon tulis kepada kami lewat /cs.

# Dicari dengan kata-kata
faktur-problem-company = ⚠️ Tidak ada akun terhubung atas nama <b>{ $company }</b>. Ini semua akun Anda; bila seharusnya ada, hubungkan dulu dengan /hubungkan.
faktur-month-also = ℹ️ Selain yang di bawah, ada { $count } tagihan { MONTH($month) } yang fakturnya belum terbit. Lihat “Belum terbit” di /faktur.
faktur-month-which = Faktur { MONTH($month) } ada di lebih dari satu akun. Pilih perusahaannya.
faktur-month-missing = ℹ️ Faktur { MONTH($month) } belum terbit: ada { $count } tagihan yang menunggu. Pilih tagihannya untuk melihat sebabnya.
faktur-month-nothing = ℹ️ Tidak ada faktur untuk { MONTH($month) }, dan kami tidak menemukan tagihan lunas di bulan itu. Yang lain, bila ada, ada di bawah.
faktur-zip-which = Pilih perusahaannya dulu. Tombol untuk semua faktur sekaligus ada di sana.
faktur-where-email = ℹ️ Faktur yang dikirim lewat email tidak ke alamat di chat, tetapi ke alamat di data NPWP akun. Bila seharusnya ke <b>{ $email }</b>, ganti alamat itu di /npwp, lalu nyalakan kiriman email di bawah.
