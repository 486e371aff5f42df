"""Those who answer: Sanad as in production, its peers, and the database itself."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from harness import database, machine, programs, settings


class Process:
    """A server process with its log; ended when the block ends."""

    name = "?"
    # whether it takes long to become as fast as it gets
    compiles = False

    def __init__(self, server, **_):
        self.database_server = server
        self.port = database.free_port()
        self.process = None

    def command(self):
        raise NotImplementedError

    def environment(self):
        return {}

    def probe(self):
        return f"http://127.0.0.1:{self.port}/graphql"

    def __enter__(self):
        logs = settings.TARGET / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        self.log = logs / f"{self.name}.log"
        began = time.monotonic()
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [str(part) for part in self.command()], env=os.environ | self.environment(), stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        try:
            while not self._answers():
                if self.process.poll() is not None or time.monotonic() - began > 120:
                    raise RuntimeError(f"{self.name} did not start: see {self.log}\n{self.log.read_text(errors='replace')[-3000:]}")
                time.sleep(0.02)
        except BaseException:
            self.__exit__()
            raise
        self.seconds_to_answer = time.monotonic() - began
        return self

    def _answers(self):
        request = urllib.request.Request(self.probe(), b'{"query":"{__typename}"}', {"Content-Type": "application/json", "Accept": "application/json"})
        try:
            return urllib.request.urlopen(request, timeout=5).status == 200
        except urllib.error.HTTPError:
            return False
        except OSError:
            return False

    def __exit__(self, *_):
        # the whole group: a cluster's workers go with their primary
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)

    @property
    def pid(self):
        return self.process.pid

    def cpu_seconds(self):
        return machine.cpu_seconds(self.pid)

    def resident_megabytes(self):
        return machine.resident_megabytes(self.pid)


class Sanad(Process):
    """The API's own process, started as its Docker image starts it."""

    compiles = True

    def __init__(self, server, database="sanad", issuer=None, name="sanad", build=None):
        super().__init__(server)
        self.name, self.database, self.issuer = name, database, issuer
        self.class_path = programs.class_path(build)

    def command(self):
        return [programs.java(), *settings.JAVA_FLAGS, *self._cache(), "-cp", self.class_path, "org.sanad.api.SanadApi"]

    def _cache(self):
        cache = os.environ.get("SANAD_AOT_CACHE")
        return [f"-XX:AOTCache={cache}"] if cache and self.name == "sanad" else []

    def environment(self):
        from harness import database as databases

        web = settings.ROOT / "frontend/dist"
        return {
            "PORT": str(self.port),
            "SANAD_MANAGEMENT_PORT": str(databases.free_port()),
            "SANAD_PUBLIC_URL": settings.PUBLIC_URL,
            "SANAD_IDENTITY_URL": f"http://127.0.0.1:{self.issuer.port if self.issuer else 9}",
            "SANAD_DB_URL": self.database_server.address(self.database),
            "SANAD_DB_OWNER_PASSWORD": settings.PASSWORD,
            "SANAD_DB_API_PASSWORD": settings.PASSWORD,
            "SANAD_DB_RELAY_PASSWORD": settings.PASSWORD,
            "SANAD_DB_JOB_PASSWORD": settings.PASSWORD,
            "SANAD_SECRET_KEY": settings.SECRET_KEY,
            "SANAD_CLIENT_SECRET": "a-client-secret-of-the-benchmark",
            "SANAD_PAYMENT_PROVIDER": "sandbox",
            "SANAD_FILES_DIR": str(settings.TARGET / "files"),
            "LOGGING_STRUCTURED_FORMAT_CONSOLE": "ecs",
        } | ({"SANAD_WEB_DIR": str(web)} if web.is_dir() else {})


class Peer(Process):
    """A server that a team could pick instead, on Node."""

    def __init__(self, server, issuer=None, name="", folder="", workers=1):
        super().__init__(server)
        self.name, self.folder, self.workers, self.issuer = name, folder, workers, issuer

    def command(self):
        return [programs.node(), programs.peer(self.folder) / "server.mjs"]

    def environment(self):
        return {
            "NODE_ENV": "production",
            "GRAPHILE_ENV": "production",
            "PORT": str(self.port),
            "WORKERS": str(self.workers),
            "POOL": "16",
            "DATABASE_URL": f"postgres://sanad_api:{settings.PASSWORD}@{self.database_server.address()}",
            "PUBLIC_URL": settings.PUBLIC_URL,
            "ISSUER": settings.ISSUER,
            "ISSUER_KEY": str(self.issuer.public),
        }


def make(name, server, issuer):
    """The contender of a name."""
    match name:
        case "sanad":
            return Sanad(server, issuer=issuer)
        case "baseline":
            # another build of Sanad, to compare a change with what was before: BASELINE=<its backend/api/target>
            return Sanad(server, issuer=issuer, name="baseline", build=os.environ["BASELINE"])
        case "postgraphile":
            return Peer(server, issuer, name, "postgraphile")
        case "postgraphile-2":
            return Peer(server, issuer, name, "postgraphile", workers=2)
        case "apollo" | "mercurius":
            return Peer(server, issuer, name, name)
        case _:
            raise programs.Missing(f"there is no contender {name!r}")
