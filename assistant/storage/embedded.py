"""A PostgreSQL server of our own, for the demo, the tests and small installations.

It has a private socket and no TCP. Whoever uses it holds a shared lock, so a command line started
beside a running demo joins the server that is there, and the last one out stops it. After a
SIGKILL the server goes on alone; the next user finds it, joins it and stops it in the end.

Pid files are hints only: what answers on the socket must say that it serves our folder.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

from assistant.storage.pginstall import (
    MAJOR,
    Account,
    EmbeddedPostgresError,
    Programs,
    arguments,
    complaint,
    public_folder,
)

DATABASE = "assistant"
ROLE = "assistant"
PORT = 5432
"""Only part of the socket's name. Given in the URL, or a client would read PGPORT."""

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "fsync": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",  # statements and details would carry personal data
    "log_error_verbosity": "terse",
}
_PATIENCE = 60.0
"""Seconds that a server has to start, to recover or to stop."""
_PAUSE = 0.05
_LOG_LIMIT = 10_000_000
"""Bytes of log that a start keeps."""
_SOCKET_PREFIX = "assistant-pg-"
_SOCKET_PARENTS = ("/tmp", "/var/tmp")
"""Short, because a socket's path may have 107 bytes."""
_ELSEWHERE = "cluster-is-in.txt"

T = TypeVar("T")


@asynccontextmanager
async def embedded_postgres(data_dir: Path) -> AsyncIterator[str]:
    """Start, or join, the server whose data lies under ``data_dir``; yields a SQLAlchemy URL.

    Raises EmbeddedPostgresError. The folder is made when it is not there; a small part of it,
    ``data_dir/postgres``, is ours.
    """
    stay = await _to_the_end(lambda: _Stay.begin(data_dir), undo=lambda stay: stay.end())
    try:
        yield stay.url
    finally:
        await _to_the_end(stay.end)


def dsn(url: str) -> str:
    """The URL as asyncpg itself and libpq's programs take it."""
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


def erase(data_dir: Path) -> None:
    """Forget all data under ``data_dir``; stops a server that nobody uses.

    Raises EmbeddedPostgresError when somebody uses it.
    """
    home = _Home.of(data_dir, make=False)
    if home is None:
        return
    with home.door():
        if not home.nobody_inside():
            raise EmbeddedPostgresError(f"the database in {data_dir} is in use: stop it first")
        if home.cluster.is_dir():
            home.server().stop()
        shutil.rmtree(home.cluster, ignore_errors=True)
        if home.cluster.exists():
            raise EmbeddedPostgresError(f"cannot delete {home.cluster}: it belongs to another user")


async def _to_the_end(work: Callable[[], T], undo: Callable[[T], None] | None = None) -> T:
    """Run ``work`` in a thread. A cancellation waits for it, undoes it, and then counts."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        result = await task
        if undo is not None:
            await asyncio.to_thread(undo, result)
        raise


@dataclass(frozen=True, slots=True)
class _Stay:
    """One user of the server, from joining to leaving."""

    home: _Home
    use: int
    """The descriptor that holds the shared lock."""
    url: str

    @classmethod
    def begin(cls, data_dir: Path) -> _Stay:
        home = _Home.of(data_dir, make=True)
        assert home is not None
        with home.door():
            use = home.open_lock("use.lock")
            try:
                fcntl.flock(use, fcntl.LOCK_SH)
                socket = home.server().ensure_running()
            except BaseException:
                os.close(use)
                raise
        query = urlencode({"host": socket, "port": PORT}, safe="/")
        return cls(home, use, f"postgresql+asyncpg://{ROLE}@/{DATABASE}?{query}")

    def end(self) -> None:
        with self.home.door():
            # Unlocked by name: a forked child may share the descriptor and outlive us.
            fcntl.flock(self.use, fcntl.LOCK_UN)
            os.close(self.use)
            if self.home.nobody_inside():
                self.home.server().stop()


@dataclass(frozen=True, slots=True)
class _Home:
    """The folder that holds a cluster and its locks."""

    folder: Path

    @classmethod
    def of(cls, data_dir: Path, *, make: bool) -> _Home | None:
        """``data_dir/postgres``, or the place that a note in it names. None: nothing is there."""
        folder = data_dir.expanduser().resolve() / "postgres"
        try:
            if make:
                folder.mkdir(parents=True, exist_ok=True)
            elif not folder.is_dir():
                return None
            return cls(cls._elsewhere(folder) or folder)
        except OSError as error:
            raise EmbeddedPostgresError(f"cannot use {folder}: {error.strerror}") from error

    @staticmethod
    def _elsewhere(folder: Path) -> Path | None:
        """Where root keeps the cluster when the server's user cannot enter ``folder``."""
        note = folder / _ELSEWHERE
        if not note.is_file():
            if os.geteuid() != 0 or (folder / "cluster").exists():
                return None
            if Account.for_new_cluster().can_enter(folder):
                return None
            name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
            note.write_text(f"{public_folder() / f'cluster-{name}'}\n", encoding="utf-8")
        place = Path(note.read_text(encoding="utf-8").strip())
        place.mkdir(exist_ok=True)
        return place

    @property
    def cluster(self) -> Path:
        return self.folder / "cluster"

    @contextmanager
    def door(self) -> Iterator[None]:
        """Held while somebody comes or goes: one at a time."""
        lock = self.open_lock("door.lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)
            os.close(lock)

    def nobody_inside(self) -> bool:
        """Only behind the door: whether no user is left."""
        lock = self.open_lock("use.lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(lock)
        return True

    def open_lock(self, name: str) -> int:
        """Open for reading, which is enough for flock, whoever made the file."""
        try:
            return os.open(self.folder / name, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise EmbeddedPostgresError(f"cannot use {self.folder}: {error.strerror}") from error

    def server(self) -> _Server:
        try:
            owner = self.cluster.stat().st_uid if self.cluster.exists() else None
        except OSError as error:
            raise EmbeddedPostgresError(f"cannot use {self.cluster}: {error.strerror}") from error
        account = Account.for_new_cluster() if owner is None else Account.of_uid(owner)
        if not account.is_us and os.geteuid() != 0:
            raise EmbeddedPostgresError(
                f"{self.cluster} belongs to another user: start as that user, "
                "or choose another ASSISTANT_DATA_DIR"
            )
        return _Server(self.cluster, Programs.for_account(account))


class _Answer(Enum):
    NONE = "nobody answers"
    NOT_YET = "starting, recovering or stopping"
    OURS = "serves our cluster"
    ANOTHER = "serves another cluster, of which ours may be a copy"


@dataclass(frozen=True, slots=True)
class _PidFile:
    """What a server wrote down when it started. It may be long gone."""

    pid: int
    socket: Path | None

    @classmethod
    def read(cls, cluster: Path) -> _PidFile | None:
        try:
            lines = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            return cls(int(lines[0]), Path(lines[4]) if len(lines) > 4 and lines[4] else None)
        except (OSError, ValueError, IndexError):
            return None

    def names_a_server_of(self, cluster: Path) -> bool:
        """Whether the process of this pid works in the cluster's folder, as a postmaster does."""
        try:
            return Path(f"/proc/{self.pid}/cwd").resolve(strict=True) == cluster
        except OSError:  # gone, a zombie, or somebody else's
            return False


@dataclass(frozen=True, slots=True)
class _Server:
    """The server of one cluster. Its methods are for those who hold the door."""

    cluster: Path
    programs: Programs

    def ensure_running(self) -> Path:
        """The folder of the socket of a server that runs now."""
        if not (self.cluster / "PG_VERSION").is_file():
            self._create()
        self._check_version()
        socket = self._running() or self._start()
        self._ensure_database(socket)
        return socket

    def stop(self) -> None:
        """Stop it, if it is there. Connections are closed, nothing committed is lost."""
        socket = self._running()
        if socket is None:
            return
        if problem := self._control("stop", "-m", "fast"):
            raise EmbeddedPostgresError(f"PostgreSQL does not stop: {problem}")
        self._forget_socket(socket)

    def _create(self) -> None:
        """Made aside and renamed, so that a half-made cluster is never taken for one."""
        fresh = self.cluster.with_name("cluster.new")
        account = self.programs.account
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir(mode=0o700)
            account.give(fresh)
        except OSError as error:
            raise EmbeddedPostgresError(f"cannot make {fresh}: {error.strerror}") from error
        done = self.programs.run(
            "initdb",
            f"--pgdata={fresh}",
            f"--username={ROLE}",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--auth-local=trust",  # the socket's folder is what keeps others out
            "--auth-host=reject",
            "--no-instructions",
            *arguments(_SETTINGS),
        )
        if done.returncode:
            raise EmbeddedPostgresError(f"cannot make a database: {complaint(done.stdout)}")
        if self.cluster.is_dir():  # an empty one, or initdb's leftovers of another release
            self.cluster.rmdir()
        fresh.rename(self.cluster)

    def _check_version(self) -> None:
        found = (self.cluster / "PG_VERSION").read_text(encoding="utf-8").strip()
        if found != MAJOR:
            raise EmbeddedPostgresError(
                f"{self.cluster} was made by PostgreSQL {found} and this is {MAJOR}: "
                "dump it with the old release, or start afresh"
            )

    def _running(self) -> Path | None:
        """The socket's folder of the server that serves this cluster, waiting while it comes up
        or goes down; None when there is none. A stale pid file is removed on the way."""
        deadline = time.monotonic() + _PATIENCE
        while (hint := _PidFile.read(self.cluster)) is not None:
            answer = self._ask(hint.socket)
            if answer is _Answer.OURS:
                return hint.socket
            if answer is not _Answer.NOT_YET and not hint.names_a_server_of(self.cluster):
                if answer is _Answer.NONE:
                    self._forget_socket(hint.socket)
                (self.cluster / "postmaster.pid").unlink(missing_ok=True)
                return None
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"the PostgreSQL of {self.cluster} (pid {hint.pid}) does not answer"
                )
            time.sleep(_PAUSE)
        return None

    def _ask(self, socket: Path | None) -> _Answer:
        if socket is None or not self._is_private(socket):
            return _Answer.NONE
        to = (f"--host={socket}", f"--port={PORT}", f"--username={ROLE}")
        ready = self.programs.run("pg_isready", *to, "--timeout=5", "--dbname=postgres")
        if ready.returncode == 1:
            return _Answer.NOT_YET
        if ready.returncode:
            return _Answer.NONE
        serves = self._query(socket, "show data_directory")
        if serves is None:  # it just began to stop, or has no connection to spare
            return _Answer.NOT_YET
        return _Answer.OURS if serves == str(self.cluster) else _Answer.ANOTHER

    def _is_private(self, socket: Path) -> bool:
        """Whether only the server's user can have put something there."""
        try:
            found = socket.lstat()
        except OSError:
            return False
        mine = found.st_uid == self.programs.account.uid
        return stat.S_ISDIR(found.st_mode) and mine and not found.st_mode & 0o077

    def _start(self) -> Path:
        log = self.cluster / "assistant.log"
        if log.is_file() and log.stat().st_size > _LOG_LIMIT:
            log.unlink()
        before = log.stat().st_size if log.is_file() else 0
        socket = self._new_socket()
        problem = self._control("start", "-l", log.name, "-o", f"-k {socket} -p {PORT}")
        if problem:
            self._forget_socket(socket)
            if log.is_file():
                problem = complaint(log.read_bytes()[before:].decode(errors="replace"))
            raise EmbeddedPostgresError(f"PostgreSQL does not start in {self.cluster}: {problem}")
        return socket

    def _control(self, action: str, *options: str) -> str:
        """Run pg_ctl and wait; what is wrong, or nothing."""
        done = self.programs.run(
            "pg_ctl",
            action,
            "--silent",
            "--wait",
            f"--timeout={_PATIENCE:.0f}",
            *options,
            seconds=_PATIENCE + 10,
            cluster=self.cluster,
        )
        return complaint(done.stdout) if done.returncode else ""

    def _new_socket(self) -> Path:
        for parent in _SOCKET_PARENTS:
            try:
                socket = Path(tempfile.mkdtemp(prefix=_SOCKET_PREFIX, dir=parent))
                self.programs.account.give(socket)
            except OSError:
                continue
            return socket
        raise EmbeddedPostgresError(f"cannot write to {' or '.join(_SOCKET_PARENTS)}")

    def _forget_socket(self, socket: Path | None) -> None:
        if socket and socket.name.startswith(_SOCKET_PREFIX) and self._is_private(socket):
            shutil.rmtree(socket, ignore_errors=True)

    def _ensure_database(self, socket: Path) -> None:
        known = self._query(socket, f"select 1 from pg_database where datname = '{DATABASE}'")
        if known != "1" and self._query(socket, f'create database "{DATABASE}"') is None:
            raise EmbeddedPostgresError("cannot make the database in the embedded PostgreSQL")

    def _query(self, socket: Path, statement: str) -> str | None:
        """The answer of one statement, None when it failed."""
        done = self.programs.run(
            "psql",
            f"--host={socket}",
            f"--port={PORT}",
            f"--username={ROLE}",
            "--dbname=postgres",
            "--no-psqlrc",
            "--quiet",
            "--tuples-only",
            "--no-align",
            f"--command={statement}",
            seconds=30,
        )
        return None if done.returncode else done.stdout.strip()
