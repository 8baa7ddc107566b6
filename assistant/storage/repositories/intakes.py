"""What finance drops."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    any_,
    bindparam,
    distinct,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert

from assistant.domain.fakturs.intake import AT_ONCE, TOGETHER
from assistant.domain.fakturs.model import (
    Counted,
    FileState,
    Intake,
    IntakeFile,
    IntakeState,
    UploadState,
)
from assistant.storage import tables as t
from assistant.storage.codec import of_row
from assistant.storage.prepared import Prepared, given
from assistant.storage.repositories.found import first_of
from assistant.storage.repositories.repository import Repository

_OF_AN_INTAKE = 7_221_001
"""The first half of the advisory locks by which one person's files come one after the other."""
_FILES = t.intake_file.outerjoin(t.upload, t.upload.c.id == t.intake_file.c.upload)
_FILE = t.intake_file.c


def _waits() -> ColumnElement[bool]:
    """A file, or the PDF that it is."""
    return (_FILE.state == FileState.WAITING) | (t.upload.c.state == UploadState.RECEIVED)


# What each of many PDFs asks for on its way.
_OF_UPLOADS = Prepared(
    select(_FILE.intake, func.count(distinct(_FILE.upload)).label("uploads"))
    .where(_FILE.upload == any_(bindparam("uploads", type_=ARRAY(BigInteger))))
    .group_by(_FILE.intake)
)
_PROGRESS = Prepared(
    select(func.count().label("total"), func.count().filter(_waits()).label("waiting"))
    .select_from(_FILES)
    .where(_FILE.intake == bindparam("intake"), _FILE.state != FileState.UNPACKED)
)
_PACKED = (_FILE.packed_in == bindparam("zipped"), _FILE.position == bindparam("position"))
_HAS_PACKED = Prepared(select(_FILE.id).where(*_PACKED))
_ADD_PACKED = Prepared(
    insert(t.intake_file)
    .values(given("intake", "name", "packed_in", "position", "upload", "state", "reason"))
    .on_conflict_do_nothing(index_elements=["packed_in", "position"])
    .returning(_FILE.id)
)


class SqlIntakes(Repository):
    async def current(self, staff: int) -> Intake | None:
        lock = text("select pg_advisory_xact_lock(:space, hashint8(:staff))")
        await self._db.execute(lock, {"space": _OF_AN_INTAKE, "staff": staff})
        query = (
            select(t.intake)
            .where(
                t.intake.c.staff == staff,
                t.intake.c.updated_at > self._now - TOGETHER,
                or_(t.intake.c.updated_at > self._now - AT_ONCE, _under_way()),
            )
            .order_by(t.intake.c.id.desc())
            .limit(1)
            .with_for_update()  # so that who opens it sees what joins it now
        )
        return await first_of(Intake, self._db, query)

    async def add(self, staff: int | None, staff_name: str, state: IntakeState) -> Intake:
        values = {"staff": staff, "staff_name": staff_name, "state": state}
        moments = {"created_at": self._now, "updated_at": self._now}
        rows = await self._db.execute(
            insert(t.intake).values(**values, **moments).returning(t.intake)
        )
        return of_row(Intake, rows.one())

    async def get(self, intake: int) -> Intake | None:
        return await first_of(Intake, self._db, select(t.intake).where(t.intake.c.id == intake))

    async def open(self, intake: int) -> None:
        await self._set_state(intake, IntakeState.OPEN)

    async def ask(self, intake: int) -> None:
        await self._set_state(intake, IntakeState.ASKED)

    async def _set_state(self, intake: int, state: IntakeState) -> None:
        await self._db.execute(update(t.intake).where(t.intake.c.id == intake).values(state=state))

    async def add_file(
        self,
        intake: int,
        name: str,
        *,
        telegram: str | None = None,
        archive: str | None = None,
        refused: str = "",
    ) -> IntakeFile:
        rows = await self._db.execute(
            insert(t.intake_file)
            .values(
                intake=intake,
                name=name,
                telegram=telegram,
                archive=archive,
                state=FileState.REFUSED if refused else FileState.WAITING,
                reason=refused,
            )
            .returning(t.intake_file)
        )
        await self._db.execute(
            update(t.intake).where(t.intake.c.id == intake).values(updated_at=self._now)
        )
        return of_row(IntakeFile, rows.one())

    async def file(self, file: int) -> IntakeFile | None:
        query = select(t.intake_file).where(t.intake_file.c.id == file).with_for_update()
        return await first_of(IntakeFile, self._db, query)

    async def waiting(self, intake: int) -> list[int]:
        file = t.intake_file.c
        query = select(file.id).where(file.intake == intake, file.state == FileState.WAITING)
        return list((await self._db.execute(query.order_by(file.id))).scalars())

    async def has_packed(self, zipped: IntakeFile, position: int) -> bool:
        given = {"zipped": zipped.id, "position": position}
        return await _HAS_PACKED.row(self._db, **given) is not None

    async def add_packed(
        self,
        zipped: IntakeFile,
        position: int,
        name: str,
        upload: int,
        state: FileState,
        *,
        reason: str = "",
    ) -> bool:
        added = await _ADD_PACKED.row(
            self._db,
            intake=zipped.intake,
            name=name,
            packed_in=zipped.id,
            position=position,
            upload=upload or None,
            state=state,
            reason=reason,
        )
        return added is not None

    async def finish_file(
        self, file: int, state: FileState, *, upload: int | None = None, reason: str = ""
    ) -> None:
        await self._db.execute(
            update(t.intake_file)
            .where(t.intake_file.c.id == file)
            .values(state=state, upload=upload, reason=reason)
        )

    async def archive_known(self, sha256: str) -> bool:
        there = exists().where(t.intake_file.c.archive == sha256)
        return bool((await self._db.execute(select(there))).scalar_one())

    async def of_upload(self, upload: int) -> list[int]:
        return list(await self.of_uploads([upload]))

    async def of_uploads(self, uploads: Sequence[int]) -> dict[int, int]:
        rows = await _OF_UPLOADS.rows(self._db, uploads=list(uploads))
        return {row.intake: row.uploads for row in rows}

    async def unread(self, zipped: int, after: int, limit: int) -> list[int]:
        query = (
            select(_FILE.upload)
            .distinct()
            .join(t.upload, t.upload.c.id == _FILE.upload)
            .where(
                _FILE.packed_in == zipped,
                _FILE.upload > after,
                t.upload.c.state == UploadState.RECEIVED,
            )
            .order_by(_FILE.upload)
            .limit(limit)
        )
        return list((await self._db.execute(query)).scalars())

    async def counted(self, intake: int) -> list[Counted]:
        file, upload = t.intake_file.c, t.upload.c
        query = (
            select(
                file.name, file.state, file.reason, upload.state, upload.reasons, upload.warnings
            )
            .select_from(_FILES)
            .where(file.intake == intake, file.state != FileState.UNPACKED)
            .order_by(file.id)
        )
        return [
            Counted(
                name,
                FileState(state),
                reason or (reasons[0][0] if reasons else ""),
                UploadState(became) if became else None,
                tuple(code for code, _, _ in warnings or ()),
            )
            for name, state, reason, became, reasons, warnings in await self._db.execute(query)
        ]

    async def progress(self, intake: int) -> tuple[int, int]:
        row = await _PROGRESS.row(self._db, intake=intake)
        return row.total - row.waiting, row.total


def _under_way() -> ColumnElement[bool]:
    return (
        select(t.intake_file.c.id)
        .select_from(_FILES)
        .where(t.intake_file.c.intake == t.intake.c.id, _waits())
        .exists()
    )
