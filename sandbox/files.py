"""Files that were sent: kept whole, known by file_id, downloadable by path."""

from __future__ import annotations

import hashlib
import json
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from sandbox.errors import ApiError, bad_request
from sandbox.model import Json
from sandbox.store import Store

UPLOAD_LIMIT = 50 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
FOLDERS = {
    "Document": "documents",
    "Photo": "photos",
    "Sticker": "stickers",
    "Voice": "voice",
    "Video": "videos",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a request."""

    name: str
    content: bytes

    @property
    def summary(self) -> Json:
        """How the file is named in the record of calls."""
        digest = hashlib.sha256(self.content).hexdigest()
        return {"name": self.name, "size": len(self.content), "sha256": digest}


class Files:
    def __init__(self, store: Store, new_id: Callable[[], str]) -> None:
        self._store = store
        self._new_id = new_id

    def add_document(self, upload: Upload, mime: str | None = None) -> Json:
        """The Bot API ``Document`` of a new file; its type comes from its name."""
        check_upload(upload)
        guessed = mimetypes.guess_type(upload.name)[0]
        described = {
            "file_name": upload.name,
            "mime_type": guessed or mime or "application/octet-stream",
        }
        return self._add("Document", upload, described)

    def add_photo(self, upload: Upload) -> Json:
        """The Bot API ``PhotoSize`` of a new picture. Raises IMAGE_PROCESS_FAILED."""
        check_upload(upload)
        try:
            with Image.open(BytesIO(upload.content)) as image:
                width, height = image.size
        except (UnidentifiedImageError, OSError) as error:
            raise bad_request("IMAGE_PROCESS_FAILED") from error
        return self._add("Photo", upload, {"width": width, "height": height})

    def add_sticker(self, emoji: str) -> Json:
        picture = BytesIO()
        Image.new("RGBA", (512, 512), (0, 0, 0, 0)).save(picture, "WEBP")
        described = {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }
        return self._add("Sticker", Upload("sticker.webp", picture.getvalue()), described)

    def add_recording(self, kind: str, content: bytes) -> Json:
        """A voice note or a video of a second, of no matter what."""
        described = {"duration": 1}
        if kind == "video":
            described |= {"width": 320, "height": 240}
        end = {"voice": "ogg", "video": "mp4"}[kind]
        return self._add(kind.title(), Upload(f"{kind}.{end}", content), described)

    def reuse(self, file_id: str, kind: str) -> Json:
        """What was sent earlier under this file_id; it must be of the same kind."""
        if file_id.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        row = self._store.one("SELECT kind, body FROM file WHERE file_id = ?", file_id)
        if row is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if row[0] != kind:
            raise bad_request(f"can't use file of type {row[0]} as {kind}")
        body: Json = json.loads(row[1])
        return body

    def describe(self, file_id: str) -> Json:
        """The Bot API ``File``. Raises a 400 when unknown or over 20 MB."""
        row = self._store.one("SELECT body, path FROM file WHERE file_id = ?", file_id)
        if row is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        body = json.loads(row[0])
        if body["file_size"] > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        wanted = ("file_id", "file_unique_id", "file_size")
        return {**{key: body[key] for key in wanted}, "file_path": row[1]}

    def content(self, path: str) -> tuple[str, bytes] | None:
        """(name, bytes) of what lies at a download path."""
        return self._content("path", path)

    def content_by_id(self, file_id: str) -> tuple[str, bytes] | None:
        return self._content("file_id", file_id)

    def _content(self, column: str, value: str) -> tuple[str, bytes] | None:
        row = self._store.one(f"SELECT body, path, content FROM file WHERE {column} = ?", value)
        if row is None:
            return None
        name = json.loads(row[0]).get("file_name") or PurePosixPath(row[1]).name
        return str(name), bytes(row[2])

    def _add(self, kind: str, upload: Upload, described: Json) -> Json:
        number = self._store.count("file_number", first=0)
        suffix = PurePosixPath(upload.name).suffix or (".jpg" if kind == "Photo" else "")
        body = {
            "file_id": f"BQAC{self._new_id()}",
            "file_unique_id": f"AgAD{self._new_id()[:11]}",
            **described,
            "file_size": len(upload.content),
        }
        self._store.run(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?)",
            body["file_id"],
            kind,
            f"{FOLDERS[kind]}/file_{number}{suffix}",
            json.dumps(body),
            upload.content,
        )
        return body


def check_upload(upload: Upload) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
