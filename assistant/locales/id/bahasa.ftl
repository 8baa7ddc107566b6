# /bahasa: memilih bahasa

bahasa-ask = 🌐 Bahasa apa yang ingin Anda pakai?
    Which language would you like?
bahasa-name = Bahasa Indonesia
bahasa-done = ✅ Mulai sekarang kami memakai bahasa Indonesia.
