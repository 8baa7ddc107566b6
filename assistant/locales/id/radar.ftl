# Batas waktu faktur: baris keadaan untuk pelanggan, dan pengingat harian untuk finance.

# Untuk pelanggan: sampai di mana fakturnya. { $until } adalah tanggal 20 bulan berikutnya.
standing-no-npwp = ⚠️ Akun belum punya NPWP. Pasang dulu; faktur harus terbit paling lambat { $until }.
standing-no-npwp-late = ⚠️ Akun belum punya NPWP, dan batas { $until } sudah lewat. Pasang NPWP, lalu tanyakan lewat tiket di portal.
standing-waiting = ⏳ Menunggu dibuat, terbit paling lambat { $until }.
standing-waiting-late = ⚠️ Belum dibuat, dan batas { $until } sudah lewat. Mohon tanyakan lewat tiket di portal.
standing-exported = 🧾 Sudah disiapkan untuk sistem pajak, terbit paling lambat { $until }.
standing-exported-late = ⚠️ Sudah disiapkan tetapi belum terbit, dan batas { $until } sudah lewat. Mohon tanyakan lewat tiket di portal.
standing-issued = ✅ Sudah terbit.
standing-cancelled = ⚪ Tagihannya dibatalkan atau dikembalikan; tidak ada faktur.
