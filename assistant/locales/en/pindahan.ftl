# Moves that staff make in the portal's admin area.

# On the card
desk-move-how = <b>Move in the admin area</b>: open each service, choose <i>More › Transfer Ownership</i>, then the new account.
desk-move-from = From account <b>{ $label }</b> (#{ $id })
desk-move-from-link = From account <a href="{ $url }">{ $label } (#{ $id })</a>
desk-move-to = To account <b>{ $label }</b> (#{ $id })
desk-move-to-link = To account <a href="{ $url }">{ $label } (#{ $id })</a>
desk-move-services = { $services }
move-here = ⬜ { $name }
move-here-link = ⬜ <a href="{ $url }">{ $name }</a>
move-arrived = ✅ { $name }
move-arrived-link = ✅ <a href="{ $url }">{ $name }</a>
move-astray = ⚠️ { $name }: with account #{ $owner }, which is not the new one
move-astray-link = ⚠️ <a href="{ $url }">{ $name }</a>: with account #{ $owner }, which is not the new one
desk-move-paired = 🔗 Not asked for, though it belongs together: { $names }
desk-move-checklist = <b>Don't forget</b>
    • A domain and its hosting are moved one by one.
    • The next due date: see that it stays.
    • Old invoices don't move along: have them paid or cancel them.
    • The WHOIS contact stays as it is: change it if the owner is another.
    • Automatic renewal: look at the new account's card or balance.
desk-move-looked = <i>Owners last read { $at }. We go on looking; in a hurry? Press the button below.</i>
desk-btn-look = 🔎 Look now

# In the topic, once for each change
desk-move-partly-moved = 🚚 <b>{ $number }</b>: only some of it has moved so far.
    { $services }
desk-move-astray = ⚠️ <b>{ $number }</b>: something is with the wrong account. Please move it to the new one.
    { $services }
desk-move-waiting = ↩️ <b>{ $number }</b>: everything is back with the account it came from.
    { $services }
desk-note-astray = Something is with the wrong account. Please look into the portal.

# A note beside both accounts, in the portal
client-note-moved = { $number }: { $services } moved from account { $from } to account { $to } at the owner's request.
desk-agreed = ✅ The recipient of { $number } agreed. It goes to the account { $account }.
