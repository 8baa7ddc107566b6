"""What the windows and the message of a plan say alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.domain.portfolio.leading import glance
from assistant.domain.portfolio.model import Missed, MissedReason, Portfolio
from assistant.domain.portfolio.planning import (
    CompanyPlan,
    Having,
    Item,
    Plan,
    PlanState,
    PlanStep,
    TaxDataState,
    open_steps,
)
from assistant.domain.words import Say
from assistant.wording.names import shorten

SHOWN = 10
"""Companies of a window; the rest is behind the buttons."""
NAMED = 3
"""Services that a company's line names."""
MOST_MISSED = 8
"""Lines that are shown as not understood."""
LONGEST = 40

_HAVING: Mapping[Having, str] = {
    Having.LINKED: "rencana-having-linked",
    Having.OTHERS: "rencana-having-others",
    Having.OPENING: "rencana-having-opening",
    Having.NEEDED: "rencana-having-needed",
}
_TAX: Mapping[TaxDataState, str] = {
    TaxDataState.THERE: "rencana-tax-there",
    TaxDataState.MISSING: "rencana-tax-missing",
    TaxDataState.NOT_KNOWN: "rencana-tax-not-known",
}
_PLACE: Mapping[PlanState, str] = {
    PlanState.FREE: "rencana-place-free",
    PlanState.UNPAID: "rencana-place-unpaid",
    PlanState.BUSY: "rencana-place-busy",
    PlanState.ASKED: "rencana-place-asked",
    PlanState.ARRIVED: "rencana-place-arrived",
    PlanState.ENDED: "rencana-place-ended",
    PlanState.LOADING: "rencana-place-loading",
    PlanState.UNKNOWN: "rencana-place-unknown",
}
_STEP: Mapping[PlanStep, str] = {
    PlanStep.CONFIRM: "rencana-next-confirm",
    PlanStep.ACCOUNT: "rencana-next-account",
    PlanStep.NPWP: "rencana-next-npwp",
    PlanStep.PAY: "rencana-next-pay",
    PlanStep.WAIT: "rencana-next-wait",
    PlanStep.DONE: "rencana-next-done",
}
_WHY: Mapping[MissedReason, str] = {
    MissedReason.NOTHING_KNOWN: "rencana-missed-nothing-known",
    MissedReason.NO_COMPANY: "rencana-missed-no-company",
    MissedReason.TWO_COMPANIES: "rencana-missed-two-companies",
    MissedReason.UNCLEAR: "rencana-missed-unclear",
    MissedReason.TOO_MANY: "rencana-missed-too-many",
    MissedReason.NO_SERVICE: "rencana-missed-no-service",
}


def glance_say(made: Plan) -> Say:
    """``7 dari 12 layanan pindah · 2 menunggu tagihan``."""
    return Say("rencana-glance", glance(made))


def steps_say(portfolio: Portfolio, made: Plan) -> tuple[Say, ...]:
    """All that only the person can do now, a line for each kind."""
    return tuple(_step(made, *step) for step in open_steps(portfolio, made))


def _step(made: Plan, step: PlanStep, place: int) -> Say:
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
            "arrived": len(company.at(PlanState.ARRIVED)),
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


def missed_say(missed: Sequence[Missed]) -> tuple[Say, ...]:
    """What was not understood: first what holds something up, and how much more there is."""
    ordered = sorted(missed, key=lambda one: one.why is MissedReason.NOTHING_KNOWN)
    said = [
        Say(_WHY[one.why], {"text": shorten(one.text, LONGEST * 2)})
        for one in ordered[:MOST_MISSED]
    ]
    more = len(ordered) - len(said)
    return (*said, *([Say("rencana-missed-more", {"count": more})] if more else []))
