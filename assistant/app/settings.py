"""Settings: secrets and addresses from the environment, structure from ``assistant.toml``.

Every problem becomes one English line that names the variable (or the key) and says what to set.
No value is repeated in it: a mistyped secret is still a secret.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.courier.mailer import Smtp
from assistant.domain.clients import TaxKind
from assistant.domain.emails import read_sender
from assistant.domain.npwp import NpwpError, read_npwp
from assistant.domain.seller import Seller
from assistant.domain.signing import EVENTS_PATH
from assistant.domain.words import HOME
from assistant.logs import LogFormat, LogLevel
from assistant.texts import LOCALES

PREFIX = "ASSISTANT_"
ENV_FILE = "ASSISTANT_ENV_FILE"
"""Names the file read beside the environment (default ``.env``); empty means none."""
_SECRET_LENGTH = 16
_OURS_BUT_NO_SETTING = (ENV_FILE, "ASSISTANT_TEST_")


class SettingsError(Exception):
    """Settings are missing or wrong; ``problems`` has a line for each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class PortalKind(StrEnum):
    EMBEDDED = "embedded"
    WHMCS = "whmcs"


NEEDED_BY_PORTAL: Mapping[PortalKind, tuple[str, ...]] = {
    PortalKind.EMBEDDED: (),
    PortalKind.WHMCS: ("WHMCS_URL", "WHMCS_IDENTIFIER", "WHMCS_SECRET"),
}
_NEEDED = (
    "BOT_TOKEN", "STAFF_CHAT_ID", "SMTP_URL", "MAIL_FROM", "SELLER_NAME", "SELLER_NPWP",
    "SELLER_ADDRESS", "PORTAL_EVENTS_SECRET", "FAKTUR_SECRET",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HostPort:
    """Where to listen. Port 0 lets the system choose."""

    host: str
    port: int

    @property
    def local_url(self) -> str:
        """How a process on the same machine reaches it."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def _host_port(value: object) -> object:
    if not isinstance(value, str):
        return value
    host, colon, port = value.strip().rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not (host and colon and port.isdecimal() and int(port) <= 65535):
        raise ValueError("not host:port")
    return HostPort(host, int(port))


def _split(value: str) -> SplitResult:
    """The parts of a URL. The standard library's own messages may quote the password."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError("not a URL") from None
    if not parts.hostname or re.search(r"\s", value):
        raise ValueError("not a URL")
    return parts


def _web_url(value: str) -> str:
    parts = _split(value)
    if parts.scheme not in ("http", "https"):
        raise ValueError("not an http:// or https:// URL")
    if parts.query or parts.fragment:
        raise ValueError("a URL without ? and #")
    return value.rstrip("/")


def _https_url(value: str) -> str:
    if not value.startswith("https://"):
        raise ValueError("Telegram delivers to https only")
    return _web_url(value)


def _database_url(value: SecretStr) -> SecretStr:
    scheme, _, rest = value.get_secret_value().partition("://")
    if scheme.partition("+")[0] not in ("postgresql", "postgres") or not rest:
        raise ValueError("not a PostgreSQL URL")
    return SecretStr(f"postgresql://{rest}")


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value(), re.ASCII):
        raise ValueError("not the shape of a token")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()):
        raise ValueError("not 16 to 256 of A-Z, a-z, 0-9, _ and -")
    return value


def _signing_secret(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < _SECRET_LENGTH:
        raise ValueError(f"shorter than {_SECRET_LENGTH} characters")
    return value


def _smtp_url(value: SecretStr) -> SecretStr:
    _smtp(value.get_secret_value())
    return value


def _smtp(url: str) -> Smtp:
    parts = _split(url)
    if parts.scheme not in ("smtp", "smtps"):
        raise ValueError("not an smtp:// or smtps:// URL")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.path.strip("/") or options.keys() - {"starttls"}:
        raise ValueError("only ?starttls may follow the port")
    tls, starttls = parts.scheme == "smtps", "starttls" in options
    if tls and starttls:
        raise ValueError("smtps:// is encrypted already and takes no ?starttls")
    return Smtp(
        host=parts.hostname or "",
        port=parts.port or (465 if tls else 587 if starttls else 25),
        tls=tls,
        starttls=starttls,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def _mail_from(value: str) -> str:
    read_sender(value)
    return value


def _staff_chat(value: int) -> int:
    if value >= 0:
        raise ValueError("a group's id is negative")
    return value


def _npwp(value: str) -> str:
    try:
        return read_npwp(value, TaxKind.COMPANY).npwp16
    except NpwpError as error:
        raise ValueError(f"not a company's NPWP: {error.code}") from None


def _nitku(value: str) -> str:
    digits = re.sub(r"[ .-]", "", value)
    if not re.fullmatch(r"\d{22}", digits, re.ASCII):
        raise ValueError("not 22 digits")
    return digits


def _locale(value: str) -> str:
    if value not in LOCALES:
        raise ValueError("no such language")
    return value


def zone_name(value: str) -> str:
    try:
        ZoneInfo(value)
    except (LookupError, ValueError, OSError):
        raise ValueError("no such time zone") from None
    return value


_WebUrl = Annotated[str, AfterValidator(_web_url)]
_Listen = Annotated[HostPort, NoDecode, BeforeValidator(_host_port)]
_SigningSecret = Annotated[SecretStr, AfterValidator(_signing_secret)]


class Settings(BaseSettings):
    """The environment, ``ASSISTANT_`` before each name. ``description`` says what to set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = Field(
        None, description="create a bot with BotFather and put its token there"
    )
    """The bot that customers and staff talk to."""

    telegram_api_url: _WebUrl = Field(
        "https://api.telegram.org",
        description="put the URL of a Bot API server there, without /bot",
    )
    """The Bot API server; the demo points it at the sandbox."""

    database_url: Annotated[SecretStr, AfterValidator(_database_url)] | None = Field(
        None, description="put postgresql://user:password@host:5432/name there"
    )
    """A PostgreSQL 15 or newer, always in the form ``postgresql://…``. None: the embedded one."""

    database_pool: int = Field(8, ge=1, le=100, description="put a number from 1 to 100 there")
    """Connections that one process keeps for handling updates."""

    data_dir: Path = Field(Path("data"), description="put the path of a folder there")
    """Where the embedded PostgreSQL lives."""

    staff_chat_id: Annotated[int, AfterValidator(_staff_chat)] | None = Field(
        None,
        description="add the bot to the staff group and put that group's id there, "
        "a number such as -1001234567890",
    )
    """The private supergroup of the support staff."""

    public_url: Annotated[str, AfterValidator(_https_url)] | None = Field(
        None, description="put the https:// address there at which Telegram reaches LISTEN"
    )
    """Set: Telegram delivers to a webhook there. None: the bot polls."""

    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = Field(
        None, description="put 16 to 256 random letters and digits there"
    )
    """What Telegram sends along to show that a webhook call is its own."""

    listen: _Listen = Field(
        HostPort("127.0.0.1", 8080), description="put host:port there, such as 127.0.0.1:8080"
    )
    """Webhook, portal events, uploads of faktur, ``/healthz`` and ``/readyz``."""

    metrics_listen: _Listen = Field(
        HostPort("127.0.0.1", 9108), description="put host:port there, such as 127.0.0.1:9108"
    )
    """``/metrics``; only for your own network."""

    portal: PortalKind = Field(PortalKind.EMBEDDED, description="put embedded or whmcs there")
    """The billing system."""

    whmcs_url: _WebUrl | None = Field(
        None, description="put the URL of WHMCS there, without /includes/api.php"
    )
    """WHMCS's address."""

    whmcs_identifier: str | None = Field(
        None, description="create an API credential in WHMCS and put its identifier there"
    )
    """Which API credential."""

    whmcs_secret: SecretStr | None = Field(
        None, description="put the secret of the WHMCS API credential there"
    )
    """The API credential's secret."""

    whmcs_access_key: SecretStr | None = Field(
        None, description="put the $api_access_key of WHMCS's configuration.php there"
    )
    """Only where the assistant calls from an address that WHMCS's list does not allow."""

    portal_events_secret: _SigningSecret | None = Field(
        None, description=f"put at least {_SECRET_LENGTH} random characters there, as in the portal"
    )
    """Signs what the portal posts to ``/portal/events``."""

    events_url: _WebUrl | None = Field(
        None, description="put the URL there at which the portal reaches /portal/events"
    )
    """Where the embedded portal posts its events; None: LISTEN on this machine. Read it through
    :attr:`portal_events_url`."""

    smtp_url: Annotated[SecretStr, AfterValidator(_smtp_url)] | None = Field(
        None,
        description="put smtp://user:password@host:587?starttls (or smtps://… on port 465) there",
    )
    """The mail server for codes and faktur; parsed by :attr:`smtp`."""

    mail_from: Annotated[str, AfterValidator(_mail_from)] | None = Field(
        None, description="put the sender there, such as CloudKilat <noreply@example.com>"
    )
    """From whom mail comes."""

    faktur_secret: _SigningSecret | None = Field(
        None,
        description=f"put at least {_SECRET_LENGTH} random characters there, as in the uploader",
    )
    """Signs what finance's tools post to ``/faktur``."""

    config: Path | None = Field(None, description="put the path of your assistant.toml there")
    """The structure file; None: ``assistant.toml`` in the working folder, if it is there."""

    brand: str = Field("CloudKilat", min_length=1, max_length=64, description="put a name there")
    """What customers know the provider as."""

    seller_name: str | None = Field(
        None, description="put the company's name there as it stands on your faktur"
    )
    """The company that issues the faktur; a PDF that names another is not delivered."""

    seller_npwp: Annotated[str, AfterValidator(_npwp)] | None = Field(
        None, description="put your company's NPWP there, 15 or 16 digits"
    )
    """Its NPWP, always 16 digits."""

    seller_nitku: Annotated[str, AfterValidator(_nitku)] | None = Field(
        None, description="put the 22 digits of the unit there that issues the faktur"
    )
    """Its place of business; None: the head office. Read it through :attr:`seller_unit`."""

    seller_address: str | None = Field(
        None, description="put the company's address there as it stands on your faktur"
    )
    """Its address."""

    locale: Annotated[str, AfterValidator(_locale)] = Field(
        HOME, description=f"put one of {', '.join(LOCALES)} there"
    )
    """The language for people who have not chosen one."""

    timezone: Annotated[str, AfterValidator(zone_name)] = Field(
        "Asia/Jakarta", description="put a time zone's name there, such as Asia/Jakarta"
    )
    """For showing times only. Tax dates are always those of Asia/Jakarta."""

    send_rate: float = Field(28, gt=0, description="put messages a second there, such as 28")
    """All that one bot sends in a second. 28 keeps any sliding second at Telegram's 30."""

    chat_rate: float = Field(1, gt=0, description="put messages a second there, such as 1")
    """What it sends to one person in a second."""

    group_rate: float = Field(20, gt=0, description="put messages a minute there, such as 20")
    """What it sends to one group in a **minute**."""

    log_format: LogFormat = Field(LogFormat.JSON, description="put json or console there")
    """One JSON object a line, or lines for eyes."""

    log_level: LogLevel = Field(
        LogLevel.INFO, description="put debug, info, warning or error there"
    )
    """What is logged at least."""

    @model_validator(mode="after")
    def _nitku_belongs_to_npwp(self) -> Self:
        npwp, nitku = self.seller_npwp, self.seller_nitku
        if npwp and nitku and not nitku.startswith(npwp):
            raise ValueError(
                "ASSISTANT_SELLER_NITKU does not begin with ASSISTANT_SELLER_NPWP: "
                "put the 22 digits of one of this company's own places of business there"
            )
        return self

    def need(self, *names: str) -> None:
        """Raises SettingsError with a line for each of these (``"BOT_TOKEN"``) that is not set."""
        missing = [_not_set(name) for name in names if self.text(name) is None]
        if missing:
            raise SettingsError(missing)

    def need_all(self) -> None:
        """Raises SettingsError with a line for each that a process can't do without."""
        webhook = () if self.public_url is None else ("WEBHOOK_SECRET",)
        self.need(*_NEEDED, *webhook, *NEEDED_BY_PORTAL[self.portal])

    def required(self, name: str) -> str:
        """The text of a setting that may be left out. Raises SettingsError."""
        self.need(name)
        return self.text(name) or ""

    def text(self, name: str) -> str | None:
        """A setting as it is written, a secret in clear; None where it is not set."""
        value = getattr(self, name.lower())
        if value is None:
            return None
        return value.get_secret_value() if isinstance(value, SecretStr) else str(value)

    def as_environment(self, database_url: str) -> dict[str, str]:
        """All that is set as ASSISTANT_* variables, secrets in clear: for a part of this machine
        that is given an environment. ``database_url`` is the one in use."""
        names = [name.upper() for name in type(self).model_fields]
        return {PREFIX + name: text for name in names if (text := self.text(name)) is not None} | {
            "ASSISTANT_DATABASE_URL": database_url,
            "ASSISTANT_EVENTS_URL": self.portal_events_url,
        }

    @property
    def smtp(self) -> Smtp:
        """The mail server. Raises SettingsError when SMTP_URL is not set."""
        return _smtp(self.required("SMTP_URL"))

    @property
    def zone(self) -> ZoneInfo:
        """For showing times."""
        return ZoneInfo(self.timezone)

    @property
    def portal_events_url(self) -> str:
        """Where the embedded portal posts its events."""
        return self.events_url or self.listen.local_url + EVENTS_PATH

    @property
    def seller(self) -> Seller:
        """Who issues the fakturs. Raises SettingsError when SELLER_NPWP is not set."""
        return Seller(self.seller_name or "", self.required("SELLER_NPWP"), self.seller_unit)

    @property
    def seller_unit(self) -> str:
        """The seller's NITKU, 22 digits. Raises SettingsError when SELLER_NPWP is not set."""
        return self.seller_nitku or f"{self.required('SELLER_NPWP')}000000"


def load_settings() -> Settings:
    """The settings of this process, from the environment and, where that is silent, ``.env``.

    Raises SettingsError.
    """
    env_file = os.environ.get(ENV_FILE, ".env")
    try:
        return Settings(_env_file=env_file or None)
    except ValidationError as error:
        raise SettingsError([_problem(details) for details in error.errors()]) from None
    except UnicodeDecodeError:
        raise SettingsError([f"{env_file} is not a text file in UTF-8"]) from None


def unknown_variables(environ: Mapping[str, str]) -> list[str]:
    """A line for each ``ASSISTANT_…`` variable that means nothing: a misspelt one is silent."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    strangers = sorted(
        name
        for name in environ
        if name.startswith(PREFIX)
        and name not in known
        and not name.startswith(_OURS_BUT_NO_SETTING)
    )
    return [_stranger(name, known) for name in strangers]


def _stranger(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"{name} is not a setting" + (f": did you mean {close[0]}?" if close else "")


def _what_to_set(name: str) -> str:
    return Settings.model_fields[name.lower()].description or "set it"


def _not_set(name: str) -> str:
    return f"{PREFIX}{name} is not set: {_what_to_set(name)}"


def _problem(details: Any) -> str:
    """One of pydantic's errors as a line. Only our own validators' words are repeated."""
    ours = str(details.get("ctx", {}).get("error", ""))
    if not details["loc"]:
        return ours
    name = str(details["loc"][0])
    why = f" ({ours})" if ours else ""
    return f"{PREFIX}{name.upper()} is not valid{why}: {_what_to_set(name)}"
