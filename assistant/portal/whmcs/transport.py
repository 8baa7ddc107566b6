"""A call of WHMCS's API: how it is sent, what may be sent again, and what each failure means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

import httpx
import stamina

from assistant.domain.portal import PortalError, PortalFailure
from assistant.portal.whmcs.finding import (
    Answer,
    find_answer,
    is_maintenance,
    is_page,
    refused_in_another_form,
)

API_PATH = "/includes/api.php"
CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
"""How long an answer is waited for. A change may still take effect after it."""
CONNECTIONS = 8
"""At once, kept open: WHMCS answers each with a PHP process of its own."""
TRIES = 3
"""Of a question whose connection broke, within a second; a change is sent once."""
LARGEST_REQUEST = 8 * 2**20
"""Bytes of a call as it is sent, where nothing else is set: PHP's own ``post_max_size``."""
LARGEST_ANSWER = 96 * 2**20
"""Bytes of an answer that are read: a file of a ticket comes as base64."""
SURELY_SMALL = 64 * 2**10
"""Bytes of a call that every server takes."""
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class WhmcsTrouble(StrEnum):
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
    NOISE = "noise"
    """WHMCS's server answers, and WHMCS's own answer is not in what it writes."""
    TOO_LARGE = "too-large"
    """The call is larger than the server takes."""
    BROKEN = "broken"
    """The connection broke, or the server failed."""
    SAYS_NO = "says-no"
    """An answer of WHMCS to what was asked."""


MEND = {
    WhmcsTrouble.ADDRESS: "check ASSISTANT_WHMCS_URL: with /includes/api.php behind it, it must be "
    "the address of WHMCS's API",
    WhmcsTrouble.CREDENTIAL: "check ASSISTANT_WHMCS_IDENTIFIER and ASSISTANT_WHMCS_SECRET, and "
    'that the role of their administrator has "API Access"',
    WhmcsTrouble.PERMISSION: "give the API role this action",
    WhmcsTrouble.IP: "add this address to WHMCS's API IP Access Restriction, or set "
    "ASSISTANT_WHMCS_ACCESS_KEY",
    WhmcsTrouble.CERTIFICATE: "give WHMCS a certificate that this machine trusts, or name its "
    "issuer's file in SSL_CERT_FILE",
    WhmcsTrouble.MAINTENANCE: "switch WHMCS's maintenance mode off; the assistant goes on by "
    "itself",
    WhmcsTrouble.SLOW: "look at the load of the WHMCS server",
    WhmcsTrouble.NOISE: "switch PHP's display_errors off on the WHMCS server and look at its "
    "error log: something writes into the answers, or ends before WHMCS has answered",
    WhmcsTrouble.TOO_LARGE: "raise PHP's post_max_size and the web server's own limit on the WHMCS "
    "server, or set largest_request in [whmcs] of assistant.toml to the smaller of them",
    WhmcsTrouble.BROKEN: "look at the error log of the WHMCS server",
    WhmcsTrouble.SAYS_NO: "see what WHMCS says",
}


class WhmcsError(PortalError):
    """A portal error that also names the trouble; the detail says what staff should check."""

    def __init__(self, code: PortalFailure, trouble: WhmcsTrouble, said: str) -> None:
        super().__init__(
            code, said if trouble is WhmcsTrouble.SAYS_NO else f"{said}; {MEND[trouble]}"
        )
        self._trouble = trouble
        self.said = said

    @property
    def trouble(self) -> WhmcsTrouble:
        return self._trouble


def _is_broken(error: Exception) -> bool:
    return isinstance(error, WhmcsError) and error.trouble is WhmcsTrouble.BROKEN


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    identifier: str
    secret: str
    access_key: str | None = None

    @property
    def form(self) -> dict[str, str]:
        given = {"identifier": self.identifier, "secret": self.secret}
        return given | ({"accesskey": self.access_key} if self.access_key else {})


@dataclass(frozen=True, slots=True)
class _Reply:
    """What came back, whole."""

    status: int
    redirects: bool
    text: str


class Transport:
    """Calls by action and parameters. ``http`` has WHMCS's address as its base."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        credential: Credential,
        largest_request: int = LARGEST_REQUEST,
    ) -> None:
        self._http = http
        self._credential = credential
        self.largest_request = largest_request
        """Bytes of a call as it is sent."""

    async def ask(self, action: str, **parameters: str | int) -> Answer:
        """A question, asked again when its connection broke. Raises WhmcsError."""
        async for attempt in stamina.retry_context(
            on=_is_broken, attempts=TRIES, timeout=None, wait_initial=0.2, wait_exp_base=4,
            wait_jitter=0,
        ):  # fmt: skip
            with attempt:
                return await self._call(action, parameters, PortalFailure.UNAVAILABLE)
        raise AssertionError("it returns or raises")

    async def change(self, action: str, **parameters: str | int) -> Answer:
        """A change, sent once. Raises WhmcsError; UNKNOWN_OUTCOME when no answer came, TOO_LARGE
        when it was not sent, or not taken, for its size."""
        return await self._call(action, parameters, PortalFailure.UNKNOWN_OUTCOME)

    async def _call(
        self, action: str, parameters: Mapping[str, str | int], lost: PortalFailure
    ) -> Answer:
        """``lost`` is what it means that the answer to a call that was sent is not there."""
        body = self._form(action, parameters)
        if len(body) > self.largest_request:
            raise _too_large(action, len(body), f"and {self.largest_request} may be sent")
        reply = await self._post(action, body, lost)
        try:
            return _read(action, reply, lost)
        except WhmcsError as error:
            if len(body) > SURELY_SMALL and error.trouble in _AS_IF_EMPTY and await self._admits():
                raise _too_large(
                    action, len(body), f"and WHMCS got none of it ({error.said})"
                ) from error
            raise

    def _form(self, action: str, parameters: Mapping[str, str | int]) -> bytes:
        return urlencode(
            {
                **{name: str(value) for name, value in parameters.items()},
                "action": action,
                "responsetype": "json",
                **self._credential.form,
            }
        ).encode()

    async def _post(self, action: str, body: bytes, lost: PortalFailure) -> _Reply:
        try:
            async with self._http.stream("POST", API_PATH, content=body, headers=_FORM) as answer:
                content = bytearray()
                async for some in answer.aiter_bytes():
                    content += some
                    if len(content) > LARGEST_ANSWER:
                        said = f"more than {LARGEST_ANSWER} bytes in answer to {action}"
                        raise WhmcsError(lost, WhmcsTrouble.NOISE, said)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise _not_reached(error) from error
        except httpx.TimeoutException as error:
            said = f"no answer to {action} within {READ_SECONDS:.0f} s"
            raise WhmcsError(lost, WhmcsTrouble.SLOW, said) from error
        except httpx.HTTPError as error:
            said = f"the connection broke during {action} ({type(error).__name__})"
            raise WhmcsError(lost, WhmcsTrouble.BROKEN, said) from error
        text = _decoded(bytes(content), answer.encoding)
        return _Reply(answer.status_code, answer.is_redirect, text)

    async def _admits(self) -> bool:
        """Whether WHMCS takes the credential of a small call."""
        try:
            await self._call("GetSupportDepartments", {}, PortalFailure.UNAVAILABLE)
        except WhmcsError as error:
            return error.trouble in (WhmcsTrouble.PERMISSION, WhmcsTrouble.SAYS_NO)
        return True


def _decoded(content: bytes, named: str | None) -> str:
    """JSON is UTF-8, whatever the web server says of all that it sends; else as it says."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        try:
            return content.decode(named or "utf-8", "replace")
        except LookupError:  # no encoding of text
            return content.decode(errors="replace")


_AS_IF_EMPTY = (WhmcsTrouble.CREDENTIAL, WhmcsTrouble.IP)
"""What WHMCS answers to a call without any parameters. PHP hands it such a one when the body is
over ``post_max_size``."""


def _too_large(action: str, size: int, why: str) -> WhmcsError:
    """It was not sent, or it was not looked at: nothing was changed."""
    said = f"{action} has {size} bytes, {why}"
    return WhmcsError(PortalFailure.TOO_LARGE, WhmcsTrouble.TOO_LARGE, said)


def _not_reached(error: httpx.TransportError) -> WhmcsError:
    """Nothing was sent, so nothing was changed."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        why = re.sub(r".*certificate verify failed: | \(_ssl.*", "", str(error))
        said = f"the certificate is not trusted ({why})"
        return WhmcsError(PortalFailure.UNAVAILABLE, WhmcsTrouble.CERTIFICATE, said)
    said = f"WHMCS cannot be reached ({type(error).__name__}: {error})"
    return WhmcsError(PortalFailure.UNAVAILABLE, WhmcsTrouble.ADDRESS, said)


def _read(action: str, reply: _Reply, lost: PortalFailure) -> Answer:
    if reply.status == 413:
        said = f"HTTP 413 in answer to {action}"
        raise WhmcsError(PortalFailure.TOO_LARGE, WhmcsTrouble.TOO_LARGE, said)
    answer = find_answer(reply.text)
    if answer is None:
        raise _without_answer(action, reply, lost)
    if answer["result"] == "success":
        return answer
    message = str(answer.get("message") or f"HTTP {reply.status} without a message")
    if reply.status == 403:
        raise _not_admitted(message)
    if reply.status >= 500:
        raise WhmcsError(lost, WhmcsTrouble.BROKEN, f"{action} failed: {message}")
    raise WhmcsError(_refusal(message), WhmcsTrouble.SAYS_NO, f"{action}: {message}")


def _without_answer(action: str, reply: _Reply, lost: PortalFailure) -> WhmcsError:
    refused = refused_in_another_form(reply.text)
    if refused is not None:
        return _not_admitted(refused)
    shown = f"HTTP {reply.status} without an answer to {action}"
    if is_maintenance(reply.text):
        return WhmcsError(
            PortalFailure.UNAVAILABLE, WhmcsTrouble.MAINTENANCE, f"{shown}: maintenance"
        )
    if reply.status in (403, 404, 405) or reply.redirects:
        return WhmcsError(PortalFailure.UNAVAILABLE, WhmcsTrouble.ADDRESS, shown)
    if reply.status >= 500:
        return WhmcsError(lost, WhmcsTrouble.BROKEN, shown)
    return WhmcsError(
        lost, WhmcsTrouble.ADDRESS if is_page(reply.text) else WhmcsTrouble.NOISE, shown
    )


def _not_admitted(message: str) -> WhmcsError:
    """Not even looked at: nothing was changed, and it is for the provider to mend."""
    if "invalid ip" in message.lower():
        trouble = WhmcsTrouble.IP
    elif "permission" in message.lower():
        trouble = WhmcsTrouble.PERMISSION
    else:
        trouble = WhmcsTrouble.CREDENTIAL
    return WhmcsError(PortalFailure.UNAVAILABLE, trouble, f"WHMCS says: {message}")


_TAKEN = re.compile(r"already exists|not available for use|duplicate email", re.IGNORECASE)
_MISSING = re.compile(r"not found|invalid client id", re.IGNORECASE)


def _refusal(message: str) -> PortalFailure:
    if _TAKEN.search(message):
        return PortalFailure.ALREADY_REGISTERED
    return PortalFailure.NOT_FOUND if _MISSING.search(message) else PortalFailure.REFUSED
