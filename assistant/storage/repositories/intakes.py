"""What finance drops."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

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

_OF_AN_INTAKE = 7_221_001
"""The first half of the advisory locks by which one person's files come one after the other."""


_FILES = t.intake_file.outerjoin(t.upload, t.upload.c.id == t.intake_file.c.upload)


class SqlIntakes:
    def __init__(self, connection: AsyncConnection, now: datetime) -> None:
        self._db = connection
        self._now = now

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
        row = (await self._db.execute(query)).first()
        return _intake(row) if row else None

    async def add(self, staff: int | None, staff_name: str, state: IntakeState) -> Intake:
        values = {"staff": staff, "staff_name": staff_name, "state": state}
        moments = {"created_at": self._now, "updated_at": self._now}
        rows = await self._db.execute(
            insert(t.intake).values(**values, **moments).returning(t.intake)
        )
        return _intake(rows.one())

    async def get(self, intake: int) -> Intake | None:
        row = (await self._db.execute(select(t.intake).where(t.intake.c.id == intake))).first()
        return _intake(row) if row else None

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
        return _file(rows.one())

    async def file(self, file: int) -> IntakeFile | None:
        query = select(t.intake_file).where(t.intake_file.c.id == file).with_for_update()
        row = (await self._db.execute(query)).first()
        return _file(row) if row else None

    async def waiting(self, intake: int) -> list[int]:
        file = t.intake_file.c
        query = select(file.id).where(file.intake == intake, file.state == FileState.WAITING)
        return list((await self._db.execute(query.order_by(file.id))).scalars())

    async def has_packed(self, zipped: IntakeFile, position: int) -> bool:
        file = t.intake_file.c
        there = exists().where(file.packed_in == zipped.id, file.position == position)
        return bool((await self._db.execute(select(there))).scalar_one())

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
        added = await self._db.execute(
            insert(t.intake_file)
            .values(
                intake=zipped.intake,
                name=name,
                packed_in=zipped.id,
                position=position,
                upload=upload or None,
                state=state,
                reason=reason,
            )
            .on_conflict_do_nothing(index_elements=["packed_in", "position"])
        )
        return added.rowcount == 1

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
        file = t.intake_file.c
        query = select(file.intake).where(file.upload == upload).distinct()
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
        file = t.intake_file.c
        query = (
            select(func.count(), func.count().filter(_waits()))
            .select_from(_FILES)
            .where(file.intake == intake, file.state != FileState.UNPACKED)
        )
        total, open_ = (await self._db.execute(query)).one()
        return total - open_, total


def _waits() -> ColumnElement[bool]:
    """A file, or the PDF that it is."""
    return (t.intake_file.c.state == FileState.WAITING) | (t.upload.c.state == UploadState.RECEIVED)


def _under_way() -> ColumnElement[bool]:
    return (
        select(t.intake_file.c.id)
        .select_from(_FILES)
        .where(t.intake_file.c.intake == t.intake.c.id, _waits())
        .exists()
    )


def _intake(row: Any) -> Intake:
    return Intake(row.id, row.staff, row.staff_name, IntakeState(row.state))


def _file(row: Any) -> IntakeFile:
    return IntakeFile(row.id, row.intake, row.name, row.telegram, row.archive, FileState(row.state))
