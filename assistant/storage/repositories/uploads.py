"""PDFs that came in, and what became of them."""

from __future__ import annotations

from sqlalchemy import BigInteger, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert

from assistant.domain.fakturs.comparing import MismatchCode, invoices_named
from assistant.domain.fakturs.model import Reasons, Upload, UploadState
from assistant.domain.fakturs.paper import ReadFaktur
from assistant.storage import tables as t
from assistant.storage.codec import of_row, to_json
from assistant.storage.prepared import Prepared, given
from assistant.storage.repositories.found import first_of
from assistant.storage.repositories.repository import Repository

_ID = bindparam("id", type_=BigInteger)
_ADD = Prepared(
    insert(t.upload)
    .values(given("sha256", "name", "source", "state", "created_at"))
    .on_conflict_do_nothing(index_elements=["sha256"])
    .returning(t.upload)
)
_OF = Prepared(select(t.upload).where(t.upload.c.sha256 == bindparam("sha256")))
_LOCKED = Prepared(select(t.upload).where(t.upload.c.id == _ID).with_for_update())
_FINISH = Prepared(
    update(t.upload)
    .where(t.upload.c.id == _ID)
    .values(
        **given("state", "reasons", "warnings"),
        read=func.coalesce(bindparam("read", type_=JSONB(none_as_null=True)), t.upload.c.read),
        request=func.coalesce(bindparam("request", type_=BigInteger), t.upload.c.request),
    )
)


class SqlUploads(Repository):
    async def add(self, sha256: str, name: str, source: str) -> Upload | None:
        row = await _ADD.row(
            self._db,
            sha256=sha256,
            name=name,
            source=source,
            state=UploadState.RECEIVED,
            created_at=self._now,
        )
        return of_row(Upload, row) if row else None

    async def get(self, upload: int) -> Upload | None:
        return await first_of(Upload, self._db, select(t.upload).where(t.upload.c.id == upload))

    async def of(self, sha256: str) -> Upload | None:
        row = await _OF.row(self._db, sha256=sha256)
        return of_row(Upload, row) if row else None

    async def locked(self, upload: int) -> Upload | None:
        row = await _LOCKED.row(self._db, id=upload)
        return of_row(Upload, row) if row else None

    async def finish(
        self,
        upload: int,
        state: UploadState,
        reasons: Reasons,
        read: ReadFaktur | None = None,
        request: int | None = None,
        *,
        warnings: Reasons = (),
    ) -> None:
        await _FINISH.rows(
            self._db,
            id=upload,
            state=state,
            reasons=[list(reason) for reason in reasons],
            warnings=[list(warning) for warning in warnings],
            read=to_json(read) if read is not None else None,
            request=request,
        )

    async def reopen_held(self, invoice_number: str) -> list[int]:
        upload = t.upload.c
        held = select(t.upload).where(
            upload.state == UploadState.HELD,
            # Of several that it names, some may have been known: then its amount was too much.
            upload.reasons[0][0].astext.in_([MismatchCode.NO_REQUEST, MismatchCode.DPP_INVOICE]),
        )
        found = [
            row.id
            for row in await self._db.execute(held.with_for_update(skip_locked=True))
            if row.read and invoice_number in invoices_named(row.read["reference"])
        ]
        await self._db.execute(
            update(t.upload).where(upload.id.in_(found)).values(state=UploadState.RECEIVED)
        )
        return found


def reasons_of_row(kept: list[list[str]]) -> Reasons:
    return tuple((code, expected, found) for code, expected, found in kept)
