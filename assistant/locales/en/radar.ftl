# The deadline of a faktur: the customer's status line, and finance's daily reminder.

# For the customer: where their faktur stands. { $until } is the 20th of the following month.
standing-no-npwp = ⚠️ The account has no NPWP yet. Enter it first; the faktur must be issued by { $until }.
standing-no-npwp-late = ⚠️ The account has no NPWP yet, and the deadline { $until } has passed. Enter the NPWP, then ask by a ticket in the portal.
standing-waiting = ⏳ Waiting to be made, issued by { $until } at the latest.
standing-waiting-late = ⚠️ Not made yet, and the deadline { $until } has passed. Please ask by a ticket in the portal.
standing-exported = 🧾 Prepared for the tax system, issued by { $until } at the latest.
standing-exported-late = ⚠️ Prepared but not issued yet, and the deadline { $until } has passed. Please ask by a ticket in the portal.
standing-issued = ✅ Issued.
standing-cancelled = ⚪ Its invoice was cancelled or refunded; there is no faktur.
