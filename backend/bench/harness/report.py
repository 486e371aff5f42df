"""Makes medians and ratios of the rounds, and writes them as Markdown and JSON."""

import json
import statistics

from harness import settings

# what the issue demands of Sanad over PostGraphile in one process, and what it aims at
TARGETS = {"point": (3, 5), "list": (2, 4), "nested": (2, 4), "give": (3, 4.5), "search": (2, 3), "home": (25, 60)}


def _median(rounds, key):
    return statistics.median(r[key] for r in rounds)


def summary(rounds):
    """Medians by query and contender."""
    found = {}
    for r in rounds:
        found.setdefault(r["query"], {}).setdefault(r["contender"], []).append(r)
    table = {}
    for query, contenders in found.items():
        base = contenders.get("postgraphile")
        limits = [contenders[name] for name in ("database", "database-text") if name in contenders]
        limit = max((_median(each, "rps") for each in limits), default=None)
        table[query] = {}
        for name, each in contenders.items():
            rate = _median(each, "rps")
            table[query][name] = {
                "rps": rate,
                "least": min(r["rps"] for r in each),
                "most": max(r["rps"] for r in each),
                "rounds": len(each),
                "to_postgraphile": rate / _median(base, "rps") if base else None,
                "to_database": rate / limit if limit else None,
                "errors": sum(r["errors"] for r in each),
            } | {key: _median(each, key) for key in ("p50", "p99", "server_cpu", "database_cpu", "resident", "foreign")}
            table[query][name]["bytes"] = max(r.get("bytes", 0) for r in each)
    return table


def verdicts(table):
    """Lines that say where Sanad is below what is demanded of it; empty when nowhere."""
    for query, contenders in table.items():
        ours = contenders.get("sanad")
        if not ours:
            continue
        least, aim = TARGETS.get(query, (None, None))
        if least and ours["to_postgraphile"] is not None and ours["to_postgraphile"] < least:
            yield f"{query}: {ours['to_postgraphile']:.2f} × PostGraphile, below {least} (aim {aim})"
        peers = {name: each for name, each in contenders.items() if name in ("postgraphile", "postgraphile-2", "apollo", "mercurius")}
        for name, each in peers.items():
            if name != "postgraphile" and ours["rps"] < each["rps"] * (1.2 if (query, name) == ("nested", "postgraphile-2") else 1):
                yield f"{query}: {ours['rps'] / each['rps']:.2f} × {name}"
        if peers and ours["p99"] > min(each["p99"] for each in peers.values()):
            best = min(peers, key=lambda name: peers[name]["p99"])
            yield f"{query}: p99 {ours['p99']:.1f} ms, {best} {peers[best]['p99']:.1f} ms"
        if ours["resident"] > 600:
            yield f"{query}: {ours['resident']:.0f} MB resident, above 600"
    for query, contenders in table.items():
        for name, each in contenders.items():
            if each["errors"]:
                yield f"{query}: {each['errors']} errors from {name}"


def markdown(facts, rounds, fan_out, growth, contention):
    table = summary(rounds)
    lines = [
        "# Sanad beside its peers",
        "",
        f"{facts['when']} · {facts['machine']} · SIZE={settings.SIZE:g}, {settings.ROUNDS} rounds of {settings.SECONDS:g} s, {settings.CONNECTIONS} connections",
        f"Commit {facts['commit']} · {facts['versions']}",
        "",
    ]
    foreign = statistics.median(r["foreign"] for r in rounds) if rounds else 0
    worst = max((r["foreign"] for r in rounds), default=0)
    lines += [
        f"Others used {foreign:.2f} processors meanwhile (median; at worst {worst:.2f})."
        + (" **Above 0.2 only processor time per request can be compared.**" if foreign > 0.2 else ""),
        "",
    ]
    for query, contenders in table.items():
        lines += [
            f"## {query}" + (f" ({facts['home']})" if query == "home" else ""),
            "",
            "| | requests/s | spread | × PostGraphile | of the database | p50 ms | p99 ms | server CPU s/1,000 | PostgreSQL CPU s/1,000 | MB | bytes | errors | others' CPU |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
        ]
        for name, m in contenders.items():
            ratio = f"{m['to_postgraphile']:.2f}" if m["to_postgraphile"] else ""
            share = f"{m['to_database']:.0%}" if m["to_database"] else ""
            server = "" if name.startswith("database") else f"{m['server_cpu']:.3f}"
            memory = "" if name.startswith("database") else f"{m['resident']:.0f}"
            lines.append(
                f"| {name} | {m['rps']:,.0f} | {m['least']:,.0f}–{m['most']:,.0f} | {ratio} | {share} | {m['p50']:.1f} | {m['p99']:.1f} | {server} | "
                f"{m['database_cpu']:.3f} | {memory} | {m['bytes'] or ''} | {m['errors']} | {m['foreign']:.2f} |"
            )
        lines.append("")
    if fan_out:
        lines += ["## fan-out", "", "| | |", "|---|--:|", *(f"| {key} | {value} |" for key, value in fan_out.items()), ""]
    if contention:
        lines += ["## contention", "", *contention, ""]
    if growth:
        lines += ["## growth", "", *growth, ""]
    lines += ["## start", "", "| | first answer after s |", "|---|--:|", *(f"| {name} | {seconds:.1f} |" for name, seconds in facts["start"].items()), ""]
    below = list(verdicts(table))
    lines += ["## below what is demanded", "", *(f"- {line}" for line in below or ["nothing"]), ""]
    return "\n".join(lines)


def write(facts, rounds, fan_out=None, growth=None, contention=None):
    text = markdown(facts, rounds, fan_out, growth, contention)
    place = settings.TARGET
    (place / "report.md").write_text(text, encoding="utf-8")
    (place / "report.json").write_text(
        json.dumps({"facts": facts, "summary": summary(rounds), "fan_out": fan_out, "growth": growth, "contention": contention, "rounds": rounds}, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return text
