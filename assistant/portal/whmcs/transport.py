"""A call of WHMCS's API: how it is sent, what may be sent again, and what each failure means."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx
import structlog

from assistant.domain.portal import PortalError, PortalFailure

log = structlog.get_logger(__name__)

API_PATH = "/includes/api.php"
CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
"""How long an answer is waited for. A change may still take effect after it."""
CONNECTIONS = 8
"""At once, kept open: WHMCS answers each with a PHP process of its own."""
PAUSES = (0.2, 0.8)
"""Seconds before a question is asked again whose connection broke; a change never is."""


class Trouble(StrEnum):
    """What is in the way, as precisely as an answer shows it."""

    ADDRESS = "address"
    """Nobody answers there, or somebody else than WHMCS."""
    CREDENTIAL = "credential"
    PERMISSION = "permission"
    """The credential's role does not have the action."""
    IP = "ip"
    """This machine is not among the addresses that may call."""
    CERTIFICATE = "certificate"
    MAINTENANCE = "maintenance"
    SLOW = "slow"
    BROKEN = "broken"
    """The connection broke, or the server failed."""
    SAYS_NO = "says-no"
    """An answer of WHMCS to what was asked."""


MEND = {
    Trouble.ADDRESS: "check ASSISTANT_WHMCS_URL: with /includes/api.php behind it, it must be the "
    "address of WHMCS's API",
    Trouble.CREDENTIAL: "check ASSISTANT_WHMCS_IDENTIFIER and ASSISTANT_WHMCS_SECRET, and that "
    'the role of their administrator has "API Access"',
    Trouble.PERMISSION: "give the API role this action",
    Trouble.IP: "add this address to WHMCS's API IP Access Restriction, or set "
    "ASSISTANT_WHMCS_ACCESS_KEY",
    Trouble.CERTIFICATE: "give WHMCS a certificate that this machine trusts, or name its issuer's "
    "file in SSL_CERT_FILE",
    Trouble.MAINTENANCE: "switch WHMCS's maintenance mode off; the assistant goes on by itself",
    Trouble.SLOW: "look at the load of the WHMCS server",
    Trouble.BROKEN: "look at the error log of the WHMCS server",
    Trouble.SAYS_NO: "see what WHMCS says",
}


class WhmcsError(PortalError):
    """A portal error that also names the trouble; the detail says what staff should check."""

    def __init__(self, code: PortalFailure, trouble: Trouble, said: str) -> None:
        super().__init__(code, said if trouble is Trouble.SAYS_NO else f"{said}; {MEND[trouble]}")
        self.trouble = trouble
        self.said = said


Answer = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    identifier: str
    secret: str
    access_key: str | None = None

    @property
    def form(self) -> dict[str, str]:
        given = {"identifier": self.identifier, "secret": self.secret}
        return given | ({"accesskey": self.access_key} if self.access_key else {})


class Transport:
    """Calls by action and parameters. ``http`` has WHMCS's address as its base."""

    def __init__(self, http: httpx.AsyncClient, credential: Credential) -> None:
        self._http = http
        self._credential = credential

    async def ask(self, action: str, **parameters: str | int) -> Answer:
        """A question, asked again when its connection broke. Raises WhmcsError."""
        for pause in PAUSES:
            try:
                return await self._call(action, parameters, PortalFailure.UNAVAILABLE)
            except WhmcsError as error:
                if error.trouble is not Trouble.BROKEN:
                    raise
                log.info("whmcs is asked again", action=action, said=error.said)
            await asyncio.sleep(pause)
        return await self._call(action, parameters, PortalFailure.UNAVAILABLE)

    async def change(self, action: str, **parameters: str | int) -> Answer:
        """A change, sent once. Raises WhmcsError; UNKNOWN_OUTCOME when no answer came."""
        return await self._call(action, parameters, PortalFailure.UNKNOWN_OUTCOME)

    async def _call(
        self, action: str, parameters: Mapping[str, str | int], lost: PortalFailure
    ) -> Answer:
        """``lost`` is what it means that the answer to a call that was sent is not there."""
        form = {
            **{name: str(value) for name, value in parameters.items()},
            "action": action,
            "responsetype": "json",
            **self._credential.form,
        }
        try:
            answer = await self._http.post(API_PATH, data=form)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise _not_reached(error) from error
        except httpx.TimeoutException as error:
            said = f"no answer to {action} within {READ_SECONDS:.0f} s"
            raise WhmcsError(lost, Trouble.SLOW, said) from error
        except httpx.HTTPError as error:
            said = f"the connection broke during {action} ({type(error).__name__})"
            raise WhmcsError(lost, Trouble.BROKEN, said) from error
        return _read(action, answer, lost)


def _not_reached(error: httpx.TransportError) -> WhmcsError:
    """Nothing was sent, so nothing was changed."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        why = re.sub(r".*certificate verify failed: | \(_ssl.*", "", str(error))
        said = f"the certificate is not trusted ({why})"
        return WhmcsError(PortalFailure.UNAVAILABLE, Trouble.CERTIFICATE, said)
    said = f"WHMCS cannot be reached ({type(error).__name__}: {error})"
    return WhmcsError(PortalFailure.UNAVAILABLE, Trouble.ADDRESS, said)


def _read(action: str, answer: httpx.Response, lost: PortalFailure) -> Answer:
    said = _json(answer.text)
    if said is None:
        raise _page(action, answer, lost)
    if said.get("result") == "success":
        return said
    message = str(said.get("message") or f"HTTP {answer.status_code} without a message")
    if answer.status_code == 403:
        raise _not_admitted(message)
    if answer.status_code >= 500:
        raise WhmcsError(lost, Trouble.BROKEN, f"{action} failed: {message}")
    raise WhmcsError(_refusal(message), Trouble.SAYS_NO, f"{action}: {message}")


def _json(body: str) -> Answer | None:
    """PHP may write notices before what WHMCS says; None when nothing of it is JSON."""
    start = body.find("{")
    try:
        said = json.loads(body[start:]) if start >= 0 else None
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _page(action: str, answer: httpx.Response, lost: PortalFailure) -> WhmcsError:
    """A page for eyes instead of an answer."""
    shown = f"HTTP {answer.status_code}, a page instead of an answer to {action}"
    if "maintenance" in answer.text.lower():
        return WhmcsError(PortalFailure.UNAVAILABLE, Trouble.MAINTENANCE, f"{shown}: maintenance")
    if answer.status_code in (403, 404, 405) or answer.is_redirect:
        return WhmcsError(PortalFailure.UNAVAILABLE, Trouble.ADDRESS, shown)
    trouble = Trouble.BROKEN if answer.status_code >= 500 else Trouble.ADDRESS
    return WhmcsError(lost, trouble, shown)


def _not_admitted(message: str) -> WhmcsError:
    """Not even looked at: nothing was changed, and it is for the provider to mend."""
    if "invalid ip" in message.lower():
        trouble = Trouble.IP
    elif "permission" in message.lower():
        trouble = Trouble.PERMISSION
    else:
        trouble = Trouble.CREDENTIAL
    return WhmcsError(PortalFailure.UNAVAILABLE, trouble, f"WHMCS says: {message}")


_TAKEN = re.compile(r"already exists|not available for use|duplicate email", re.IGNORECASE)
_MISSING = re.compile(r"not found|invalid client id", re.IGNORECASE)


def _refusal(message: str) -> PortalFailure:
    if _TAKEN.search(message):
        return PortalFailure.ALREADY_REGISTERED
    return PortalFailure.NOT_FOUND if _MISSING.search(message) else PortalFailure.REFUSED
