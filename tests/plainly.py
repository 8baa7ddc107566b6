"""How tests log."""

from __future__ import annotations

import structlog


def log_plainly() -> None:
    """Structlog's own way to show an error draws every variable, which takes seconds."""
    structlog.reset_defaults()
    console = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], console])
