"""aiogram does the same when its types are built as they are needed."""

from __future__ import annotations

import json
import subprocess
import sys

_LOOK = """
import json, re, sys
from assistant.quick_start import loaded_quickly
if "quick" in sys.argv:
    with loaded_quickly():
        import aiogram
from aiogram import methods, types
from aiogram.methods import Response, SendMessage
models = [getattr(kind, name) for kind in (types, methods) for name in kind.__all__]
models = [model for model in models if hasattr(model, "model_rebuild")]
before = sum(model.__pydantic_complete__ for model in models)
chat = {"id": 1, "type": "private"}
user = {"id": 1, "is_bot": False, "first_name": "Budi"}
message = {"message_id": 1, "date": 1, "chat": chat, "from": user, "text": "Halo",
    "reply_markup": {"inline_keyboard": [[{"text": "Ya", "callback_data": "ya"}]]}}
query = {"id": "1", "from": user, "message": message, "chat_instance": "1", "data": "ya"}
updates = [{"update_id": 1, "message": message}, {"update_id": 2, "callback_query": query}]
read = [types.Update.model_validate(one).model_dump(mode="json", exclude_none=True)
    for one in updates]
sent = SendMessage(chat_id=1, text="Halo").model_dump(exclude_unset=True)
answer = Response[types.Message].model_validate({"ok": True, "result": message})
read.append(answer.result.model_dump(mode="json", exclude_none=True))
for model in models:
    model.model_rebuild()
fields = {model.__name__: {name: re.sub(" at 0x[0-9a-f]+", "", str(field.annotation))
    for name, field in model.model_fields.items()} for model in models}
unfinished = [model.__name__ for model in models if not model.__pydantic_complete__]
print(json.dumps([before, read, str(sent), fields, unfinished]))
"""


def look(*arguments: str) -> list[object]:
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answer: list[object] = json.loads(done.stdout)
    return answer


def test_types_read_the_same_and_fewer_are_built_before_they_are_needed() -> None:
    (built, *plainly), (built_quickly, *quickly) = look(), look("quick")
    assert quickly == plainly
    assert quickly[-1] == []
    assert isinstance(built, int)
    assert isinstance(built_quickly, int)
    assert built_quickly < built / 2
