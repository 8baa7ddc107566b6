"""A worker that somebody took over: its documents name what it shall try, from inside the jail.

``python -m tests.documents.hostile KIND …`` like the real one. The kind ``hostile`` answers with
what came of the attempt: the name of the error that the kernel gave, or ``DONE``. ``unfiltered``
is the same on a kernel that filters no system calls.
"""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import resource
import signal
import socket
import subprocess
import threading
from collections.abc import Callable
from typing import Any

from assistant.documents import jail, worker
from assistant.documents.workers import DocumentReader, FakturReader

_LIBC = ctypes.CDLL(None, use_errno=True)
_ANSWERS = 4
"""The descriptor that the owner reads, as the worker opened it."""
_PTRACE_ATTACH = 16
_X32 = 0x40000000
_NUMBERS = {
    "clone3": (435, 435),
    "openat2": (437, 437),
    "io_uring_setup": (425, 425),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "bpf": (321, 280),
    "keyctl": (250, 219),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "name_to_handle_at": (303, 264),
    "kexec_load": (246, 104),
    "init_module": (175, 105),
    "seccomp": (317, 277),
    "landlock_create_ruleset": (444, 444),
    "process_madvise": (440, 440),
    "tgkill": (234, 131),
}
_COLUMN = {"x86_64": 0, "aarch64": 1}.get(os.uname().machine, 0)


def _call(number: int, *arguments: int) -> None:
    padded = [*arguments, *[0] * (5 - len(arguments))]
    _check(_LIBC.syscall(ctypes.c_long(number), *(ctypes.c_long(one) for one in padded)))


def _check(result: int) -> None:
    if result == -1:
        raise OSError(ctypes.get_errno(), "")


def _open(path: str, flags: int = os.O_RDONLY) -> None:
    os.open(path.format(owner=os.getppid()), flags)


def _read_owner() -> None:
    place = ctypes.create_string_buffer(8)
    here = (ctypes.c_ulong * 2)(ctypes.addressof(place), 8)
    there = (ctypes.c_ulong * 2)(ctypes.addressof(place), 8)
    _check(_LIBC.process_vm_readv(os.getppid(), here, 1, there, 1, 0))


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _thread() -> None:
    threading.Thread(target=print).start()


def _compute() -> None:
    while True:
        pass


def _raise_limit() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))


def _code() -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)


def _make_code() -> None:
    page = mmap.mmap(-1, 4096)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    _check(_LIBC.mprotect(ctypes.c_void_p(address), 4096, mmap.PROT_READ | mmap.PROT_EXEC))


ATTEMPTS: dict[str, Callable[[], Any]] = {
    "nothing": lambda: None,
    "owner's environment": lambda: _open("/proc/{owner}/environ"),
    "owner's memory": lambda: _open("/proc/{owner}/mem", os.O_RDWR),
    "owner's files": lambda: _open("/proc/{owner}/fd/0"),
    "owner's command": lambda: _open("/proc/{owner}/cmdline"),
    "own memory": lambda: _open("/proc/self/mem", os.O_RDWR),
    "process_vm_readv": _read_owner,
    "ptrace": lambda: _check(_LIBC.ptrace(_PTRACE_ATTACH, os.getppid(), None, None)),
    "internet": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "internet, datagrams": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    "unix socket": lambda: socket.socket(socket.AF_UNIX),
    "netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "socket pair": socket.socketpair,
    "execve": lambda: os.execve("/bin/sh", ["sh", "-c", "true"], {}),
    "posix_spawn": lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "true"], {}),
    "subprocess": lambda: subprocess.run(["/bin/sh", "-c", "true"]),
    "fork": _fork,
    "thread": _thread,
    "passwd": lambda: _open("/etc/passwd"),
    "folder": lambda: os.listdir("/"),
    "device": lambda: _open("/dev/null", os.O_RDWR),
    "new file": lambda: _open("/dev/shm/hostile", os.O_WRONLY | os.O_CREAT),
    "delete": lambda: os.unlink("/dev/shm/hostile"),
    "look": lambda: os.stat("/etc/passwd"),
    "chdir": lambda: os.chdir("/tmp"),
    "chroot": lambda: os.chroot("/"),
    "pipe": os.pipe,
    "dup": lambda: os.dup(0),
    "memfd": lambda: os.memfd_create("hostile"),
    "signal to owner": lambda: os.kill(os.getppid(), signal.SIGUSR1),
    "question to owner": lambda: os.kill(os.getppid(), 0),
    "signal to all": lambda: os.kill(-1, 0),
    "priority": lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
    "user root": lambda: os.setresuid(0, 0, 0),
    "raise a limit": _raise_limit,
    "owner's limits": lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1)),
    "dumpable again": lambda: _check(_LIBC.prctl(4, 1, 0, 0, 0)),
    "outlive owner": lambda: _check(_LIBC.prctl(1, 0, 0, 0, 0)),
    "mount": lambda: _check(_LIBC.mount(b"none", b"/tmp", b"tmpfs", 0, None)),
    "unshare": lambda: _check(_LIBC.unshare(0x10000000)),
    "setns": lambda: _check(_LIBC.setns(0, 0)),
    "code": _code,
    "make code": _make_code,
    **{name: lambda name=name: _call(_NUMBERS[name][_COLUMN]) for name in _NUMBERS},
    "x32": lambda: _call(_X32 | 41, socket.AF_INET, socket.SOCK_STREAM, 0),
    "memory": lambda: bytearray(2 << 30),
    "compute": _compute,
}


def attempt(document: bytes) -> str:
    """What came of it. A document that begins with ``=`` is written to the owner as it stands."""
    if document.startswith(b"="):
        os.write(_ANSWERS, document[1:])
        os._exit(0)
    if document == b"environment":
        return " ".join(sorted(os.environ))
    try:
        ATTEMPTS[document.decode()]()
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    except (RuntimeError, ValueError) as error:
        return str(error)
    return "DONE"


def _unfiltered() -> worker.Read:
    jail._filter_system_calls = lambda: None
    return attempt


class HostileReader(DocumentReader[str]):
    kind = "hostile"
    program = "tests.documents.hostile"

    def believe(self, said: Any) -> str:
        assert isinstance(said, str)
        return said


class UnfilteredReader(HostileReader):
    kind = "unfiltered"


class TakenOver(FakturReader):
    """Expects a faktur, and is answered by somebody else."""

    kind = "hostile"
    program = "tests.documents.hostile"


if __name__ == "__main__":
    worker.main({"hostile": lambda: attempt, "unfiltered": _unfiltered})
