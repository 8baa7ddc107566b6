"""A PDF is read, somewhere it can do no harm. What cannot be read is held."""

from __future__ import annotations

from typing import Protocol

from assistant.domain.fakturs.holding import hold
from assistant.domain.fakturs.model import Upload, UploadState
from assistant.domain.fakturs.paper import Nota, ReadFaktur
from assistant.domain.finance.cases import nota_came
from assistant.domain.sources import Source
from assistant.domain.work import Job, Work


class Reads(Protocol):
    async def read(self, pdf: bytes) -> ReadFaktur:
        """Raises UnreadableFaktur."""


async def to_read(work: Work, upload_id: int) -> tuple[Upload, bytes] | None:
    """A PDF that nobody has looked at, with its bytes; None when it is through or gone."""
    upload = await work.uploads.get(upload_id)
    content = await work.documents.get(upload.sha256) if upload else None
    if upload is None or content is None or upload.state is not UploadState.RECEIVED:
        return None
    return upload, content


async def was_a_slip(work: Work, upload_id: int, source: Source) -> bool:
    """It is a bukti potong: finance drops both into one topic. False where it is through."""
    upload = await work.uploads.locked(upload_id)
    if upload is None or upload.state is not UploadState.RECEIVED:
        return False
    await work.uploads.finish(upload.id, UploadState.SLIP, (), warnings=())
    file = await work.withholding.add_file(
        None, source, upload.name, telegram=None, sha256=upload.sha256
    )
    await work.jobs.put(Job.READ_SLIP, file)
    return True


async def could_not_be_read(
    work: Work, upload_id: int, code: str, nota: Nota | None = None
) -> None:
    """``code`` says what is wrong with the file, ``nota`` what it says where it is one."""
    nota = nota or Nota()
    upload = await work.uploads.locked(upload_id)
    if upload is not None and upload.state is UploadState.RECEIVED:
        await hold(work, upload, ((code, nota.faktur, nota.number),))
        await nota_came(work, upload.id, code, nota)
