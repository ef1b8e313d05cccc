"""The door of the server: other hosts, other pages and browsers without a token stay outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from planner.ui.door import ASKING, LOCAL, NO_TOKEN, UPLOADS, Door, Keys
from tests.ui.loops import run

HERE = "localhost:8501"
COOKIE = "r2p-planner-8501"


def answered(
    keys: Keys, path: str = "/", query: str = "", headers: Mapping[str, str] | None = None,
    kind: str = "http", method: str = "GET",
) -> tuple[int, dict[str, str], str]:  # fmt: skip
    """What the door answers: status, headers, text; 200 and "inside" for what it lets through."""
    sent: list[Any] = []

    async def inside(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"inside"})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": f"{kind}.request"}

    given = {"host": HERE, **(headers or {})}
    scope = {
        "type": kind,
        "method": method,
        "scheme": "http" if kind == "http" else "ws",
        "server": ("127.0.0.1", 8501),
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    run(Door(inside, keys)(scope, receive, send))
    first = sent[0]
    if first["type"] == "websocket.close":
        return 403, {}, ""
    told = {name.decode(): value.decode() for name, value in first["headers"]}
    return first["status"], told, sent[-1].get("body", b"").decode()


@pytest.fixture
def keys() -> Keys:
    return Keys(hosts=LOCAL, token="first")


def let_in(keys: Keys) -> dict[str, str]:
    """The cookie of a browser that opened the printed address."""
    status, told, _ = answered(keys, query=f"token={keys.token}")
    assert status == 303
    return {"cookie": told["set-cookie"].partition(";")[0]}


def test_a_token_becomes_a_cookie_and_goes_from_the_address(keys: Keys) -> None:
    status, told, _ = answered(keys, path="/risks", query="token=first&plan=7")

    assert (status, told["location"]) == (303, "/risks?plan=7")
    assert told["set-cookie"].startswith(f"{COOKIE}=")
    assert "HttpOnly" in told["set-cookie"]
    assert "SameSite=strict" in told["set-cookie"]


def test_a_browser_that_was_let_in_comes_in_again_and_a_token_serves_once(keys: Keys) -> None:
    cookie = let_in(keys)

    assert answered(keys, headers=cookie)[2] == "inside"
    assert answered(keys, query="token=first")[0] == 403
    assert answered(keys, query="token=first", headers=cookie)[0] == 303


def test_another_browser_comes_in_by_the_next_token(
    keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    let_in(keys)
    printed = capsys.readouterr().err.rpartition("token=")[2].strip()

    assert printed == keys.token != "first"
    assert answered(keys, query=f"token={printed}")[0] == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "plans.example.org"},
        {"host": "localhost.example.org:8501"},
        {"host": ""},
        {"origin": "https://example.org"},
        {"origin": "http://localhost:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize(
    ("kind", "method"), [("http", "GET"), ("http", "POST"), ("websocket", "GET")]
)
def test_another_host_or_a_page_of_another_origin_is_refused_even_with_the_cookie(
    keys: Keys, headers: dict[str, str], kind: str, method: str
) -> None:
    cookie = let_in(keys)

    assert answered(keys, headers=cookie | headers, kind=kind, method=method)[0] == 403


def test_what_comes_from_elsewhere_does_not_use_the_token_up(keys: Keys) -> None:
    assert answered(keys, query="token=first", headers={"sec-fetch-site": "cross-site"})[0] == 403
    assert answered(keys, query="token=first", headers={"sec-purpose": "prefetch"})[0] == 403
    assert answered(keys, query="token=first", method="POST")[0] == 403

    assert answered(keys, query="token=first")[0] == 303


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_nobody_comes_in_without_the_cookie_of_this_start(keys: Keys, kind: str) -> None:
    assert answered(keys, kind=kind)[0] == 403
    assert answered(keys, headers={"cookie": f"{COOKIE}=guess"}, kind=kind)[0] == 403
    other = {"cookie": let_in(keys)["cookie"].replace("8501", "8502")}
    assert answered(keys, headers=other, kind=kind)[0] == 403


def test_a_refusal_says_what_to_open_in_the_language_of_the_browser(keys: Keys) -> None:
    assert "printed" in answered(keys)[2]
    assert answered(keys, headers={"accept-language": "xx, en;q=0.5"})[2] == answered(keys)[2]


def test_health_stands_outside_the_door_and_measurements_are_closed(keys: Keys) -> None:
    cookie = let_in(keys)

    assert answered(keys, "/healthz", headers={"host": "10.0.0.1"})[2] == "inside"
    assert answered(keys, "/readyz")[2] == "inside"
    assert answered(keys, "/readyz", method="POST")[0] == 403
    assert answered(keys, "/readyz", headers={"origin": "http://localhost:9999"})[0] == 403
    assert answered(keys, "/healthz", headers={"sec-fetch-site": "cross-site"})[0] == 403
    assert answered(keys, "/_stcore/metrics", headers=cookie)[0] == 404


def test_files_are_let_in_only_while_a_page_asks_for_them(keys: Keys) -> None:
    cookie, path = let_in(keys), f"{UPLOADS}a-session/a-file"

    assert answered(keys, path, headers=cookie, method="PUT")[0] == 403
    ASKING.add("a-session")
    assert answered(keys, path, headers=cookie, method="PUT")[2] == "inside"
    assert answered(keys, path, method="PUT")[0] == 403
    ASKING.discard("a-session")
    assert answered(keys, path, headers=cookie, method="PUT")[0] == 403


def test_a_browser_is_known_again_where_no_token_is_asked_for(keys: Keys) -> None:
    open_door, page = Keys(hosts=LOCAL, token=NO_TOKEN), {"accept": "text/html"}
    status, told, text = answered(open_door, headers=page)

    assert (status, text) == (200, "inside")
    assert "HttpOnly" in told["set-cookie"] and "SameSite=strict" in told["set-cookie"]
    again = page | {"cookie": told["set-cookie"].partition(";")[0]}
    assert "set-cookie" not in answered(open_door, headers=again)[1]
    assert "set-cookie" not in answered(keys, headers=page | let_in(keys))[1]


def test_a_redirect_never_leaves_for_another_server(keys: Keys) -> None:
    assert answered(keys, "//example.org/x", "token=first")[1]["location"] == "/example.org/x"


def test_only_an_explicit_option_asks_for_no_token(keys: Keys) -> None:
    open_door = Keys(hosts=LOCAL, token=NO_TOKEN)

    assert answered(open_door)[2] == "inside"
    assert answered(open_door, headers={"origin": "http://localhost:9999"})[0] == 403
    assert answered(open_door, headers={"host": "[::1]:8501"})[2] == "inside"
