# A customer's own words: understood, asked about, or passed on to the team.

kata-kind = 🙏 You are welcome. If there is anything else, just write it here.
kata-welcome = 👋 Please just write here what you need.
kata-here = 👋 Hello! Please go on below, or just write what else you need.
kata-fine = Fine. If there is anything else, just write it here.
kata-which = We are not sure what you mean:
    <blockquote>{ $text }</blockquote>
    <b>Which of these do you need?</b>
kata-aside = This does not look like an answer to the question:
    <blockquote>{ $text }</blockquote>
    What you have filled in is kept. <b>What would you like to do?</b>
kata-aside-people = Your message to the team still waits, and this looks like something else.
    <b>Add it to that message, too?</b>
kata-still-waits = 💬 Your message to the team is not sent yet. To send it, choose Ask the team.
kata-btn-add = ➕ Add it to the message for the team
kata-btn-answer = That is my answer

# Buttons by what is meant
kata-akun = 🏢 Open a new account
kata-hubungkan = 🔗 Link an existing account
kata-npwp = 🧾 Enter an NPWP
kata-npwp-ganti = 🧾 Correct the NPWP data
kata-pindah = 📦 Move domains or services
kata-rencana = 🗂 A plan for several companies
kata-tiket-status = 📋 Status of my request
kata-faktur-list = 📄 List of my faktur
kata-faktur-find = 🔎 Find a faktur
kata-faktur-why = ❓ Why a faktur is not there
kata-faktur-wrong = ✏️ My faktur is wrong
kata-faktur-where = 📬 Where faktur are sent
kata-faktur-zip = 📦 Many faktur at once
kata-buktipotong = 📑 Hand in a withholding slip
kata-bahasa = 🌐 Change the language
kata-data = 🗂 See my data
kata-hapus = 🗑 Delete my data

# Ask the team
btn-ask-team = 💬 Ask the team
btn-not-that = 💬 Not that? Ask the team
btn-send-code = ✉️ Send a code to { $proposed }
cs-write = 💬 <b>Write your message to our team</b>
    Write as you like, for example: “My website has been down since this morning”.
cs-sure-files = 💬 For our team: { $files }. Anything to explain? Just write it.
cs-sure-yes = <b>All said? Press Send to the team, or write “send”.</b>
cs-with-files = Together with: { $files }
cs-photo = 🖼 a picture
cs-voice = 🎙 a voice message
cs-video = 🎬 a video
cs-place = 📍 a place
cs-contact = 👤 a contact
cs-file = 📎 a file
cs-about = About <code>{ $about }</code>.
cs-sure = 💬 We will pass this on to our team, exactly as you wrote it:
    <blockquote>{ $text }</blockquote>
    Is anything missing? Just write it, and we add it below.
cs-kept = Your message, your Telegram name and our answers are kept for 24 months at most. Privacy policy: { $url }
cs-btn-send = Send to the team
cs-btn-again = Write it anew
cs-sent = ✅ Your message has been passed on to our team. The answer will come in this chat.
cs-answered = 💬 <b>Our team's last answer</b> in conversation <code>{ $number }</code>:
    <blockquote>{ $text }</blockquote>
    <b>Write your reply here</b>; words, photos or files go straight to the team.
cs-btn-more = ➕ Write more

# What was sent is no text
problem-voice = 🎙 Sorry, we can't listen to voice messages here. Please write it; if it is for our team, send /cs.
problem-photo = 🖼 Sorry, we can't read pictures in this step. Please type the answer.
problem-photo-number = 🖼 Sorry, we can't read numbers in pictures. Please type the digits.
problem-document = 📎 Sorry, we can't read files in this step. Please type the answer.
problem-file = 📎 We can't take pictures or files here yet. Write what you need; if it is for our team, send /cs.
