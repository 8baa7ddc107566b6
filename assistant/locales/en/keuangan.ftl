# The finance topic of the staff chat: its role, and what is asked for there.

finance-topic = 🧾 Finance

finance-holders = <b>The finance role</b>
    { $holders }

    An administrator gives it by replying to the person's message: <code>/keuangan</code>. Administrators don't need it themselves.
finance-holder = • { $name }
finance-no-holder = Nobody has it yet.
finance-btn-take-role = Take from { $name }
finance-role-given = ✅ <b>{ $name }</b> now has the finance role (given by { $by }).
finance-role-taken = ✅ <b>{ $name }</b> no longer has the finance role (taken by { $by }).

finance-elsewhere = That command belongs into the finance topic.

# When something asked for does not count
finance-act-not-allowed = { $name }, that is for administrators of this group and for those with the finance role. An administrator gives it by replying to your message: <code>/keuangan</code>.
finance-act-not-administrator = { $name }, only an administrator of this group can give or take the finance role.
finance-act-anonymous = { $name }, you are an anonymous administrator just now. Turn that off and try again.
finance-act-still-held = { $name }, that month can't be closed yet: something is not settled. Open /rekonsiliasi to see it.
finance-act-too-late = { $name }, nothing was changed: it is so already.
finance-act-could-not-ask = { $name }, Telegram does not answer, so this was not done. Please try again in a moment.
finance-act-settled = { $name }, that PDF was settled before; its card says how.
finance-act-several-invoices = { $name }, too many invoices end with <code>{ $text }</code>. Press Assign to an invoice again and write more of its number.
finance-act-no-invoice = { $name }, there is no paid invoice with the number <code>{ $text }</code>. Check the number, and press Assign to an invoice again.
finance-act-stays-held = { $name }, that PDF could not be read, so nobody can pass it on. Replace the file, or refuse it.
finance-act-own-account = { $name }, that PDF is of an account that you are or were linked to. Please ask a colleague to settle it.

# Invoices that were cancelled or refunded
finance-undone-open = ↩️ Invoice <b>{ $invoice }</b> ({ $account }) was cancelled or refunded. Its faktur was not issued, so there is nothing to cancel in Coretax.
finance-undone-exported = ↩️ Invoice <b>{ $invoice }</b> ({ $account }) was cancelled or refunded, and was exported for Coretax before. Please delete its draft in Coretax, or cancel the faktur if it is approved.
finance-undone-issued = ↩️ Invoice <b>{ $invoice }</b> ({ $account }) was cancelled or refunded, and faktur <code>{ $number }</code> was issued before. What it needs now stands in the next message.

# A PDF that came by itself (a folder, HTTP) and passed, though not all of it agrees
finance-sent-with-warnings = 📝 <b>{ $name }</b> was sent for { $invoice } ({ $account }), but something should be looked at:
    { $warnings }
