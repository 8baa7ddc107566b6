# /bahasa: choose the language

bahasa-ask = 🌐 Which language would you like?
    Bahasa apa yang ingin Anda pakai?
bahasa-name = English
bahasa-done = ✅ From now on we speak English.
