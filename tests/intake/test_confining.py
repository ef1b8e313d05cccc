"""What reads a file cannot reach the network, start a program or leave anything on the disk."""

from __future__ import annotations

import subprocess
import sys
from functools import cache, partial
from pathlib import Path

import pytest

from planner.intake.opening import open_book, read_in_child

ATTEMPTS = {
    "a socket": "import socket; socket.socket()",
    "a lookup of a name": "import socket; socket.getaddrinfo('localhost', 80)",
    "a page": "import urllib.request; urllib.request.urlopen('http://localhost/')",
    "a program": "import subprocess; subprocess.run(['true'])",
    "a shell": "import os; os.system('true')",
    "a fork": "import os; os.fork() or os._exit(0)",
    "another program in its place": "import os; os.execv('/bin/true', ['true'])",
    "a file for writing": "open({folder!r} + '/made', 'w')",
    "a file to add to": "open({folder!r} + '/kept', 'ab')",
    "a descriptor for writing": "import os; os.open({folder!r} + '/made', os.O_CREAT)",
    "a temporary file": "import tempfile; tempfile.TemporaryFile('w+', dir={folder!r})",
    "a folder": "import os; os.mkdir({folder!r} + '/made')",
    "a file taken away": "import os; os.remove({folder!r} + '/kept')",
    "a signal": "import os; os.kill(os.getppid(), 0)",
    "foreign code": "import ctypes; ctypes.CDLL(None)",
}
ALLOWED = {
    "a file for reading": "open({folder!r} + '/kept').read()",
    "a module": "import wave",
    "an encoding": "b'x'.decode('cp864')",
}
# The reading process as it is, but that it tries things in the place of reading a file.
TRIES = """
import sys; sys.path.insert(0, sys.argv.pop())
from planner.intake.confined import main, wire
def read(out, *_):
    for name, code in {attempts!r}.items():
        try:
            exec(code, {{}})
            how = "done"
        except BaseException as refused:
            how = type(refused).__name__
        wire.send(out, {{"facts": {{name: how}}}})
    {more}
main.read = read
main.main()
"""
NETWORK = 'import os; wire.send(out, {"facts": {"network": os.readlink("/proc/self/ns/net")}})'
OWN_NETWORK = Path("/proc/self/ns/net")
# Ends well where the system lets a process have a network of its own; the flags of <sched.h>.
MAY_LEAVE = """
import ctypes, sys
unshare = ctypes.CDLL(None).unshare
sys.exit(sys.platform != "linux" or (unshare(0x40000000) and unshare(0x50000000)))
"""


@cache
def outcomes(folder: str) -> dict[str, str]:
    """How each attempt ends within a real reading process that could read and write there."""
    attempts = {name: code.format(folder=folder) for name, code in (ATTEMPTS | ALLOWED).items()}
    tries = TRIES.format(attempts=attempts, more=NETWORK if sys.platform == "linux" else "")
    return dict(open_book("a.csv", b"a,b\n", read=partial(read_in_child, start=tries)).facts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one file in it."""
    made = tmp_path_factory.mktemp("reached")
    (made / "kept").write_text("as it was", encoding="utf-8")
    return made


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_reading_process_is_refused(attempt: str, folder: Path) -> None:
    assert outcomes(str(folder))[attempt] in ("PermissionError", "URLError")
    assert [kept.read_text() for kept in folder.iterdir()] == ["as it was"]


@pytest.mark.parametrize("attempt", ALLOWED)
def test_the_reading_process_may_still(attempt: str, folder: Path) -> None:
    assert outcomes(str(folder))[attempt] == "done"


def test_the_reading_process_has_a_network_of_its_own_where_the_system_lets_it(
    folder: Path,
) -> None:
    may_leave = subprocess.run([sys.executable, "-c", MAY_LEAVE], check=False).returncode == 0
    here = str(OWN_NETWORK.readlink()) if OWN_NETWORK.is_symlink() else ""

    assert (outcomes(str(folder)).get("network", "") != here) == may_leave


def test_a_limit_of_the_system_that_is_lower_still_is_kept() -> None:
    tells = (
        "import resource, sys; sys.path.insert(0, sys.argv.pop())\n"
        "from planner.intake.confined import main, wire\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (7, 7))\n"
        "def read(out, *_):\n"
        "    least, most = resource.getrlimit(resource.RLIMIT_CPU)\n"
        "    wire.send(out, {'facts': {'seconds': f'{least} {most}'}})\n"
        "main.read = read\n"
        "main.main()\n"
    )

    facts = open_book("a.csv", b"a,b\n", read=partial(read_in_child, start=tells)).facts

    assert facts["seconds"] == "7 7"
