"""Load: wrk for those who speak HTTP, pgbench for the database itself. Each call is bounded in time."""

import glob
import json
import os
import re
import subprocess
import time

from harness import data, machine, programs, queries, settings

SCRIPT = """
local asks = %s
local run = "%s"
local threads = 0
local requests, templates, n, mine = {}, nil, 0, 0
function setup(thread) thread:set("mine", threads); threads = threads + 1 end
function init()
  for i, ask in ipairs(asks) do
    if ask.body and ask.body:find("@@", 1, true) then templates = asks
    else requests[i] = wrk.format(ask.body and "POST" or "GET", ask.path, ask.headers, ask.body) end
  end
  n = mine * 7919
end
function request()
  n = n + 1
  local i = n %% #asks + 1
  if not templates then return requests[i] end
  local ask = templates[i]
  return wrk.format("POST", ask.path, ask.headers, (ask.body:gsub("@@", run .. mine .. "-" .. n)))
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('RESULT {"requests": %%d, "us": %%d, "bytes": %%d, "p50": %%d, "p95": %%d, "p99": %%d, "errors": %%d}\\n', summary.requests, summary.duration,
    summary.bytes, latency:percentile(50), latency:percentile(95), latency:percentile(99), e.status + e.connect + e.read + e.write + e.timeout))
end
"""


def _lua(value):
    if value is None:
        return "nil"
    if isinstance(value, dict):
        return "{" + ",".join(f"[{json.dumps(k)}]={_lua(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "{" + ",".join(_lua(v) for v in value) + "}"
    # a level of brackets that JSON does not end
    return f"[===[{value}]===]" if isinstance(value, str) else str(value)


def script(name, contender, run, get=False):
    """Writes wrk's script for a query, or for a list of requests."""
    given = name if isinstance(name, list) else queries.asks(name, contender, get=get)
    asks = [{"path": a.path, "headers": a.headers, "body": a.body} for a in given]
    file = settings.TARGET / "load" / f"{'requests' if isinstance(name, list) else name}-{contender}.lua"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(SCRIPT % (_lua(asks), run), encoding="utf-8")
    return file


def _wrk(contender, name, seconds, get, connections):
    # slips of different rounds have different numbers
    file = script(name, contender.name, f"{time.time_ns() // 1000 % 10**11:x}", get)
    said = subprocess.run(
        [programs.wrk(), "-t2", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "10s", "-s", file, f"http://127.0.0.1:{contender.port}"],
        capture_output=True,
        text=True,
        timeout=seconds + 60,
    )
    found = re.search(r"RESULT (.*)", said.stdout)
    if not found:
        raise RuntimeError(f"wrk failed: {said.stdout[-500:]}{said.stderr[-500:]}")
    result = json.loads(found.group(1))
    return result["requests"], {
        "rps": result["requests"] / result["us"] * 1e6,
        "p50": result["p50"] / 1000,
        "p95": result["p95"] / 1000,
        "p99": result["p99"] / 1000,
        "errors": result["errors"],
        "bytes": result["bytes"] // max(1, result["requests"]),
    }


def pgbench(server, file, seconds, clients, more):
    """Transactions per second of a script, and their latency."""
    logs = settings.TARGET / "load/pgbench"
    logs.parent.mkdir(parents=True, exist_ok=True)
    for old in glob.glob(f"{logs}.*"):
        os.unlink(old)
    said = programs.run(
        [programs.client("pgbench"), "-n", "-M", "prepared", "-c", clients, "-j", "1", "-T", max(1, round(seconds)), "-l", f"--log-prefix={logs}",
         *(part for name, value in more.items() for part in ("-D", f"{name}={value}")), "-f", file, "sanad"],
        env=server.environment("sanad_api"),
        timeout=seconds + 60,
    )  # fmt: skip
    latencies = sorted(int(line.split(" ", 3)[2]) for log in glob.glob(f"{logs}.*") for line in open(log))
    failed = re.search(r"number of failed transactions: (\d+)", said)
    return {
        "count": len(latencies),
        "rps": float(re.search(r"tps = ([\d.]+)", said).group(1)),
        "p50": latencies[len(latencies) // 2] / 1000,
        "p99": latencies[len(latencies) * 99 // 100] / 1000,
        "errors": int(failed.group(1)) if failed else 0,
    }


def _pgbench(server, file, seconds):
    size = data.Size(settings.SIZE)
    # a visit is two requests, and one transaction here
    per_transaction = 2 if file.stem == "home" else 1
    more = {"run": time.time_ns() // 1000 % 10**11, "campaigns": size.campaigns, "officers": sum(1 for _ in queries.givers(size))}
    result = pgbench(server, file, seconds, 16, more)
    count = result.pop("count") * per_transaction
    return count, result | {"rps": result["rps"] * per_transaction}


class Limit:
    """The database's own limit: hand-written SQL that makes the whole answer, through pgbench."""

    def __init__(self, name):
        self.name = name

    def file(self, query):
        suffix = "-text" if self.name == "database-text" else ""
        file = settings.HERE / f"sql/limit/{query}{suffix}.sql"
        return file if file.exists() else None


def measure(contender, server, query, seconds, get=False, connections=settings.CONNECTIONS):
    """One round: requests per second, latency, processor seconds of server and database, and what strangers used meanwhile."""
    limit = isinstance(contender, Limit)
    began = time.monotonic()
    served = 0 if limit else contender.cpu_seconds()
    stored, busy, own = machine.cpu_seconds(server.pid), machine.busy_seconds(), machine.own_seconds()
    count, result = _pgbench(server, contender.file(query), seconds) if limit else _wrk(contender, query, seconds, get, connections)
    elapsed = time.monotonic() - began
    served = 0 if limit else contender.cpu_seconds() - served
    stored = machine.cpu_seconds(server.pid) - stored
    strangers = machine.busy_seconds() - busy - served - stored - (machine.own_seconds() - own)
    return result | {
        "contender": contender.name,
        "query": query,
        "server_cpu": served * 1000 / max(1, count),
        "database_cpu": stored * 1000 / max(1, count),
        "foreign": max(0.0, strangers / elapsed),
        "resident": 0 if limit else contender.resident_megabytes(),
    }


def get_going(contender, server, asked):
    """Asks everything once for a while, so that a compiler that learns from running has seen all of it before anything counts."""
    for query in asked:
        measure(contender, server, query, max(1, settings.WARM_UP / 4) if contender.compiles else 1)


def warm_up(contender, server, query, get=False):
    """Asks until the last three slices cost the same within 7 %, or the patience is at its end; returns what 1,000 requests cost in each."""
    costs = []
    slice = 1 if settings.QUICK else 2
    patience = settings.WARM_UP if contender.compiles else settings.WARM_UP / 3
    while len(costs) * slice < patience:
        # processor time per request: the rate also depends on who else is at work
        costs.append(measure(contender, server, query, slice, get)["server_cpu"])
        last = costs[-3:]
        if len(costs) >= (6 if contender.compiles else 3) and max(last) < 1.07 * min(last):
            break
    return costs
