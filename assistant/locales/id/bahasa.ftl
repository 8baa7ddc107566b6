# /bahasa: memilih bahasa

bahasa-ask = 🌐 Bahasa apa yang ingin Anda pakai?
    Which language would you like?
bahasa-btn-id = Bahasa Indonesia
bahasa-btn-en = English
bahasa-done = ✅ Mulai sekarang kami memakai bahasa Indonesia.
