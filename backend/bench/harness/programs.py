"""Finds or fetches the programs that the benchmark runs: PostgreSQL 18, its clients, wrk, Node and a JDK."""

import lzma
import os
import pathlib
import platform
import shutil
import subprocess
import tarfile
import zipfile

from harness import settings


class Missing(Exception):
    """Something that has to be installed first; the message says what and how."""


def say(text):
    print(text, flush=True)


def run(command, timeout=600, **more):
    """Runs a program to its end and returns what it wrote; an error holds what it said."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=timeout, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(str(c) for c in command)[:300]} failed ({done.returncode}):\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def java():
    home = run([settings.ROOT / "scripts/need", "jdk"]).strip()
    return pathlib.Path(home) / "bin/java"


def class_path(target=None):
    """The API's jar and everything that it needs, as its Docker image has them; `target` is another build's backend/api/target."""
    target = pathlib.Path(target or settings.API)
    jars = [jar for jar in target.glob("api-*.jar") if "sources" not in jar.name]
    if not jars or not any((target / "lib").glob("*.jar")):
        raise Missing(f"Sanad is not built in {target}: run `make bench`, which builds it first.")
    return f"{jars[0]}:{target / 'lib'}/*"


def postgres():
    """The directory of PostgreSQL 18's programs, unpacked once from the jar that the embedded default uses."""
    system, machine = ("darwin" if platform.system() == "Darwin" else "linux"), platform.machine()
    arm = machine in ("aarch64", "arm64")
    name = f"postgres-{system}-{'arm_64' if arm else 'x86_64'}.txz"
    jars = [*settings.EMBEDDED.glob(f"embedded-postgres-binaries-{system}*.jar")]
    jars = [jar for jar in jars if ("arm64" in jar.name) == arm and "alpine" not in jar.name]
    if not jars:
        raise Missing(f"there is no embedded PostgreSQL for {system} {machine} in {settings.EMBEDDED}: run `make bench`")
    place = settings.TARGET / "postgresql" / jars[0].stem
    if not (place / "bin/postgres").exists():
        say(f"Unpacking PostgreSQL to {place} …")
        draft = place.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        with zipfile.ZipFile(jars[0]) as jar, jar.open(name) as packed, lzma.open(packed) as plain, tarfile.open(fileobj=plain) as archive:
            archive.extractall(draft, filter="fully_trusted")
        draft.rename(place)
    return place


def client(name):
    """psql or pgbench of any version."""
    found = shutil.which(name) or next((str(p) for p in sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None)
    if found is None and name == "psql":
        raise Missing("psql is not there. Debian: apt-get install postgresql-client. macOS: brew install libpq.")
    return found


def wrk():
    if shutil.which("wrk") is None and shutil.which("apt-get") and os.geteuid() == 0:
        say("Installing wrk …")
        subprocess.run(["apt-get", "install", "-y", "-q", "wrk"], capture_output=True, timeout=300)
    if shutil.which("wrk") is None:
        raise Missing("wrk is not there. Debian: apt-get install wrk. macOS: brew install wrk.")
    return shutil.which("wrk")


def node():
    """The Node that peers run on, from npm."""
    return _installed("node") / "node_modules/node/bin/node"


def _installed(peer):
    place = settings.PEERS / peer
    lock = place / "package-lock.json"
    done = place / "node_modules/.installed"
    if not done.exists() or done.read_text() != lock.read_text():
        if shutil.which("npm") is None:
            raise Missing("npm is not there: it brings the peers and their Node.")
        say(f"Installing {peer} from npm …")
        run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=place)
        done.write_text(lock.read_text())
    return place


def peer(name):
    """The directory of a peer with its packages installed."""
    return _installed(name)
