# Topik keuangan di grup staf: perannya, dan apa yang diminta di sana.

finance-topic = 🧾 Keuangan

finance-holders = <b>Peran keuangan</b>
    { $holders }

    Administrator memberi peran ini dengan membalas pesan orangnya: <code>/keuangan</code>. Administrator sendiri tidak memerlukannya.
finance-holder = • { $name }
finance-no-holder = Belum ada yang memilikinya.
finance-btn-take-role = Cabut: { $name }
finance-role-given = ✅ <b>{ $name }</b> sekarang berperan keuangan (diberikan oleh { $by }).
finance-role-taken = ✅ <b>{ $name }</b> tidak lagi berperan keuangan (dicabut oleh { $by }).

finance-elsewhere = Perintah itu untuk topik keuangan.

# Bila sebuah permintaan tidak dihitung
finance-act-not-allowed = { $name }, itu hanya untuk administrator grup ini atau yang berperan keuangan. Peran diberikan administrator dengan membalas pesan Anda: <code>/keuangan</code>.
finance-act-not-administrator = { $name }, peran keuangan hanya dapat diberikan atau dicabut oleh administrator grup ini.
finance-act-anonymous = { $name }, Anda sedang menjadi administrator anonim. Matikan mode anonim, lalu coba lagi.
finance-act-still-held = { $name }, bulan itu belum dapat ditutup: masih ada yang belum selesai. Buka /rekonsiliasi untuk melihatnya.
finance-act-too-late = { $name }, tidak ada yang berubah: keadaannya sudah begitu.
finance-act-could-not-ask = { $name }, Telegram tidak menjawab, jadi permintaan Anda belum dijalankan. Silakan coba lagi sebentar lagi.
finance-act-settled = { $name }, PDF itu sudah diselesaikan lebih dulu; kartunya menyebutkan bagaimana.
finance-act-several-invoices = { $name }, terlalu banyak tagihan berakhiran <code>{ $text }</code>. Tekan Tetapkan ke tagihan lagi dan tulis nomornya lebih lengkap.
finance-act-no-invoice = { $name }, tidak ada tagihan lunas bernomor <code>{ $text }</code>. Periksa nomornya, lalu tekan Tetapkan ke tagihan lagi.
finance-act-stays-held = { $name }, PDF itu tidak dapat dibaca, jadi tidak dapat diteruskan ke siapa pun. Ganti berkasnya atau tolak.
finance-act-own-account = { $name }, PDF itu milik akun yang terhubung atau pernah terhubung dengan Anda. Mohon minta rekan lain menyelesaikannya.

# Tagihan yang dibatalkan atau dikembalikan
finance-undone-open = ↩️ Tagihan <b>{ $invoice }</b> ({ $account }) dibatalkan atau dananya dikembalikan. Fakturnya belum terbit, jadi tidak ada yang perlu dibatalkan di Coretax.
finance-undone-exported = ↩️ Tagihan <b>{ $invoice }</b> ({ $account }) dibatalkan atau dananya dikembalikan, padahal sudah diekspor untuk Coretax. Mohon hapus drafnya di Coretax, atau batalkan fakturnya bila sudah disetujui.
finance-undone-issued = ↩️ Tagihan <b>{ $invoice }</b> ({ $account }) dibatalkan atau dananya dikembalikan, sedangkan faktur <code>{ $number }</code> sudah terbit. Yang perlu dilakukan ada di pesan berikutnya.

# PDF yang masuk sendiri (folder atau HTTP) dan lolos, tetapi tidak semuanya cocok
finance-sent-with-warnings = 📝 <b>{ $name }</b> sudah dikirim untuk { $invoice } ({ $account }), tetapi ada yang perlu dilihat:
    { $warnings }
