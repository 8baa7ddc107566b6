"""Proof that a person reads an e-mail address: six digits, sent there, typed back here.

The code itself is kept nowhere: it is derived from a secret and the row's nonce, so the database
alone does not tell it. The words and the time are the same whether the address is known to the
portal or not.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from datetime import timedelta

from assistant.domain.accounts.codes import (
    ADDRESSES_PER_PERSON_A_DAY,
    AT_ONCE_AN_HOUR,
    LONGEST_PAUSE,
    OVERALL_AN_HOUR,
    PAUSE,
    PER_ADDRESS_AN_HOUR,
    PER_PERSON_AN_HOUR,
    Code,
    CodeCheck,
    CodePurpose,
    CodeSending,
    InGroup,
)
from assistant.domain.work import Job, Work


async def send_code(work: Work, person: int, email: str, purpose: CodePurpose) -> CodeSending:
    """Mail six digits to ``email``, within the limits. Where many were mailed there already, they
    go some minutes later."""
    code = await new_code(work, person, email, purpose)
    if isinstance(code, CodeSending):
        return code
    await work.jobs.put(Job.SEND_CODE, code.id, after=code.sent_at - work.now)
    return CodeSending.SENT


async def new_code(
    work: Work, person: int, to: str | InGroup, purpose: CodePurpose
) -> Code | CodeSending:
    """A code that nobody has been shown yet, or which limit is in the way."""
    hour, day = work.now - timedelta(hours=1), work.now - timedelta(days=1)
    own = [link.email for link in await work.links.of(person)]
    asked, sent = (
        await work.codes.asked_by(person, hour, own),
        await work.codes.sent_to(to, hour),
    )
    of_one = sent if purpose is CodePurpose.GROUP else None
    if of_one is None:
        of_one = await work.codes.asked_for(person, to, hour)
    if of_one >= PER_ADDRESS_AN_HOUR:
        return CodeSending.TOO_MANY_FOR_ADDRESS
    if await work.codes.other_mailboxes(person, to, day, own) >= ADDRESSES_PER_PERSON_A_DAY:
        return CodeSending.TOO_MANY_ADDRESSES
    if asked >= PER_PERSON_AN_HOUR or await work.codes.sent_overall(hour) >= OVERALL_AN_HOUR:
        return CodeSending.TOO_MANY_OVERALL
    at = work.now + _pause(sent)
    return await work.codes.add(person, to, purpose, work.ids.nonce(), at)


def _pause(sent: int) -> timedelta:
    """How long the next code to a mailbox waits, to which ``sent`` were mailed in an hour."""
    return min(max(0, sent - AT_ONCE_AN_HOUR + 1) * PAUSE, LONGEST_PAUSE)


async def code_waits(work: Work, person: int, email: str, purpose: CodePurpose) -> bool:
    """Whether a code that was mailed before can still be typed."""
    code = await work.codes.newest(person, email, purpose)
    return code is not None and not code.expired(work.now)


_SIX_DIGITS = re.compile(r"(?<![\d-])[0-9]{3}[\s-]?[0-9]{3}(?![\d-])")


async def check_code(
    work: Work, person: int, to: str | InGroup, purpose: CodePurpose, typed: str
) -> tuple[CodeCheck, int]:
    """Whether ``typed`` is the code sent last, and how many tries are left."""
    plain = unicodedata.normalize("NFKC", typed)
    among_words = _SIX_DIGITS.findall(plain)
    digits = "".join(
        c
        for c in (among_words[0] if len(among_words) == 1 else plain)
        if not c.isspace() and c != "-"
    )
    code = await work.codes.newest(person, to, purpose)
    if code is None or code.expired(work.now):
        return CodeCheck.EXPIRED, 0
    if not re.fullmatch(r"[0-9]{6}", digits):
        return CodeCheck.NOT_SIX_DIGITS, code.tries_left
    if hmac.compare_digest(digits, code.digits(work.code_key)):
        await work.codes.close(code.id)
        return CodeCheck.RIGHT, code.tries_left
    if code.tries_left <= 1:
        await work.codes.close(code.id)
        return CodeCheck.USED_UP, 0
    await work.codes.spend_try(code.id)
    return CodeCheck.WRONG, code.tries_left - 1
