# /npwp: the tax data of one account.

# Which account
npwp-none = <b>NPWP</b>
    An NPWP belongs to a { $brand } account, and no account is linked to this chat yet.
    • No account for that company? Open a new one.
    • There is one? Link it first, with a code to its e-mail.
npwp-account = <b>NPWP</b>
    Which account is the NPWP for? One account serves one company.
npwp-look-loading = <b>{ $account }</b>
    Loading this account's tax data… This view changes by itself.
npwp-look-failed = <b>{ $account }</b>
    The portal can't be reached right now, so the tax data can't be shown yet. Your data is safe. Please try again in a moment.
npwp-look-has = <b>{ $account }</b> has an NPWP already:

    NPWP: <code>{ $number }</code>
    NITKU: <code>{ $nitku }</code>
    Name: { $name }
    Address: { $address }
    E-mail for faktur: { $email }

    Something mistyped? You can correct it. For another company, don't change this NPWP: another company needs an account of its own.
npwp-look-bare = <b>{ $account }</b> has no NPWP yet.
    In whose name will its faktur be?

    🏢 <b>Company</b>: a PT, CV, foundation, cooperative or other body
    👤 <b>Person</b>: in your own name, by NIK

# The questions
npwp-kind = In whose name is the faktur for <b>{ $account }</b>?

    🏢 <b>Company</b>: a PT, CV, foundation, cooperative or other body
    👤 <b>Person</b>: in your own name, by NIK
npwp-kind-company = Company
npwp-kind-person = Person
npwp-number-company = <b>What is the company's NPWP for { $account }?</b>
    Send 16 digits, for example <code>0012345674012000</code>, or the old 15-digit NPWP, for example <code>01.234.567.4-012.000</code>. Dots, dashes and spaces are fine.
npwp-number-person = <b>What is your NPWP or NIK for { $account }?</b>
    A person's NPWP is the NIK: the 16 digits on the KTP, for example <code>3171011708450001</code>.
npwp-number-branch = { "" }
    We remember your branch as unit <code>{ $unit }</code>. Now send the NPWP of its head office, which ends in <code>000</code>.
npwp-number-abroad = { "" }
    Are you a foreigner without a NIK? Press the button below to use <code>{ $old_personal }</code>.
npwp-odd-name = <b>Is this really the name on the card?</b>
    <code>{ $odd_name }</code>
    It looks like an address, a number or a user name. If it is not the name, send the right one, for example <code>CONTOH MAJU BERSAMA</code>.
npwp-proposal = You sent 22 digits: a NITKU. In it:

    NPWP: <code>{ $proposed }</code>
    Unit: <code>{ $proposed_unit }</code>

    Are both right? If not, send the right 16-digit NPWP.
npwp-name-company = <b>What name is on the NPWP card?</b>
    Write it exactly as on the card, for example <code>CONTOH MAJU BERSAMA</code>. Add PT or CV only if it is written there.
    You may add the address at once, on the line below the name.
npwp-name-person = <b>What name is registered for that NPWP or NIK?</b>
    Write it exactly as on the NPWP card or KTP, for example <code>BUDI SANTOSO</code>.
    You may add the address at once, on the line below the name.
npwp-address = <b>What address is on the NPWP card?</b>
    Send it in one message, for example <code>Jl. Melati No. 12 RT 001 RW 002, Gambir, Jakarta Pusat 10110</code>.
npwp-email = <b>Which e-mail should get the faktur?</b>
    Choose the account's e-mail with the button, or write another, for example <code>pajak@contoh-maju.example</code>.
    If you receive faktur in the chat, this e-mail is the fallback.
npwp-nitku = <b>Head office or branch?</b>
    Head office: press its button. Branch: send the unit's 6 digits, for example <code>000001</code>, or the full 22-digit NITKU that begins with { $number }.

# Read back
npwp-summary = <b>Check the tax data of { $account }</b>
npwp-summary-number = { "" }
    Kind: { $kind }
    NPWP: <code>{ $number }</code>
npwp-summary-old = Old form: <code>{ $old }</code>
npwp-summary-rest = NITKU: <code>{ $nitku }</code>
    Name: { $name }
    Address: { $address }
    E-mail for faktur: { $email }
npwp-summary-head = 🏢 For the head office. For a branch, press <b>✏️ NITKU</b>.
npwp-summary-shared = ℹ️ Your account { $shared } has this NPWP, too. That is allowed; make sure that it is the same company or person.
npwp-summary-warning = { "" }
    ⚠️ A wrong NPWP means that the faktur has to be cancelled and made anew. Compare the digits with your NPWP card, four by four.

# On its way
npwp-sent-queued = ⏳ NPWP <code>{ $number }</code> (NITKU <code>{ $nitku }</code>) is being saved for <b>{ $account }</b>. It usually takes a few seconds; this view changes by itself.
npwp-sent-saved = ✅ Automatic faktur is active for <b>{ $account }</b>.
    NPWP: <code>{ $number }</code>
    NITKU: <code>{ $nitku }</code>
    Name: { $name }

    From the next payment on, faktur are issued in that name. Are domains or services of that name still in another account? Move them now.
npwp-sent-refused = NPWP <code>{ $number }</code> could not be saved for <b>{ $account }</b>: the portal did not accept it.
    What you entered is kept. Check it and send it again. If it is refused again, ask our team with /cs.

# Buttons
npwp-btn-company = 🏢 Company
npwp-btn-person = 👤 Person
npwp-btn-correct = ✏️ Correct the data
npwp-btn-other-company = 🏢 Account for another company
npwp-btn-other-account = Choose another account
npwp-btn-look = 🔄 Refresh
npwp-btn-proposal = ✅ Yes, both are right
npwp-btn-abroad = I have no NIK, use that number
npwp-btn-odd-name = ✅ Yes, that is the name
npwp-btn-other-name = Write another name
npwp-btn-other-number = Write another number
npwp-btn-email = Use { $account_email }
npwp-btn-head-office = Head office (000000)
npwp-btn-main-place = No branch (000000)
npwp-btn-branch = Branch ({ $unit })
npwp-btn-confirm = ✅ All correct, save
npwp-btn-edit-kind = ✏️ Kind
npwp-btn-edit-number = ✏️ NPWP
npwp-btn-edit-nitku = ✏️ NITKU
npwp-btn-edit-name = ✏️ Name
npwp-btn-edit-address = ✏️ Address
npwp-btn-edit-email = ✏️ E-mail
npwp-btn-mend = ✏️ Check and send again

# What went wrong: numbers
npwp-problem-not-linked = ⚠️ That account is not linked to you. Link it first with /hubungkan.
npwp-none-company = ℹ️ A faktur in a company's name needs the company's NPWP. It has none yet? Press <b>‹ Back</b> and choose a person: with your NIK, the faktur is in your own name.
npwp-none-person = ℹ️ No NPWP is needed: send your NIK, the 16 digits on your KTP.
npwp-problem-empty = ⚠️ There are no digits in your answer. Send the digits, as in the example below.
npwp-problem-too-long = ⚠️ That is too long for a number. Send only the digits.
npwp-problem-not-digits = ⚠️ Some of it is not a digit: <code>{ $characters }</code>. Send only digits; the letter O is not a 0.
npwp-problem-wrong-length = ⚠️ You wrote { $digits } digits, but an NPWP has 16 (or 15 in the old form). Count again on the card and send it anew.
npwp-problem-placeholder = ⚠️ Zeros, also those with the code of a tax office, stand for a buyer without NPWP; they are nobody's number. Send the NPWP on the card.
npwp-problem-nik-wanted = ⚠️ That is a person's old NPWP. Since 2024 a person's NPWP is the NIK: send the 16 digits on the KTP, for example <code>3171011708450001</code>.
npwp-problem-check-digit = ⚠️ The check digit of that number does not fit, so a digit is wrong or swapped. Compare it with the NPWP card and send it anew.
npwp-problem-branch-needs-head-office = ⚠️ That is the old NPWP of branch { $branch }. In the 16-digit form a branch uses the head office's NPWP and a NITKU. Send the head office's NPWP; the branch is remembered.
npwp-problem-typed-nitku = ⚠️ Those are 22 digits, a NITKU, but its first 16 are not a correct NPWP. Send the 16-digit NPWP from the card.
npwp-problem-nik-region = ⚠️ No NIK begins with { $region }: it is not the code of a regency or city. Compare it with the KTP. If it is a company's NPWP, it begins with 0.
npwp-problem-nik-birth-date = ⚠️ Digits 7 to 12 of a NIK are the birth date (for women, the day plus 40). <code>{ $digits }</code> is not a date. Compare it with the KTP.
npwp-problem-nik-serial = ⚠️ The last four digits of a NIK are never 0000. Compare it with the KTP.
npwp-problem-nik-for-company = ⚠️ That is a NIK, a person's number, but you chose Company. Send the company's NPWP, or press Back and choose Person.
npwp-problem-nitku-length = ⚠️ You wrote { $digits } digits. Send the unit's 6 digits, for example <code>000001</code>, or the full 22-digit NITKU.
npwp-problem-nitku-of-another = ⚠️ That NITKU belongs to another NPWP (<code>{ $npwp }</code>). Send the NITKU of the NPWP you entered, or just the unit's 6 digits.

# What went wrong: name, address, e-mail
npwp-problem-name-too-short = ⚠️ That name is too short. Write the full name as on the NPWP card.
npwp-problem-name-too-long = ⚠️ That name has more than 200 characters. Write only the name, as on the NPWP card.
npwp-problem-name-no-letters = ⚠️ That is not a name. Write the name as on the NPWP card, for example <code>CONTOH MAJU BERSAMA</code>.
npwp-problem-name-characters = ⚠️ A name on a faktur can't have emoji or pictures in it. Write only the letters, as on the NPWP card.
npwp-problem-address-too-short = ⚠️ That address is too short. Write street, number and city.
npwp-problem-address-too-long = ⚠️ That address has more than 300 characters. Write it as on the NPWP card, without anything else.
npwp-problem-address-no-letters = ⚠️ That is not an address. Write street, number and city.
npwp-problem-address-characters = ⚠️ An address on a faktur can't have emoji or pictures in it. Write only letters and digits.
npwp-problem-email-empty = ⚠️ The e-mail address is missing. Example: <code>pajak@contoh-maju.example</code>
npwp-problem-email-no-at = ⚠️ An e-mail address has an @ in it. Example: <code>pajak@contoh-maju.example</code>
npwp-problem-email-malformed = ⚠️ That e-mail address is incomplete or has characters it can't have. Example: <code>pajak@contoh-maju.example</code>
npwp-problem-email-too-long = ⚠️ That e-mail address is too long. Send just one address.
npwp-problem-email-several = ⚠️ There is more than one e-mail address. Send just one, for example <code>pajak@contoh-maju.example</code>

# Notices
ntf-npwp-saved = ✅ The NPWP for <b>{ $account }</b> is saved and automatic faktur is active. Next: move its services into that account.
ntf-npwp-refused = The NPWP you sent could not be saved: the portal did not accept it. What you entered is kept. Open /npwp to look at it.

# A number that came before it was asked for
npwp-number-noted = 📝 We have noted that number. Choose below first, and we will check it at once.
npwp-problem-photo = 🖼 Sorry, we can't read the number from a picture of the card. Please type its 16 digits, for example 0012345674012000.
# Without NPWP: passport, foreign identity, NIK alone
npwp-btn-foreign = 🌏 A person or company abroad
npwp-btn-foreign-company = 🏢 A company abroad
npwp-btn-nik = My NIK is an NPWP
npwp-btn-nik-only = My NIK is no NPWP yet
npwp-document = <b>What is the passport number for { $account }?</b>
    For a foreigner without NPWP and NIK. Send the number, for example <code>X1234567</code>.
    For a company abroad press its button, then send the number it is registered by in its country.
npwp-document-company = A company abroad. Send the number it is registered by, for example <code>201912345K</code>.
npwp-country = <b>From which country?</b>
    Write its name, for example <code>Singapore</code>.
npwp-name-foreign = <b>What name stands in the passport or the company's deed?</b>
    Write it just as it stands there. The address may follow on the line below.
npwp-summary-nik = That NIK <b>is</b> registered as NPWP. Never activated it in Coretax? Press the button below.
npwp-summary-nik-only = That NIK is <b>not</b> registered as NPWP.
npwp-summary-foreign = { "" }
    Identity number: <code>{ $document_number }</code>
    Country: { $country_name }
npwp-problem-document = ⚠️ That is no number of a passport or a registration. Send its letters and digits only, for example <code>X1234567</code>.
npwp-problem-country = ⚠️ We know no country “{ $typed }”, or it is Indonesia. Write its name, for example <code>Singapore</code> or <code>Japan</code>. From Indonesia? Press Back and choose Company or Person.
