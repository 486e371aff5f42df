"""What can be asked for, from the environment; and where things are."""

import hashlib
import os
import pathlib
import platform

HERE = pathlib.Path(__file__).resolve().parents[1]
ROOT = HERE.parents[1]
TARGET = HERE / "target"
PEERS = HERE / "peers"
MIGRATIONS = ROOT / "backend/api/src/main/resources/db"
API = ROOT / "backend/api/target"
EMBEDDED = ROOT / "backend/standalone/target/app/lib"

QUICK = bool(os.environ.get("QUICK"))
SIZE = float(os.environ.get("SIZE") or (0.05 if QUICK else 1))
ROUNDS = int(os.environ.get("ROUNDS") or (3 if QUICK else 5))
SECONDS = float(os.environ.get("SECONDS") or (1 if QUICK else 10))
# seconds at most, for each query; a third of it for those on Node
WARM_UP = int(os.environ.get("WARM_UP") or (6 if QUICK else 60))
CONNECTIONS = int(os.environ.get("CONNECTIONS") or 32)
SUBSCRIBERS = int(os.environ.get("SUBSCRIBERS") or 1_000)
GIFTS_PER_SECOND = int(os.environ.get("GIFTS_PER_SECOND") or 50)
FAN_OUT_SECONDS = int(os.environ.get("FAN_OUT_SECONDS") or (10 if QUICK else 30))

QUERIES = (os.environ.get("QUERIES") or "point list nested search give home fan-out" + ("" if QUICK else " growth plans")).replace(",", " ").split()
CONTENDERS = (os.environ.get("CONTENDERS") or "sanad postgraphile postgraphile-2 apollo mercurius database database-text").replace(",", " ").split()

PASSWORD = "bench"
# the installation's origin as a reverse proxy would serve it; nothing connects to it
PUBLIC_URL = "https://sanad.test"
ISSUER = f"{PUBLIC_URL}/identity"
SECRET_KEY = "YmVuY2htYXJrLWtleS1vZi10aGlydHktdHdvLWJ5dGU="

# as in docker/api/Dockerfile, with the heap that the issue allows
JAVA_FLAGS = (
    os.environ.get("SANAD_JAVA_FLAGS")
    or "-XX:+UseSerialGC -Xms256m -Xmx256m -XX:NewRatio=1 -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 -Duser.timezone=UTC"
).split()


def data_key():
    """Names a data directory: what its rows depend on."""
    digest = hashlib.sha256()
    for file in sorted([*MIGRATIONS.rglob("*.sql"), *(HERE / "sql").glob("*.sql"), HERE / "harness/data.py", HERE / "harness/texts.py"]):
        digest.update(file.name.encode() + file.read_bytes())
    return f"{digest.hexdigest()[:12]}-{SIZE:g}"


def machine():
    """A line about the machine."""
    model = platform.machine()
    try:
        for line in open("/proc/cpuinfo"):
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} × {model}, {memory:.0f} GB, {platform.system()} {platform.release()}"
