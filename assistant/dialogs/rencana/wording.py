"""What the windows and the message of a plan say alike."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain.portfolio.leading import glance
from assistant.domain.portfolio.model import Missed, Portfolio, Why
from assistant.domain.portfolio.planning import (
    CompanyPlan,
    Having,
    Item,
    Place,
    Plan,
    Step,
    Tax,
    open_steps,
)
from assistant.domain.words import Say
from assistant.wording.names import shorten

SHOWN = 10
"""Companies of a window; the rest is behind the buttons."""
NAMED = 3
"""Services that a company's line names."""
LONGEST = 40

_HAVING: Mapping[Having, str] = {
    Having.LINKED: "rencana-having-linked",
    Having.OTHERS: "rencana-having-others",
    Having.OPENING: "rencana-having-opening",
    Having.NEEDED: "rencana-having-needed",
}
_TAX: Mapping[Tax, str] = {
    Tax.THERE: "rencana-tax-there",
    Tax.MISSING: "rencana-tax-missing",
    Tax.NOT_KNOWN: "rencana-tax-not-known",
}
_PLACE: Mapping[Place, str] = {
    Place.FREE: "rencana-place-free",
    Place.UNPAID: "rencana-place-unpaid",
    Place.BUSY: "rencana-place-busy",
    Place.ASKED: "rencana-place-asked",
    Place.ARRIVED: "rencana-place-arrived",
    Place.ENDED: "rencana-place-ended",
    Place.LOADING: "rencana-place-loading",
    Place.UNKNOWN: "rencana-place-unknown",
}
_STEP: Mapping[Step, str] = {
    Step.CONFIRM: "rencana-next-confirm",
    Step.ACCOUNT: "rencana-next-account",
    Step.NPWP: "rencana-next-npwp",
    Step.PAY: "rencana-next-pay",
    Step.WAIT: "rencana-next-wait",
    Step.DONE: "rencana-next-done",
}
_WHY: Mapping[Why, str] = {
    Why.NOTHING_KNOWN: "rencana-missed-nothing-known",
    Why.NO_COMPANY: "rencana-missed-no-company",
    Why.TWO_COMPANIES: "rencana-missed-two-companies",
    Why.UNCLEAR: "rencana-missed-unclear",
    Why.TOO_MANY: "rencana-missed-too-many",
}


def glance_say(made: Plan) -> Say:
    """``7 dari 12 layanan pindah · 2 menunggu tagihan``."""
    return Say("rencana-glance", glance(made))


def steps_say(portfolio: Portfolio, made: Plan) -> tuple[Say, ...]:
    """All that only the person can do now, a line for each kind."""
    return tuple(_step(made, *step) for step in open_steps(portfolio, made))


def _step(made: Plan, step: Step, place: int) -> Say:
    company = shorten(made.companies[place].wish.title, LONGEST) if place >= 0 else ""
    invoices = ", ".join(made.invoices[:NAMED])
    return Say(_STEP[step], {"company": company, "invoices": invoices})


def company_say(company: CompanyPlan) -> Say:
    """A company in one line."""
    names = [shorten(item.name, LONGEST) for item in company.items[:NAMED]]
    return Say(
        "rencana-company-line",
        {
            "company": shorten(company.wish.title, LONGEST),
            "count": len(company.items),
            "arrived": len(company.at(Place.ARRIVED)),
            "names": ", ".join(names),
            "more": max(0, len(company.items) - NAMED),
        },
    )


def having_say(company: CompanyPlan) -> Say:
    email = company.link.email if company.link else company.wish.email
    return Say(_HAVING[company.having], {"email": email})


def tax_say(company: CompanyPlan) -> Say:
    return Say(_TAX[company.tax])


def item_say(item: Item) -> Say:
    facts = ", ".join(item.facts[:NAMED])
    return Say(_PLACE[item.place], {"name": shorten(item.name, LONGEST * 2), "facts": facts})


def missed_say(missed: Missed) -> Say:
    return Say(_WHY[missed.why], {"text": shorten(missed.text, LONGEST * 2)})
