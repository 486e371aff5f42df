"""How long gifts to one campaign wait for each other, where a commit takes 5 ms as on many a production disk: `QUERIES=contention`."""

import contextlib
import time

from harness import data, load, programs, queries, settings

COMMIT_MICROSECONDS = 5_000
CLIENTS = 32
MANY = 1_000

# what is compared: name, clients, gifts in each transaction. The first four are a gift's hot rows alone, the last two all of it.
WAYS = {
    "row": ("total in one row", CLIENTS, 1),
    "striped": ("total in 16 stripes", CLIENTS, 1),
    "unfolded": ("no total, postings only", CLIENTS, 1),
    "numbered": ("postings only, receipts numbered without gaps", CLIENTS, 1),
    "gift": ("the whole gift, a commit for each", CLIENTS, 1),
    "together": ("the whole gift, 16 share a commit", 2, 16),
}


@contextlib.contextmanager
def _slow_commits(server):
    """Lets each commit take as long as a slow disk's."""
    settings_of = {"commit_delay": COMMIT_MICROSECONDS, "commit_siblings": 0}
    for name, value in settings_of.items():
        server.sql(f"alter system set {name} = {value}")
    server.sql("select pg_reload_conf()")
    try:
        yield
    finally:
        for name in settings_of:
            server.sql(f"alter system reset {name}")
        server.sql("select pg_reload_conf()")


def _pgbench(server, way, campaigns, officers):
    _, clients, each = WAYS[way]
    more = {"campaigns": campaigns, "officers": officers, "each": each, "run": f"{time.time_ns() // 1000 % 10**11}"}
    result = load.pgbench(server, settings.HERE / f"sql/contention/{way}.sql", settings.SECONDS, clients, more)
    return result | {"rps": result["rps"] * each}


def run(sanad, server):
    """Measures each way, to one campaign and to many; returns the lines of the report's table."""
    size = data.Size(settings.SIZE)
    officers = sum(1 for _ in queries.givers(size))
    server.sql((settings.HERE / "sql/contention/tables.sql").read_text())
    lines = [
        f"{CLIENTS} givers at once, a commit takes {COMMIT_MICROSECONDS / 1000:g} ms.",
        "",
        "| | one campaign: gifts/s | p50 ms | p99 ms | many: gifts/s | p50 ms | p99 ms |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]

    def line(name, one, many):
        lines.append(f"| {name} | " + " | ".join(f"{r['rps']:,.0f} | {r['p50']:.1f} | {r['p99']:.1f}" for r in (one, many)) + " |")
        programs.say(f"  {lines[-1]}")

    with _slow_commits(server):
        for way, (name, *_) in WAYS.items():
            line(name, _pgbench(server, way, 1, 1), _pgbench(server, way, MANY, officers))
        if sanad:
            every = list(queries.asks("give", "sanad"))
            load.measure(sanad, server, every, settings.WARM_UP / 2)
            line("the whole gift, through Sanad", *(load.measure(sanad, server, asks, settings.SECONDS) for asks in (every[:1], every)))
    return lines
