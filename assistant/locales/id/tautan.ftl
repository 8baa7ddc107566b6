# /tautan di grup staf: siapa yang terhubung ke sebuah akun, dan memutusnya
desk-links-how = 🔗 Tulis email akun, nomor akun, atau nomor pengguna Telegram sesudah perintahnya, lalu siapa yang terhubung tampil di sini dengan tombol untuk memutusnya. Hanya untuk administrator grup.
    Contoh: <code>/tautan keuangan@perusahaan.example</code>
desk-links = 🔗 <b>Hubungan yang berlaku</b>
    { $lines }
desk-links-line = • <b>{ $account }</b> ({ $email }): { $name }, dibuktikan { $proven }
desk-links-none = ℹ️ Tidak ada hubungan yang berlaku untuk <code>{ $what }</code>. Periksa ejaannya, atau coba nomor akunnya.
desk-links-btn-end = Putuskan { $name } dari { $account }
desk-links-ended = ✅ { $name } tidak lagi terhubung ke <b>{ $account }</b> (diputus oleh { $by }). Ia sudah diberi tahu.
