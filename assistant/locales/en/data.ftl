# /data_saya and /hapus_data

data-explain = 🗂 <b>Your data</b>
    We can send you all data that the { $brand } assistant holds about you: Telegram name, consents, linked accounts, what you entered, requests and messages. It comes as a JSON file, which a browser or a text editor opens.
    The file holds personal data. Keep it safe.
data-btn-send = Send my data
data-btn-delete = Delete my data
data-on-its-way = ✅ Your data are on their way to this chat.
ntf-data = 🗂 These are all the data we hold about you. To delete them, send /hapus_data.

data-delete-explain = 🗑 <b>Delete your data</b>
    <b>Deleted from this assistant:</b> your Telegram name, links to accounts, unfinished entries, messages and the tax data you entered here. Transfer requests that nobody has decided are cancelled, and your consents end.
    <b>Kept at { $brand }:</b> accounts, services, invoices and tax invoices at the portal. The provider has to keep them by tax law. The record of decisions stays without your name, and so does the proof that you consented and withdrew.

    Tax invoices will no longer come to this chat.
data-btn-want = Yes, delete my data
data-btn-keep = Never mind
data-delete-sure = ⚠️ <b>Are you sure?</b>
    Once deleted, we cannot bring these data back. To use this assistant again later, you start from the beginning.
data-btn-sure = Delete now
data-delete-moving = ⏳ Your data cannot be deleted yet: the request <b>{ $numbers }</b> is approved and its services are on the move.
    Please wait until it is done, then send /hapus_data again. Its status is in /tiket.
data-delete-moved = The services have moved, so your data can be deleted now: press <b>Try again</b>.
data-deleted = ✅ Your data have been deleted, and your consents have ended.
    Thank you for using this assistant. You can delete old messages of this chat in Telegram yourself. To begin again, send /start.
