# The recipient's consent, behind the link of a mail.
setuju-ask = <b>{ $from }</b> wants to move these services to the account with the e-mail address { $email }:
    { $services }

    Request number: <code>{ $number }</code>
setuju-linked = If you agree, they come into your account <b>{ $account }</b> once our team has looked at the request. The next invoices are then that account's to pay.

    <b>Do you agree to receive them?</b>
setuju-unlinked = If you agree, the services go to the account with { $email }, which we link to your Telegram: this link was sent to that address alone. Its next invoices are then for that account to pay.

    <b>Do you agree to take them?</b>
setuju-btn-yes = I agree
setuju-btn-no = Decline
setuju-btn-new = 🏢 Open a new account
setuju-sure = <b>Decline this move?</b>
    The request ends, and nothing is moved.
setuju-btn-sure = Yes, decline
setuju-agreed = ✅ <b>Thank you, your consent is recorded.</b>
    Our team looks at the request. We tell you as soon as the services have arrived.
setuju-declined = All right, the request is declined. Nothing is moved.
setuju-dead = This link is no longer valid: the request has been answered or has ended, or the link is older than 14 days. If it still matters, have its sender press Remind the recipient in /tiket.
ntf-transfer-asks = 📦 <b>{ $from }</b> waits for your answer: request <code>{ $number }</code> would move services into the account <b>{ $to }</b>.
btn-see-request = 👀 See the request
setuju-looking = ✅ <b>We noted that you agree.</b> The account with { $email } is being looked up and linked; once it is there, all is done.

    No account yet? Open one here. The address need not be proven again.

# The page in a browser, for recipients without Telegram.
setuju-page-title = Consent to moving services
setuju-page-brand = { BRAND() }
setuju-page-ask = Do you agree to receive these services?
setuju-page-who = { $from } wants to move these services to the account with the e-mail { $email }:
setuju-page-means = If you agree, they come into your account once our team has looked at the request. Their next invoices are that account's.
setuju-page-btn-yes = Yes, I agree
setuju-page-sure = The request ends, and no service is moved.
setuju-page-number = Request number: { $number }
setuju-page-agreed = Thank you, your consent is recorded.
setuju-page-agreed-next = Our team looks at the request. We mail you as soon as the services have arrived.
setuju-page-no-account = No account with that e-mail address yet? Open one in Telegram. The address need not be proven again, and your consent holds.
setuju-page-btn-telegram = Open in Telegram
setuju-page-telegram = https://t.me/{ BOT() }?start=setuju-{ $token }
setuju-page-busy = Too many requests in a short time. Please try again in a minute.
