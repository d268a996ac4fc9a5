"""The commands in bin/, each run in a small folder of its own with stand-ins for Python, npm and Node."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [ROOT / "bin" / name for name in ("bench", "flask", "run", "setup", "test")] + [ROOT / ".ci" / "run"]

# Answers like a Python that has everything, and writes down what it was asked to do.
STAND_IN = f"""\
#!/bin/sh
case "$*" in
  *bin/port.py) exec {sys.executable} "$@" ;;
  *version_info\\ *) exit 0 ;;
  "-m venv "*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo "$3" >.venv/pyvenv.cfg ;;
  *"db upgrade") touch "$CALLBOARD_DATA/callboard.sqlite" ;;
  *"npm ci "*) mkdir -p node_modules ;;
  *frontend/build.mjs) mkdir -p app/static/dist && echo "{{}}" >app/static/dist/manifest.json ;;
esac
echo "$*" | sed "s#$PWD/##g" >>asked
case "$*" in *"${{FAIL_AT:-nothing fails}}"*) echo "the reason"; exit 1 ;; esac
"""


class Folder:
    """A clone with stand-ins: what a command said, and what it asked of Python."""

    def __init__(self, path: Path) -> None:
        self.path = path
        shutil.copytree(ROOT / "bin", path / "bin")
        for name in (
            "requirements.txt",
            "requirements-dev.txt",
            "package.json",
            "package-lock.json",
            ".npmrc",
        ):
            (path / name).write_text(name)
        (path / "frontend").mkdir()
        (path / "frontend" / "app.js").write_text("1")
        for name in ("app/static", "app/taxonomy/data", "migrations/versions"):
            (path / name).mkdir(parents=True)
        (path / "path").mkdir()
        self.script("path/python3", STAND_IN)

    def script(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)
        (self.path / name).chmod(0o755)

    def __call__(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["sh", *command], **self.manner(environment), capture_output=True, text=True, timeout=30)

    def manner(self, environment: dict[str, str]) -> dict[str, object]:
        paths = f"{self.path / 'path'}:/usr/bin:/bin"
        return {
            "cwd": self.path,
            "env": {"PATH": paths, "HOME": str(self.path), "PORT": str(free_port()), **environment},
        }

    def asked(self) -> list[str]:
        """What Python was asked since the last time."""
        lines = (self.path / "asked").read_text().splitlines() if (self.path / "asked").exists() else []
        (self.path / "asked").unlink(missing_ok=True)
        return [line for line in lines if not line.startswith(("-c", "-m pip --version", "--version"))]


def free_port() -> int:
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", 0))
        return taker.getsockname()[1]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def ready(folder: Folder) -> Folder:
    assert folder("bin/setup", "--dev").returncode == 0
    folder.asked()
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=lambda path: path.name)
def test_every_command_is_plain_sh_and_may_be_started(command: Path) -> None:
    assert command.read_text().startswith("#!/bin/sh\n")
    assert os.access(command, os.X_OK)
    subprocess.run(["sh", "-n", command], check=True)


def test_setup_makes_everything_once(folder: Folder) -> None:
    first = folder("bin/setup")
    assert "Installing Python packages" in first.stdout
    assert any("--require-hashes -r requirements.txt" in line for line in folder.asked())
    again = folder("bin/setup")
    assert (again.stdout, again.stderr, folder.asked()) == ("", "", [])


@pytest.mark.parametrize("changed", ["requirements.txt", "frontend/app.js", "package-lock.json"])
def test_setup_follows_what_changed(ready: Folder, changed: str) -> None:
    (ready.path / changed).write_text("2")
    ready("bin/setup")
    asked = "\n".join(ready.asked())
    assert ("pip install" in asked) is (changed == "requirements.txt")
    assert ("npm ci" in asked) is (changed == "package-lock.json")
    assert ("build.mjs" in asked) is (changed != "requirements.txt")


def test_a_clone_that_moved_gets_a_new_environment(ready: Folder, tmp_path_factory: pytest.TempPathFactory) -> None:
    moved = tmp_path_factory.mktemp("moved") / "callboard"
    ready.path.rename(moved)
    ready.path = moved
    assert "Making the Python environment" in ready("bin/setup").stdout


def test_an_environment_cut_short_is_made_anew(ready: Folder) -> None:
    (ready.path / ".venv" / ".unfinished").touch()
    (ready.path / ".venv" / ".ready-requirements.txt").unlink()
    assert "Making the Python environment" in ready("bin/setup").stdout


def test_a_failed_setup_leaves_no_half_environment_and_says_what_to_do(folder: Folder) -> None:
    failed = folder("bin/setup", FAIL_AT="pip install")
    assert failed.returncode == 1
    assert "check the network and type the same command again" in failed.stderr
    assert not (folder.path / ".venv").exists()
    assert not (folder.path / ".setup.lock").is_symlink()


def test_packages_that_cannot_be_renewed_leave_the_old_environment(ready: Folder) -> None:
    (ready.path / "requirements.txt").write_text("2")
    assert ready("bin/setup", FAIL_AT="pip install").returncode == 1
    assert (ready.path / ".venv" / "bin" / "python").exists()
    assert ready("bin/setup").returncode == 0


def test_a_python_that_is_too_old_gives_one_sentence(folder: Folder) -> None:
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"):
        folder.script(f"path/{name}", '#!/bin/sh\n[ "$1" = --version ] || exit 1\necho "Python 3.9.6"\n')
    refused = folder("bin/setup")
    assert refused.returncode == 1
    assert "needs Python 3.11 or newer, and Python 3.9.6 is here: type " in refused.stderr
    assert "PYTHON=old is no Python 3.11" in folder("bin/setup", PYTHON="old").stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_clone_of_somebody_else_gives_one_sentence(folder: Folder) -> None:
    folder.path.chmod(0o555)
    refused = folder("bin/setup")
    folder.path.chmod(0o755)
    assert refused.stderr.startswith("Nothing can be written to ")


def test_two_setups_take_turns(folder: Folder) -> None:
    other = subprocess.Popen(["sleep", "60"])
    (folder.path / ".setup.lock").symlink_to(str(other.pid))
    waiting = subprocess.Popen(["sh", "bin/setup"], stdout=subprocess.PIPE, text=True, **folder.manner({}))
    assert waiting.stdout
    assert waiting.stdout.readline() == "Another setup is at work here; waiting for it ...\n"
    other.kill()
    other.wait()
    said, _ = waiting.communicate(timeout=60)
    assert "Installing Python packages" in said
    assert waiting.returncode == 0


def test_a_lock_left_by_a_dead_setup_is_taken_over(folder: Folder) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    (folder.path / ".setup.lock").symlink_to(str(gone.pid))
    taken_over = folder("bin/setup")
    assert taken_over.returncode == 0
    assert "Another setup" not in taken_over.stdout


def test_the_first_start_brings_the_demo_town_and_later_ones_do_not(ready: Folder) -> None:
    assert ready("bin/run").returncode == 0
    first = ready.asked()
    assert first[-4:] == [
        "-m flask --app wsgi db upgrade",
        "-m flask --app wsgi taxonomy load",
        "-m flask --app wsgi demo load",
        "-m gunicorn --config gunicorn.conf.py --workers 1 wsgi:app",
    ]
    ready("bin/run")
    assert "-m flask --app wsgi demo load" not in ready.asked()


@pytest.mark.parametrize(
    "changed", ["migrations/versions/2.py", "app/taxonomy/data/2.csv", "instance/callboard.sqlite"]
)
def test_later_starts_prepare_the_database_only_after_a_change(ready: Folder, changed: str) -> None:
    ready("bin/run")
    ready.asked()
    ready("bin/run")
    assert ready.asked() == ["-m gunicorn --config gunicorn.conf.py --workers 1 wsgi:app"]
    (ready.path / "new").touch()
    (ready.path / "new").replace(ready.path / changed)
    ready("bin/run")
    assert ready.asked()[:2] == ["-m flask --app wsgi db upgrade", "-m flask --app wsgi taxonomy load"]


def test_a_database_elsewhere_is_prepared_at_every_start(ready: Folder) -> None:
    for _ in range(2):
        ready("bin/run", CALLBOARD_DATABASE_URL="postgresql://elsewhere")
        assert "-m flask --app wsgi db upgrade" in ready.asked()


def test_a_start_without_the_demo_town_is_remembered(ready: Folder) -> None:
    ready("bin/run", CALLBOARD_DEMO="0")
    ready("bin/run")
    assert "-m flask --app wsgi demo load" not in ready.asked()


def test_a_demo_town_that_failed_is_tried_again(ready: Folder) -> None:
    assert "The demo town could not be loaded" in ready("bin/run", FAIL_AT="demo load").stderr
    ready("bin/run")
    assert ready.asked().count("-m flask --app wsgi demo load") == 2


def test_a_failed_migration_stops_the_start(ready: Folder) -> None:
    failed = ready("bin/run", FAIL_AT="db upgrade")
    assert failed.returncode == 1
    assert "the reason\nThe database could not be brought up to date" in failed.stderr
    assert not any("gunicorn" in line for line in ready.asked())


def test_the_data_folder_is_for_its_owner_only(ready: Folder) -> None:
    ready("bin/run", CALLBOARD_DATA="elsewhere/town")
    assert (ready.path / "elsewhere" / "town").stat().st_mode & 0o077 == 0
    assert not (ready.path / "instance").exists()


def test_a_data_folder_that_cannot_be_made_gives_one_sentence(ready: Folder) -> None:
    refused = ready("bin/run", CALLBOARD_DATA="requirements.txt/town")
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Nothing can be written to {ready.path}/requirements.txt/town: ")


def test_a_taken_port_names_a_free_one(ready: Folder) -> None:
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", 0))
        taker.listen()
        port = taker.getsockname()[1]
        refused = ready("bin/run", PORT=str(port))
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Port {port} is taken: PORT=")
    assert refused.stderr.endswith(" make run\n")


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "٣"])
def test_a_port_that_is_none_gives_one_sentence(ready: Folder, port: str) -> None:
    assert ready("bin/run", PORT=port).stderr == f"PORT={port} is no port number: PORT=8000 make run\n"


def test_an_address_of_another_machine_gives_one_sentence(ready: Folder) -> None:
    assert "HOST=192.0.2.1 is no address of this machine" in ready("bin/run", HOST="192.0.2.1").stderr


def test_arguments_of_test_go_to_pytest_and_its_verdict_comes_back(ready: Folder) -> None:
    failed = ready("bin/test", "tests/kit", "-k", "two words", FAIL_AT="-m pytest", CALLBOARD_CHROMIUM="/bin/true")
    assert failed.returncode == 1
    assert ready.asked() == ["-m pytest tests/kit -k two words"]


def test_flask_and_bench_pass_their_arguments_on(ready: Folder) -> None:
    ready("bin/flask", "db", "check")
    ready("bin/bench", "pages", "--quick")
    assert ready.asked() == ["-m flask --app wsgi db check", "-m benchmarks pages --quick"]


HOUSE = """
from flask import Flask
from app.extensions import socketio
from app.kit.porter import BoundedSocket
app = Flask(__name__)
socketio.init_app(app, async_mode="threading", transports=["websocket"])
socketio.server.eio._async["websocket"] = BoundedSocket
socketio.on_event("connect", lambda *_: None)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Callable[[], tuple[subprocess.Popen[str], int]]]:
    (tmp_path / "empty_house.py").write_text(HOUSE)
    started: list[subprocess.Popen[str]] = []

    def start() -> tuple[subprocess.Popen[str], int]:
        port = free_port()
        environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "CALLBOARD_THREADS": "8"}
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--pythonpath",
            str(tmp_path),
            "empty_house:app",
            "--graceful-timeout",
            "90",
        ]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process, port

    yield start
    for process in started:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_the_server_says_where_it_is_and_leaves_at_once_though_pages_are_open(
    server: Callable[[], tuple[subprocess.Popen[str], int]], number: signal.Signals
) -> None:
    websocket = pytest.importorskip("websocket")
    process, port = server()
    assert process.stdout
    assert process.stdout.readline() == f"Callboard is at http://127.0.0.1:{port}\n"
    lines = [
        websocket.create_connection(f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket", timeout=20)
        for _ in range(3)
    ]
    for line in lines:
        line.recv()
        line.send("40")
        line.recv()
    began = time.monotonic()
    process.send_signal(number)
    assert process.wait(timeout=100) == 0
    # Far below the grace that it would use up otherwise, far above what a busy machine needs.
    assert time.monotonic() - began < 45
    for line in lines:
        line.close()
