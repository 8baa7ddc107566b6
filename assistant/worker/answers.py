"""What the customer wrote for a ticket, made ready to be passed on: the files are fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.tickets import Attachment
from assistant.domain.transfers.model import AnswerFile, TicketAnswer
from assistant.domain.transfers.news import FilesTooLarge
from assistant.domain.words import HOME, Arg
from assistant.storage.work import WorkShop
from assistant.texts import Texts
from assistant.worker.files import Fetch, NotThereError

BEGINNINGS = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
"""How the files that we pass on begin, by the end of their names."""


@dataclass(frozen=True, slots=True)
class CustomerAnswers:
    shop: WorkShop
    texts: Texts
    fetch: Fetch

    async def ready(self, answer_id: int) -> tuple[str, tuple[Attachment, ...]]:
        """Words and files. A file that is not what its name says stays out, and the words and
        the customer are told so."""
        async with self.shop.work() as work:
            answer = await work.transfers.answer_of(answer_id)
        assert answer is not None
        files, left_out = [], []
        for file in answer.files:
            content = await self._content(file)
            if content is None:
                left_out.append(file.name)
            else:
                files.append(Attachment(file.name, content))
        lines = [answer.text or self.texts.plain(HOME, "ticket-reply-files")]
        if left_out:
            names = ", ".join(left_out)
            lines.append(self.texts.plain(HOME, "ticket-reply-left-out", {"names": names}))
            await self._tell(answer, names)
        return "\n\n".join(lines), tuple(files)

    async def _content(self, file: AnswerFile) -> bytes | None:
        try:
            content = await self.fetch(file.id)
        except NotThereError:
            return None
        end = "." + file.name.lower().rpartition(".")[2]
        beginning = BEGINNINGS.get(end)
        return content if beginning and content.startswith(beginning) else None

    async def too_large(self, answer_id: int, files: Sequence[Attachment]) -> str:
        """The portal does not take the files: both sides are told, once. Returns what the ticket
        says of them."""
        names = ", ".join(file.name for file in files)
        async with self.shop.work() as work:
            answer = await work.transfers.answer_of(answer_id)
            transfer = await work.transfers.get(answer.transfer) if answer else None
            if transfer is not None:
                about: dict[str, Arg] = {"number": transfer.number, "names": names}
                await work.deliveries.tell(
                    transfer.person, "ntf-balas-too-large", about,
                    unique=f"too-large:{answer_id}",
                )  # fmt: skip
                news = FilesTooLarge(transfer.number, names)
                await work.desk.tell(news, unique=f"too-large:{answer_id}:staff")
        return self.texts.plain(HOME, "ticket-reply-too-large", {"names": names})

    async def _tell(self, answer: TicketAnswer, names: str) -> None:
        async with self.shop.work() as work:
            transfer = await work.transfers.get(answer.transfer)
            if transfer is not None:
                await work.deliveries.tell(
                    transfer.person,
                    "ntf-balas-left-out",
                    {"number": transfer.number, "names": names},
                    unique=f"left-out:{answer.id}",
                )
