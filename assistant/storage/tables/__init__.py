"""Every table of the assistant, by story. A comment says what a row is; constraints say what must
never be.

PGQueuer's own tables and the embedded portal's schema are not here: they look after themselves.
"""

from __future__ import annotations

from assistant.storage.tables.accounts import registration, snapshot, tax_change, unsettled
from assistant.storage.tables.columns import metadata
from assistant.storage.tables.conversation import chat_state, draft, inbox, screen, trouble
from assistant.storage.tables.exits import (
    buyer,
    coretax_listed,
    rejection,
    undoing,
)
from assistant.storage.tables.fakturs import (
    document,
    faktur,
    faktur_invoice,
    faktur_request,
    file_request,
    foreign_invoice,
    intake,
    intake_file,
    untaxed_invoice,
    upload,
)
from assistant.storage.tables.finance import (
    closed_month,
    coretax_export,
    coretax_export_request,
    finance_act,
    finance_prompt,
    finance_role,
)
from assistant.storage.tables.outgoing import delivery, send_budget
from assistant.storage.tables.people import (
    agreed_text,
    code,
    company_group,
    consent,
    link,
    person,
    remembered,
)
from assistant.storage.tables.portfolio import portfolio
from assistant.storage.tables.records import audit, mark
from assistant.storage.tables.support import (
    carrier,
    conversation,
    muted,
    prompt,
    rating,
    said,
    template,
)
from assistant.storage.tables.transfers import (
    decision,
    question,
    ticket_answer,
    transfer,
)
from assistant.storage.tables.withholding import (
    announcement,
    refund_account,
    settlement,
    slip,
    slip_file,
    slip_reminder,
    slip_share,
    slip_upload,
)
