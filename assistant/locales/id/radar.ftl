# Batas waktu faktur: baris keadaan untuk pelanggan, dan pengingat harian untuk finance.

# Untuk pelanggan: sampai di mana fakturnya. { $until } adalah tanggal 20 bulan berikutnya.
standing-no-npwp = ⚠️ Akun belum punya NPWP. Pasang dulu; faktur harus terbit paling lambat { $until }.
standing-no-npwp-late = ⚠️ Akun belum punya NPWP, dan batas { $until } sudah lewat. Pasang NPWP, lalu tanyakan kepada tim kami lewat /cs.
standing-waiting = ⏳ Menunggu dibuat, terbit paling lambat { $until }.
standing-waiting-late = ⚠️ Belum dibuat, dan batas { $until } sudah lewat. Mohon tanyakan kepada tim kami lewat /cs.
standing-exported = 🧾 Sudah disiapkan untuk sistem pajak, terbit paling lambat { $until }.
standing-exported-late = ⚠️ Sudah disiapkan tetapi belum terbit, dan batas { $until } sudah lewat. Mohon tanyakan kepada tim kami lewat /cs.
standing-retail = 🧾 Sudah dilaporkan sebagai penjualan kepada konsumen akhir (digunggung). Tagihannya sudah menjadi faktur pajak, tanpa nama pembeli. Perlu faktur atas nama Anda? Tanyakan kepada tim kami lewat /cs.
standing-issued = ✅ Sudah terbit.
standing-cancelled = ⚪ Tagihannya dibatalkan atau dikembalikan; tidak ada faktur.

# Untuk finance: pengingat harian di topik keuangan
radar-due = ⏰ <b>Faktur yang belum terbit</b> · { $today }
    { $lines }

    PPN seluruhnya: <b>{ $ppn }</b> dari { $count } tagihan.
radar-month-amber = { "" }
    🟡 <b>{ MONTH($month) }</b>: { $count } tagihan, PPN { $ppn }
    Batas { $until }, { $days } hari lagi; hari kerja terakhir sebelumnya { $working }.
    { $waiting } belum diekspor · { $exported } menunggu PDF · { $bare } tanpa NPWP
radar-month-red = { "" }
    🔴 <b>{ MONTH($month) }</b>: { $count } tagihan, PPN { $ppn }
    Batas { $until }, { $days ->
        [0] hari ini
       *[other] { $days } hari lagi
    }. Hari kerja terakhir sebelumnya { $working }: batasnya tidak bergeser karena libur.
    { $waiting } belum diekspor · { $exported } menunggu PDF · { $bare } tanpa NPWP
radar-month-overdue = { "" }
    ⛔ <b>{ MONTH($month) }</b>: { $count } tagihan, PPN { $ppn }
    Batas { $until } sudah lewat { $days } hari. Tanggali ulang: terlambat, sanksi 1 % dari DPP.
    Yang paling lama masih dapat dibuat sampai { $lapses }.
    { $waiting } belum diekspor · { $exported } menunggu PDF · { $bare } tanpa NPWP
radar-month-lapsing = { "" }
    ⛔ <b>{ MONTH($month) }</b>: { $count } tagihan, PPN { $ppn }
    ⚠️ Yang paling lama hanya dapat dibuat sampai { $lapses } ({ $left ->
        [0] hari ini
       *[other] { $left } hari lagi
    }). Sesudah itu dianggap tidak dibuat, dan pembeli tidak dapat mengkreditkannya.
    { $waiting } belum diekspor · { $exported } menunggu PDF · { $bare } tanpa NPWP
radar-month-lapsed = { "" }
    ⚫ <b>{ MONTH($month) }</b>: { $count } tagihan, PPN { $ppn }
    Yang paling lama hanya dapat dibuat sampai { $lapses }, tiga bulan sejak pembayaran: sudah lewat { $left } hari, jadi dianggap tidak dibuat.
    { $waiting } belum diekspor · { $exported } menunggu PDF · { $bare } tanpa NPWP
radar-clean = ✅ <b>Batas faktur</b>: tidak ada lagi yang terlambat atau mendekati batas.
radar-npwp-late = 🕰 <b>{ $account }</b>: NPWP datang setelah batas tanggal 20, untuk { $count } tagihan
    { $invoices }
    Fakturnya bertanggal baru dan terlambat: sanksi 1 % dari DPP, sekitar { $penalty }. Pembeli tetap dapat mengkreditkannya{ $lapsed ->
        [0] .
       *[other] , kecuali { $lapsed } yang lebih dari tiga bulan: dianggap tidak dibuat.
    }
radar-btn-list = 📋 Lihat daftar
radar-btn-export = 📤 Ekspor { MONTH($month) }

radar-list = 📋 <b>Belum terbit: { $count } tagihan</b> (halaman { $page } dari { $pages })
    { $lines }
radar-list-empty = 📋 Tidak ada yang mendekati atau melewati batas.
radar-item-waiting = { "" }
    • <code>{ $invoice }</code> { $account }
    belum diekspor · PPN { $ppn }
    lunas { $paid } · batas { $until }
radar-item-exported = { "" }
    • <code>{ $invoice }</code> { $account }
    menunggu PDF · PPN { $ppn }
    lunas { $paid } · batas { $until }
radar-item-no-npwp = { "" }
    • <code>{ $invoice }</code> { $account }
    tanpa NPWP · PPN { $ppn }
    lunas { $paid } · batas { $until }
radar-btn-before = ◀️ Sebelumnya
radar-btn-after = Berikutnya ▶️
