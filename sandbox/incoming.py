"""A Bot API call as it comes over HTTP: query, urlencoded, multipart or JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.errors import ApiError, bad_request
from sandbox.files import Upload
from sandbox.model import Json

ATTACHMENT = "attach://"


@dataclass(frozen=True, slots=True)
class Given:
    """The parameters as sent, not yet read, and the files beside them."""

    values: Json = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def recorded(self) -> Json:
        """The parameters for the record: files as name, size and sha256."""
        shown = {name: self._shown(value) for name, value in self.values.items()}
        attached = {str(value) for value in self.values.values() if isinstance(value, str)}
        for name, upload in self.files.items():
            if f"{ATTACHMENT}{name}" not in attached:
                shown[name] = upload.summary
        return shown

    def _shown(self, value: Any) -> Any:
        if isinstance(value, str) and value.startswith(ATTACHMENT):
            upload = self.files.get(value.removeprefix(ATTACHMENT))
            return upload.summary if upload else value
        return value


async def read_given(request: web.Request) -> Given:
    """Read query and body. Raises 400 for a body that can't be read, 413 for one too large."""
    values: Json = dict(request.query)
    if not request.body_exists:
        return Given(values)
    try:
        if request.content_type == "application/json":
            return Given({**values, **await _json_body(request)})
        posted = await request.post()
    except web.HTTPRequestEntityTooLarge as error:
        raise ApiError(413, "Request Entity Too Large") from error
    files: dict[str, Upload] = {}
    for name, value in posted.items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read())
        else:
            values[name] = value if isinstance(value, str) else bytes(value).decode()
    return Given(values, files)


async def _json_body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError as error:
        raise bad_request("can't parse the request's JSON object") from error
    if not isinstance(body, dict):
        raise bad_request("object expected as the request's JSON")
    return body
