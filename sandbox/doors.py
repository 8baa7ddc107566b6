"""Who may talk to the sandbox: pages of other sites, opened in the same browser, may not.

A page of another site can send forms anywhere, and a name of its own can be made to lead here. So
the sandbox answers to its own host name only, and what acts is asked for as JSON, which a browser
does not send to another site without asking that one first.
"""

from __future__ import annotations

from ipaddress import ip_address

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware


def own_name_only(host: str) -> Middleware:
    """``host`` is what it listens on; a name that leads there by other ways is an address."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _is_ours(request.url.host or "", host):
            return web.json_response({"error": "not a name of the sandbox"}, status=421)
        acts = request.method not in ("GET", "HEAD") and request.path.startswith("/sim/")
        if acts and request.content_type != "application/json":
            return web.json_response({"error": "a JSON object is expected"}, status=415)
        return await handler(request)

    return guard


def _is_ours(name: str, host: str) -> bool:
    if name in ("localhost", host):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
