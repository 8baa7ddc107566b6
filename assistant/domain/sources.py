"""The ways by which a file comes in."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    CHAT = "chat"
    """A customer's."""
    FINANCE = "finance"
    """Finance's topic."""
    IMPORT = "import"
    """A command of the shell, which prints what becomes of it."""
    FOLDER = "folder"
    """The folder that is watched."""
    HTTP = "http"
