"""How the screens are served: guarded headers, a sign of life, settings that keep data in."""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message

from planner.places import app_file
from planner.ui import serving
from tests.ui.loops import run

TOP = app_file().parent
OPEN_TO_ALL = {"access-control-allow-origin": "*", "access-control-allow-methods": "PUT"}


@dataclass(frozen=True)
class Answer:
    """What the planner answered to a request."""

    status: int
    headers: dict[str, str]
    text: str


def get(path: str, routes: Sequence[Route] = serving.ROUTES) -> Answer:
    """Ask the planner's own routes behind its own middleware, with no network in between."""
    app = Starlette(routes=routes, middleware=[serving.MIDDLEWARE[0]])
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    run(app(scope, receive, send))
    start, *rest = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(part["body"] for part in rest).decode())


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    """The settings that Streamlit reads."""
    return tomllib.loads((TOP / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_the_planner_says_when_it_is_ready(database: str) -> None:
    answer = get("/readyz")

    assert (answer.status, answer.text) == (200, "ready")


def test_a_database_that_cannot_be_read_is_said_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plans.sqlite"
    path.write_text("this is no database, but long enough to look at it twice " * 40)
    monkeypatch.setenv("R2P_PLANNER_DB", f"sqlite:///{path}")

    answer = get("/readyz")

    assert answer.status == 503
    assert "Traceback" not in answer.text


def test_every_answer_tells_the_browser_to_load_nothing_from_elsewhere(database: str) -> None:
    headers = get("/readyz").headers

    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_no_answer_lets_a_page_of_elsewhere_read_it(database: str) -> None:
    route = Route("/open", lambda _request: PlainTextResponse("x", headers=OPEN_TO_ALL))

    answer = get("/open", [*serving.ROUTES, route])

    assert answer.text == "x"
    assert [name for name in answer.headers if name.startswith("access-control")] == []


def test_what_nobody_foresaw_is_logged_whole_and_told_without_details(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        handled = serving.went_wrong(ValueError("secret detail"))

    assert handled
    assert "secret detail" in caplog.text


def test_settings_keep_data_in(settings: dict[str, Any]) -> None:
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["client"]["showErrorLinks"] is False
    assert settings["client"]["disableDataExport"] is True
    assert settings["server"]["address"] == "127.0.0.1"


def test_the_theme_names_no_address_outside(settings: dict[str, Any]) -> None:
    assert re.search(r"https?:|//", str(settings["theme"])) is None


def test_every_font_of_the_theme_is_shipped_with_its_licence(settings: dict[str, Any]) -> None:
    fonts = [Path(face["url"]).name for face in settings["theme"]["fontFaces"]]
    licences = {path.name.removesuffix("-LICENSE.txt") for path in (TOP / "static").glob("*.txt")}

    for font in fonts:
        assert (TOP / "static" / font).is_file()
        assert any(font.startswith(name) for name in licences)


def test_every_family_that_the_theme_asks_for_has_a_font(settings: dict[str, Any]) -> None:
    families = {face["family"] for face in settings["theme"]["fontFaces"]}
    asked = f"{settings['theme']['font']}, {settings['theme']['headingFont']}".split(", ")

    assert set(asked) - {"sans-serif", "serif"} == families
    assert not any(re.search(r"\d", family) for family in families)  # would need quotes in CSS


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_every_ground(theme: str, settings: dict[str, Any]) -> None:
    colours = settings["theme"][theme]
    grounds = (colours["backgroundColor"], colours["secondaryBackgroundColor"])

    for ground in grounds:
        assert contrast(colours["textColor"], ground) >= 7
        assert contrast(colours["linkColor"], ground) >= 4.5
    assert contrast("#ffffff", colours["primaryColor"]) >= 4.5
    assert contrast(colours["primaryColor"], grounds[0]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as web guidelines measure it, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_whoever_starts_it_is_told_who_else_can_read_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("R2P_PLANNER_DB", f"sqlite:///{tmp_path / 'plans.sqlite'}")
    tmp_path.chmod(0o755)
    serving.say_address()
    wide = capsys.readouterr().err
    tmp_path.chmod(0o700)
    (tmp_path / "plans.sqlite").chmod(0o600)
    serving.say_address()
    narrow = capsys.readouterr().err

    assert f"Other users of this computer can look into {tmp_path}." in wide
    assert "Open http" in narrow
    assert "Other users" not in narrow
