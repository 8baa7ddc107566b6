# Rencana: banyak layanan untuk banyak perusahaan sekaligus.
rencana-paste = <b>Kirim daftar layanan dan perusahaannya.</b>
    Tempel teks, ketik, atau kirim berkas Excel (.xlsx) atau CSV. Contoh:
    <code>tokobudi.example → PT Maju Jaya</code>
    <code>contoh.example, contoh.id = keuangan@majujaya.example</code>

    Atau nama perusahaan, lalu layanannya di baris-baris berikutnya. Belum ada yang dipindahkan: rencananya Anda lihat dahulu.
rencana-reading = ⏳ Berkas Anda sedang dibaca. Tampilan ini berganti sendiri begitu selesai.
rencana-gone = Rencana itu sudah tidak ada. Kirim daftarnya lagi untuk memulai yang baru.
rencana-none = Belum ada perusahaan di rencana ini. Kirim daftar layanan dan perusahaannya untuk mengisinya.
rencana-home = <b>Rencana { $number }</b>
    { $glance }
rencana-glance = { $arrived } dari { $all } layanan pindah{ $asked ->
        [0] {""}
       *[other] {" "}· { $asked } sedang diproses
    }{ $unpaid ->
        [0] {""}
       *[other] {" "}· { $unpaid } menunggu tagihan
    }{ $free ->
        [0] {""}
       *[other] {" "}· { $free } siap diminta
    }{ $ended ->
        [0] {""}
       *[other] {" "}· { $ended } batal atau ditolak
    }{ $unknown ->
        [0] {""}
       *[other] {" "}· { $unknown } tidak ditemukan
    }
rencana-company-line = 🏢 <b>{ $company }</b> · { $arrived }/{ $count } · { $names }{ $more ->
        [0] {""}
       *[other] {" "}+{ $more }
    }
rencana-having-linked = ↳ akun Anda, { $email }
rencana-having-others = ↳ pemilik { $email } kami tanyai dahulu
rencana-having-opening = ↳ akunnya sedang dibuka
rencana-having-needed = ↳ ❗ belum ada akunnya
rencana-tax-there = 🧾 NPWP sudah ada
rencana-tax-missing = 🧾 NPWP belum ada
rencana-tax-not-known = 🧾 NPWP tidak dapat kami lihat
rencana-more = … dan { $count } perusahaan lagi, ada di tombol di bawah.
rencana-missed = <b>Belum kami pahami</b>
    { $missed }

    Kirim lagi baris yang benar; yang sudah terbaca tetap tersimpan.
rencana-missed-nothing-known = • { $text }
rencana-missed-no-company = • { $text }: untuk perusahaan apa?
rencana-missed-two-companies = • { $text }: ada di dua perusahaan
rencana-missed-unclear = • { $text }: perusahaannya kurang jelas
rencana-missed-too-many = • { $text }: melebihi batas satu rencana
rencana-missed-no-service = • { $text }: layanannya apa saja?
rencana-missed-more = • … dan { $count } lagi, tampil setelah yang di atas beres
rencana-loading = ⏳ Layanan Anda sedang dimuat dari portal…
rencana-steps = <b>Bila dijalankan</b>
    • Anda: { $needed } akun dibuka atau dihubungkan, { $npwp } NPWP dipasang, { $invoices } tagihan dilunasi
    • Penerima yang harus setuju: { $agree }
    • Tim kami: { $requests } permintaan diperiksa dan dipindahkan
rencana-next-confirm = <i>Selanjutnya: periksa, lalu tekan Jalankan.</i>
rencana-next-account = <i>Selanjutnya: akun untuk { $company }.</i>
rencana-next-npwp = <i>Selanjutnya: NPWP { $company }.</i>
rencana-next-pay = <i>Selanjutnya: lunasi { $invoices }. Layanannya kami mintakan sendiri setelah itu.</i>
rencana-next-wait = <i>Sekarang tidak ada yang perlu Anda lakukan. Anda kami kabari.</i>
rencana-next-done = <i>Semua layanan sudah pindah.</i>
rencana-btn-start = 🚀 Jalankan ({ $requests } permintaan)
rencana-btn-next = ➡️ Langkah berikutnya
rencana-btn-again = 🔁 Minta lagi yang batal
rencana-btn-add = ➕ Tambah
rencana-btn-look = 🔄 Perbarui
rencana-btn-drop = 🗑 Hapus
rencana-sure = <b>Hapus rencana ini?</b>
    Permintaan yang sudah terkirim tetap berjalan dan ada di /tiket.
rencana-btn-sure = 🗑 Ya, hapus
rencana-dropped = Rencana dihapus.

# Satu perusahaan
rencana-company = <b>{ $company }</b>
    { $having }
    { $tax }
rencana-company-more = … dan { $count } layanan lagi.
rencana-company-needed = <i>Buka akun baru untuk perusahaan ini, hubungkan akun yang sudah ada, atau tulis email pemiliknya. Data yang sama dengan akun sebelumnya tidak perlu diketik lagi.</i>
rencana-place-free = ▫️ { $name }
rencana-place-unpaid = 💳 { $name }: menunggu tagihan { $facts }
rencana-place-busy = ⛔ { $name }: sudah ada di { $facts }
rencana-place-asked = 🔵 { $name }: { $facts }
rencana-place-arrived = ✅ { $name }
rencana-place-ended = ❌ { $name }: { $facts } berakhir tanpa pemindahan
rencana-place-loading = ⏳ { $name }
rencana-place-unknown = ❔ { $name }: tidak ada di akun yang Anda hubungkan
rencana-btn-open = 🏢 Buka akun baru
rencana-btn-link = 🔗 Hubungkan akunnya
rencana-btn-own = ☑️ Pilih dari akun saya
rencana-btn-email = ✉️ Tulis email pemiliknya
rencana-btn-out = 🗑 Keluarkan dari rencana
rencana-accounts = <b>Akun mana yang dimaksud?</b>
rencana-email = <b>Apa email akun perusahaan ini?</b>
    Pemiliknya kami tanyai lewat email. Contoh: <code>keuangan@contoh.example</code>

# Kesalahan
rencana-problem-nothing = ⚠️ Kami belum menemukan layanan beserta perusahaannya. Contoh: <code>tokobudi.example → PT Maju Jaya</code>
    { $lines }
rencana-problem-kind = ⚠️ Kirim berkas .xlsx atau .csv, atau tempel isinya sebagai teks.
rencana-problem-too-large = ⚠️ Berkas itu terlalu besar. Paling besar 5 MB dan 5.000 baris.
rencana-problem-no-sheet = ⚠️ Berkas itu tidak dapat dibaca. Simpan ulang sebagai .xlsx atau .csv, atau tempel isinya.
rencana-problem-gone = ⚠️ Berkas itu sudah tidak tersedia di Telegram. Mohon kirim lagi.

# Kabar
rencana-progress = 📌 <b>Rencana { $number }</b>
    { $glance }
    { $steps }
btn-rencana = 📋 Buka rencana
ntf-rencana-read = 📋 Berkas Anda sudah dibaca.
ntf-rencana-sent = 📨 { $count } layanan yang tadinya menunggu kini sudah dimintakan: { $numbers }.
ntf-rencana-done = 🎉 Rencana { $number } selesai: { $count } layanan sudah pindah.
