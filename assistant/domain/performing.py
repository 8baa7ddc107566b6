"""What each act does, of whatever story, once it is known that the one who wants it may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from assistant.domain.accounts.ending import end_found_link, find_links
from assistant.domain.acting.model import Act, ActState, WantedAct
from assistant.domain.acting.roles import give_role, refusal, take_role
from assistant.domain.acting.wanting import finish
from assistant.domain.fakturs.intake import take_in
from assistant.domain.fakturs.settling import begin_assigning, draft_reissue, refuse, replace_file
from assistant.domain.finance.cases import close_by_nota, close_case, open_by_hand, show_cases
from assistant.domain.finance.classing import set_class, set_document, set_kode, show_buyer
from assistant.domain.finance.closing import close_month
from assistant.domain.finance.mending import fix_export, fix_held, fix_mail, fix_npwp
from assistant.domain.finance.offering import (
    ask_again,
    begin_export,
    begin_export_again,
    offer_export,
)
from assistant.domain.finance.reconciling import begin_reconciliation
from assistant.domain.finance.rejecting import mend_import, report_import, report_of
from assistant.domain.finance.reminders import show_list, turn_page
from assistant.domain.finance.retailing import begin_retail
from assistant.domain.staff import Standing
from assistant.domain.support.finding import look_up, show_history, write_first
from assistant.domain.support.measuring import begin_figures
from assistant.domain.withholding.deciding import leave_to_job
from assistant.domain.withholding.refunding import tick_off
from assistant.domain.withholding.verifying import begin_month
from assistant.domain.work import Work

Perform = Callable[[Work, WantedAct], Awaitable[ActState]]
"""Does a permitted act in one transaction. What takes long or needs the network it leaves to a
job. Any state but MADE is said to the one who asked."""
PERFORM: Mapping[Act, Perform] = {
    Act.GIVE_ROLE: give_role,
    Act.TAKE_ROLE: take_role,
    Act.EXPORT: offer_export,
    Act.EXPORT_GO: begin_export,
    Act.EXPORT_AGAIN: ask_again,
    Act.EXPORT_AGAIN_GO: begin_export_again,
    Act.RECONCILE: begin_reconciliation,
    Act.FIX_NPWP: fix_npwp,
    Act.FIX_EXPORT: fix_export,
    Act.FIX_MAIL: fix_mail,
    Act.FIX_HELD: fix_held,
    Act.CLOSE_MONTH: close_month,
    Act.RADAR_LIST: show_list,
    Act.RADAR_PAGE: turn_page,
    Act.TAKE_IN: take_in,
    Act.ASSIGN: begin_assigning,
    Act.ASSIGN_SURE: begin_assigning,
    Act.REFUSE: refuse,
    Act.REPLACE: replace_file,
    Act.DRAFT: draft_reissue,
    Act.FIND_LINKS: find_links,
    Act.END_LINK: end_found_link,
    Act.OPEN_CASE: open_by_hand,
    Act.SHOW_CASES: show_cases,
    Act.CLOSE_CASE: close_case,
    Act.NOTA_OF: close_by_nota,
    Act.REPORT_IMPORT: report_import,
    Act.REPORT_OF: report_of,
    Act.MEND_IMPORT: mend_import,
    Act.RETAIL: begin_retail,
    Act.SHOW_BUYER: show_buyer,
    Act.SET_CLASS: set_class,
    Act.SET_KODE: set_kode,
    Act.SET_DOCUMENT: set_document,
    Act.SLIP_ACCEPT: leave_to_job,
    Act.SLIP_REFUSE: leave_to_job,
    Act.MONEY_MOVED: tick_off,
    Act.SLIP_MONTH: begin_month,
    Act.FIND: look_up,
    Act.PROFILE: look_up,
    Act.WRITE_FIRST: write_first,
    Act.HISTORY: show_history,
    Act.FIGURES: begin_figures,
}


async def perform(work: Work, wanted: WantedAct, standing: Standing | None) -> None:
    """Do it once if it counts, and say where it was asked why if it does not. The caller has
    locked the act and just asked Telegram for the standing; None: it gave no answer."""
    state = await refusal(work, wanted, standing) or await PERFORM[wanted.act](work, wanted)
    await finish(work, wanted, state)
