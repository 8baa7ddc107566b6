# /akun: open a new account

akun-first-name = 🏢 <b>New account</b>
    One account serves one company, or you as a person.

    What is your <b>first name</b>? The whole name will do, too.
    Example: <code>Siti</code> or <code>Siti Nurhaliza</code>
akun-names = 👤 This is how we read the name:
    First name: <b>{ $first_name }</b>
    Last name: <b>{ $last_name }</b>
    Something wrong? Press <b>‹ Back</b>, or change it in the summary.
akun-noted = 📝 We have noted: <b>{ $noted }</b>. All of it can be changed in the summary.
akun-last-name = What is your <b>last name</b>?
    Example: <code>Nurhaliza</code>
akun-email = Which <b>e-mail address</b> should this account have?
    We will send a 6-digit code there. Each account has an address of its own.
    Example: <code>finance@company.example</code>
akun-code = We have sent a 6-digit code to <b>{ $email }</b>. It is valid for 10 minutes.

    Please type it here. Example: <code>123456</code>
    It usually takes a minute, five at the most. Not there yet? Look in the spam folder too.
akun-code-missing = We can't go on without that code. No code at <b>{ $email }</b> yet? Please wait for up to five minutes and look in the spam folder, then press <b>{ akun-btn-resend }</b>. Is the address wrong? Press <b>{ akun-btn-change-email }</b>.
akun-company = What is the <b>name of the company</b>?
    Example: <code>PT Contoh Sejahtera</code>
akun-no-company = no company
akun-phone = What is your <b>phone number</b>?
    Press the button to share your Telegram number, or type one.
    Example: <code>0812-3456-7890</code> or <code>021-5201234</code>
akun-street = 📍 Address (1 of 4)
    What is the <b>address</b>? Send it whole, in one message.
    Example: <code>Jl. Merdeka Selatan No. 5, Gambir, Jakarta Pusat 10110</code>
    Street and number alone will do, too; we ask for the rest one by one.
akun-address = 📍 This is how we read the address:
    Street: <b>{ $street }</b>
    City: <b>{ $city }</b>
    Province: <b>{ $province }</b>
    Postcode: <b>{ $postcode }</b>
    Is a part wrong? Each can be changed in the summary.
akun-street-longer = 📍 The address is now: <b>{ $street }</b>
akun-city = 📍 Address (2 of 4)
    Which <b>city or regency</b>?
    Example: <code>Jakarta Pusat</code>
akun-province = 📍 Address (3 of 4)
    Which <b>province</b>? Choose with a button, or type its name.
    Example: <code>Jawa Barat</code> or <code>Jabar</code>
akun-postcode = 📍 Address (4 of 4)
    Which <b>postcode</b>?
    Example: <code>10110</code>
akun-now = Entered so far: <b>{ $now }</b>
akun-terms = <b>Terms of service</b>
    This account is subject to the { $brand } terms of service: { $url }
    What you entered before is sent to the { $brand } portal to open the account.
akun-terms-ask = Please read them first. <b>Do you agree?</b>
akun-terms-refused = All right, no account is opened. Without that consent we cannot open one. What you entered is kept for 30 days in case you change your mind.
akun-summary = <b>Please check once more</b>
    First name: <b>{ $first_name }</b>
    Last name: <b>{ $last_name }</b>
    E-mail: <b>{ $email }</b> ✅
    Company: <b>{ $company }</b>
    Phone: <b>{ $phone }</b>
    Address: <b>{ $street }</b>
    City: <b>{ $city }</b>
    Province: <b>{ $province }</b>
    Postcode: <b>{ $postcode }</b>
akun-summary-ask = If all is right, press <b>Open the account</b>. To change something, press its name.

akun-queued = ⏳ The account for <b>{ $email }</b> is being opened…
    It usually takes less than a minute. You may close this chat; the result will come here.
akun-created = ✅ The account <b>{ $account }</b> is open.
    The portal has mailed a link to <b>{ $email }</b> to set a password. We never ask for a password in this chat.

    Next: enter the NPWP, so that the tax invoices are right.
akun-already = ℹ️ The address <b>{ $email }</b> has an account at the portal already, so we did not open another.
    You have proven that the address is yours. Link that account to this chat, or use another address for a new account.
akun-refused = Sorry, the { $brand } portal could not take this request. No account has been opened.
    What you entered is kept. Please check it and send it again. If it still fails, write to our team with /cs.
akun-none = There is no account request. Start with /akun.

akun-btn-telegram = 👤 { $name }
akun-btn-as-before = 📋 As for { $before }
akun-btn-one-name = I have only one name
akun-btn-no-company = A person, no company
akun-btn-resend = Send a new code
akun-btn-change-email = Change the address
akun-btn-share-phone = 📱 Share my number
akun-btn-send = Open the account
akun-btn-first-name = First name
akun-btn-last-name = Last name
akun-btn-email = E-mail
akun-btn-company = Company
akun-btn-phone = Phone
akun-btn-street = Street
akun-btn-city = City
akun-btn-province = Province
akun-btn-postcode = Postcode
akun-btn-mend = Check what I entered
akun-btn-other-email = Use another e-mail
btn-npwp = 🧾 Enter the NPWP

akun-code-again = A new code is on its way to <b>{ $email }</b>. The one before is no longer valid.

akun-problem-name-long = ⚠️ That name is too long. The most is { $fact } letters. Please write a shorter form.
akun-problem-name-no-letter = ⚠️ We found no letter in it. Please write your name, for example <code>Siti</code>.
akun-problem-name-company = ⚠️ That is a company; we ask for it further on. Here, please write your own name, for example <code>Siti</code>.
akun-problem-name-character = ⚠️ “{ $fact }” cannot be part of a name. Please use letters only, for example <code>Siti</code>.
akun-problem-company-long = ⚠️ A company's name has at most { $fact } letters. Please write a shorter form.
akun-problem-company-no-letter = ⚠️ A company's name needs letters. Example: <code>PT Contoh Sejahtera</code>.
akun-problem-street-long = ⚠️ A street address has at most { $fact } letters. Please write a shorter form.
akun-problem-street-short = ⚠️ That address is too short. Please write street and number, for example <code>Jl. Merdeka Selatan No. 5</code>.
akun-problem-city-long = ⚠️ A city's name has at most { $fact } letters. Please write a shorter form.
akun-problem-city-no-letter = ⚠️ Please write the name of a city or regency, for example <code>Jakarta Pusat</code>.
akun-problem-city-character = ⚠️ “{ $fact }” cannot be part of a city's name. Please write just the name, for example <code>Jakarta Pusat</code>. The postcode comes later.
akun-problem-province-unknown = ⚠️ We did not find that province. Please choose with a button, or type for example <code>Jawa Barat</code>.
akun-problem-province-many = ⚠️ Several provinces fit: { $fact }. Please type the full name.
akun-problem-postcode-digits = ⚠️ A postcode has 5 digits, for example <code>10110</code>. Please check it.
akun-problem-postcode-zero = ⚠️ No Indonesian postcode begins with 0. Please check it, for example <code>10110</code>.
akun-problem-phone-character = ⚠️ A phone number has digits only. Example: <code>0812-3456-7890</code>.
akun-problem-phone-start = ⚠️ Please write the number with its prefix: <code>0812-3456-7890</code> or <code>021-5201234</code>.
akun-problem-phone-foreign = ⚠️ We need an Indonesian number, which begins with <code>+62</code> or <code>0</code>. Example: <code>0812-3456-7890</code>.
akun-problem-phone-short = ⚠️ That number is too short. Please check it, for example <code>0812-3456-7890</code>.
akun-problem-phone-long = ⚠️ That number is too long. Please check it, for example <code>0812-3456-7890</code>.
akun-problem-phone-several = ⚠️ There is more than one phone number. Please write one only, for example <code>0812-3456-7890</code>.
akun-problem-contact = ⚠️ That is not your own contact. Press <b>Share my number</b>, or type the number.
akun-problem-email-empty = ⚠️ Please write an e-mail address, for example <code>finance@company.example</code>.
akun-problem-email-no-at = ⚠️ An e-mail address needs an @, for example <code>finance@company.example</code>.
akun-problem-email-malformed = ⚠️ That e-mail address looks mistyped. Please check it, for example <code>finance@company.example</code>.
akun-problem-email-too-long = ⚠️ That e-mail address is too long. The most is 254 characters.
akun-problem-email-several = ⚠️ There is more than one e-mail address. Please write just one, for example <code>finance@company.example</code>.
akun-problem-code-too-many-for-address = ⚠️ Three codes went to <b>{ $email }</b> within an hour. Please use the last one, or try again later.
akun-problem-code-too-many-addresses = ⚠️ You have tried 5 e-mail addresses today. Please go on tomorrow, or use one of them.
akun-problem-code-too-many-overall = ⚠️ Too many codes are being asked for at the moment. Please try again in about an hour. What you entered is kept.
akun-problem-code-wrong = ⚠️ That code does not match. You can try { $left ->
        [one] once more
       *[other] { $left } more times
    }.
akun-problem-code-not-six-digits = ⚠️ The code has 6 digits, for example <code>123456</code>. Please look at our e-mail again.
akun-problem-code-expired = ⚠️ That code is no longer valid. Press <b>Send a new code</b> to get another.
akun-problem-code-used-up = ⚠️ Three wrong codes, so we cancelled it. Press <b>Send a new code</b> to get another.

ntf-akun-created = ✅ The account <b>{ $account }</b> is open. The portal has mailed a link to <b>{ $email }</b> to set a password.
    Next: enter the NPWP, so that the tax invoices are right.
ntf-akun-already = ℹ️ The address <b>{ $email }</b> has an account at the portal already. Link that account to this chat, or send /akun to use another address.
ntf-akun-refused = Sorry, the portal could not open an account for <b>{ $email }</b>. What you entered is kept. Open it to check and send it again.

# From the customer's words
akun-for-company = For <b>{ $company }</b>. A few things first:
