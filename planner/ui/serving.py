"""How the screens are served: warmed up before the first visit, loading nothing from elsewhere."""

from __future__ import annotations

import gc
import importlib
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from planner.errors import PlannerError
from planner.messages import _
from planner.services import operation
from planner.ui import door, state
from planner.ui.words import t

WARM: Final = (
    "pandas",
    "plotly.graph_objects",
    "planner.services.exporting",
    "planner.services.importing.preview",
    "planner.services.mapping",
)
_LOG: Final = logging.getLogger(__name__)
HEADERS: Final = (
    (
        b"content-security-policy",
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        b"connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; "
        b"form-action 'self'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
)
REPLACED: Final = {name for name, _value in HEADERS} | {
    b"access-control-allow-headers",
    b"access-control-allow-methods",
    b"access-control-allow-origin",
}


class SecurityHeaders:
    """Tells a browser to load nothing from elsewhere, and no page from elsewhere to read this."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers added."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = (one for one in message.get("headers", ()) if one[0] not in REPLACED)
                message["headers"] = [*kept, *HEADERS]
            await send(message)

        await self._app(scope, receive, with_headers)


async def healthy(_request: Request) -> Response:
    """Say that the server answers."""
    return PlainTextResponse("ok")


async def ready(_request: Request) -> Response:
    """Say whether plans can be read."""
    try:
        state.store().plans()
    except PlannerError as failure:
        _LOG.error("Plans cannot be read: %s", failure)  # whoever asks need not be let in
        return PlainTextResponse("not ready", status_code=503)
    return PlainTextResponse("ready")


def went_wrong(failure: Exception) -> bool:
    """Keep what nobody foresaw in the log, whole, and say on the page only what helps."""
    _LOG.error("A page failed", exc_info=failure)
    st.error(
        t(
            "Something went wrong that the planner did not foresee. What you saved before is safe. "
            "Load the page again; if it happens again, report the time and the page to your "
            "administrator, who finds the cause in the log."
        ),
        icon=":material/error:",
    )
    return True


@asynccontextmanager
async def warmed_up(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Load what pages need before somebody waits for it, and keep it out of later clean-ups."""
    for module in WARM:
        importlib.import_module(module)
    say_address()
    gc.collect()
    gc.freeze()  # Streamlit collects garbage after every click; this makes it twenty times quicker
    yield {}


def say_address() -> None:
    """Say where the planner was started what to open, who can reach it and who can read its files.

    A database that cannot be opened is said by the pages and by `/readyz`.
    """
    host = st.get_option("server.address") or "localhost"
    shown = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    url = door.address(KEYS, f"http://{shown}:{st.get_option('server.port')}")
    told = [str(_("Open {address}", address=url))]
    if host not in door.LOCAL:
        told.append(
            str(
                _(
                    "Other computers can reach this address, and there is no login: whoever "
                    "opens it with a token has all plans."
                )
            )
        )
    if not KEYS.asks_for_token:
        told.append(str(_("No token is asked for: every program and user here gets in.")))
    with suppress(PlannerError):
        told += map(str, operation.rights_told(state.store().database.open_to_others))
    print(*told, sep="\n", file=sys.stderr, flush=True)  # noqa: T201 # the one who starts it reads it


# No answer says by which software it was made; Streamlit has no setting for it.
_SERVER: Any = uvicorn.Config
_SERVER.encoded_headers = property(lambda _config: [], lambda _config, _headers: None)

KEYS: Final = door.keys_from_environment()
ROUTES: Final = [Route("/healthz", healthy), Route("/readyz", ready)]
MIDDLEWARE: Final = [Middleware(SecurityHeaders), Middleware(door.Door, keys=KEYS)]
