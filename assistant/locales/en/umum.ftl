# Words used in every conversation.

# Menu
greeting = Hello, { $name }! I am the { $brand } assistant.
    I help you open an account per company, enter its NPWP and move services. Finished tax invoices (faktur pajak) arrive in this chat.
menu = Hello, { $name }! This is the { $brand } assistant: accounts per company, NPWP, moving services and tax invoices (faktur pajak), all in this chat.
menu-now = What is under way is in the buttons at the top.
menu-ask = <b>What would you like to do?</b> Choose, or just write it in your own words.
menu-now-question = 💬 Answer our team's question: { $number }
menu-now-answer = 💬 The team's answer waits for you: { $number }
menu-now-agree = 📦 Agree to services from { $from }?
menu-now-npwp = 🧾 Faktur wait for the NPWP: { $account }
menu-now-draft = ✍️ Go on with { $feature }
menu-now-request = 📋 { $number }: { $state }
menu-now-faktur = 📄 { $count } new faktur
menu-akun = 🏢 New account
menu-hubungkan = 🔗 Link an account
menu-npwp = 🧾 NPWP
menu-pindah = 📦 Move services
menu-rencana = 🗂 Plan
menu-tiket = 📋 My requests
menu-faktur = 📄 Tax invoices
menu-bantuan = ❓ Help
menu-bahasa = 🌐 Language

# Names of features, used inside sentences
feature-akun = account registration
feature-hubungkan = account linking
feature-npwp = NPWP entry
feature-pindah = service transfer

# Consent to privacy
consent-privacy = For this we keep your Telegram name, what you enter (e-mail, phone, address, tax data), and the messages and files that you send to our team. They are used for this service only and travel through Telegram, whose servers are outside Indonesia.

    You can see them with /data_saya and delete them with /hapus_data at any time.
    Privacy policy: { $url }
consent-ask = <b>Do you agree?</b>
consent-refused = That is fine. Without that consent we cannot handle your accounts in this chat.
    You can still read /bantuan or use the portal. If you change your mind, press the button below or send /start.

# Steps and drafts
step = <i>Step { $number } of { $of }</i>
resume-ask = You have an unfinished { $feature }, last edited { $when }.
    Go on from there?
leave-ask = Leave the { $feature }? We can keep what you entered for 30 days.
left = All right, cancelled.
nothing-to-leave = Nothing is open just now, so there is nothing to cancel.
draft-kept = Your { $feature } is saved. Choose it in the menu to go on.
draft-dropped = What you entered has been deleted.

# Buttons
btn-agree = I agree
btn-disagree = I don't agree
btn-reconsider = Read again
btn-help = ❓ Help
btn-back = ‹ Back
btn-cancel = ✖ Cancel
btn-menu = ☰ Menu
btn-go-on = Go on
btn-start-over = Start over
btn-stay = Keep editing
btn-keep-draft = Save and leave
btn-drop-draft = Delete it
btn-next = Next ›
btn-retry = Try again

# What went wrong
problem-not-text = ⚠️ Please answer in text, not with a picture, sticker or file.
problem-too-long = ⚠️ Your text has { $length } characters. The most is { $longest }. Please send a shorter one.
problem-empty = ⚠️ Your text is empty. Please send the answer.
problem-needed = ⚠️ This answer is needed and can't be skipped. Don't have it yet? Press <b>✖ Cancel</b>; the other answers can be kept.
problem-same = ⚠️ We don't know yet which answer you mean. Please write it here in full.
problem-no-answer = We are still waiting for the answer to this question. Want to ask something first? Just write your question.
problem-what-for = ℹ️ This answer is needed for the request that you are filling in, and nothing is sent before you press its button in the summary. Want to know more? Write your question in full, or open /bantuan.
problem-use-buttons = ⚠️ In this step, please choose with the buttons below.
problem-unknown-command = ⚠️ We don't know that command. All that can be done is in /menu.
problem-old-button = ⚠️ That button is out of date. Here is the latest view.
problem-draft-gone = ⚠️ Your { $feature } was left for so long that we have deleted what you entered. Please begin again.
problem-world-changed = ⚠️ That account is no longer linked to you. Link it again with /hubungkan.
problem-not-understood = ⚠️ Sorry, we can't read your message. Please send it again as plain text, or open /menu.
problem-edit-not-seen = ℹ️ We don't see changes to a message that is sent already. If something has to be corrected, please write it again as a new message.
problem-failed = ⚠️ Sorry, something went wrong on our side. What you entered is kept. Please try again; if it still fails, tell our team the code <code>{ $reference }</code> with /cs.
problem-too-many = 🙏 Your messages came too fast, so we passed over some and read only the last one. Please send them one by one.

# General notices
ntf-repeat = (Sent again: we are not sure this message arrived before.)
ntf-linked-by-other = ℹ️ Another Telegram user has just linked the account <b>{ $account }</b> with a code from its e-mail. If that is not a colleague of yours, open /hubungkan to end it.

# Mail: code
mail-code = Your code: { $code }
    .body =
        Your { BRAND() } verification code: { $code }

        Type this code in the Telegram chat. It is valid for { $minutes } minutes and only once.
        Do not give this code to anyone, our staff included.

        If you did not ask for it, ignore this mail. Nothing changes.

# Our words inside a ticket
ticket-answer = The customer's answer to "{ $question }":
    { $answer }
ticket-cancelled = Request { $number } was withdrawn by the customer. We close this ticket.
ticket-declined = Request { $number } was declined by the owner of { $to }. We close this ticket.
ticket-refused = We cannot carry out request { $number }. Reason: { $reason }
ticket-done = Request { $number } is done. Moved to the account { $to }: { $services }.

# What Telegram shows about the bot
command-menu = Main menu
command-akun = Open an account for one company
command-hubungkan = Link an existing account
command-npwp = Enter or correct an NPWP
command-pindah = Move a domain or service
command-rencana = Many services and companies at once
command-tiket = Your requests
command-faktur = Your tax invoices
command-cs = Talk to our team
command-bantuan = Guide and common questions
command-bahasa = Change the language
command-pengaturan = Language, quiet hours and notices
command-batal = Cancel what you are filling in
command-data-saya = See the data we hold
command-hapus-data = Delete your data
bot-description = The { BRAND() } assistant: accounts per company, NPWP, moving services and tax invoices (faktur pajak) in this chat. Press Start.
bot-short-description = Accounts, NPWP, service moves and tax invoices of { BRAND() }.

# Said when the keyboard below the chat (share a number) goes away
keyboard-gone = Alright.
