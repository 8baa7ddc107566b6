# The recipient's consent, behind the link of a mail.
setuju-ask = <b>{ $from }</b> wants to move these services to the account with the e-mail address { $email }:
    { $services }

    Request number: <code>{ $number }</code>
setuju-linked = If you agree, they come into your account <b>{ $account }</b> once our team has looked at the request. The next invoices are then that account's to pay.

    <b>Do you agree to receive them?</b>
setuju-unlinked = To agree, first show that { $email } is yours:
    • if it has an account already: <b>Link the account</b>;
    • if not: <b>Open a new account</b> with that address.

    After that we show you this request here again.
setuju-btn-yes = I agree
setuju-btn-no = Decline
setuju-btn-link = 🔗 Link the account
setuju-btn-new = 🏢 Open a new account
setuju-sure = <b>Decline this move?</b>
    The request ends, and nothing is moved.
setuju-btn-sure = Yes, decline
setuju-agreed = ✅ <b>Thank you, your consent is recorded.</b>
    Our team looks at the request. We tell you as soon as the services have arrived.
setuju-declined = All right, the request is declined. Nothing is moved.
setuju-dead = This link is no longer valid: the request has been answered or has ended.
ntf-transfer-asks = 📦 <b>{ $from }</b> waits for your answer: request <code>{ $number }</code> would move services into the account <b>{ $to }</b>.
btn-see-request = 👀 See the request
