# Mencari pelanggan (/cari), profilnya, dan riwayat (/riwayat) di grup staf
desk-find-how = 🔎 Tulis yang Anda cari sesudah perintahnya: nama, @nama pengguna, perusahaan, email, domain, atau nomor tagihan, faktur, permintaan, percakapan, tiket.
    Contoh: <code>/cari majujaya.example</code>
desk-find = 🔎 <b>{ $what }</b>
    { $lines }
desk-find-near = 🔎 Tidak ada yang persis <b>{ $what }</b>. Yang mirip:
    { $lines }
desk-find-person = • <b>{ $name }</b> · { $accounts }
    <i>{ $what }</i>
desk-find-person-at = • <b>{ $name }</b> (@{ $username }) · { $accounts }
    <i>{ $what }</i>
desk-find-alone = • <b>{ $account }</b>: ada di portal, tetapi belum ada yang menghubungkannya di sini
    <i>{ $what }</i>
desk-find-nobody = 🔎 Tidak ada yang cocok dengan <b>{ $what }</b>. Periksa ejaannya, atau coba cara lain: nomor tagihan, domain, atau email akunnya.
    { $notes }
desk-find-portal-silent = ⚠️ Portal tidak menjawab, jadi baru data di sini yang dicari. Coba lagi sebentar lagi.
desk-find-btn = 👤 { $name }
desk-find-btn-portal = 🌐 Portal: { $account }
desk-profile = 👤 <a href="tg://user?id={ $id }">{ $name }</a> · Telegram <code>{ $id }</code>
    { $lines }
desk-profile-username = @{ $username }
desk-profile-blocked = 🚫 Memblokir bot: pesan menunggu sampai ia kembali, faktur dikirim lewat email.
desk-profile-accounts = <b>Akun</b>
desk-profile-no-account = Belum ada akun yang terhubung.
desk-profile-account = • <b>{ $account }</b> (<code>{ $id }</code>) · <code>{ $email }</code> · NPWP <code>{ $npwp }</code> · dibuktikan { $at }
desk-profile-account-over = • <b>{ $account }</b> (<code>{ $id }</code>) · <code>{ $email }</code> · NPWP <code>{ $npwp }</code> · ⚠️ perlu kode baru, terakhir dibuktikan { $at }
desk-profile-requests = <b>Permintaan</b>
desk-profile-request = { $icon } <code>{ $number }</code> { $from } → { $to } · { $at }
desk-profile-talks = <b>Percakapan</b>
desk-profile-talk = { $icon } <code>{ $number }</code> · { $at }
desk-profile-fakturs = <b>Faktur terakhir</b>
desk-profile-faktur = • <code>{ $number }</code> · { $invoice } · { $account } · { $at }
desk-profile-gone = Pelanggan ini sudah menghapus datanya.
desk-profile-btn-write = ✍️ Tulis
desk-profile-btn-topic = 💬 Topik
desk-writing-first = Topiknya sedang dibuka. Balas pesan bot di sana untuk menulis kepada pelanggan.
desk-write-first = ✍️ <a href="tg://user?id={ $id }">{ $by }</a>, balas pesan ini untuk menulis kepada <b>{ $name }</b>. Yang bukan balasan hanya terbaca oleh tim.
desk-history-how = 🕰 Tulis nomor permintaan atau percakapan, atau siapa pelanggannya, sesudah perintahnya.
    Contoh: <code>/riwayat PND-7F3KQ2MX</code> atau <code>/riwayat @budi</code>
desk-history = 🕰 <b>Riwayat { $of }</b>, yang terbaru di atas
    { $lines }
desk-history-none = 🕰 Belum ada yang tercatat tentang <b>{ $of }</b>.

# Baris riwayat
desk-past-transfer-requested = • { $at } · <b>{ $who }</b> mengajukan permintaan { $on }
desk-past-transfer-cancelled = • { $at } · <b>{ $who }</b> membatalkan { $on }
desk-past-transfer-agreed = • { $at } · <b>{ $who }</b> (penerima) menyetujui { $on }
desk-past-transfer-declined = • { $at } · <b>{ $who }</b> (penerima) menolak { $on }
desk-past-transfer-taken = • { $at } · <b>{ $who }</b> mengambil { $on }
desk-past-transfer-approved = • { $at } · <b>{ $who }</b> menyetujui { $on }
desk-past-transfer-refused = • { $at } · <b>{ $who }</b> menolak { $on }
desk-past-transfer-question = • { $at } · <b>{ $who }</b> bertanya kepada pelanggan tentang { $on }
desk-past-transfer-answer = • { $at } · <b>{ $who }</b> menjawab pertanyaan tentang { $on }
desk-past-transfer-done = • { $at } · <b>{ $who }</b> selesai dipindahkan: { $on }
desk-past-ticket-closed = • { $at } · <b>{ $who }</b> menutup tiket { $on }
desk-past-ticket-answer = • { $at } · <b>{ $who }</b> menulis di tiket { $on }
desk-past-address-proven = • { $at } · <b>{ $who }</b> membuktikan email untuk { $on }
desk-past-recipient-reminded = • { $at } · <b>{ $who }</b> mengingatkan penerima { $on }
desk-past-conversation-begun = • { $at } · <b>{ $who }</b> memulai percakapan { $on }
desk-past-conversation-answered = • { $at } · <b>{ $who }</b> menjawab { $on }
desk-past-conversation-taken = • { $at } · <b>{ $who }</b> mengambil { $on }
desk-past-conversation-given-back = • { $at } · <b>{ $who }</b> melepas { $on }
desk-past-conversation-handed-over = • { $at } · <b>{ $who }</b> menyerahkan { $on }
desk-past-conversation-noted = • { $at } · <b>{ $who }</b> menulis catatan di { $on }
desk-past-conversation-settled = • { $at } · <b>{ $who }</b> menyelesaikan { $on }
desk-past-conversation-silent = • { $at } · { $on } ditutup sendiri: seminggu tanpa kabar
desk-past-person-muted = • { $at } · <b>{ $who }</b> membisukan pelanggan
desk-past-person-heard = • { $at } · <b>{ $who }</b> mendengar pelanggan lagi
desk-past-person-found = • { $at } · <b>{ $who }</b> menemukan pelanggan lewat /cari
desk-past-profile-looked-at = • { $at } · <b>{ $who }</b> membuka profil pelanggan
desk-past-history-looked-at = • { $at } · <b>{ $who }</b> membuka riwayat pelanggan
desk-past-wrote-first = • { $at } · <b>{ $who }</b> menulis lebih dulu kepada pelanggan
desk-past-account-requested = • { $at } · <b>{ $who }</b> meminta akun baru
desk-past-account-linked = • { $at } · <b>{ $who }</b> menghubungkan akun { $on }
desk-past-account-unlinked = • { $at } · <b>{ $who }</b> memutus akun { $on }
desk-past-npwp-confirmed = • { $at } · <b>{ $who }</b> mengisi NPWP akun { $on }
desk-past-faktur-into-group = • { $at } · <b>{ $who }</b> mengirim faktur ke grup, akun { $on }
desk-past-withholding-announced = • { $at } · <b>{ $who }</b> memberi tahu pemotongan PPh untuk tagihan { $on }
desk-past-withholding-taken-back = • { $at } · <b>{ $who }</b> menarik kembali pemotongan PPh untuk tagihan { $on }
desk-past-refund-chosen = • { $at } · <b>{ $who }</b> memilih pengembalian dana, tagihan { $on }
desk-past-credit-chosen = • { $at } · <b>{ $who }</b> memilih saldo, tagihan { $on }
desk-past-plan-started = • { $at } · <b>{ $who }</b> memulai rencana { $on }
desk-past-data-handed-over = • { $at } · <b>{ $who }</b> mengunduh datanya
desk-past-data-deleted = • { $at } · <b>{ $who }</b> menghapus datanya
desk-past-other = • { $at } · <b>{ $who }</b>: { $action } { $on }
