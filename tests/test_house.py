"""The rules of the house, held against every module: size, names, words, packaging, locks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import hatch_build

TOP = Path(__file__).parent.parent
MODULES = sorted(
    path.relative_to(TOP).as_posix()
    for pattern in ("planner/**/*.py", "tests/**/*.py", "benchmarks/**/*.py", "*.py")
    for path in TOP.glob(pattern)
)
PACKAGE = tuple(module for module in MODULES if module.startswith("planner/"))
NAMED = {
    module.removesuffix(".py").removesuffix("/__init__").replace("/", "."): module
    for module in PACKAGE
}
LOCKS = ("requirements.lock", "requirements-dev.lock")

LINES = 400
LINES_OF_A_FUNCTION = 50
LINES_OF_THE_PACKAGE = 69_850
CALLED_ALIKE = ("page", "chart")
# Every exception to a rule of this file stands here with its reason: (rule, path) -> reason.
EXCEPTIONS = {
    ("size", "planner/tables.py"): "one line per column of every table; it stops at 600",
    ("words", "tests/test_house.py"): "it names the words that it forbids",
    ("texts", "planner/schema.py"): "captions of the declaration, which `make words` asks itself",
    ("texts", "planner/ui/words.py"): "the marks of the screens are defined there",
    ("words", "planner/cli/program.py"): "the last net: what nobody foresaw is logged and said",
    ("words", "planner/ui/frame.py"): "the last net of the screens, which raises it again",
    ("state", "planner/ui/state.py"): "the one place where Streamlit's session state is touched",
}

ROOMS_WITHOUT_A_NAME = re.compile(
    r"(util|utility|utilitie|helper|common|shared|base|manager|handler|data|info|misc)s?"
)
WORDS = re.compile(
    r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError|unsafe_allow_html|xfail)\b"
    r"|except Exception\b|except:|\bpytest\.(mark\.)?skip|pragma: no|file://"
)
SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore|pyright:\s*ignore)")
SILENCED_WITH_A_REASON = re.compile(
    r"#\s*(noqa: [A-Z0-9, ]*\d|(type|pyright): ignore\[[\w, -]+\])\s*(#|-+|—)\s*\w+"
)


def broken(rule: str, found: Iterator[tuple[str, str]]) -> list[str]:
    """The findings of a rule that no exception excuses."""
    return [f"{path}{what}" for path, what in found if (rule, path) not in EXCEPTIONS]


@cache
def source(module: str) -> str:
    return (TOP / module).read_text(encoding="utf-8")


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(source(module))


@cache
def nodes(module: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(module)))


def functions(module: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in nodes(module) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_exception_is_still_needed_by_a_module_that_exists() -> None:
    assert [path for _, path in EXCEPTIONS if path not in MODULES] == []


def test_no_module_is_too_long() -> None:
    lengths = ((module, len(source(module).splitlines())) for module in MODULES)

    assert broken("size", ((m, f": {n} lines") for m, n in lengths if n > LINES)) == []


def test_the_package_grows_no_further() -> None:
    assert sum(len(source(module).splitlines()) for module in PACKAGE) <= LINES_OF_THE_PACKAGE


def test_the_tables_stop_at_six_hundred_lines() -> None:
    assert len(source("planner/tables.py").splitlines()) <= 600


def test_no_function_is_too_long() -> None:
    lengths = (
        (module, f":{f.lineno} {f.name} has {length} lines")
        for module in MODULES
        for f in functions(module)
        if (length := (f.end_lineno or f.lineno) - f.lineno + 1) > LINES_OF_A_FUNCTION
    )

    assert broken("length", lengths) == []


def test_every_module_and_every_function_has_a_name_that_says_what_it_is() -> None:
    def names() -> Iterator[tuple[str, str]]:
        for module in MODULES:
            for part in Path(module).with_suffix("").parts:
                yield module, part
            for node in nodes(module):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield module, node.name.strip("_")
                elif isinstance(node, ast.ClassDef):
                    yield module, re.findall(r"[A-Z][a-z]*|\w+", node.name)[-1].lower()

    nameless = ((m, f": {n}") for m, n in names() if ROOMS_WITHOUT_A_NAME.fullmatch(n))
    assert broken("names", nameless) == []


def test_no_class_of_the_package_has_the_name_of_another() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for module in PACKAGE:
        for node in nodes(module):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(module)

    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_module_of_a_room_has_the_name_of_another() -> None:
    """A page and a chart are called so in each capability; a page's address is a file's name."""
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for module in PACKAGE:
        room, name = Path(module).parts[1], Path(module).stem
        if "__" not in name and not (
            room == "ui" and (name in CALLED_ALIKE or "/pages/" in module)
        ):
            places[room, name].append(module)

    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def imports(module: str) -> Iterator[str]:
    """The modules of the package that a module imports, be it for type checking only."""
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (one if one in NAMED else node.module for one in whole)


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name: set(imports(module)) & NAMED.keys() - {name} for name, module in NAMED.items()}

    assert list(TopologicalSorter(graph).static_order())


def test_texts_for_translators_are_written_where_they_are_marked() -> None:
    marks = {"_": 1, "t": 1, "pgettext": 2, "ngettext": 2, "tn": 2}
    made = (
        (module, f":{node.lineno} {ast.unparse(node)[:80]}")
        for module in PACKAGE
        for node in nodes(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        for text in node.args[: marks.get(node.func.id, 0)]
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    )

    assert broken("texts", made) == []


def test_every_module_says_what_it_is_for() -> None:
    silent = ((m, "") for m in MODULES if ast.get_docstring(tree(m)) is None)

    assert broken("docstring", silent) == []


def test_the_session_is_touched_in_one_place() -> None:
    touched = (
        (module, f":{node.lineno}")
        for module in MODULES
        if module.startswith(("planner/", "streamlit_app"))
        for node in nodes(module)
        if isinstance(node, ast.Attribute) and node.attr == "session_state"
    )

    assert broken("state", touched) == []


def test_nothing_is_put_off_caught_blindly_or_skipped() -> None:
    lines = (
        (module, f":{number} {line.strip()}")
        for module in MODULES
        for number, line in enumerate(source(module).splitlines(), start=1)
        if WORDS.search(line)
    )

    assert broken("words", lines) == []


def test_a_silenced_check_says_why() -> None:
    lines = (
        (module, f":{number} {line.strip()}")
        for module in MODULES
        for number, line in enumerate(source(module).splitlines(), start=1)
        if SILENCED.search(line) and not SILENCED_WITH_A_REASON.search(line)
    )

    assert broken("words", lines) == []


def test_every_test_can_fail() -> None:
    def checks(node: ast.AST) -> bool:
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        return isinstance(node, ast.Assert) or bool(
            re.search(r"raises|expect|assert|check", called)
        )

    empty = (
        (module, f":{test.lineno} {test.name}")
        for module in MODULES
        for test in functions(module)
        if module.startswith("tests/") and test.name.startswith("test_")
        if not any(checks(node) for node in ast.walk(test))
    )

    assert broken("checks", empty) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_installs_on_any_machine(lock: str) -> None:
    text = (TOP / lock).read_text(encoding="utf-8")
    places = r"https?:|file:|--(extra-)?index|--find-links|^\s*[-.]*/|@"

    assert re.findall(places, text, flags=re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_in_a_lock_is_pinned_and_hashed(lock: str) -> None:
    lines = (TOP / lock).read_text(encoding="utf-8").splitlines()
    requirements = [i for i, line in enumerate(lines) if line[:1].isalnum()]

    assert requirements
    assert [lines[i] for i in requirements if "==" not in lines[i]] == []
    assert [lines[i] for i in requirements if "--hash=sha256:" not in lines[i + 1]] == []


def test_the_locks_hold_all_that_is_asked_for() -> None:
    asked = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    groups = asked["dependency-groups"]
    run = asked["project"]["dependencies"] + groups["build"]
    test = run + [line for line in groups["dev"] if isinstance(line, str)]

    for lock, lines in zip(LOCKS, (run, test), strict=True):
        locked = set(re.findall(r"^([\w.-]+)==", (TOP / lock).read_text("utf-8"), re.MULTILINE))
        names = {re.split(r"[^\w.-]", line)[0] for line in lines}
        assert names - locked == set()


def test_what_the_tests_install_leaves_what_the_planner_runs_on_alone() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==[^ \\]+", (TOP / lock).read_text("utf-8"), re.MULTILINE))

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_the_wheel_carries_all_that_the_planner_reads(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=TOP, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    archive = zipfile.ZipFile(wheel)
    shipped = set(archive.namelist())

    def under(folder: str, shipped_as: str) -> set[str]:
        files = (f for f in (TOP / folder).rglob("*") if f.is_file() and f.suffix != ".pyc")
        return {f"{shipped_as}/{f.relative_to(TOP / folder).as_posix()}" for f in files}

    for folder in ("templates", "sample_plans"):
        assert under(folder, f"planner/{folder}") - shipped == set()
    assert under("planner", "planner") - shipped == set()
    assert "planner/app/streamlit_app.py" in shipped
    sources = [name for name in shipped if name.endswith(".po")]
    stale = [
        name
        for name in sources
        if hatch_build.digest(archive.read(name)).encode()
        not in archive.read(name.removesuffix(".po") + ".mo")
    ]
    assert sources
    assert stale == []


def test_every_catalogue_is_compiled_as_its_translators_left_it() -> None:
    sources = (TOP / "planner" / "languages" / "locale").glob("*/LC_MESSAGES/*.po")
    compiled = ((source, source.with_suffix(".mo")) for source in sources)
    stale = [
        mo.relative_to(TOP)
        for source, mo in compiled
        if not mo.is_file() or mo.read_bytes() != hatch_build.compiled(source)
    ]

    assert stale == [], "Run “make words”."


def test_the_readme_names_only_commands_and_files_that_exist() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    makefile = (TOP / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    links = re.findall(r"\]\(([^)#:]+)\)", readme)

    assert set(re.findall(r"make ([a-z-]+)", readme)) - targets == set()
    assert [link for link in links if not (TOP / link).exists()] == []


def test_the_documentation_names_only_files_that_exist() -> None:
    pages = [*(TOP / "docs").glob("**/*.md"), TOP / "README.md"]
    named = {
        path
        for page in pages
        for path in re.findall(r"`((?:planner|docs|tests)/[\w/.-]+)`", page.read_text("utf-8"))
    }

    assert named
    assert [path for path in named if not (TOP / path).exists()] == []


def test_the_build_server_runs_what_the_readme_says() -> None:
    script = TOP / ".ci" / "run"

    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").rstrip().endswith("make test")
    assert "make test" in (TOP / "README.md").read_text(encoding="utf-8")
