"""Takes away from this process what reading a file does not need; nothing gives it back.

Memory, processor time, core dumps and any byte written to a file: by the system's own limits, on
Linux and macOS. The network: on Linux the process moves to a network of its own with nobody in it,
where the system allows that (some containers do not). On every system Python itself is refused to
use sockets, to start or end programs, to load code that is not Python's, and to make, change or
remove files. This refusal holds for everything written in Python; code of a compiled reader gone
wild would be held by the limits and the network of its own only. Files that the person may read
can be read.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

from planner.intake.limits import Limits

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # of <linux/sched.h>
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What auditing calls them; a name that ends in a dot stands for all that begin so.
_REFUSED = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile",
    "os.system", "os.kill", "pty.", "ctypes.", "os.remove", "os.rename", "os.rmdir", "os.mkdir",
    "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.chflags", "os.utime",
    "os.setxattr", "os.removexattr", "winreg.", "_winapi.", "webbrowser.",
)  # fmt: skip


def confine(limits: Limits) -> None:
    """Give up, for good, everything that reading does not need."""
    _limit(limits)
    _leave_the_network()
    sys.addaudithook(_refuse)


def _limit(limits: Limits) -> None:
    """Take away memory, time and the right to leave anything behind; where the system can."""
    try:
        import resource  # noqa: PLC0415  # there is none on Windows
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # some systems name a limit that they do not have
            resource.setrlimit(what, (most, most))


def _leave_the_network() -> bool:
    """Whether this process is now in a network of its own, with nobody in it."""
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None).unshare
    return unshare(_NEW_NETWORK) == 0 or unshare(_NEW_USER | _NEW_NETWORK) == 0


def _refuse(event: str, told: tuple[object, ...]) -> None:
    """Refuse what Python is about to do, when it is none of what reading needs."""
    if event == "open":
        flags = told[2]
        if isinstance(flags, int) and flags & _WRITES:
            raise PermissionError("A file is only read here.")
    elif event.startswith(_REFUSED):
        raise PermissionError(f"Not while a file is read: {event}")
