"""Any portal, with its calls counted and timed."""

from __future__ import annotations

import inspect
import time
from collections.abc import Awaitable, Callable
from typing import Any, cast

from assistant.domain.portal import Portal, PortalError
from assistant.metrics import PORTAL_SECONDS


class _Measured:
    """Every coroutine of the portal is timed; all else is passed through."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._portal, name)
        return _timed(name, found) if inspect.iscoroutinefunction(found) else found


def measured(portal: Portal) -> Portal:
    """The same portal; what it answers or raises is unchanged."""
    return cast(Portal, _Measured(portal))


def _timed(name: str, method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def call(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        outcome = "interrupted"
        try:
            result = await method(*args, **kwargs)
            outcome = "ok"
            return result
        except PortalError as error:
            outcome = str(error.code)
            raise
        except Exception:
            outcome = "error"
            raise
        finally:
            PORTAL_SECONDS.labels(name, outcome).observe(time.perf_counter() - began)

    return call
