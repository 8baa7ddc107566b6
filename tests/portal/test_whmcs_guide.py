"""The set-up guide for WHMCS names what the assistant calls; the journey runs with just that."""

from __future__ import annotations

import re

from assistant.portal.whmcs.permissions import PROBES
from sandbox.whmcs.hooks import shipped_hook
from tests.rules.source import ROOT

GUIDE = (ROOT / "docs" / "whmcs.md").read_text(encoding="utf-8")


def guided_actions() -> list[str]:
    """The actions that the guide has the API role given."""
    rows = re.findall(r"(?m)^   \| (`[A-Z].*?) \|", GUIDE)
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]


def test_the_guide_has_the_role_given_every_action_that_is_called_and_no_other() -> None:
    actions = guided_actions()
    assert len(set(actions)) == len(actions)
    assert set(actions) == {probe.action for probe in PROBES}


def test_the_guide_names_every_hook_point_of_the_hook_file() -> None:
    hook = shipped_hook()
    points = set(re.findall(r"'((?:Invoice|Ticket|Service|Domain)\w+)'", hook))
    named = set(re.findall(r"`([A-Z]\w+)`", GUIDE[GUIDE.index("| hook point |") :]))
    assert points
    assert points <= named
