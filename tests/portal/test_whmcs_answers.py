"""WHMCS's answer is found whatever its server writes beside it, and a call that is too large is
known for one."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from assistant.domain.portal import PortalFailure
from assistant.domain.tickets import Attachment, TicketAuthor, with_reference
from assistant.portal.whmcs import WhmcsError, WhmcsPortal, WhmcsTrouble, open_whmcs
from assistant.portal.whmcs.finding import find_answer
from tests.portal.provider import a_ticket, ask, refusal, someone
from tests.portal.test_whmcs import answering, elsewhere
from tests.portal.whmcs_world import CREDENTIAL, PROVIDER, SETTLES, WhmcsWorld, whmcs_world

SAID: dict[str, Any] = {
    "result": "success",
    "departments": {"department": [{"id": "4", "name": 'Umum } {"a" & <Info>'}]},
}
ANSWER = json.dumps(SAID)
NOISE = {
    "nothing": "",
    "a byte order mark": "\ufeff",
    "a warning": "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/a.php</b> on line <b>3</b>",
    "a closure": "<b>Deprecated</b>:  {closure}(): Implicit conversion in <b>/h.php</b>",
    "an array key": 'Warning: Undefined array key "{"result" in /x.php on line 7\n',
    "a comment": "<!-- served by cache, 12 ms {ttl: 60} -->",
    "what a hook fetched": '{"ok": true, "data": {"result": "success", "n": [1, 2]}}\n',
    "what another API said": '{"result": "queued", "id": 7}{"results": []}',
    "an object that never ends": '{"trace": [{"file": "/a.php", "args": [',
    "a page": "<html><body>Halo {nama}</body></html>",
    "brackets": "{" * 5_000 + "[" * 5_000,
}


@pytest.mark.parametrize("behind", NOISE)
@pytest.mark.parametrize("before", NOISE)
def test_the_answer_is_found_whatever_stands_around_it(before: str, behind: str) -> None:
    assert find_answer(NOISE[before] + ANSWER + NOISE[behind]) == SAID


@pytest.mark.parametrize("noise", [n for n in NOISE if n != "nothing"])
def test_noise_alone_is_no_answer(noise: str) -> None:
    assert find_answer(NOISE[noise]) is None


@pytest.mark.parametrize("cut", [1, 10, len(ANSWER) // 2, len(ANSWER) - 1])
def test_a_part_of_an_answer_is_none(cut: int) -> None:
    assert find_answer(ANSWER[:cut]) is None
    inner = '{"result": "success", "a": {"result": "error", "message": "not this"}'
    assert find_answer(NOISE["a warning"] + inner) is None


def test_of_two_answers_the_last_is_whmcss_own() -> None:
    """A hook that prints what it fetched prints it before WHMCS answers."""
    fetched = '{"result": "success", "message": "the other server\'s"}'
    refused = '{"result": "error", "message": "Client Not Found"}'
    found = find_answer(fetched + refused)
    assert found is not None
    assert found["message"] == "Client Not Found"


@pytest.mark.parametrize(
    "noise",
    ['{"a": [' * 300_000, '{"a": 1, ' * 200_000, "{closure} " * 300_000, '{"a": 1}' * 200_000],
    ids=["nested", "broken", "closures", "objects"],
)
def test_noise_of_any_size_is_given_up_soon(noise: str) -> None:
    begins = time.process_time()
    find_answer(noise + ANSWER)
    assert time.process_time() - begins < 3


async def told(url: str) -> WhmcsError:
    async with elsewhere(url) as portal:
        with pytest.raises(WhmcsError) as caught:
            await portal.departments()
    return caught.value


@pytest.mark.parametrize(
    "body",
    [
        "",
        " \n",
        ANSWER[:-3],
        NOISE["a warning"],
        NOISE["a closure"],
        "<br />\n<b>Fatal error</b>:  Allowed memory size exhausted in <b>/x.php</b> on line 1",
        "<html><body><b>Parse error</b>: syntax error in /x.php</body></html>",
        "[]",
        "null",
        '{"status": "ok"}',
    ],
)
async def test_where_there_is_none_the_advice_is_to_look_at_what_php_prints(body: str) -> None:
    async with answering(body) as url:
        error = await told(url)
    assert error.trouble is WhmcsTrouble.NOISE
    assert "display_errors" in error.detail
    assert "ASSISTANT_WHMCS_URL" not in error.detail


async def test_a_change_whose_answer_is_lost_in_noise_may_have_been_made() -> None:
    async with answering(NOISE["a warning"]) as url, elsewhere(url) as portal:
        assert await refusal(portal.add_note("7", "Halo")) is PortalFailure.UNKNOWN_OUTCOME


# What is too large


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[WhmcsWorld]:
    async with whmcs_world(tmp_path) as world:
        yield world
        assert world.whmcs.complaints == []


@pytest.fixture
def portal(world: WhmcsWorld) -> WhmcsPortal:
    return world.portal


def pdf(size: int) -> Attachment:
    return Attachment("besar.pdf", b"%PDF-" + bytes(range(256)) * (size // 256 + 1))


async def test_what_is_larger_than_may_be_sent_is_not_sent(world: WhmcsWorld) -> None:
    async with open_whmcs(
        world.whmcs.url, CREDENTIAL, PROVIDER, settles_within=SETTLES, largest_request=300_000
    ) as portal:
        owner = await portal.create_client(someone())
        most = portal.capabilities.largest_files
        assert most is not None
        ref = await ask(portal, owner, attachments=(Attachment("pas.pdf", bytes(most)),))
        assert [one.name for one in (await portal.ticket(ref.id)).attachments] == ["pas.pdf"]
        before = len(world.whmcs.calls())
        new = await a_ticket(portal, owner, attachments=(pdf(300_000),))
        assert await refusal(portal.open_ticket(new)) is PortalFailure.TOO_LARGE
        assert not [one for one in world.whmcs.calls()[before:] if one["action"] == "OpenTicket"]


@pytest.mark.parametrize("limit", ["web_server", "post_max_size"])
@pytest.mark.parametrize("noisy", [False, True])
async def test_what_the_server_does_not_take_is_known_and_the_words_go_without_it(
    world: WhmcsWorld, portal: WhmcsPortal, limit: str, noisy: bool
) -> None:
    world.whmcs.set_up(oddities={"php_notices": noisy}, limits={limit: 200_000})
    owner = await portal.create_client(someone())
    ref = await ask(portal, owner)
    words = with_reference("Formulirnya terlampir.", "r-1")

    async def answer(*files: Attachment) -> bool:
        return await portal.answer_ticket(
            ref.id, words, author=TicketAuthor.CLIENT, reference="r-1", attachments=files
        )

    with pytest.raises(WhmcsError) as caught:
        await answer(pdf(200_000))
    assert caught.value.code is PortalFailure.TOO_LARGE
    assert "post_max_size" in caught.value.detail
    assert (await portal.ticket(ref.id)).replies == ()
    assert await answer()
    assert [one.message for one in (await portal.ticket(ref.id)).replies] == [words]


async def test_a_large_call_with_a_wrong_secret_is_a_wrong_secret(world: WhmcsWorld) -> None:
    owner = await world.portal.create_client(someone())
    new = await a_ticket(world.portal, owner, attachments=(pdf(200_000),))
    wrong = type(CREDENTIAL)(CREDENTIAL.identifier, "salah")
    async with elsewhere(world.whmcs.url, wrong) as portal:
        with pytest.raises(WhmcsError) as caught:
            await portal.transport.change("OpenTicket", message="x" * 100_000)
    assert caught.value.trouble is WhmcsTrouble.CREDENTIAL
    assert await world.portal.open_ticket(new)


@pytest.mark.parametrize(
    "refusal_",
    [
        "result=error;message=Authentication Failed",
        '<?xml version="1.0"?><whmcsapi><result>error</result>'
        "<message>Authentication Failed</message></whmcsapi>",
        {"result": "error", "message": "Invalid IP 192.0.2.7"},
    ],
)
async def test_a_body_that_php_dropped_is_known_in_every_form_of_the_refusal(
    refusal_: Any,
) -> None:
    """A call without parameters is refused in the form that WHMCS likes best."""
    app = web.Application(client_max_size=10**7)

    async def handle(request: web.Request) -> web.Response:
        if (request.content_length or 0) < 100_000:
            return web.json_response({"result": "success"})
        await request.read()
        text = refusal_ if isinstance(refusal_, str) else json.dumps(refusal_)
        return web.Response(text=text, status=403)

    app.router.add_post("/{path:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with elsewhere(f"http://127.0.0.1:{runner.addresses[0][1]}") as portal:
            call = portal.transport.change("AddTicketReply", message="x" * 200_000)
            assert await refusal(call) is PortalFailure.TOO_LARGE
    finally:
        await runner.cleanup()
