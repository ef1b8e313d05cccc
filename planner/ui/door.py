"""The door of the server: which names it answers to, from which pages, and with whose token.

Streamlit guards its websocket alone, and a page of any web site may ask a server on this computer
for whatever it likes. So every request is judged here, before anything is looked up:

1. its `Host` is a name that this server goes by, or it is another server that is meant;
2. it does not come from a page of another origin (`Origin`, `Sec-Fetch-Site`), on another port of
   this computer either;
3. it carries a cookie of this start of the server. The address that is printed at the start holds a
   token; it is good once, is taken into the cookie and goes from the address by a redirect.

`/healthz` and `/readyz` stand outside the door, for whoever looks after the server and for no page
of another site; measurements (`/_stcore/metrics`) are closed.
"""

from __future__ import annotations

import hmac
import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as ServerMessage

from planner.languages.catalogues import spoken
from planner.languages.voice import Voice
from planner.messages import Message, _

R = TypeVar("R", bound=Response)

HOSTS_VARIABLE: Final = "R2P_PLANNER_HOSTS"
TOKEN_VARIABLE: Final = "R2P_PLANNER_TOKEN"
NO_TOKEN: Final = "none"
OPEN: Final = frozenset({"/healthz", "/readyz"})
CLOSED: Final = frozenset({"/_stcore/metrics", "/_stcore/script-health-check"})
LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
PARAMETER: Final = "token"
UPLOADS: Final = "/_stcore/upload_file/"
ASKING: Final = set[str]()
"""The sessions of people whose page asks for files now; nobody else hands any in."""
_COOKIE: Final = "r2p-planner-"
_FOREIGN: Final = frozenset({"cross-site", "same-site"})
_WORDS: Final = 24  # bytes of a token

OTHER_HOST: Final = _(
    "This server does not go by that name. Open the address that was printed when the planner "
    "started; who looks after it adds a name with --host-name."
)
OTHER_PAGE: Final = _(
    "The planner answers no page of another site. Type its address, or open it from where the "
    "planner was started."
)
NO_FILES: Final = _("No page asks for a file now.")
NO_COOKIE: Final = _(
    "This browser has not been let in. Open the address that the planner printed last where it was "
    "started: each one is good once, and after a restart only a new one is."
)


@dataclass
class Keys:
    """What lets people in: the names the server goes by, the next token, the cookies given out."""

    hosts: frozenset[str]
    token: str
    cookies: set[str] = field(default_factory=set[str])

    @property
    def asks_for_token(self) -> bool:
        """Whether a token is needed at all; only an explicit option turns it off."""
        return self.token != NO_TOKEN

    def take(self, token: str) -> str:
        """A new cookie for a token that is good, which it is no longer; "" for any other."""
        if not token or not hmac.compare_digest(token.encode(), self.token.encode()):
            return ""
        self.token = secrets.token_urlsafe(_WORDS)
        cookie = secrets.token_urlsafe(_WORDS)
        self.cookies.add(cookie)
        return cookie

    def knows(self, cookie: str) -> bool:
        """Whether that cookie was given out since the start."""
        return any(hmac.compare_digest(cookie.encode(), one.encode()) for one in self.cookies)


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(_WORDS)


def keys_from_environment() -> Keys:
    """The keys of this start, as `r2p-planner serve` hands them over; safe ones without it."""
    named = os.environ.get(HOSTS_VARIABLE, "").split()
    hosts = LOCAL | {_bare(host) for host in named}
    return Keys(hosts=frozenset(hosts), token=os.environ.get(TOKEN_VARIABLE, "") or new_token())


def address(keys: Keys, url: str) -> str:
    """The address that lets one browser in."""
    return f"{url}/?{urlencode({PARAMETER: keys.token})}" if keys.asks_for_token else url


class Door:
    """Lets through what comes from the planner's own pages, in a browser that was let in."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with a sentence that says what to open."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refused = self._judged(scope)
        if refused is None:
            await self._app(scope, receive, self._known_again(scope, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refused(scope, receive, send)

    def _judged(self, scope: Scope) -> Response | None:
        """The answer of the door; None lets the request through."""
        path, asked = scope["path"], HTTPConnection(scope)
        if path in OPEN and scope.get("method") in ("GET", "HEAD"):
            return _refusal(asked, OTHER_PAGE) if is_foreign(asked.headers) else None
        if path in CLOSED:
            return PlainTextResponse("", status_code=404)
        if _bare(asked.headers.get("host", "")) not in self._keys.hosts:
            return _refusal(asked, OTHER_HOST)
        if is_foreign(asked.headers):
            return _refusal(asked, OTHER_PAGE)
        if path.startswith(UPLOADS) and path.removeprefix(UPLOADS).split("/")[0] not in ASKING:
            return _refusal(asked, NO_FILES)
        return self._admitted(asked) if self._keys.asks_for_token else None

    def _known_again(self, scope: Scope, send: Send) -> Send:
        """Where no token is asked for, a page gives its browser a cookie too: who acts is kept."""
        asked = HTTPConnection(scope)
        is_page = scope.get("method") == "GET" and "text/html" in asked.headers.get("accept", "")
        if self._keys.asks_for_token or not is_page or _cookie_name(asked) in asked.cookies:
            return send

        async def with_cookie(message: ServerMessage) -> None:
            if message["type"] == "http.response.start":
                cookie = _given(Response(), asked, new_token()).headers["set-cookie"]
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        return with_cookie

    def _admitted(self, asked: HTTPConnection) -> Response | None:
        name = _cookie_name(asked)
        known = self._keys.knows(asked.cookies.get(name, ""))
        token = asked.query_params.get(PARAMETER, "")
        is_page = asked.scope.get("method") == "GET" and token
        if is_page and known:
            return _without_token(asked)
        if is_page and "sec-purpose" not in asked.headers and (cookie := self._keys.take(token)):
            print(  # noqa: T201 # where the planner was started is where the next address is looked for
                _("Another browser: {address}", address=address(self._keys, _root(asked))),
                file=sys.stderr,
                flush=True,
            )
            return _given(_without_token(asked), asked, cookie)
        return None if known else _refusal(asked, NO_COOKIE)


def is_foreign(headers: Headers) -> bool:
    """Whether a request comes from a page of another origin; a typed address has none."""
    if headers.get("sec-fetch-site", "") in _FOREIGN:
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")


def _without_token(asked: HTTPConnection) -> RedirectResponse:
    kept = [pair for pair in parse_qsl(asked.url.query) if pair[0] != PARAMETER]
    path = f"/{asked.url.path.lstrip('/')}"  # two slashes would name another server
    return RedirectResponse(
        f"{path}?{urlencode(kept)}" if kept else path,
        status_code=303,
        headers={"cache-control": "no-store"},
    )


def _given(answer: R, asked: HTTPConnection, cookie: str) -> R:
    """The answer, with the cookie by which the browser is known again."""
    is_secure = asked.url.scheme == "https"
    answer.set_cookie(
        _cookie_name(asked), cookie, httponly=True, samesite="strict", secure=is_secure
    )
    return answer


def _root(asked: HTTPConnection) -> str:
    return f"{asked.url.scheme}://{asked.url.netloc}"


def _refusal(asked: HTTPConnection, why: Message) -> PlainTextResponse:
    wanted = (part.split(";")[0].strip()[:2] for part in
              asked.headers.get("accept-language", "").split(","))  # fmt: skip
    language = next((code for code in wanted if code in spoken()), "en")
    return PlainTextResponse(
        Voice(language).tell(why), status_code=403, headers={"cache-control": "no-store"}
    )


def _cookie_name(asked: HTTPConnection) -> str:
    """One name a port: browsers do not tell the ports of a computer apart."""
    return f"{_COOKIE}{asked.url.port or (443 if asked.url.scheme == 'https' else 80)}"


def cookie_of(host: str, cookies: Mapping[str, str]) -> str:
    """The cookie that this door gave a browser, by the host that it asked for; "" for none."""
    port = urlsplit(f"//{host}").port
    return next(filter(None, (cookies.get(f"{_COOKIE}{one}") for one in (port, 443, 80))), "")


def _bare(host: str) -> str:
    """A host without port, brackets and case; "" for what is none."""
    try:
        return (urlsplit(f"//{host.strip()}").hostname or "").rstrip(".")
    except ValueError:
        return ""
