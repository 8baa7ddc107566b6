# Yang tercetak di dokumen kami: rekap per masa pajak, surat permohonan.

# Rekap
recap-title = REKAP FAKTUR PAJAK
recap-file = Rekap faktur pajak { MONTH($masa) } – { $company }
recap-about = NPWP { $npwp } · Masa pajak { MONTH($masa) }
recap-count = Jumlah faktur
recap-dpp = Total DPP
recap-ppn = Total PPN
recap-column-no = No.
recap-column-number = Nomor faktur
recap-column-date = Tanggal
recap-column-invoice = Tagihan
recap-column-dpp = DPP (Rp)
recap-column-ppn = PPN (Rp)
recap-total = Jumlah
recap-none = Belum ada faktur untuk masa pajak ini.
recap-slips = Bukti potong PPh 23
recap-slip-missing = { $invoice }: PPh 23 { $received } sudah diterima, { $missing } belum diterima.
recap-slip-complete = { $invoice }: PPh 23 { $received } sudah diterima, lengkap.
recap-slip-held = { $invoice }: PPh 23 { $received } sudah diterima, { $missing } belum diterima; bukti potong yang masuk perlu diperbaiki atau sedang diperiksa.
recap-note = Disusun oleh { BRAND() } pada { $made }. Rekap ini bukan faktur pajak. Yang berlaku adalah PDF setiap faktur.
recap-page = Halaman { $page } dari { $pages }

# Surat permohonan (selalu dalam bahasa Indonesia)
surat-file = Surat Permohonan Pemindahan Layanan { $number }
surat-title = SURAT PERMOHONAN PEMINDAHAN LAYANAN
surat-number = Nomor
surat-date = Tanggal
surat-day = { $day }
surat-about = Perihal
surat-about-what = Permohonan pemindahan layanan ke akun lain
surat-to = Kepada Yth.
    Tim Layanan Pelanggan { BRAND() }
    di tempat
surat-greeting = Dengan hormat,
surat-we = Kami yang bertanda tangan di bawah ini, pemilik akun { BRAND() } berikut:
surat-name = Nama
surat-email = Email akun
surat-ask = dengan ini memohon agar layanan yang tersebut di bawah ini dipindahkan dari akun kami ke akun tujuan.
surat-no = No.
surat-service = Layanan
surat-kind = Jenis
surat-kind-domain = Domain
surat-kind-hosting = Hosting
surat-kind-server = Server
surat-destination = Akun tujuan pemindahan:
surat-reason = Adapun alasannya, layanan tersebut digunakan oleh perusahaan yang berbeda, sehingga tagihan dan faktur pajaknya perlu diterbitkan atas nama perusahaan itu. Keterangan lain kami tuliskan di tiket yang menyertai surat ini.
surat-understood = Kami memahami bahwa layanan dipindahkan setelah tagihannya lunas dan setelah pemilik akun tujuan menyatakan setuju.
surat-thanks = Demikian surat permohonan ini kami sampaikan. Atas perhatian dan bantuannya kami ucapkan terima kasih.
surat-regards = Hormat kami,
surat-sign-here = Nama jelas, tanda tangan, dan stempel bila ada
surat-note = { $number } · Disusun melalui asisten Telegram { BRAND() }
surat-page = Halaman { $page } dari { $pages }
