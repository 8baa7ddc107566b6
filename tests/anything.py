"""Random updates of every kind, as Telegram may send them tomorrow.

They are built by the Bot API's description as far as it goes; what it does not describe, and every
tenth value that it does, is anything at all. What makes an update one (who, where, the words) is as
it should be.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from sandbox.fields import description

Json = dict[str, Any]
NEWS = ("community_hologram", "smell", "gift_upgrade_offer", "chat_mood_set", "rich_dream")
"""Fields that nobody knows yet."""
KINDS = tuple(name for name in description()["types"]["Update"] if name != "update_id")
_TYPES: dict[str, Json] = description()["types"]
_KEPT = ("message_id", "date", "chat", "from", "text", "caption", "data", "id")


class Anything:
    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def junk(self, depth: int = 0) -> Any:
        plain: list[Callable[[], Any]] = [
            lambda: None,
            lambda: self.rng.random() < 0.5,
            lambda: self.rng.randint(-(2**70), 2**70),
            lambda: self.rng.random() * 1e300,
            lambda: self.rng.choice(["", "x", "\u0000", "\ud800", "٣", "member", "user", "-1"]),
        ]
        if depth < 3:
            plain += [
                lambda: [self.junk(depth + 1) for _ in range(self.rng.randint(0, 3))],
                lambda: {
                    self.rng.choice(["type", "id", "status", "user", "date", "text"]): self.junk(
                        depth + 1
                    )
                    for _ in range(self.rng.randint(0, 3))
                },
            ]
        return self.rng.choice(plain)()

    def value(self, kind: str, depth: int) -> Any:
        if self.rng.random() < 0.1:
            return self.junk()
        if kind.startswith("Array of "):
            inner = kind.removeprefix("Array of ")
            return [self.value(inner, depth + 1) for _ in range(self.rng.randint(0, 2))]
        match kind.split(" or ")[0]:
            case "Integer":
                return self.rng.randint(0, 2**40)
            case "String":
                return self.rng.choice(["kata", "member", "user", "bold", "😀", ""])
            case "Boolean" | "True":
                return True
            case "Float":
                return 1.5
            case name if name in _TYPES and depth < 3:
                return self.of_type(name, depth + 1)
        return self.junk(1)

    def of_type(self, name: str, depth: int = 0) -> Json:
        """All that is required, and a few of the rest."""
        made: Json = {}
        for field, (kind, required) in _TYPES[name].items():
            if required or self.rng.random() < 0.08:
                made[field] = self.value(kind, depth)
        if self.rng.random() < 0.2:
            made[self.rng.choice(NEWS)] = self.junk()
        return made

    def message(self, person: int, chat: Json, **kept: Any) -> Json:
        """Of somebody, somewhere; anything beside that."""
        beside = {k: v for k, v in self.of_type("Message").items() if k not in _KEPT}
        sender = {"id": person, "is_bot": False, "first_name": "Budi"}
        more = self.of_type("User")
        return {
            **beside,
            "message_id": self.rng.randint(1, 2**31),
            "date": self.rng.randint(1_700_000_000, 1_900_000_000),
            "chat": {**self.of_type("Chat"), **chat},
            "from": {**more, **sender},
            **kept,
        }

    def update(self, number: int, person: int, staff_chat: int) -> tuple[Json, str | None]:
        """And the words or the data of a button in it, where a person said or pressed something in
        their own chat."""
        private = {"id": person, "type": "private", "first_name": "Budi"}
        group = {"id": staff_chat, "type": "supergroup", "title": "Staf", "is_forum": True}
        words = f"kata-{number}"
        match self.rng.choice(["said", "said", "tapped", "service", "group", "member", "other"]):
            case "said":
                said = self.message(person, private, text=words)
                said.pop("sender_chat", None)
                for name in ("forward_origin", "migrate_to_chat_id"):
                    if self.rng.random() < 0.7:
                        said.pop(name, None)
                return {"update_id": number, "message": said}, words
            case "tapped":
                under = self.message(person, private, text="x")
                tap = {
                    **self.of_type("CallbackQuery"),
                    "id": str(number),
                    "from": {"id": person, "is_bot": False, "first_name": "Budi"},
                    "message": under,
                    "chat_instance": "1",
                    "data": words,
                }
                return {"update_id": number, "callback_query": tap}, words
            case "service":
                return {"update_id": number, "message": self.message(person, private)}, None
            case "group":
                said = self.message(person, group, text=self.rng.choice(["/akun", "kata", "x"]))
                return {"update_id": number, "message": said}, None
            case "member":
                changed = {
                    **self.of_type("ChatMemberUpdated"),
                    "chat": self.rng.choice([private, group]),
                    "from": self.of_type("User"),
                }
                return {"update_id": number, "my_chat_member": changed}, None
        kind = self.rng.choice(KINDS)
        return {"update_id": number, kind: self.value(_TYPES["Update"][kind][0], 0)}, None
