"""Whoever adds a job or an act of finance is told what is still missing."""

from __future__ import annotations

import ast

from assistant.domain.acting.model import Act
from assistant.domain.performing import PERFORM
from assistant.domain.work import Job
from tests.rules.source import PRODUCT, python_files, tree


def _jobs(node: ast.AST) -> set[str]:
    return {
        one.attr
        for one in ast.walk(node)
        if isinstance(one, ast.Attribute) and ast.unparse(one.value) == "Job"
    }


def test_every_job_is_done_by_somebody():
    done = {
        name
        for node in ast.walk(tree(PRODUCT / "app" / "worker.py"))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if key is not None
        for name in _jobs(key)
    }
    assert set(Job.__members__) - done == set()


def test_every_job_is_put_by_somebody():
    put = set().union(*(_jobs(tree(path)) for path in python_files() if path.parts[-2] != "app"))
    assert set(Job.__members__) - put == set()


def test_every_act_of_finance_does_something():
    assert set(Act) - set(PERFORM) == set()
