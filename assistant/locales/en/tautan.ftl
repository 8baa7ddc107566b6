# /tautan in the staff chat: who is linked to an account, and ending it
desk-links-how = 🔗 Write an account's e-mail or number, or a Telegram user's number, behind the command, and who is linked is shown here with a button that ends it. For administrators of the group only.
    Example: <code>/tautan keuangan@perusahaan.example</code>
desk-links = 🔗 <b>Links that stand</b>
    { $lines }
desk-links-line = • <b>{ $account }</b> ({ $email }): { $name }, proven { $proven }
desk-links-none = ℹ️ There is no link that stands for <code>{ $what }</code>. Check the spelling, or try the account's number.
desk-links-btn-end = End { $name } and { $account }
desk-links-ended = ✅ { $name } is not linked to <b>{ $account }</b> any more (ended by { $by }). They have been told.
