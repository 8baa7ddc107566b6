"""The ways in which a call to the sandbox is refused."""

from __future__ import annotations


class ApiError(Exception):
    """A Bot API call that Telegram would refuse.

    ``code`` is both the HTTP status and ``error_code``; ``retry_after`` is in seconds.
    """

    def __init__(
        self,
        code: int,
        description: str,
        *,
        retry_after: int | None = None,
        migrate_to: int | None = None,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to

    @property
    def parameters(self) -> dict[str, int]:
        """The ``parameters`` object of the answer; empty when there is none."""
        found = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to}
        return {name: value for name, value in found.items() if value is not None}


class SimError(Exception):
    """A call of the control API (``/sim``) that makes no sense in the present world."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def bad_request(text: str) -> ApiError:
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def migrated(chat: int) -> ApiError:
    text = "group chat was upgraded to a supergroup chat"
    return ApiError(400, f"Bad Request: {text}", migrate_to=chat)
