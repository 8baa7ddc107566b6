# Antrean: pesan yang disematkan di General, daftarnya, dan pengingat di topik.

desk-queue = <b>Antrean</b>
desk-queue-empty = ✅ Tidak ada yang menunggu kita.
desk-queue-waiting = 🔴 Menunggu kita: <b>{ $count }</b>, lewat target: <b>{ $overdue }</b>
desk-queue-oldest = ⏱ Terlama: { $number } · { $name }, sejak { $since } ({ $waited })
desk-queue-free = 🙋 Belum ada yang menangani: { $count }
desk-queue-hand = 👤 { $name }: { $count }
desk-queue-others = 💬 Menunggu pelanggan: { $count }
desk-waited-little = kurang dari 15 menit
desk-waited-minutes = lebih dari { $count } menit
desk-waited-hours = lebih dari { $count } jam
desk-waited-days = lebih dari { $count } hari

# Daftar
desk-queue-btn-nobodys = 🙋 Belum ditangani{ $count ->
        [0] { "" }
       *[other] { " " }({ $count })
    }
desk-queue-btn-mine = 👤 Milik saya{ $count ->
        [0] { "" }
       *[other] { " " }({ $count })
    }
desk-queue-btn-overdue = ⏰ Lewat target{ $count ->
        [0] { "" }
       *[other] { " " }({ $count })
    }
desk-queue-btn-customer = 💬 Menunggu pelanggan{ $count ->
        [0] { "" }
       *[other] { " " }({ $count })
    }
desk-queue-nobodys = Belum ada yang menangani
desk-queue-mine = Menunggu Anda
desk-queue-overdue = Lewat target
desk-queue-customer = Menunggu pelanggan
desk-queue-list = <b>{ $title }</b> ({ $count })
    { $lines }
desk-queue-list-empty = <b>{ $title }</b>: tidak ada.
desk-queue-line = • { $number } · { $name } · sejak { $since } · { $hand }
desk-queue-line-link = • <a href="{ $url }">{ $number }</a> · { $name } · sejak { $since } · { $hand }
desk-queue-more = … dan { $count } lagi

# Pengingat
desk-late-answer-half = ⏳ Pelanggan menunggu jawaban sejak { $since }: setengah waktu target sudah lewat. { $hand }
desk-late-answer-full = ⏰ Pelanggan menunggu jawaban sejak { $since }: waktu target sudah lewat. { $hand }
desk-late-answer-twice = 🚨 Pelanggan menunggu jawaban sejak { $since }: sudah dua kali waktu target. { $hand }
    { $administrators }
desk-late-decision-half = ⏳ Permintaan ini menunggu keputusan sejak { $since }: setengah waktu target sudah lewat. { $hand }
desk-late-decision-full = ⏰ Permintaan ini menunggu keputusan sejak { $since }: waktu target sudah lewat. { $hand }
desk-late-decision-twice = 🚨 Permintaan ini menunggu keputusan sejak { $since }: sudah dua kali waktu target. { $hand }
    { $administrators }
desk-late-taken = Ditangani { $name }.
desk-late-free = Belum ada yang menangani.
desk-late-administrator = <a href="tg://user?id={ $id }">{ $name }</a>
