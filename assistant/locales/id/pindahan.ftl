# Pemindahan yang dikerjakan staf di area admin portal.

# Di kartu
desk-move-how = <b>Pindahkan di area admin</b>: buka tiap layanan, pilih <i>More › Transfer Ownership</i>, lalu akun tujuannya.
desk-move-from = Dari akun <b>{ $label }</b> (#{ $id })
desk-move-from-link = Dari akun <a href="{ $url }">{ $label } (#{ $id })</a>
desk-move-to = Ke akun <b>{ $label }</b> (#{ $id })
desk-move-to-link = Ke akun <a href="{ $url }">{ $label } (#{ $id })</a>
desk-move-services = { $services }
move-here = ⬜ { $name }
move-here-link = ⬜ <a href="{ $url }">{ $name }</a>
move-arrived = ✅ { $name }
move-arrived-link = ✅ <a href="{ $url }">{ $name }</a>
move-astray = ⚠️ { $name }: di akun #{ $owner }, bukan tujuannya
move-astray-link = ⚠️ <a href="{ $url }">{ $name }</a>: di akun #{ $owner }, bukan tujuannya
desk-move-paired = 🔗 Tidak ikut diminta, padahal berkaitan: { $names }
desk-move-checklist = <b>Jangan lupa</b>
    • Domain dan hosting-nya dipindahkan satu per satu.
    • Jatuh tempo berikutnya: pastikan tetap sama.
    • Tagihan lama tidak ikut pindah: lunasi atau batalkan.
    • Kontak WHOIS tidak berubah: perbarui bila pemiliknya lain.
    • Perpanjangan otomatis: cek kartu atau saldo akun baru.
desk-move-looked = <i>Pemilik terakhir dicek { $at }. Kami mengeceknya terus; tidak sabar? Tekan tombol di bawah.</i>
desk-btn-look = 🔎 Periksa sekarang

# Di topik, sekali untuk tiap perubahan
desk-move-partly-moved = 🚚 <b>{ $number }</b>: baru sebagian yang berpindah.
    { $services }
desk-move-astray = ⚠️ <b>{ $number }</b>: ada layanan di akun yang salah. Mohon pindahkan ke akun tujuannya.
    { $services }
desk-move-waiting = ↩️ <b>{ $number }</b>: semua layanan kembali di akun asalnya.
    { $services }
desk-note-astray = Ada layanan di akun yang salah. Mohon periksa di portal.

# Catatan di samping kedua akun, di portal
client-note-moved = { $number }: { $services } dipindahkan dari akun { $from } ke akun { $to } atas permintaan pemiliknya.
desk-agreed = ✅ Penerima { $number } setuju. Tujuannya akun { $account }.
