# /pengaturan: bahasa, jam tenang, tujuan faktur, dan pemberitahuan.

menu-pengaturan = ⚙️ Pengaturan
pengaturan-home = ⚙️ <b>Pengaturan</b>
pengaturan-quiet-line = 🌙 Jam tenang: { $hours }
pengaturan-hours = { $start }–{ $end } WIB
pengaturan-never = tidak ada
pengaturan-btn-quiet = 🌙 Jam tenang
pengaturan-btn-where = 📬 Tujuan faktur
pengaturan-btn-told = 🔔 Pemberitahuan
pengaturan-quiet = 🌙 <b>Jam tenang</b>
    Pada jam ini faktur dan kabar dari kami tetap datang, tetapi tanpa bunyi.
pengaturan-told = 🔔 <b>Pemberitahuan</b>
    Tekan untuk menyalakan atau mematikan. Faktur, pertanyaan tim kami, keputusan, dan keamanan akun selalu kami kabarkan.
pengaturan-told-payments = 🔔 Pembayaran diterima: dikabarkan
pengaturan-untold-payments = 🔕 Pembayaran diterima: tidak dikabarkan
pengaturan-told-steps = 🔔 Permintaan mulai ditangani: dikabarkan
pengaturan-untold-steps = 🔕 Permintaan mulai ditangani: tidak dikabarkan
pengaturan-saved = ✅ Disimpan.
