"""Whose the services of a line are: which of its names and addresses belong together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.domain.portfolio.model import company_key
from assistant.domain.portfolio.terms import SAME_AGAIN
from assistant.domain.portfolio.tokens import BACK, Token, TokenKind, plain_line, tokens

Owner = tuple[str, str]
"""A name and an e-mail; either may be empty, not both."""


def pairs_of(found: list[Token], line: str) -> list[tuple[list[str], Owner]] | None:
    """Services with the owner beside them. None: it can't be told which belong together."""
    groups = [(is_service, list(group)) for is_service, group in groupby(found, is_service)]
    groups = _sides_joined(groups)
    owners = [group for is_service, group in groups if not is_service]
    if len(owners) > 1 and SAME_AGAIN.search(line):
        return None
    if len(owners) == 1 or (BACK in line and len(groups) == 2):
        services = [t.text for is_service, group in groups if is_service for t in group]
        owner = one_owner(owners[0])
        return [(services, (owner[0], owner[1]))] if owner[0] is not None else None
    pointed = [group for group in owners if any(token.pointed_at for token in group)]
    first_services = next(n for n, (is_service, _) in enumerate(groups) if is_service)
    if (
        len(pointed) == 1
        and len(groups) == 3
        and first_services == 1
        and groups[2][1] is pointed[0]
    ):
        owner = one_owner(pointed[0])  # the one before is whose it is now
        services = [token.text for token in groups[1][1]]
        return [(services, (owner[0], owner[1]))] if owner[0] is not None else None
    if len(groups) % 2:
        return None
    pairs = []
    for one, other in zip(groups[::2], groups[1::2], strict=True):
        listed, group = (one[1], other[1]) if one[0] else (other[1], one[1])
        owner = one_owner(group)
        if owner[0] is None:
            return None
        pairs.append(([token.text for token in listed], (owner[0], owner[1])))
    return pairs


def is_service(token: Token) -> bool:
    return token.kind is TokenKind.SERVICE


def _sides_joined(groups: list[tuple[bool, list[Token]]]) -> list[tuple[bool, list[Token]]]:
    """A company on one side of the services and its e-mail on the other are one owner."""
    if [is_service for is_service, _ in groups] != [False, True, False]:
        return groups
    kinds = [{token.kind for token in groups[n][1]} for n in (0, 2)]
    if kinds in (
        [{TokenKind.COMPANY}, {TokenKind.EMAIL}],
        [{TokenKind.EMAIL}, {TokenKind.COMPANY}],
    ):
        return [groups[1], (False, [*groups[0][1], *groups[2][1]])]
    if TokenKind.COMPANY in kinds[0] and kinds[1] == {TokenKind.COMPANY}:
        first, last = groups[0][1], groups[2][1]
        if any(map(is_formed, first)) and not any(t.pointed_at or t.sure for t in last):
            return [groups[0], groups[1]]  # behind the services stands a note
        if any(map(is_formed, last)) and not any(map(is_formed, first)):
            return [groups[1], groups[2]]
    return groups


def is_formed(token: Token) -> bool:
    return token.kind is TokenKind.COMPANY and token.sure


def one_owner(group: Sequence[Token]) -> tuple[str | None, str]:
    """Its name and e-mail; no name (None) where several could be meant."""
    group = [token for token in group if not token.left]
    names = [token for token in group if token.kind is TokenKind.COMPANY]
    sure = [token for token in names if token.sure]
    names = [token for token in sure if not token.aside] or sure or names
    if (
        pointed := next((n for n, token in enumerate(names) if token.pointed_at), None)
    ) is not None:
        names = names[pointed:]  # those before it are whose it is now
        if not names[0].sure:
            names = names[:1]
    distinct = list({company_key(token.text): token.text for token in reversed(names)}.values())
    emails = [token for token in group if token.kind is TokenKind.EMAIL]
    if len(emails) > 1 and emails[-1].pointed_at:
        emails = emails[-1:]
    addresses = list(dict.fromkeys(token.text for token in emails))
    if len(addresses) > 1 or len(distinct) > 1 or not group:
        return None, ""
    return (distinct[0] if distinct else ""), (addresses[0] if addresses else "")


def heading_in(written: Sequence[str]) -> Owner | None:
    """The company of a row that holds nothing else."""
    found = tokens(plain_line(written[0])) if len(written) == 1 else []
    name, email = one_owner(found) if found and not any(map(is_service, found)) else (None, "")
    return (name, email) if name and any(map(is_formed, found)) else None
