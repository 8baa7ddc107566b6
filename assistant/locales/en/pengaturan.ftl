# /pengaturan: language, quiet hours, where faktur go, notices.

menu-pengaturan = ⚙️ Settings
pengaturan-home = ⚙️ <b>Settings</b>
pengaturan-quiet-line = 🌙 Quiet hours: { $hours }
pengaturan-hours = { $start }–{ $end } WIB
pengaturan-never = none
pengaturan-btn-quiet = 🌙 Quiet hours
pengaturan-btn-where = 📬 Where faktur go
pengaturan-btn-told = 🔔 Notices
pengaturan-quiet = 🌙 <b>Quiet hours</b>
    In these hours faktur and news from us still arrive, but without a sound.
pengaturan-told = 🔔 <b>Notices</b>
    Tap to turn on or off. Of faktur, our team's questions, decisions and your account's security you are always told.
pengaturan-told-payments = 🔔 Payments received: told
pengaturan-untold-payments = 🔕 Payments received: not told
pengaturan-told-steps = 🔔 Work on a request begins: told
pengaturan-untold-steps = 🔕 Work on a request begins: not told
pengaturan-saved = ✅ Saved.
