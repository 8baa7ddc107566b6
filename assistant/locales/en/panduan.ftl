# /bantuan in the staff chat and in its finance topic

desk-help-title-staff = 🏠 Guide for staff
desk-help-title-first-day = 👋 The first day
desk-help-title-answer = 💬 Answering customers
desk-help-title-request = 📦 Requests to move
desk-help-title-find = 🔎 Finding a customer
desk-help-title-queue = ⏱ Who waits
desk-help-title-trouble = 🛟 When something is wrong
desk-help-title-finance = 🧾 Guide for finance
desk-help-title-month = 🗓 Finance’s month
desk-help-title-export = 📤 Export for Coretax
desk-help-title-faktur = 📄 The faktur’s PDF
desk-help-title-undone = ↩️ Cancelled and refunded
desk-help-title-slips = 🧷 Bukti potong
desk-help-title-buyers = 🏛 Special buyers

desk-help-staff = <b>Guide for staff</b>
    Each request and each conversation has a topic of its own in this group. Choose what you would like to read.
desk-help-first-day = <b>The first day</b>
    1. Read the message that is pinned in General: who waits, and since when.
    2. Open a topic. The card at its head has all there is to know, and what comes next.
    3. Press <b>Take</b> if it is yours. The first reply takes it, too.
    4. <b>Reply</b> to the customer’s message to answer. What is no reply stays among the team.
    5. Press <b>Settled</b> when it is done.
    Only administrators under their own name decide on requests to move, no anonymous ones.
desk-help-answer = <b>Answering customers</b>
    • Swipe the customer’s message to reply, or write <code>/balas We are looking into it.</code>
    • 👌 under your message says that it has arrived. If it has not, the bot says so.
    • Photos, files and voice go, too. What you edit changes in the customer’s chat.
    • <b>Ready answers</b> on the card: choose, look, send. <code>/templat</code> adds and deletes them.
    • <code>/catatan</code> puts a note of the team on the card. <code>/ambil</code>, <code>/lepas</code> and <code>/serahkan</code> change who looks after it. <code>/selesai</code> settles it.
desk-help-request = <b>Requests to move</b>
    The card shows the three rules: nothing unpaid, the owner asks, the recipient agrees.
    • <b>Approve</b> checks all three again, then moves, or shows what to move in the portal.
    • <b>Refuse</b> and <b>Ask</b>: choose ready words, or write your own as a reply within 15 minutes. You look at them before they go.
    • Nobody decides on their own request, and two taps are one decision.
desk-help-find = <b>Finding a customer</b>
    • <code>/cari majujaya.example</code>: a name, @username, company, e-mail, domain, or any number.
    • The profile has accounts, requests, conversations and the last fakturs. <b>Write</b> opens a topic to write first.
    • Each search and each profile is on record. <code>/riwayat PND-7F3KQ2MX</code> shows what happened.
desk-help-queue = <b>Who waits</b>
    • The message pinned in General is always true: how many wait, the longest, and whose they are. Its buttons open lists; so does <code>/antrean</code>.
    • A topic is reminded at half the target, at the target, and at twice the target.
    • <code>/angka</code> shows this week; every Monday at 9 the week before is told in General.
desk-help-trouble = <b>When something is wrong</b>
    • <b>Not arrived:</b> the customer has blocked the bot. It goes when they return.
    • <b>Does not count:</b> you are an anonymous administrator, none, or linked to the account. Ask a colleague.
    • <b>An abusive customer:</b> <code>/bisukan</code> in the topic. Their faktur still go; <code>/dengar</code> takes it back.
    • <b>A password or a code is asked for:</b> never give or ask for one in the chat.
    • <b>The portal does not answer:</b> what was asked is kept, and done when it is back.
desk-help-finance = <b>Guide for finance</b>
    All of it happens in this topic, by administrators or who has the finance role (<code>/keuangan</code>). Choose what you would like to read.
desk-help-month = <b>Finance’s month</b>
    1. A customer pays: the invoice is noted by itself.
    2. <code>/ekspor</code>: download the XML, upload it to Coretax and sign there.
    3. Drop Coretax’s PDFs or a ZIP into this topic. What fits goes to its customer at once.
    4. Settle what is held with the buttons on its card.
    5. <code>/rekonsiliasi</code>: paid, issued and delivered side by side. When all is clear, press <b>Close</b>.
    From the 10th on, at 9, this topic is reminded of what has no faktur. The limit is the 20th.
desk-help-export = <b>Export for Coretax</b>
    • <code>/ekspor</code> or <code>/ekspor 2026-10</code>, then its button. The XML is for <i>Impor Data</i>, the XLSX for checking.
    • What is left out is named with the reason. Mend it and export again: nothing is exported twice.
    • Coretax refuses? Copy its words here as a reply to the XML, or use <code>/tolakan</code>.
desk-help-faktur = <b>The faktur’s PDF</b>
    • Drop a PDF or a ZIP here. Each is read and compared with its invoice: seller, buyer, amounts and day.
    • What does not fit is held and goes to nobody. Its card says what differs.
    • <b>Assign</b> if you are sure, <b>Replace</b> if it is the wrong file, <b>Refuse</b> if it is not used.
desk-help-undone = <b>Cancelled and refunded</b>
    • An invoice that is cancelled or refunded opens a case: a cancellation, a replacement, or a nota pembatalan.
    • <code>/kasus</code> shows the open ones. <code>/batalkan INV-2026-000123</code> opens one by hand.
    • It ends when Coretax’s PDF or list proves it, or by the button on its card.
desk-help-slips = <b>Bukti potong</b>
    • Customers who withhold PPh send their slip in the chat. What fits is booked at once.
    • What is doubtful comes here with <b>Accept</b> and <b>Refuse</b>.
    • <code>/buktipotong 2026-10</code> lists a month. Drop Coretax’s list here to verify it.
desk-help-buyers = <b>Special buyers</b>
    • <code>/pembeli INV-2026-000123</code> shows who the buyer is to Coretax: government, state-owned, or ordinary.
    • The class decides on kode 02, 03 or 04. What is doubtful is held until you choose.
    • <code>/digunggung</code> lists what was sold to persons without NPWP, where that is on.
