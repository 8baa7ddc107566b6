# Conversations of customers and the team: in the staff group, then in the customer's chat.

# Words that are passed on
desk-said = 👤 <b>{ $name }</b>
    { $text }
desk-said-portal = 👤 <b>The customer, in the portal</b>
    { $text }
desk-said-file = 👤 <b>{ $name }</b>
    { $text }
ntf-said = 💬 <b>{ $name } · { BRAND() }</b>
    { $text }
ntf-said-portal = 💬 <b>Team · { BRAND() }</b>
    { $text }
ntf-said-file = 💬 <b>{ $name } · { BRAND() }</b>
    { $text }
said-bare = { $text }

# The card of a conversation
desk-talk-topic = { $name } · { $number }
desk-talk-head = <b>{ $number }</b>
desk-talk-who = 👤 { $name }
desk-talk-who-at = 👤 { $name } (@{ $username })
desk-talk-forgotten = 🗑 <b>{ $number }</b>: the customer had their data deleted, so this conversation is gone.
desk-about-request = About request { $ref }
desk-about-faktur = About the faktur of invoice { $ref }
desk-about-error = About trouble { $ref }
desk-about-help = From the guide
desk-about-other = A general question
desk-talk-account = Account: <b>{ $account }</b>
desk-talk-no-ticket = No ticket: no account is linked yet
desk-talk-muted = 🔇 This customer is muted; /dengar to hear them again
desk-talk-open = 🔴 Waits for us
desk-talk-answered = 💬 Waits for the customer
desk-talk-closed = ✅ Settled
desk-talk-next-open = <i>Reply to the customer's message in this topic (swipe it), or write /balas. All else is read by the team only.</i>
desk-talk-next-answered = <i>The customer's next message comes into this topic.</i>
desk-talk-next-closed = <i>It opens again as soon as the customer writes.</i>
desk-talk-note = 📌 { $note } <i>({ $by })</i>
desk-btn-back = ↩️ Give back
desk-btn-ready = 📋 Ready answers
desk-btn-settle = ✅ Settled

# When words do not arrive
desk-not-arrived-closed = ⚠️ Not there yet: the customer has blocked the bot. It goes as soon as they come back.
    <i>{ $text }</i>
desk-not-arrived-unknown = ⚠️ Perhaps not there: Telegram gave no answer. Please ask the customer, or reach them another way.
    <i>{ $text }</i>
desk-not-arrived-refused = ⚠️ Not there: Telegram refuses this message. Please send it another way.
    <i>{ $text }</i>
desk-not-said-gone = Not sent: the customer had their data deleted, so nobody would get it.
desk-not-said-nowhere = Not sent: its conversation was not found.
desk-not-said-own = Not sent: this conversation is your own. Please ask a colleague to answer it.
desk-not-said-kind = Not sent: this kind of message can't be passed on. Please send it as text, a photo or a file.
desk-not-said-slash = Not sent: what begins with a slash is taken for a command, and there is no such command. To send it, put <code>/balas</code> before it.
desk-not-said-yet = Not sent: the message that you replied to has only just come in and is not noted yet. Please reply once more, or write <code>/balas</code> and the answer in this topic.
desk-edit-not-passed = This change was not passed on; the customer still sees the words before it.
desk-talk-files-not-in-ticket = 📎 These files could not be put into ticket { $ticket }: { $names }. The words are in the ticket.

# Commands in a topic
desk-balas-where = Write /balas in the topic of the conversation.
desk-balas-whose = Not sent: you replied to another customer than this topic's. Reply without /balas, or write /balas without replying.
desk-balas-album = Not sent: for several files at once, reply to the customer's message and send the files without /balas.
desk-balas-edited = Not sent: /balas in an edited message is not sent. Please write it as a new message.
desk-balas-how = Write the words after the command, for example: <code>/balas Right, we will have a look.</code>
desk-no-conversation = This topic is no conversation with a customer.
desk-taken-already = Nothing changed: it is so already.
desk-taken-by-other = { $name } is looking after this conversation.
desk-hand-over-how = Reply to your colleague's message with /serahkan, or write /serahkan and choose their name from Telegram's list.
desk-note-too-long = The note is too long. At most { $longest } characters.
desk-settled-already = It is settled already.
desk-settled-not = There is nothing to settle in this topic. A request is settled by a decision on its card.

# What is written for a customer: chosen, written, looked at, then sent
desk-choose-reason = { $name }, why is <b>{ $number }</b> refused? Choose the reason, or write it yourself. The customer will read it.
    { $taken }
desk-choose-question = { $name }, what would you like to ask about <b>{ $number }</b>? Choose, or write it yourself. The customer will read it.
    { $taken }
desk-taken-warning = ⚠️ { $name } is looking after it.
desk-ready-locked = The domain is still locked for 60 days.
desk-ready-unpaid = There are invoices that are not paid.
desk-ready-incomplete = The data of the company it goes to is not complete.
desk-ready-not-owner = This service does not belong to the account that asked.
desk-ready-hosting = Is its hosting to be moved, too?
desk-ready-other-domain = Are other domains to be moved along?
desk-ready-recipient = Is the e-mail of the account it goes to right?
desk-btn-write = ✍️ Write it myself
desk-btn-cancel = Cancel
desk-btn-send = ✅ Send
desk-look = 👀 Send this about <b>{ $number }</b>?

    { $text }

    { $taken }
desk-prompt-sent = ✅ { $name } sent about <b>{ $number }</b>:

    { $text }
desk-prompt-cancelled = ⚪ Cancelled by { $name }: nothing was sent about { $number }.
desk-prompt-not-yours = This is for { $name } only.
desk-prompt-over = 15 minutes have passed, or it is done. Begin again from the card.
desk-decided-already = This request is decided. Its card is being renewed.

# What only the one who tapped sees
desk-alert-too-late = It does not count: this request is decided, taken, or has ended.
desk-alert-not-allowed = It does not count: only administrators of this group decide.
desk-alert-anonymous = It does not count: stop being an anonymous administrator, then tap again.
desk-alert-asker-gone = Who asked is no longer linked to this account, so the request can't be approved.
desk-alert-own-request = It does not count: you are linked to one of the accounts. Please ask a colleague.
desk-alert-rules = It can't be approved yet: one of the rules does not hold. The card shows which.
desk-alert-no-consent = It can't be approved yet: the recipient has not agreed by e-mail. As soon as they do, this topic is told and the button opens.
desk-alert-no-account = It can't be approved yet: the recipient has agreed, but there is no account of theirs. As soon as it is known, this topic is told.
desk-alert-could-not-ask = Not decided: Telegram or the portal did not answer. Please try again in a moment.

# Ready answers
desk-templat-list = <b>Ready answers</b>
    { $templates }
desk-templat-line = • { $name } ({ $locale })
desk-templat-none = There are no ready answers yet. For example:
    <code>/templat tambah en hello
    Hello { "{" }nama{ "}" }, we are looking at { "{" }nomor{ "}" } now.</code>
desk-templat-none-yet = There are no ready answers yet. Write /templat to learn how.
desk-templat-how = How to use it:
    <code>/templat</code> lists them
    <code>/templat tambah en hello</code>, then the words in the next line
    <code>/templat hapus en hello</code>
    Languages: id or en. Blanks: { "{" }nama{ "}" }, { "{" }akun{ "}" }, { "{" }nomor{ "}" }.
desk-templat-long = The answer is too long. At most { $longest } characters.
desk-templat-kept = The ready answer “{ $name }” is kept.
desk-templat-dropped = The ready answer “{ $name }” is deleted.
desk-templat-gone = That answer is not there any more.
desk-btn-template = { $name } ({ $locale })

# Customers: /cs
btn-cs = 💬 Ask our team
cs-muted = Sorry, messages can't be passed on at the moment. We still send you faktur and news.
cs-not-passed-on = Sorry, this message could not be passed on: <i>{ $text }</i>
    Please send it once more, or as text.
cs-kind = Sorry, we can't pass on this kind of message. Please send it as text, a photo or a file.
cs-gone = Sorry, that conversation is not there any more. To begin a new one, press /cs.
ntf-settled = ✅ We take conversation <b>{ $number }</b> as settled. If there is anything else, just reply to this message.

# In the portal's ticket
ticket-talk-subject = Question from Telegram ({ $number })
ticket-talk-subject-ref = { $ref }: question from Telegram ({ $number })
ticket-talk-first = Conversation { $number } from Telegram.
ticket-talk-staff = { $name } ({ BRAND() }):
    { $text }
ticket-talk-edited = (changed)
    { $text }
ticket-talk-file-only = (file)
ticket-talk-left-out = Files that could not be enclosed: { $names }
desk-ticket-file = 📎 A file of the customer's from the portal, ticket { $ticket }: { $name }
desk-ticket-file-left = 📎 The customer attached a file to ticket { $ticket } that can't be passed on to here: { $name }. Please open it in the portal.
desk-ticket-staff = 🎫 Answered in the portal, ticket { $ticket }. The customer has got it:
    { $text }

# Out of hours, and when nothing was said for long
ntf-out-of-hours = 🌙 We have got your message. Our team is back on { $opens } and answers it then.
ntf-silent = ✅ We have heard nothing for a week, so conversation <b>{ $number }</b> is closed. If there is anything left to ask, just reply to this message.
