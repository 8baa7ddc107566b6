"""What ``assistant.toml`` holds: departments, products, links, topics, WHMCS's own fields."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.app.settings import Settings, SettingsError, zone_name
from assistant.domain.billing import ServiceKind
from assistant.domain.finance.coretax import Catalogue, Product
from assistant.domain.money import PpnRate
from assistant.domain.months import OWN_LAST_DAY, OfficeDays
from assistant.domain.rates import TAX_RULES, CollectorLimits, TaxRules
from assistant.domain.support.hours import Hours, Promise, Shift
from assistant.domain.withholding.announcing import SubjectRule, Subjects
from assistant.domain.withholding.model import JASA_DATA
from assistant.portal.whmcs.mapping import CustomFields

DEFAULT_CONFIG = Path("assistant.toml")
"""Read when CONFIG is not set, if it is there."""


class _Table(BaseModel):
    """A table of the structure file; a key that means nothing is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _unit_code(value: str) -> str:
    if not re.fullmatch(r"UM\.\d{4}", value, re.ASCII):
        raise ValueError("put one of Coretax's unit codes there, such as UM.0024")
    return value


def _goods_code(value: str) -> str:
    if not re.fullmatch(r"\d{6}", value, re.ASCII):
        raise ValueError('put the six digits of a Coretax code there, in quotes: "160105"')
    return value


def _object_code(value: str) -> str:
    if not re.fullmatch(r"\d{2}-\d{3}-\d{2}", value, re.ASCII):
        raise ValueError('put the code of a tax object there, such as "24-104-27"')
    return value


def _admin_link(value: str) -> str:
    if not re.fullmatch(r"https?://\S+", value) or value.count("{id}") != 1:
        raise ValueError("put a URL there with {id} where the portal's id goes")
    return value


def _page_url(value: str) -> str:
    if not re.fullmatch(r"https?://\S+", value):
        raise ValueError("put an http:// or https:// URL there")
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("put a name there")
    return value


_Name = Annotated[str, AfterValidator(_not_blank)]
_PageUrl = Annotated[str, AfterValidator(_page_url)]
_GoodsCode = Annotated[str, AfterValidator(_goods_code)]
_UnitCode = Annotated[str, AfterValidator(_unit_code)]
_ObjectCode = Annotated[str, AfterValidator(_object_code)]
_AdminLink = Annotated[str, AfterValidator(_admin_link)]
_Days = Annotated[tuple[date, ...], Field(strict=False)]


class Units(_Table):
    """Coretax's unit of a line, by the period it bills."""

    month: _UnitCode = "UM.0024"
    year: _UnitCode = "UM.0023"
    other: _UnitCode = "UM.0033"
    """One-time charges, and periods that are neither months nor years."""


class _LineRule(_Table):
    """A rule about lines of these kinds of service, or with one of these words."""

    kinds: Annotated[
        tuple[Annotated[ServiceKind, Field(strict=False)], ...], Field(strict=False)
    ] = ()
    words: Annotated[tuple[_Name, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _says_what_it_covers(self) -> Self:
        if not (self.kinds or self.words):
            raise ValueError("put kinds or words there: which lines it is about")
        return self


class ProductRule(_LineRule):
    """Its lines are another entry of Coretax's lists than ``goods_code``."""

    code: _GoodsCode
    unit: _UnitCode | None = None
    """None: by the period that the line bills."""
    goods: bool = False
    """Goods, not a service."""


class WithheldRule(_LineRule):
    """Whether its lines are subject to PPh 23."""

    subject: bool
    code: _ObjectCode | None = None
    """Of its object; None: ``object_code``."""


class Withheld(_Table):
    """PPh 23 that customers withhold: what is subject, and what their slips do."""

    object_code: _ObjectCode = JASA_DATA
    products: Annotated[tuple[WithheldRule, ...], Field(strict=False)] = ()
    """Before the default: hosting and servers are subject, and nothing else."""
    accept_payment_masa: bool = False
    """A slip of the payment's month is booked without asking."""
    accept_codes: Annotated[tuple[_ObjectCode, ...], Field(strict=False)] = ()
    """Neighbouring object codes that are booked without asking."""
    settle: Literal["portal", "person"] = "portal"
    """Who enters the payment that a slip makes."""
    gateway: _Name = "pph23"
    """The payment method's system name in the portal."""
    refund: bool = True
    """A customer who paid in full may have the money back."""
    credit: bool = True
    """Or have it as credit."""


def _share(value: str) -> str:
    found = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", value, re.ASCII)
    if found is None or int(found[1]) > int(found[2]):
        raise ValueError('put the part of the price that is the DPP there, such as "11/12"')
    return value


class Ppn(_Table):
    """How PPN is reckoned from a day on."""

    since: date
    percent: Annotated[int | float, Field(gt=0, le=100)]
    """Of the DPP."""
    base: Annotated[str, AfterValidator(_share)] = "1/1"
    """The part of the price that is the DPP."""


class Collectors(_Table):
    """Up to these amounts the seller collects a collector's PPN, from a day on."""

    since: date
    government: Annotated[int, Field(ge=0)] = 2_000_000
    """Rupiah without PPN."""
    others: Annotated[int, Field(ge=0)] = 10_000_000
    """Rupiah with PPN."""


class Tax(_Table):
    """What the law changes, each from a day on, beside what the assistant knows."""

    ppn: Annotated[tuple[Ppn, ...], Field(strict=False)] = ()
    collectors: Annotated[tuple[Collectors, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _one_a_day(self) -> Self:
        for name, dated in (("ppn", self.ppn), ("collectors", self.collectors)):
            days = [one.since for one in dated]
            if twice := next((day for day in days if days.count(day) > 1), None):
                raise ValueError(f"{name}: two of them begin on {twice}")
        return self


class AdminLinks(_Table):
    """Pages of the portal's admin area for the staff chat; ``{id}`` is the portal's own id."""

    client: _AdminLink | None = None
    service: _AdminLink | None = None
    domain: _AdminLink | None = None
    """Where domains have a page of another kind than services."""
    invoice: _AdminLink | None = None
    ticket: _AdminLink | None = None
    letter: _AdminLink | None = None
    """The file that is attached to a request's ticket; the id is the ticket's."""


class Office(_Table):
    """When the provider works on fakturs."""

    holidays: _Days = ()
    """Days besides Saturdays and Sundays on which nobody works."""
    last_day: Annotated[int, Field(ge=1, le=20)] = OWN_LAST_DAY
    """Of the following month: until when a month's fakturs are prepared, and customers without
    NPWP are asked for it."""


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _shift(value: str) -> str:
    if _parse_shift(value) is None:
        raise ValueError('put hours there such as "08.00-17.00", or "00.00-24.00" for all day')
    return value


def _parse_shift(value: str) -> Shift | None:
    found = re.fullmatch(r"(\d\d)[.:](\d\d) ?- ?(\d\d)[.:](\d\d)", value.strip(), re.ASCII)
    if found is None:
        return None
    begins, minute, ends, last = (int(one) for one in found.groups())
    if (ends, last) == (24, 0):
        ends = 0
    try:
        return Shift(time(begins, minute), time(ends, last))
    except ValueError:
        return None


_Shifts = Annotated[tuple[Annotated[str, AfterValidator(_shift)], ...], Field(strict=False)]
_Minutes = Annotated[int, Field(ge=1, le=7 * 24 * 60)]


class SupportHours(_Table):
    """When people answer, by the clock of TIMEZONE; a day without hours is one without people."""

    monday: _Shifts = ()
    tuesday: _Shifts = ()
    wednesday: _Shifts = ()
    thursday: _Shifts = ()
    friday: _Shifts = ()
    saturday: _Shifts = ()
    sunday: _Shifts = ()

    @property
    def week(self) -> tuple[tuple[Shift, ...], ...]:
        return tuple(
            tuple(shift for one in getattr(self, day) if (shift := _parse_shift(one)))
            for day in WEEKDAYS
        )

    @model_validator(mode="after")
    def _can_be_kept(self) -> Self:
        Hours(self.week)
        return self


class Support(_Table):
    """How long a customer waits for people; minutes in which people are there."""

    hours: SupportHours | None = None
    """None: day and night."""
    holidays: _Days = ()
    """Days on which nobody begins to work."""
    first_answer: _Minutes = 60
    next_answer: _Minutes = 4 * 60
    decision: _Minutes = 24 * 60
    """On a request that has all that it needs."""


class Topics(_Table):
    """Topics of the staff chat that exist already, by their id: the number after the group's in
    the link of the topic."""

    finance: Annotated[int, Field(gt=1)] | None = None
    """Where finance drops PDFs; without one the bot makes a topic of its own."""


class Whmcs(_Table):
    """How this provider's WHMCS is set up."""

    timezone: Annotated[str, AfterValidator(zone_name)] = "Asia/Jakarta"
    """Of the moments that WHMCS writes."""
    longest_call: Annotated[int, Field(ge=10, le=3600)] = 120
    """Seconds that its server works on a call at most: PHP's and the web server's limits. For so
    long nothing is concluded from a change whose answer was lost."""
    largest_request: Annotated[int, Field(ge=2 * 2**20, le=2**30)] = 8 * 2**20
    """Bytes of one call that its server takes, as they are sent: the smaller of PHP's
    ``post_max_size`` and the web server's limit. A file in a ticket is 16/9 of its size by then."""
    reply_as: _Name = "Asisten"
    """Who answers tickets in staff's name."""
    file_types: Annotated[tuple[str, ...], Field(strict=False, min_length=1)] = (
        ".jpg", ".jpeg", ".gif", ".png", ".pdf", ".txt", ".zip",
    )  # fmt: skip
    """What WHMCS lets one attach to a ticket."""
    custom_fields: CustomFields = CustomFields()


class Structure(_Table):
    """How this provider is organised: what changes rarely and is no secret."""

    departments: Annotated[tuple[_Name, ...], Field(strict=False, min_length=1)] = ("Info",)
    """The portal's ticket departments that a customer may choose, by name."""
    default_department: _Name = "Info"
    """The one that is chosen to begin with."""
    portal_url: _PageUrl = "https://portal.cloudkilat.com"
    """Where customers sign in, pay and read their tickets."""
    invoice_url: _AdminLink | None = None
    """Where a customer pays one invoice, with ``{id}``; without it ``portal_url`` is named."""
    terms_url: _PageUrl | None = None
    """The terms of service that an account is opened under; without one, the portal's address."""
    privacy_url: _PageUrl | None = None
    """The provider's privacy policy; without one, the portal's address."""
    goods_code: _GoodsCode = "160105"
    """Coretax's code of what is sold; 160105 is hosting."""
    units: Units = Units()
    products: Annotated[tuple[ProductRule, ...], Field(strict=False)] = ()
    """What has a code or a unit of its own."""
    digunggung: bool = False
    """Private consumers without any tax number are reported in one list a month."""
    tax: Tax = Tax()
    admin_links: AdminLinks = AdminLinks()
    whmcs: Whmcs = Whmcs()
    topics: Topics = Topics()
    office: Office = Office()
    support: Support = Support()
    withholding: Withheld = Withheld()
    watched_slips: Annotated[Path, Field(strict=False)] | None = None
    """PDFs and ZIPs of bukti potong that are put here are taken in."""
    watched_folder: Annotated[Path, Field(strict=False)] | None = None
    """So are those of fakturs here."""

    @property
    def admin_pages(self) -> dict[str, str]:
        """Those of ``admin_links`` that are set, by name."""
        return self.admin_links.model_dump(exclude_none=True)

    @property
    def subjects(self) -> Subjects:
        """What is subject to PPh 23."""
        return Subjects(
            tuple(
                SubjectRule(rule.subject, frozenset(rule.kinds), rule.words, rule.code or "")
                for rule in self.withholding.products
            ),
            self.withholding.object_code,
        )

    @property
    def tax_rules(self) -> TaxRules:
        """What the law reckons with, by day."""
        rates = tuple(
            PpnRate(one.since, Decimal(str(one.percent)), Fraction(one.base))
            for one in self.tax.ppn
        )
        limits = tuple(
            CollectorLimits(one.since, Decimal(one.government), Decimal(one.others))
            for one in self.tax.collectors
        )
        return TaxRules((*TAX_RULES.rates, *rates), (*TAX_RULES.limits, *limits))

    @property
    def catalogue(self) -> Catalogue:
        """What is sold, as the export for Coretax names it."""
        return Catalogue(
            self.goods_code,
            **self.units.model_dump(),
            products=tuple(
                Product(rule.code, frozenset(rule.kinds), rule.words, rule.unit, rule.goods)
                for rule in self.products
            ),
        )

    @property
    def office_days(self) -> OfficeDays:
        return OfficeDays(frozenset(self.office.holidays), self.office.last_day)

    def promise(self, zone: tzinfo) -> Promise:
        """When people are there, by the clock of ``zone``, and how long one waits for them."""
        week = self.support.hours.week if self.support.hours else Hours().week
        return Promise(
            Hours(week, frozenset(self.support.holidays), zone),
            timedelta(minutes=self.support.first_answer),
            timedelta(minutes=self.support.next_answer),
            timedelta(minutes=self.support.decision),
        )

    @model_validator(mode="after")
    def _default_is_a_department(self) -> Self:
        if self.default_department not in self.departments:
            raise ValueError("default_department: put one of departments there")
        return self


def load_structure(settings: Settings) -> Structure:
    """What ``assistant.toml`` says, or the defaults without one. Raises SettingsError."""
    path = settings.config or DEFAULT_CONFIG
    try:
        return Structure.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        if settings.config is None:
            return Structure()
        raise SettingsError([f"ASSISTANT_CONFIG names {path}, which is not there"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError([f"{path} is not TOML: {error}"]) from None
    except OSError as error:
        raise SettingsError([f"{path} cannot be read: {error.strerror}"]) from None
    except ValidationError as error:
        lines = [f"{path}: {_key_problem(details)}" for details in error.errors()]
        raise SettingsError(lines) from None


def _key_problem(details: Any) -> str:
    """One of pydantic's errors as the key's path and what is wrong with it."""
    ours = details.get("ctx", {}).get("error")
    what = str(ours) if ours else str(details["msg"])
    key = ".".join(str(part) for part in details["loc"])
    if details["type"] == "extra_forbidden":
        return f"{key}: no such key"
    return f"{key}: {what}" if key else what
