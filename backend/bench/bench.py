#!/usr/bin/env python3
"""Measures Sanad beside its peers: see README.md. Run it as `make bench`."""

import contextlib
import datetime
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

from harness import contenders, contention, data, database, fanout, issuer, load, plans, profile, programs, queries, report, settings
from harness.programs import say


def ask(contender, request):
    """Sends one request and returns the answer's status and JSON."""
    body = request.body.replace("@@", f"check-{contender.name}-{time.time_ns()}").encode() if request.body else None
    sent = urllib.request.Request(f"http://127.0.0.1:{contender.port}{request.path}", body, request.headers)
    try:
        with urllib.request.urlopen(sent, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as failure:
        with failure:
            text = failure.read()
        try:
            return failure.code, json.loads(text)
        except ValueError:
            return failure.code, {"errors": text.decode(errors="replace")[:300]}


def check_same(query, running, get):
    """Sees that all give the same answer to the same question; raises where one doesn't."""
    expected = None
    for contender in running:
        found = []
        for request in queries.comparable(query, contender.name):
            request.get = get and query == "home" and contender.name == "sanad"
            for attempt in range(5):
                status, answer = ask(contender, request)
                if status != 503:
                    break
                # a cold start on a busy machine
                time.sleep(1)
            if status != 200 or answer.get("errors") or not answer.get("data"):
                raise RuntimeError(f"{query}: {contender.name} answers {status} {json.dumps(answer, ensure_ascii=False)[:600]}")
            if query == "give":
                payload = answer["data"]["recordCashDonation"]
                if payload.get("userErrors") or payload["donation"]["state"] != "SUCCEEDED":
                    raise RuntimeError(f"give: {contender.name} refuses: {json.dumps(payload, ensure_ascii=False)[:600]}")
                gift = queries.canonical(payload)["donation"]
                found.append({"amount": gift["amount"], "state": gift["state"], "campaign": gift["campaign"]["id"]})
            else:
                found.append(queries.canonical(answer["data"]))
        if expected is None:
            expected, first = found, contender
        elif found != expected:
            file = settings.TARGET / f"differs-{query}.json"
            file.write_text(json.dumps({first.name: expected, contender.name: found}, ensure_ascii=False, indent=1, sort_keys=True))
            raise RuntimeError(f"{query}: {contender.name} does not answer as {first.name} does; see {file}")
    say(f"  {query}: the same from {', '.join(c.name for c in running)}")


def serves_from_cache(sanad):
    """Whether Sanad answers the app's own documents by GET, as a cache in front of it asks."""
    request = next(iter(queries.asks("home", "sanad", get=True)))
    status, answer = ask(sanad, request)
    return status == 200 and bool(answer.get("data"))


def versions():
    peers = {}
    for name in ("postgraphile", "apollo", "mercurius", "node"):
        for package, version in json.loads((settings.PEERS / name / "package.json").read_text())["dependencies"].items():
            if package in ("postgraphile", "@apollo/server", "mercurius", "graphql-jit", "node", "pg"):
                peers[package] = version
    return ", ".join(f"{package} {version}" for package, version in peers.items())


def commit():
    done = subprocess.run(["git", "-C", str(settings.ROOT), "describe", "--always", "--dirty"], capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def main():
    began = time.monotonic()
    programs.wrk()
    server = database.start()
    rounds, fan_out, growth, waits = [], None, None, None
    with contextlib.ExitStack() as stack:
        stack.callback(server.stop)
        words_of_issuer = issuer.Issuer(settings.TARGET / "issuer")
        stack.callback(words_of_issuer.close)
        for subject, _, _ in queries.givers(data.Size(settings.SIZE)):
            queries.TOKENS[subject] = words_of_issuer.token(subject)

        running, limits = [], []
        for name in settings.CONTENDERS:
            if name.startswith("database"):
                limits.append(load.Limit(name))
                continue
            say(f"Starting {name} …")
            contender = stack.enter_context(contenders.make(name, server, words_of_issuer))
            say(f"  first answer after {contender.seconds_to_answer:.1f} s, {contender.resident_megabytes():.0f} MB")
            running.append(contender)
        sanad = next((c for c in running if c.name == "sanad"), None)
        get = bool(sanad) and "home" in settings.QUERIES and serves_from_cache(sanad)
        facts = {
            "when": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
            "machine": settings.machine(),
            "commit": commit(),
            "versions": versions(),
            "start": {c.name: c.seconds_to_answer for c in running},
            "home": "Sanad by GET from its cache" if get else "Sanad by POST",
        }
        asked = [query for query in settings.QUERIES if query in ("point", "list", "nested", "search", "give", "home")]
        say("Checking that all answer the same …")
        for query in asked:
            check_same(query, running, get)

        for contender in running:
            say(f"Warming up {contender.name} …")
            load.get_going(contender, server, asked or plans.ASKED)

        for query in asked:
            several = [c for c in [*running, *limits] if not isinstance(c, load.Limit) or c.file(query)]
            by_get = {c.name: get and query == "home" and c.name == "sanad" for c in several}
            for contender in several:
                if not isinstance(contender, load.Limit):
                    costs = load.warm_up(contender, server, query, by_get[contender.name])
                    say(f"Warming up {query} {contender.name}: CPU {' '.join(f'{cost:.2f}' for cost in costs)} s/1,000")
            for number in range(settings.ROUNDS):
                for contender in several:
                    result = load.measure(contender, server, query, settings.SECONDS, by_get[contender.name])
                    rounds.append(result | {"round": number})
                    say(
                        f"{time.monotonic() - began:6.0f} s  {query} {number + 1}/{settings.ROUNDS} {contender.name}: {result['rps']:,.0f} requests/s, "
                        f"p99 {result['p99']:.1f} ms, CPU {result['server_cpu']:.2f} + {result['database_cpu']:.2f} s/1,000, others {result['foreign']:.2f}"
                        + (f", {result['errors']} ERRORS" if result["errors"] else "")
                    )
            report.write(facts, rounds)
        if "fan-out" in settings.QUERIES and sanad:
            fan_out = fanout.run(sanad, server)
            report.write(facts, rounds, fan_out)
        if "contention" in settings.QUERIES:
            say("Measuring how gifts wait for each other …")
            waits = contention.run(sanad, server)
            report.write(facts, rounds, fan_out, contention=waits)
        if "growth" in settings.QUERIES and sanad:
            say("Measuring how it grows …")
            growth = plans.growth(sanad, server, words_of_issuer)
        if "profile" in settings.QUERIES and sanad:
            say("Profiling …")
            (settings.TARGET / "profile.md").write_text("\n".join(profile.run(sanad, server, max(10, settings.SECONDS))), encoding="utf-8")
        if "plans" in settings.QUERIES:
            say("Explaining …")
            for scan in plans.write(server, words_of_issuer):
                say(f"  {scan}")
    say(report.write(facts, rounds, fan_out, growth, waits))
    say(f"Written to {settings.TARGET}/report.md and report.json after {(time.monotonic() - began) / 60:.0f} minutes")


def stopped(*_):
    raise KeyboardInterrupt


if __name__ == "__main__":
    # servers end with this process, however it ends
    signal.signal(signal.SIGTERM, stopped)
    try:
        main()
    except programs.Missing as missing:
        sys.exit(str(missing))
    except KeyboardInterrupt:
        sys.exit("stopped")
