"""A PostgreSQL 18 of the benchmark's own: production settings, fsync on, the project's migrations, the data set. Kept between runs."""

import os
import pathlib
import shutil
import socket
import subprocess
import time

from harness import data, programs, queries, settings

CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
max_connections = 200
fsync = on
synchronous_commit = on
full_page_writes = on
wal_level = replica
shared_buffers = '{shared}MB'
effective_cache_size = '{cache}MB'
work_mem = '8MB'
maintenance_work_mem = '256MB'
max_wal_size = '8GB'
checkpoint_timeout = '15min'
checkpoint_completion_target = 0.9
random_page_cost = 1.1
effective_io_concurrency = 200
timezone = 'UTC'
lc_messages = 'C'
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""

# PostgreSQL refuses to run as root; in a user namespace of its own root is nobody there
NOT_AS_ROOT = ["unshare", "--user"] if os.geteuid() == 0 and shutil.which("unshare") else []


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running PostgreSQL with the data set in it."""

    def __init__(self, directory, port):
        self.directory, self.port = directory, port

    @property
    def pid(self):
        return int((self.directory / "postmaster.pid").read_text().split()[0])

    def address(self, database="sanad"):
        return f"127.0.0.1:{self.port}/{database}"

    def environment(self, role="postgres", database="sanad"):
        return os.environ | {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": role,
            "PGPASSWORD": settings.PASSWORD,
            "PGDATABASE": database,
            "PGCLIENTENCODING": "UTF8",
        }

    def sql(self, statement, role="postgres", database="sanad", timeout=600):
        """Runs statements one after another, each by itself, and returns the rows, one a line."""
        return programs.run(
            [programs.client("psql"), "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-f", "-"],
            env=self.environment(role, database),
            input=statement,
            timeout=timeout,
        ).rstrip("\n")

    def copy(self, table, columns, rows, before=""):
        """Sends rows by COPY."""
        command = [programs.client("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", before or "select 1", "-c", f"copy {table} ({columns}) from stdin"]
        with subprocess.Popen(
            command, env=self.environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        ) as psql:
            count, batch = 0, []
            try:
                for row in rows:
                    batch.append(row)
                    count += 1
                    if len(batch) == 5_000:
                        psql.stdin.write("".join(batch))
                        batch.clear()
                psql.stdin.write("".join(batch))
                psql.stdin.close()
            except BrokenPipeError:
                pass
            said = psql.stderr.read()
            if psql.wait() != 0:
                raise RuntimeError(f"copy into {table} failed: {said[-2000:]}")
        return count

    def stop(self):
        stop(self.directory)


def control(*arguments, timeout=120):
    programs.run([*NOT_AS_ROOT, programs.postgres() / "bin/pg_ctl", *arguments], timeout=timeout, env=os.environ | {"LC_ALL": "C"})


def stop(directory):
    if (directory / "postmaster.pid").exists():
        try:
            control("stop", "--wait", "--silent", "--mode=fast", f"--pgdata={directory}")
        except RuntimeError:
            if (directory / "postmaster.pid").exists():
                raise


def start():
    """Starts it, with the data set loaded: made on the first run of a schema and a size, kept for the next."""
    kept = settings.TARGET / "data" / settings.data_key()
    directory = kept / "pg"
    if not (kept / "loaded").exists():
        stop(directory)
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        for other in kept.parent.iterdir():
            # data of another schema are of no use any more
            if other.name.split("-")[1:] == kept.name.split("-")[1:] and other != kept:
                stop(other / "pg")
                shutil.rmtree(other, ignore_errors=True)
        password = kept / "password"
        password.write_text(settings.PASSWORD)
        programs.run(
            [
                *NOT_AS_ROOT, programs.postgres() / "bin/initdb", f"--pgdata={directory}", "--username=postgres", f"--pwfile={password}",
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            ],
            env=os.environ | {"LC_ALL": "C"},
        )  # fmt: skip
    server = _launch(directory)
    try:
        if not (kept / "loaded").exists():
            _load(server)
            (kept / "loaded").touch()
        _fresh_copy(server)
    except BaseException:
        server.stop()
        raise
    return server


def _launch(directory):
    stop(directory)
    port = free_port()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    (directory / "postgresql.conf").write_text(CONFIGURATION.format(port=port, shared=max(128, min(memory // 4, 4096)), cache=memory // 2))
    # its output goes into a file: a pipe would be held open for as long as the server lives
    control("start", "--wait", "--silent", "--timeout=300", f"--pgdata={directory}", f"--log={directory.parent / 'postgresql.log'}", timeout=310)
    server = Server(directory, port)
    answered = server.sql("select current_setting('data_directory'), current_setting('fsync')", database="postgres").split("\t")
    if pathlib.Path(answered[0]).resolve() != directory.resolve() or answered[1] != "on":
        raise RuntimeError(f"another PostgreSQL answers at port {port}, or fsync is off: {answered}")
    return server


def _fresh_copy(server):
    """Gives the run a database of its own, so that what it writes is gone with the next."""
    programs.say("Copying the data set for this run …")
    server.sql("drop database if exists sanad with (force)", database="postgres")
    server.sql("create database sanad owner sanad_owner template sanad_loaded strategy file_copy", database="postgres", timeout=1800)
    server.sql((settings.PEERS / "postgraphile/functions.sql").read_text())
    # who gives to what, for pgbench, which has no tokens
    officers = [
        f"({n}, '{data.actor_id(settings.ISSUER, subject)}', '{data.campaign_id(campaign)}', '{currency}', {queries.AMOUNTS[currency][1]})"
        for n, (subject, campaign, currency) in enumerate(queries.givers(data.Size(settings.SIZE)))
    ]
    server.sql(
        "create table sanad.bench_officers (n int primary key, actor_id uuid, campaign_id uuid, currency text, amount bigint);"
        f"insert into sanad.bench_officers values {','.join(officers)}; analyze sanad.bench_officers; grant select on sanad.bench_officers to sanad_api;"
    )
    server.sql("checkpoint", database="postgres")


def _load(server):
    from harness import contenders

    size = data.Size(settings.SIZE)
    began = time.monotonic()

    def step(text):
        programs.say(f"  {time.monotonic() - began:6.0f} s  {text}")

    programs.say(f"Making the data set: {size.organizations:,} organizations, {size.campaigns:,} campaigns, {size.gifts:,} gifts")
    server.sql((settings.MIGRATIONS / "roles.sql").read_text(), database="postgres")
    for role in ("sanad_owner", "sanad_api", "sanad_relay", "sanad_job", "sanad_identity"):
        server.sql(f"alter role {role} password '{settings.PASSWORD}'", database="postgres")
    server.sql("create database sanad_loaded owner sanad_owner", database="postgres")
    step("migrations, by Sanad itself")
    with contenders.Sanad(server, database="sanad_loaded"):
        pass
    here = Server(server.directory, server.port)
    here.environment = lambda role="postgres", database="sanad_loaded": Server.environment(server, role, "sanad_loaded")
    triggers_on = "set search_path = sanad"
    step("organizations")
    here.copy("sanad.organizations", data.ORGANIZATION_COLUMNS, data.organizations(size), triggers_on)
    here.copy("sanad.images", data.IMAGE_COLUMNS, data.images(size), triggers_on)
    step("campaigns with their search texts")
    here.copy("sanad.campaigns", data.CAMPAIGN_COLUMNS, data.campaigns(size), triggers_on)
    officers = list(data.officers(size, settings.ISSUER))
    here.copy("sanad.actors", "id, issuer, subject, name", (f"{actor}\t{settings.ISSUER}\t{subject}\t{subject}\n" for subject, actor, _ in officers), triggers_on)
    here.copy("sanad.memberships", "organization_id, actor_id, roles, state", (f"{of}\t{actor}\t{{FINANCE}}\tACTIVE\n" for _, actor, of in officers), triggers_on)
    step("gifts")
    here.sql((settings.HERE / "sql/staging.sql").read_text())
    count = here.copy("bench.gifts", data.STAGED_COLUMNS, data.gifts(size))
    step(f"donations, postings, receipts and totals of {count:,} gifts")
    here.sql((settings.HERE / "sql/ledger.sql").read_text(), timeout=3600)
    step("statistics")
    here.sql("vacuum (analyze, freeze)", timeout=1800)
    step("done")
