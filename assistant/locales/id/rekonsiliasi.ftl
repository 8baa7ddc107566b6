# /rekonsiliasi di topik keuangan: lunas, terbit, dan terkirim dalam satu bulan.

rekon-bad-month = { $name }, bulannya tidak terbaca. Tulis misalnya <code>/rekonsiliasi 2026-10</code>, atau <code>/rekonsiliasi</code> saja untuk bulan lalu.
rekon-result = 🧮 <b>Rekonsiliasi · { MONTH($month) }</b>
    Lunas { $paid } · terbit { $issued } · terkirim { $delivered }
    PPN lunas { $ppn_paid } · PPN terbit { $ppn_issued }
    <i>{ $portal }</i>

    { $ends }

    { $counts }

    { $lines }
rekon-portal-compared = Dibandingkan juga dengan daftar lunas di portal.
rekon-portal-not = Tidak dibandingkan dengan portal: daftarnya tidak didapat atau tidak lengkap.
rekon-sheet = Rekonsiliasi { MONTH($month) }: semua tagihan lunas dan temuannya
rekon-clean = ✅ <b>Bersih</b>: tidak ada yang perlu dikerjakan.

rekon-equation = 💰 <b>Dibayar { $paid }</b>, berakhir sebagai:
rekon-end-04 = • faktur 04: { $amount } ({ $count })
rekon-end-02 = • faktur 02, pemungut pemerintah: { $amount } ({ $count })
rekon-end-03 = • faktur 03, pemungut lain: { $amount } ({ $count })
rekon-end-digunggung = • digunggung: { $amount } ({ $count })
rekon-end-not-taxed = • tanpa PPN: { $amount } ({ $count })
rekon-end-undone = • batal atau dikembalikan: { $amount } ({ $count })
rekon-end-held = • ⏳ belum selesai: { $amount } ({ $count }{ $unknown ->
        [0] { "" }
       *[other] , { $unknown } di antaranya belum diketahui rupiahnya
    })
rekon-equation-differs = ❗ Selisih { $amount } tanpa akhir. Mohon laporkan: ini kesalahan kami.
rekon-closed = 🔒 Ditutup oleh { $by }, { $at }.
rekon-closed-changed = ⚠️ <b>Berubah sejak ditutup</b> oleh { $by }, { $at }. Saat itu dibayar { $paid }.
rekon-btn-close = 🔒 Tutup { MONTH($month) }
rekon-month-closed = 🔒 <b>{ MONTH($month) } ditutup</b> oleh { $name }.
    { $ends }
rekon-month-changed = ⚠️ <b>{ MONTH($month) } berubah sejak ditutup</b> oleh { $by }.
    Saat ditutup:
    { $was }

    Sekarang:
    { $ends }

    Buka rekonsiliasinya, lalu tutup lagi bila sudah benar.
rekon-count-lapsed = ⚫ { $count } fakturnya lebih dari tiga bulan sejak pembayaran
rekon-count-late = 🕰 { $count } fakturnya terlambat
rekon-count-before = 📅 { $count } fakturnya bertanggal sebelum pembayaran
rekon-count-other-masa = 📅 { $count } fakturnya di masa pajak lain
rekon-count-future = 📅 { $count } fakturnya bertanggal di masa depan saat masuk
rekon-line-lapsed = • <code>{ $invoice }</code> { $account }: faktur { $found }, seharusnya { $expected }: lebih dari tiga bulan
rekon-line-late = • <code>{ $invoice }</code> { $account }: terlambat, faktur { $found }, seharusnya { $expected }
rekon-line-before = • <code>{ $invoice }</code> { $account }: faktur { $found }, sebelum { $expected }
rekon-line-other-masa = • <code>{ $invoice }</code> { $account }: masa pajak lain, faktur { $found }, seharusnya { $expected }
rekon-line-future = • <code>{ $invoice }</code> { $account }: bertanggal { $found }, di masa depan saat masuk
rekon-kind-lapsed = Faktur lebih dari tiga bulan sejak pembayaran
rekon-kind-late = Faktur terlambat
rekon-kind-before = Faktur bertanggal sebelum pembayaran
rekon-kind-other-masa = Faktur di masa pajak lain
rekon-kind-future = Faktur bertanggal di masa depan saat masuk
rekon-sheet-paid = Dibayar
rekon-sheet-differs = Tanpa akhir
rekon-sheet-end-04 = Faktur 04
rekon-sheet-end-02 = Faktur 02
rekon-sheet-end-03 = Faktur 03
rekon-sheet-end-digunggung = Digunggung
rekon-sheet-end-not-taxed = Tanpa PPN
rekon-sheet-end-undone = Batal atau dikembalikan
rekon-sheet-end-held = Belum selesai
rekon-column-total = Dibayar
rekon-column-end = Akhir
rekon-column-undone = Dikembalikan

rekon-count-no-npwp = 🧾 { $count } belum terbit: akun tanpa NPWP
rekon-count-not-exported = 📤 { $count } belum terbit: belum diekspor
rekon-count-no-pdf = ⏳ { $count } belum terbit: sudah diekspor, PDF belum masuk
rekon-count-foreign = 🌐 { $count } ditagih dalam mata uang lain: tidak dibuatkan faktur di sini
rekon-count-unheard = 🔄 { $count } lunas di portal, baru diketahui sekarang
rekon-count-short = 🏛 { $count } dibayar pemungut tanpa PPN: belum lunas di portal
rekon-count-not-paid = ❓ { $count } tidak (lagi) lunas di portal
rekon-count-double = 👯 { $count } bernomor ganda
rekon-count-amount = ⚖️ { $count } berbeda PPN-nya
rekon-count-cancelled = 🗑 { $count } tagihannya batal, fakturnya masih berlaku
rekon-count-undelivered = 📭 { $count } terbit, belum sampai ke siapa pun
rekon-count-held = ⛔ { $count } PDF ditahan
rekon-count-replaced = ♻️ { $count } memakai faktur pengganti
rekon-count-undone = ⚪ { $count } tagihannya batal sebelum terbit
rekon-count-unopened = ✉️ { $count } lewat email: pelanggannya belum membuka chat
rekon-count-warned = 📝 { $count } dikirim dengan catatan, lihat berkasnya

rekon-line-no-npwp = • <code>{ $invoice }</code> { $account }: tanpa NPWP
rekon-line-not-exported = • <code>{ $invoice }</code> { $account }: belum diekspor
rekon-line-no-pdf = • <code>{ $invoice }</code> { $account }: PDF belum masuk
rekon-line-foreign = • <code>{ $invoice }</code> { $account }: ditagih dalam { $found }, perlu keputusan akuntan
rekon-line-unheard = • <code>{ $invoice }</code>: baru diambil dari portal
rekon-line-short = • <code>{ $invoice }</code> { $account }: ditagih { $expected }, masuk { $found }. { $number ->
        [ppn-and-pph] Kurangnya tepat PPN dan PPh 23, keduanya disetor pembeli.
       *[ppn] Kurangnya tepat PPN, yang disetor pembeli.
    } Catat kekurangan itu sebagai pembayaran di portal; setelah lunas, fakturnya diproses. Bila tagihannya di bawah batas, pilih kodenya lewat <code>/pembeli { $invoice }</code>.
rekon-line-not-paid = • <code>{ $invoice }</code> { $account }: tidak lunas di portal
rekon-line-double = • <code>{ $invoice }</code> { $account }: nomor ganda { $number }
rekon-line-amount = • <code>{ $invoice }</code> { $account }: PPN faktur { $found }, tagihan { $expected }
rekon-line-cancelled = • <code>{ $invoice }</code> { $account }: { $number } masih berlaku, langkahnya di /kasus
rekon-line-undelivered = • <code>{ $invoice }</code> { $account }: belum sampai
rekon-line-held = • PDF { $invoice } ditahan
rekon-line-more = … dan { $count } lagi, lihat berkasnya.

rekon-btn-fix-npwp = 🧾 Minta NPWP ({ $count })
rekon-btn-fix-export = 📤 Ikutkan ekspor berikutnya ({ $count })
rekon-btn-fix-mail = ✉️ Kirim lewat email ({ $count })
rekon-btn-fix-held = ⛔ Tampilkan PDF ditahan ({ $count })
rekon-btn-month = 🧮 { MONTH($month) }

rekon-npwp-asked = ✅ { $name }: NPWP diminta dari { $count } akun, lewat chat atau email. Yang sudah ada di portal langsung dipakai.
rekon-export-again = ✅ { $name }: { $count } faktur ikut ekspor berikutnya (<code>/ekspor</code>). Pastikan yang lama tidak ada di Coretax, supaya tidak terbit dua kali.
rekon-mailed = ✅ { $name }: { $count } faktur dikirim lewat email.
rekon-held-shown = ✅ { $name }: { $count } PDF yang ditahan ditampilkan di bawah ini.

rekon-kind-no-npwp = Belum terbit: akun tanpa NPWP
rekon-kind-not-exported = Belum terbit: belum diekspor
rekon-kind-no-pdf = Belum terbit: PDF belum masuk
rekon-kind-foreign = Dalam mata uang lain
rekon-kind-unheard = Lunas di portal, baru diketahui sekarang
rekon-kind-short = Dibayar pemungut tanpa PPN
rekon-kind-not-paid = Tidak lunas di portal
rekon-kind-double = Nomor ganda
rekon-kind-amount = PPN berbeda
rekon-kind-cancelled = Tagihan batal, faktur masih berlaku
rekon-kind-undelivered = Belum sampai ke siapa pun
rekon-kind-held = PDF ditahan
rekon-kind-replaced = Faktur pengganti
rekon-kind-undone = Batal sebelum terbit
rekon-kind-unopened = Lewat email: belum membuka chat

rekon-state-no-npwp = tanpa NPWP
rekon-state-waiting = belum diekspor
rekon-state-exported = menunggu PDF
rekon-state-issued = terbit, belum terkirim
rekon-state-delivered = terkirim
rekon-state-cancelled = tagihan batal
rekon-channel-telegram = chat
rekon-channel-group = grup
rekon-channel-mail = email

rekon-column-invoice = Tagihan
rekon-column-account = Akun
rekon-column-paid = Lunas
rekon-column-subtotal = Nilai sebelum PPN
rekon-column-tax = PPN tagihan
rekon-column-state = Keadaan
rekon-column-number = Nomor faktur
rekon-column-issued = Tanggal faktur
rekon-column-dpp = DPP faktur
rekon-column-ppn = PPN faktur
rekon-column-channels = Terkirim lewat
rekon-column-findings = Temuan
rekon-column-warnings = Catatan pada PDF

# Untuk pelanggan: NPWP yang masih ditunggu
ntf-npwp-missing = 🧾 Faktur pajak untuk <b>{ $account }</b> belum dapat dibuat karena akunnya belum punya NPWP.
    Tagihan: { $invoices }
    { $late ->
        [yes] ⚠️ Batas kami { $until } sudah lewat. Sesudah { $deadline } fakturnya terlambat, dan lebih dari tiga bulan sejak pembayaran PPN-nya tidak dapat Anda kreditkan. Pasang NPWP sekarang dengan tombol di bawah.
       *[other] Pasang NPWP dengan tombol di bawah paling lambat <b>{ $until }</b>; fakturnya kemudian kami buat tepat waktu.
    }
ntf-npwp-late = 🧾 NPWP <b>{ $account }</b> sudah kami terima.
    Tagihan: { $invoices }
    ⚠️ Batasnya, tanggal 20 bulan setelah pembayaran, sudah lewat. Fakturnya kami buat dengan tanggal baru dan berstatus terlambat; sanksinya kami yang menanggung. Anda tetap dapat mengkreditkannya.
ntf-npwp-lapsed = 🧾 NPWP <b>{ $account }</b> sudah kami terima.
    Tagihan: { $invoices }
    ⚠️ Pembayarannya sudah lebih dari tiga bulan. Faktur yang dibuat sekarang dianggap tidak dibuat, jadi PPN-nya tidak dapat Anda kreditkan. Tim kami akan menghubungi Anda.
mail-npwp-missing = NPWP untuk faktur pajak { $account }
    .body =
        Yth. { $account },

        Pembayaran Anda sudah kami terima, tetapi faktur pajaknya belum dapat dibuat karena akun Anda belum punya NPWP.

        Tagihan: { $invoices }

        { $late ->
            [yes] Batas kami { $until } sudah lewat. Sesudah { $deadline } fakturnya terlambat, dan lebih dari tiga bulan sejak pembayaran PPN-nya tidak dapat Anda kreditkan. Silakan isi NPWP sekarang di portal, atau lewat asisten kami di Telegram: https://t.me/{ BOT() }
           *[other] Silakan isi NPWP paling lambat { $until } di portal, atau lewat asisten kami di Telegram: https://t.me/{ BOT() } Faktur harus terbit paling lambat { $deadline }.
        }
