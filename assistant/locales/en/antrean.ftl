# The queue: the message pinned in General, its lists, and the reminders in the topics.

desk-queue = <b>Queue</b>
desk-queue-empty = ✅ Nobody waits for us.
desk-queue-waiting = 🔴 Waiting for us: <b>{ $count }</b>, overdue: <b>{ $overdue }</b>
desk-queue-oldest = ⏱ Longest: { $number } · { $name }, since { $since } ({ $waited })
desk-queue-free = 🙋 Nobody's yet: { $count }
desk-queue-hand = 👤 { $name }: { $count }
desk-queue-others = 💬 Waiting for customers: { $count }
desk-waited-little = less than 15 minutes
desk-waited-minutes = more than { $count } minutes
desk-waited-hours = more than { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
desk-waited-days = more than { $count ->
        [one] { $count } day
       *[other] { $count } days
    }

# Lists
desk-queue-btn-nobodys = 🙋 Nobody's{ $count ->
        [0] { "" }
       *[other] { " " }({ $count })
    }
desk-queue-btn-mine = 👤 Mine{ $count ->
        [0] { "" }
       *[other] { " " }({ $count })
    }
desk-queue-btn-overdue = ⏰ Overdue{ $count ->
        [0] { "" }
       *[other] { " " }({ $count })
    }
desk-queue-btn-customer = 💬 Waiting for customers{ $count ->
        [0] { "" }
       *[other] { " " }({ $count })
    }
desk-queue-nobodys = Nobody's yet
desk-queue-mine = Waiting for you
desk-queue-overdue = Overdue
desk-queue-customer = Waiting for customers
desk-queue-list = <b>{ $title }</b> ({ $count })
    { $lines }
desk-queue-list-empty = <b>{ $title }</b>: none.
desk-queue-line = • { $number } · { $name } · since { $since } · { $hand }
desk-queue-line-link = • <a href="{ $url }">{ $number }</a> · { $name } · since { $since } · { $hand }
desk-queue-more = … and { $count } more

# Reminders
desk-late-answer-half = ⏳ The customer has waited for an answer since { $since }: half of the time has passed. { $hand }
desk-late-answer-full = ⏰ The customer has waited for an answer since { $since }: the time has passed. { $hand }
desk-late-answer-twice = 🚨 The customer has waited for an answer since { $since }: twice the time has passed. { $hand }
    { $administrators }
desk-late-decision-half = ⏳ This request has waited for a decision since { $since }: half of the time has passed. { $hand }
desk-late-decision-full = ⏰ This request has waited for a decision since { $since }: the time has passed. { $hand }
desk-late-decision-twice = 🚨 This request has waited for a decision since { $since }: twice the time has passed. { $hand }
    { $administrators }
desk-late-taken = { $name } looks after it.
desk-late-free = Nobody looks after it yet.
desk-late-administrator = <a href="tg://user?id={ $id }">{ $name }</a>
