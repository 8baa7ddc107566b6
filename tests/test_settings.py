"""Settings: what a person who sets them up gets told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel

from assistant.app.settings import (
    PREFIX,
    HostPort,
    PortalKind,
    Settings,
    SettingsError,
    load_settings,
    unknown_variables,
)
from assistant.app.structure import Structure, load_structure
from assistant.courier.mailer import Smtp
from assistant.domain.billing import ServiceKind
from assistant.domain.support.hours import Hours
from assistant.logs import LogFormat

ROOT = Path(__file__).parents[1]
TOKEN = "123456789:AAfictitiousfictitiousfictitious_-x"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    monkeypatch.delenv("ASSISTANT_ENV_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch):
    def load(**values: str) -> Settings:
        for name, value in values.items():
            monkeypatch.setenv(PREFIX + name, value)
        return load_settings()

    return load


def test_an_empty_environment_is_a_fine_start(environment):
    settings = environment()
    assert settings.brand == "CloudKilat"
    assert settings.portal is PortalKind.EMBEDDED
    assert settings.log_format is LogFormat.JSON
    assert settings.listen == HostPort("127.0.0.1", 8080)
    assert settings.zone.key == "Asia/Jakarta"
    assert settings.seller_name is None


def test_what_is_needed_and_not_set_is_named_with_what_to_do(environment):
    with pytest.raises(SettingsError) as caught:
        environment(MAIL_FROM="a@example.com").need("BOT_TOKEN", "SMTP_URL", "MAIL_FROM")
    token, smtp = caught.value.problems
    assert token == (
        "ASSISTANT_BOT_TOKEN is not set: create a bot with BotFather and put its token there"
    )
    assert smtp.startswith("ASSISTANT_SMTP_URL is not set: put smtp://")


def test_an_empty_value_counts_as_not_set(environment):
    settings = environment(BOT_TOKEN="", STAFF_CHAT_ID="", BRAND="")
    assert settings.bot_token is None
    assert settings.staff_chat_id is None
    assert settings.brand == "CloudKilat"


def test_a_required_value_comes_in_clear(environment):
    assert environment(BOT_TOKEN=TOKEN).required("BOT_TOKEN") == TOKEN
    assert TOKEN not in repr(environment())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "AAfictitious-without-the-number"),
        ("BOT_TOKEN", "12:has space"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("DATABASE_URL", "mysql://hunter2:hunter2@localhost/x"),
        ("DATABASE_POOL", "0"),
        ("STAFF_CHAT_ID", "1001234567890"),
        ("STAFF_CHAT_ID", "@staff"),
        ("PUBLIC_URL", "http://bot.example.com"),
        ("WEBHOOK_SECRET", "short"),
        ("WEBHOOK_SECRET", "with spaces and more"),
        ("LISTEN", "8080"),
        ("LISTEN", "localhost:"),
        ("LISTEN", "localhost:70000"),
        ("PORTAL", "blesta"),
        ("PORTAL_EVENTS_SECRET", "hunter2"),
        ("FAKTUR_SECRET", "hunter2"),
        ("SMTP_URL", "mail.example.com:25"),
        ("SMTP_URL", "smtp://user:hunter2@host:notaport"),
        ("SMTP_URL", "smtp://[hunter2"),
        ("SMTP_URL", "smtps://user:hunter2@host?starttls"),
        ("SMTP_URL", "smtp://user:hunter2@host?tls=yes"),
        ("MAIL_FROM", "CloudKilat"),
        ("SELLER_NPWP", "123"),
        ("SELLER_NPWP", "0012345674012001"),
        ("SELLER_NITKU", "0012345674012000"),
        ("LOCALE", "fr"),
        ("TIMEZONE", "Asia/Jakartaa"),
        ("TIMEZONE", "../etc/passwd"),
        ("SEND_RATE", "0"),
        ("CHAT_RATE", "-1"),
        ("GROUP_RATE", "many"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_it_and_never_repeats_it(environment, name, value):
    with pytest.raises(SettingsError) as caught:
        environment(**{name: value})
    (line,) = caught.value.problems
    assert re.match(rf"ASSISTANT_{name} is not valid.*: \w+", line)
    assert "\n" not in line
    assert value not in line.split(": ")[0]
    assert "hunter2" not in line


def test_every_problem_gets_a_line(environment):
    with pytest.raises(SettingsError) as caught:
        environment(LISTEN="here", LOCALE="fr")
    assert len(caught.value.problems) == 2
    assert str(caught.value) == "\n".join(caught.value.problems)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.com", Smtp("mail.example.com", 25, False, False, None, None)),
        ("smtp://127.0.0.1:2525", Smtp("127.0.0.1", 2525, False, False, None, None)),
        ("smtp://u:p@h?starttls", Smtp("h", 587, False, True, "u", "p")),
        ("smtps://u%40x:p%3Aw@h", Smtp("h", 465, True, False, "u@x", "p:w")),
        ("smtps://h:4465/", Smtp("h", 4465, True, False, None, None)),
    ],
)
def test_the_mail_server_is_read_from_its_url(environment, url, expected):
    assert environment(SMTP_URL=url).smtp == expected


def test_a_mail_password_is_in_no_repr(environment):
    settings = environment(SMTP_URL="smtp://u:hunter2@h:25")
    assert settings.smtp.password == "hunter2"
    assert "hunter2" not in repr(settings) + repr(settings.smtp)


@pytest.mark.parametrize(
    "url",
    [
        "postgres://u:p@h/db",
        "postgresql://u:p@h/db",
        "postgresql+asyncpg://u:p@h/db",
    ],
)
def test_a_database_url_comes_in_one_form(environment, url):
    assert environment(DATABASE_URL=url).required("DATABASE_URL") == "postgresql://u:p@h/db"


@pytest.mark.parametrize(
    ("listen", "url"),
    [
        ("127.0.0.1:8080", "http://127.0.0.1:8080/portal/events"),
        ("0.0.0.0:80", "http://127.0.0.1:80/portal/events"),
        ("[::]:9000", "http://[::1]:9000/portal/events"),
    ],
)
def test_the_embedded_portal_reports_to_where_we_listen(environment, listen, url):
    assert environment(LISTEN=listen).portal_events_url == url


def test_the_events_address_can_be_named(environment):
    settings = environment(EVENTS_URL="https://bot.example.com/portal/events")
    assert settings.portal_events_url == "https://bot.example.com/portal/events"


def test_the_sellers_npwp_may_be_typed_as_it_was_printed(environment):
    settings = environment(SELLER_NPWP="01.312.166.0-091.000")
    assert settings.seller_npwp == "0013121660091000"
    assert settings.seller_unit == "0013121660091000000000"


def test_a_unit_of_another_company_is_refused(environment):
    with pytest.raises(SettingsError, match="ASSISTANT_SELLER_NITKU does not begin with"):
        environment(SELLER_NPWP="0012345674012000", SELLER_NITKU="0013121660091000000000")


def test_the_environment_wins_over_the_file_beside_it(environment, tmp_path):
    (tmp_path / ".env").write_text("ASSISTANT_BRAND=File\nASSISTANT_LOCALE=en\n")
    settings = environment(BRAND="Environment")
    assert (settings.brand, settings.locale) == ("Environment", "en")


def test_the_file_beside_the_environment_can_be_left_out(environment, tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("ASSISTANT_BRAND=File\n")
    monkeypatch.setenv("ASSISTANT_ENV_FILE", "")
    assert environment().brand == "CloudKilat"


def test_a_misspelt_variable_is_pointed_out():
    environ = {"ASSISTANT_BOT_TOKN": "x", "ASSISTANT_BRAND": "x", "ASSISTANT_TEST_ARTIFACTS": "x"}
    assert unknown_variables(environ) == [
        "ASSISTANT_BOT_TOKN is not a setting: did you mean ASSISTANT_BOT_TOKEN?"
    ]


def test_the_example_explains_every_setting_and_nothing_else():
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = [match[1] for line in lines if (match := re.match(r"#?ASSISTANT_(\w+)=", line))]
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_can_be_used_as_it_is(environment, monkeypatch):
    monkeypatch.setenv("ASSISTANT_ENV_FILE", str(ROOT / ".env.example"))
    settings = environment()
    with pytest.raises(SettingsError, match="ASSISTANT_BOT_TOKEN is not set"):
        settings.need("BOT_TOKEN")


def test_the_examples_commented_values_are_valid(environment):
    lines = (ROOT / ".env.example").read_text().splitlines()
    commented = [
        match.groups() for line in lines if (match := re.match(r"#ASSISTANT_(\w+)=(.+)", line))
    ]
    settings = environment(**dict(commented))
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    assert settings.send_rate == defaults["send_rate"]
    assert settings.metrics_listen == defaults["metrics_listen"]
    assert settings.database_pool == defaults["database_pool"]


def test_without_a_structure_file_the_defaults_hold(environment):
    structure = load_structure(environment())
    assert structure.departments == ("Info",)
    assert structure.goods_code == "160105"
    assert structure.units.month == "UM.0024"
    assert structure.admin_links.ticket is None


def test_the_structure_file_is_read_from_the_working_folder(environment, tmp_path):
    (tmp_path / "assistant.toml").write_text(
        'departments = ["Info", "Billing"]\ndefault_department = "Billing"\n'
        '[units]\nyear = "UM.0033"\n'
    )
    structure = load_structure(environment())
    assert structure.departments == ("Info", "Billing")
    assert structure.default_department == "Billing"
    assert (structure.units.year, structure.units.month) == ("UM.0033", "UM.0024")


def test_what_is_promised_is_read_by_the_providers_clock(environment, tmp_path):
    (tmp_path / "assistant.toml").write_text(
        "[support]\nfirst_answer = 30\nholidays = [2026-11-25]\n[support.hours]\n"
        'monday = ["08:00-12:00", "13.00 - 17.00"]\nwednesday = ["08.00-24.00"]\n'
        'friday = ["20.00-04.00"]\n'
    )
    promise = load_structure(environment()).promise(ZoneInfo("Asia/Makassar"))
    assert promise.first_answer == timedelta(minutes=30)
    assert promise.next_answer == timedelta(hours=4)
    monday = datetime(2026, 11, 23, tzinfo=UTC)  # 08.00 in Makassar
    assert promise.hours.opens(monday - timedelta(hours=3)) == monday
    assert not promise.hours.is_open(monday + timedelta(hours=4))
    assert promise.hours.is_open(monday + timedelta(hours=8, minutes=59))
    friday = monday + timedelta(days=4, hours=12)
    assert promise.hours.opens(monday + timedelta(hours=9)) == friday


def test_without_hours_people_are_there_day_and_night(environment):
    assert load_structure(environment()).promise(UTC).hours.week == Hours().week


def test_products_become_the_exports_catalogue(environment, tmp_path):
    (tmp_path / "assistant.toml").write_text(
        'goods_code = "160105"\n[[products]]\nkinds = ["server"]\ncode = "170201"\n'
        '[[products]]\nwords = ["router"]\ncode = "847130"\nunit = "UM.0018"\ngoods = true\n'
    )
    catalogue = load_structure(environment()).catalogue
    assert (catalogue.code, catalogue.month, catalogue.year) == ("160105", "UM.0024", "UM.0023")
    server, router = catalogue.products
    assert (server.code, server.kinds, server.unit) == ("170201", {ServiceKind.SERVER}, None)
    assert (router.words, router.unit, router.is_goods) == (("router",), "UM.0018", True)


def _example() -> str:
    """With all its comments taken off."""
    text = (ROOT / "assistant.toml.example").read_text()
    return re.sub(r"(?m)^#(\w+ = |\[\[)", r"\1", text)


def test_the_example_of_the_structure_file_is_valid_with_all_its_comments_taken_off(
    environment, tmp_path
):
    file = tmp_path / "all.toml"
    file.write_text(_example())
    structure = load_structure(environment(CONFIG=str(file)))
    assert structure.terms_url == "https://www.example.com/terms"
    assert structure.admin_links.client is not None
    assert structure.admin_links.client.format(id=7).endswith("userid=7")


def _keys(table: type[BaseModel]) -> Iterator[str]:
    for name, field in table.model_fields.items():
        inside = [
            one for one in (field.annotation, *get_args(field.annotation))
            if isinstance(one, type) and issubclass(one, BaseModel)
        ]  # fmt: skip
        yield from (f"{name}.{key}" for one in inside for key in _keys(one))
        if not inside:
            yield name


def _named(table: dict[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        inside = [one for one in (value if isinstance(value, list) else [value])
                  if isinstance(one, dict)]  # fmt: skip
        yield from (f"{name}.{key}" for one in inside for key in _named(one))
        if not inside:
            yield name


def test_the_example_of_the_structure_file_names_every_key_and_nothing_else():
    assert sorted(set(_named(tomllib.loads(_example())))) == sorted(_keys(Structure))


_PPN = '[[tax.ppn]]\nsince = 2027-01-01\npercent = {percent}\nbase = "{base}"\n'


def test_what_the_law_changes_holds_from_its_day_on(environment, tmp_path):
    (tmp_path / "assistant.toml").write_text(
        _PPN.format(percent=12.5, base="10/12")
        + "[[tax.collectors]]\nsince = 2027-07-01\ngovernment = 5000000\n"
    )
    rules = load_structure(environment()).tax_rules
    before, after = rules.rate(date(2026, 12, 31)), rules.rate(date(2027, 1, 1))
    assert (before.percent, before.share) == (12, Fraction(11, 12))
    assert (after.percent, after.share) == (Decimal("12.5"), Fraction(10, 12))
    limits = [rules.limits_on(date(2027, month, 1)) for month in (6, 7)]
    assert [one.government for one in limits] == [2_000_000, 5_000_000]
    assert [one.collector for one in limits] == [10_000_000, 10_000_000]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("departments = []", "departments: "),
        ('departments = ["Info", 3]', "departments.1: "),
        ('departments = ["Billing"]', "default_department: put one of departments there"),
        ('terms_url = "example.com"', "terms_url: put an http:// or https:// URL there"),
        ("goods_code = 160105", "goods_code: "),
        ('goods_code = "16010"', "goods_code: put the six digits"),
        ('[units]\nmonth = "UM24"', "units.month: put one of Coretax's unit codes there"),
        ('[[products]]\ncode = "130301"', "products.0: put kinds or words there"),
        ('[[products]]\ncode = "1"\nwords = ["a"]', "products.0.code: put the six digits"),
        ('[[products]]\ncode = "130301"\nkinds = ["phone"]', "products.0.kinds.0: "),
        ('[units]\nweek = "UM.0025"', "units.week: no such key"),
        ('[admin_links]\nclient = "https://x"', "admin_links.client: put a URL there with {id}"),
        ('[support.hours]\nmonday = ["8-17"]', "support.hours.monday.0: put hours there such as"),
        ('[support.hours]\nmonday = ["08.00-25.00"]', "support.hours.monday.0: put hours there"),
        ("[support.hours]\nmonday = []", "support.hours: nobody is ever there"),
        (
            '[support.hours]\nmonday = ["08.00-12.00", "11.00-17.00"]',
            "support.hours: two are at the same time",
        ),
        (
            '[support.hours]\nmonday = ["20.00-09.00"]\ntuesday = ["08.00-17.00"]',
            "support.hours: two are at the same time",
        ),
        ('[support.hours]\nsenin = ["08.00-17.00"]', "support.hours.senin: no such key"),
        ("[support]\nfirst_answer = 0", "support.first_answer: "),
        ("[support]\nholidays = [2027]", "support.holidays.0: "),
        (_PPN.format(percent=0, base="11/12"), "tax.ppn.0.percent"),
        (_PPN.format(percent=12, base="12/11"), "tax.ppn.0.base: put the part of the price"),
        (_PPN.format(percent=12, base="0.9"), "tax.ppn.0.base: put the part of the price"),
        (2 * _PPN.format(percent=12, base="1/1"), "tax: ppn: two of them begin on 2027-01-01"),
        ("[[tax.collectors]]\ngovernment = 1", "tax.collectors.0.since: "),
        ("brand =", "is not TOML: "),
    ],
)
def test_a_wrong_key_is_named_with_its_path(environment, tmp_path, text, line):
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_structure(environment(CONFIG=str(file)))
    (problem,) = caught.value.problems
    assert problem.startswith(str(file))
    assert line in problem


def test_a_structure_file_that_was_named_must_be_there(environment, tmp_path):
    with pytest.raises(SettingsError, match="ASSISTANT_CONFIG names"):
        load_structure(environment(CONFIG=str(tmp_path / "none.toml")))
