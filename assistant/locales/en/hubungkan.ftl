# /hubungkan: link an existing account

hubungkan-none = 🔗 <b>Link an account</b>
    No account is linked to this chat yet. Link one with a code that we send to its e-mail address. One person may link many accounts.
hubungkan-list = 🔗 <b>Linked accounts</b>
hubungkan-line = • <b>{ $account }</b> ({ $email }), proven { $proven }
hubungkan-email = Which <b>e-mail address</b> has the account you want to link?
    We send a 6-digit code there.
    Example: <code>finance@company.example</code>
hubungkan-code = We have sent a 6-digit code to <b>{ $email }</b>. It is valid for 10 minutes.

    Please type it here. Example: <code>123456</code>
    It usually takes a minute, five at the most. Not there yet? Look in the spam folder too.
hubungkan-checking = ⏳ The code is right. Looking up the account of <b>{ $email }</b>…
    You may close this chat; the result will come here.
hubungkan-linked = ✅ The account <b>{ $account }</b> is linked.
    What would you like to do?
hubungkan-no-account = ℹ️ The address <b>{ $email }</b> is yours, but no account at the portal has it.
    Open a new account, or try another address.
hubungkan-over = This result is no longer kept. Look at your accounts, or link again.
hubungkan-account = 🔗 <b>{ $account }</b>
    E-mail: { $email }
    Proven: { $proven }
    Valid until: { $until }
hubungkan-others = Other Telegram users linked to this account:
hubungkan-other = • <b>{ $name }</b>, since { $when }
hubungkan-someone = someone
hubungkan-confirm-own = Unlink the account <b>{ $account }</b> from this chat?
    Its news and tax invoices will no longer come here. The account stays at the portal, and you can link it again at any time.
hubungkan-confirm-other = Unlink <b>{ $name }</b> from the account <b>{ $account }</b>?
    They can no longer see this account in their chat, and we tell them that the link has ended.
hubungkan-unlinked = ✅ The link to the account <b>{ $account }</b> has ended.

hubungkan-btn-add = ➕ Link another account
hubungkan-btn-other = Try another e-mail
hubungkan-btn-list = 🔗 My accounts
hubungkan-btn-unlink = Unlink from this chat
hubungkan-btn-unlink-other = Unlink { $name }
hubungkan-btn-confirm = Yes, unlink
btn-akun = 🏢 Open an account
btn-hubungkan = 🔗 Link an account
btn-pindah = 📦 Move services

ntf-linked = ✅ The account <b>{ $account }</b> is linked to this chat.
ntf-link-no-account = ℹ️ No account at the portal has the e-mail <b>{ $email }</b>. Open a new account, or link another address.
ntf-unlinked-by-other = ℹ️ Your link to the account <b>{ $account }</b> was ended by another user who is linked to it. If that is a mistake, link it again with /hubungkan.
ntf-unlinked-by-staff = ℹ️ We have ended your link to the account <b>{ $account }</b>. If that is a mistake, link it again by /hubungkan, or write to our team in this chat.
ntf-link-suspended = 🔒 The e-mail address of the account <b>{ $account }</b> has changed in the portal, so its link to this chat is suspended. Nothing of that account is shown or sent here.
    If the account is still yours, link it again with a code to its new address.

# Mail: an account is linked, and links that are suspended
mail-linked = The account { $account } is linked to Telegram
    .body =
        Hello,

        The account { $account } has just been linked to Telegram with a code that we sent to this address, on { $when }.
        Telegram user: { $who }

        From now on they can see the services and invoices of that account, receive its faktur, and ask for services to be moved.

        Not you or a colleague of yours? Change the password of this mailbox, then open https://t.me/{ BOT() } and write /hubungkan: once linked, you can end other people's links. Our staff can end it, too: write to us there, or by a ticket in the portal.
mail-link-suspended = The e-mail of the account { $account } has changed
    .body =
        Hello,

        The e-mail address of the account { $account } at { BRAND() } is this one now. The account was linked to Telegram by another address, so that link is suspended: { $count } Telegram users no longer see the account or receive its faktur.

        Would you like to see it in Telegram? Open https://t.me/{ BOT() } and write /hubungkan. We send a code to this address.
        Don't know that account? Please tell us in that chat; the address may be a typing error.
