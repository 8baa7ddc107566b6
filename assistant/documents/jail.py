"""What keeps a process that reads strangers' files from doing anything but reading them.

A PDF may take over the library that draws it. Whoever then runs inside the process finds no way
out: it is a user of no rights, it can open no file and no socket, start no program, touch no other
process and use no more than so much memory and time. All of it is done by the process itself, by
means of the Linux kernel that need no privilege and no further software, after everything it needs
is loaded; none of it can be undone.

Each layer holds where another is missing: the limits of :func:`_limit` refuse files and processes
where the kernel filters no system calls, and :func:`hide_memory` keeps the owner's memory closed
to whoever runs as the same user. :func:`holes` says what is still open, by trying it.

Sources: the manual pages prctl(2), seccomp(2), capabilities(7), setrlimit(2), ptrace(2), and the
kernel's tables of system calls.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

_LINUX = sys.platform == "linux"
_LIBC = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_GET_SECCOMP = 21
_PR_SET_SECCOMP = 22
_PR_CAPBSET_DROP = 24
_PR_SET_NO_NEW_PRIVS = 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4


def _prctl(option: int, *arguments: int) -> int:
    """-1 where the kernel does not know it, or refuses."""
    padded = [*arguments, *[0] * (4 - len(arguments))]
    return int(_LIBC.prctl(option, *(ctypes.c_ulong(one) for one in padded)))


def hide_memory() -> None:
    """Close this process's memory and environment, where the secrets are, to others of its user.

    Its files under ``/proc`` belong to root from now on, it writes no core, and only root can
    attach a debugger. Programs that it starts are as ever.
    """
    if _LINUX:
        _prctl(_PR_SET_DUMPABLE, 0)


def confine(*, parent: int, megabytes: int, cpu_seconds: int) -> None:
    """Give up all that reading a document does not need, for good.

    ``parent`` is the process with which this one shall die, ``megabytes`` the address space it may
    have, ``cpu_seconds`` what it may compute in its whole life. Everything it is to use has to be
    loaded and opened before.
    """
    if _LINUX:
        _be_first_to_go()
    _limit(megabytes, cpu_seconds)
    if _LINUX:
        _lose_privileges()
        _die_with(parent)
        _filter_system_calls()


def _be_first_to_go() -> None:
    """When memory runs out, the kernel shall end us and not whom we work for."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _limit(megabytes: int, cpu_seconds: int) -> None:
    """By the limits of the process, which count from now on: what is open stays open."""
    limits = {
        "RLIMIT_AS": megabytes * 1024 * 1024,
        "RLIMIT_CPU": cpu_seconds,
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": 0,  # no new file, pipe or socket can be opened
        "RLIMIT_NPROC": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
    }
    for name, most in limits.items():
        if (which := getattr(resource, name, None)) is not None:
            _, hard = resource.getrlimit(which)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (least, least))


def _die_with(parent: int) -> None:
    """Ask the kernel for SIGKILL when the parent dies, after the change of user, which cancels
    it. Elsewhere than on Linux the end of input has to do, which is seen between two documents."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we could ask
        os._exit(1)


# Privileges

_NOBODY = 65534
"""The user and group without rights, on every Linux and within every container."""
_CAP_KILL, _CAP_SETGID, _CAP_SETUID = 5, 6, 7
_CAPABILITIES = 64
"""As many as there can be; the kernel knows some 40."""
_CAPABILITY_VERSION = 0x20080522


def _lose_privileges() -> None:
    change_user = os.geteuid() == 0 and _may_change_user()
    for capability in range(_CAPABILITIES):
        _prctl(_PR_CAPBSET_DROP, capability)
    if change_user:
        _become_nobody()
    _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    _LIBC.capset(_capability_head(), (ctypes.c_uint32 * 6)())
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_DUMPABLE, 0)


def _may_change_user() -> bool:
    """An owner that may not kill the processes of others could not end us any more."""
    held = (ctypes.c_uint32 * 6)()
    if _LIBC.capget(_capability_head(), held) != 0:
        return False
    needed = (1 << _CAP_KILL) | (1 << _CAP_SETGID) | (1 << _CAP_SETUID)
    return held[0] & needed == needed


def _become_nobody() -> None:
    try:
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    except OSError:
        return  # a container that knows no such user: root without a capability, then


def _capability_head() -> ctypes.Array[ctypes.c_uint32]:
    """Which form of the sets is meant, and whose: our own."""
    return (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)


# The filter of system calls
#
# A program of a few dozen steps that the kernel runs before each system call. It sees the number
# of the call, the processor's instruction set that the number belongs to, and the arguments, and
# answers whether the call is made. A step loads a word into the one register there is, compares
# it, or answers. The table says all that reading a document needs once everything is loaded:
# memory, the two pipes, and the clock. The list is of what is allowed, so calls of kernels to come
# are refused as well.

_ALLOWED: dict[str, tuple[int, int]] = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "munmap": (11, 215),
    "brk": (12, 214),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "futex": (202, 98),
    "sched_yield": (24, 124),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "gettimeofday": (96, 169),
    "getrandom": (318, 278),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
"""Numbers on x86_64 and on aarch64."""
_ALLOWED_BUT_AS_CODE: dict[str, tuple[int, int]] = {
    "mmap": (9, 222),
    "mprotect": (10, 226),
}
"""Memory, unless it could be run as code: no more code than was loaded."""
_DEADLY: dict[str, tuple[int, int]] = {
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
}
"""What no library calls by chance: whoever does has taken over the process, which ends at once.
Everything else is refused with EPERM."""
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Which column of the tables, and what the kernel calls the instruction set."""

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _INSTRUCTIONS, _THIRD_ARGUMENT = 0, 4, 32
"""Where they stand in what the filter is shown; all are words of 32 bits, little end first."""
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_X32 = 0x40000000
"""Numbers from here on are x86_64's calls under another name."""
_PROT_EXEC = 4
_SECCOMP_MODE_FILTER = 2


class _Step(ctypes.Structure):
    """``yes`` and ``no`` say how many steps to skip after a comparison."""

    _fields_ = (
        ("what", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def _filter_system_calls() -> None:
    """Where the kernel takes no filter, or the machine is another one, there is none."""
    machine = _MACHINES.get(os.uname().machine)
    if machine is None or sys.maxsize < 2**32:
        return
    steps = [_Step(*step) for step in _steps(*machine)]
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(program))


def _steps(column: int, instructions: int) -> Iterator[tuple[int, int, int, int]]:
    yield _LOAD, 0, 0, _INSTRUCTIONS
    yield _EQUAL, 1, 0, instructions
    yield _ANSWER, 0, 0, _KILL  # a call by 32-bit numbers
    yield _LOAD, 0, 0, _NUMBER
    yield _AT_LEAST, 0, 1, _X32
    yield _ANSWER, 0, 0, _KILL
    for answer, calls in ((_ALLOW, _ALLOWED), (_KILL, _DEADLY)):
        for numbers in calls.values():
            yield _EQUAL, 0, 1, numbers[column]
            yield _ANSWER, 0, 0, answer
    for numbers in _ALLOWED_BUT_AS_CODE.values():
        yield _EQUAL, 0, 4, numbers[column]
        yield _LOAD, 0, 0, _THIRD_ARGUMENT
        yield _ANY_BIT, 0, 1, _PROT_EXEC
        yield _ANSWER, 0, 0, _REFUSE
        yield _ANSWER, 0, 0, _ALLOW
    yield _ANSWER, 0, 0, _REFUSE


# What is still open


def holes() -> tuple[str, ...]:
    """What this process can still do, by trying it; nothing on a kernel that gives what we need."""
    unfiltered = not _LINUX or _prctl(_PR_GET_SECCOMP) == 0
    tries: dict[str, Callable[[], bool]] = {
        "its system calls are not filtered": lambda: unfiltered,
        "it can open files": _can_open,
        "it can open sockets": _can_connect,
        "it can start processes": _can_fork,
        "it can read its owner's memory": lambda: unfiltered and _can_read_owner(),
    }
    return tuple(hole for hole, attempt in tries.items() if attempt())


def _can_open() -> bool:
    try:
        os.close(os.open("/", os.O_RDONLY))
    except OSError:
        return False
    return True


def _can_connect() -> bool:
    internet, stream = 2, 1
    return bool(_LIBC.socket(internet, stream, 0) >= 0)


def _can_fork() -> bool:
    try:
        child = os.fork()
    except OSError:
        return False
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True


def _can_read_owner() -> bool:
    """A byte that is not there: the kernel looks first whether we may ask."""
    if not _LINUX:
        return False
    place = ctypes.create_string_buffer(1)
    here = (ctypes.c_ulong * 2)(ctypes.addressof(place), 1)
    there = (ctypes.c_ulong * 2)(0, 1)
    _LIBC.process_vm_readv(os.getppid(), here, 1, there, 1, 0)
    return ctypes.get_errno() != errno.EPERM
