"""What holds for every form, because it is a table."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from assistant.dialogs import akun, hubungkan
from assistant.dialogs.form import SUMMARY, Form
from assistant.dialogs.npwp import form as npwp
from assistant.dialogs.pindah import form as pindah

FORMS: list[Form[Any]] = [akun.FORM, hubungkan.FORM, npwp.FORM, pindah.FORM]

BEFORE = {
    "akun": (
        "first-name last-name email code company phone street city province postcode terms summary"
    ),
    "hubungkan": "email code",
    "npwp": "kind number proposal name address email nitku summary",
    "pindah": "services destination email checklist department ticket keep summary",
}
"""The steps that drafts of the release before this one may stand at."""


def each() -> Any:
    return pytest.mark.parametrize("form", FORMS, ids=lambda form: form.feature)


@each()
def test_a_draft_left_at_any_step_of_the_release_before_can_be_gone_on_with(form: Form[Any]):
    assert set(BEFORE[form.feature].split()) <= form.steps.keys()


@each()
def test_every_answer_that_is_a_value_has_a_place_in_the_draft(form: Form[Any]):
    known = {field.name for field in fields(form.draft)}
    plain = [field.name for field in form.fields if field.reads and field.sets is None]
    assert set(plain) <= known


@each()
def test_every_question_on_the_way_can_be_come_back_to_from_the_summary(form: Form[Any]):
    """But those that are chosen before, or answered on record."""
    if not any(field.name == SUMMARY for field in form.fields):
        return
    asked = {f.name for f in form.fields if not f.aside and f.name != SUMMARY}
    edited = {f.name for f in form.fields if f.edit}
    assert asked - edited <= {"account", "terms"}


@each()
def test_every_window_and_button_is_there_once(form: Form[Any]):
    windows = form.windows()
    states = [window.get_state() for window in windows]
    assert len(set(states)) == len(states) == len(form.fields)


@each()
def test_the_steps_are_counted_without_gaps(form: Form[Any]):
    places = [form._place(field) for field in form.fields if not field.aside]
    numbers = sorted({number for number, _ in places})
    assert numbers == list(range(1, places[0][1] + 1))
