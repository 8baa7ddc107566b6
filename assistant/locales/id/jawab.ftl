# Jawaban atas pertanyaan staf.
feature-jawab = jawaban untuk tim kami
jawab-ask = 💬 Tim kami bertanya tentang permintaan <b>{ $number }</b>:

    { $question }

    <b>Tulis jawaban Anda</b>, paling banyak 2.000 karakter. Contoh: <code>Ya, hosting-nya juga dipindahkan.</code>
jawab-sure = Pertanyaan tentang <b>{ $number }</b>:
    <i>{ $question }</i>

    Jawaban Anda:
    { $answer }

    <b>Kirim?</b> Untuk menggantinya, tulis saja jawaban yang baru.
jawab-btn-send = 📨 Kirim jawaban
jawab-sent = ✅ Jawaban Anda sudah kami teruskan. Terima kasih.
jawab-closed = Pertanyaan itu tidak menunggu jawaban lagi. Status permintaan Anda ada di /tiket.
