"""What PostgreSQL does for each question: plans of the very statements that Sanad sends, with the buffers that they touch, by auto_explain.

Kept as text under plans/, so that a change of plan shows in a diff; and measured at page 1 and page 1,000, at whatever sizes were run."""

import json
import re
import time
import urllib.error
import urllib.request

from harness import contenders, data, load, programs, queries, settings

ASKED = ("point", "list", "nested", "search", "give", "home")
EXPLAIN = {
    "session_preload_libraries": "'auto_explain'",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_buffers": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_nested_statements": "on",
    "auto_explain.log_parameter_max_length": "0",
}
# a table above so many rows is never read from one end to the other while somebody waits
LARGE = 1_000


class Explainer:
    """A Sanad whose statements PostgreSQL explains in its log."""

    def __init__(self, server, issuer):
        self.server, self.issuer = server, issuer
        self.log = server.directory.parent / "postgresql.log"

    def __enter__(self):
        for name, value in EXPLAIN.items():
            self.server.sql(f"alter role sanad_api set {name} = {value}")
        self.sanad = contenders.Sanad(self.server, issuer=self.issuer, name="sanad-explained").__enter__()
        return self

    def __exit__(self, *_):
        self.sanad.__exit__()
        for name in EXPLAIN:
            self.server.sql(f"alter role sanad_api reset {name}")

    def ask(self, request, times=7):
        """Asks, as often as it takes a prepared statement to settle on a plan, and returns the last answer and its plans by statement."""
        for _ in range(times):
            before = self.log.stat().st_size
            answer = _ask(self.sanad, request)
        return answer, self._settled(before)

    def _settled(self, before):
        # PostgreSQL writes a plan before it answers, but the page may ask for a count after that
        found, last = None, -1
        while found is None or len(found) != last:
            last = len(found) if found else -1
            time.sleep(0.2)
            with open(self.log, encoding="utf-8", errors="replace") as log:
                log.seek(before)
                found = parse(log.read())
        return found


def parse(log):
    """Plans in a stretch of the server's log: (statement, plan), each statement once."""
    found = {}
    for entry in re.split(r"^\d{4}-\d\d-\d\d [^\n]*?\[\d+\] ", log, flags=re.M):
        match = re.match(r"LOG:  duration: [\d.]+ ms  plan:\n(.*)", entry, re.S)
        if match:
            lines = [line.removeprefix("\t") for line in match.group(1).rstrip().split("\n")]
            start = next((i for i, line in enumerate(lines) if i and re.search(r"\(cost=", line)), len(lines))
            statement = "\n".join(lines[:start]).removeprefix("Query Text: ").strip()
            found[re.sub(r"\s+", " ", statement)] = (statement, "\n".join(lines[start:]))
    return list(found.values())


def buffers(plan):
    """Pages that a plan touched in all: its top node's."""
    match = re.search(r"Buffers: shared([^\n]*)", plan)
    return sum(int(n) for n in re.findall(r"(?:hit|read)=(\d+)", match.group(1))) if match else 0


def large_tables(server):
    rows = server.sql(f"select relname from pg_class where relnamespace = 'sanad'::regnamespace and relkind = 'r' and reltuples > {LARGE}")
    return set(rows.split("\n"))


def write(server, issuer):
    """Writes the plans of each question's statements; returns what reads a large table from end to end."""
    place = settings.HERE / f"plans/size-{settings.SIZE:g}"
    place.mkdir(parents=True, exist_ok=True)
    large, scans = large_tables(server), []
    with Explainer(server, issuer) as explainer:
        for name in ASKED:
            text = []
            for request in list(queries.asks(name, "sanad"))[: 2 if name == "home" else 1]:
                _, plans = explainer.ask(request)
                for statement, plan in plans:
                    text.append(f"{statement}\n\n{plan}\n")
                    for table in re.findall(r"Seq Scan on (\w+)", plan):
                        if table in large:
                            scans.append(f"{name}: {table} is read from end to end by: {statement[:160]}")
            (place / f"{name}.txt").write_text(f"\n{'─' * 120}\n".join(text), encoding="utf-8")
            programs.say(f"  plans of {name}: {len(text)} statements")
    return sorted(set(scans))


LISTS = {
    "campaigns": ("query($first: Int!, $after: String) { page: campaigns(first: $first, after: $after, filter: {statuses: [ACTIVE, PAUSED, CLOSED]}) { %s } }", {}),
    "gifts of a campaign": (
        "query($first: Int!, $after: String, $id: ID!) { node(id: $id) { ... on Campaign { page: donations(first: $first, after: $after) { %s } } } }",
        {"id": "campaign"},
    ),
}


def _page(answer):
    return (answer["data"].get("node") or answer["data"])["page"]


def growth(sanad, server, issuer):
    """Latency and buffers of each question at this size, and of the first page beside the thousandth."""
    busiest = server.sql("select campaign_id from sanad.campaign_totals order by donation_count desc limit 1")
    rows = []
    with Explainer(server, issuer) as explainer:
        for name in ASKED:
            request = next(iter(queries.asks(name, "sanad")))
            _, plans = explainer.ask(request)
            measured = load.measure(sanad, server, name, max(2, settings.SECONDS / 3), connections=2)
            rows.append((name, measured["p50"], measured["p95"], sum(buffers(plan) for _, plan in plans)))
        for name, (document, more) in LISTS.items():
            variables = {key: queries.global_id("C", busiest) for key in more}
            walk, after, skipped = queries.Ask(document % "nodes { id } pageInfo { endCursor hasNextPage }", variables), None, 0
            while skipped < 9_990:
                # in great steps, the last one no longer than it takes
                walk.variables = variables | {"first": min(100, 9_990 - skipped), "after": after}
                page = _page(explainer.ask(walk, times=1)[0]) if skipped == 0 else _page(_ask(sanad, walk))
                if not page["pageInfo"]["hasNextPage"]:
                    break
                after, skipped = page["pageInfo"]["endCursor"], skipped + len(page["nodes"])
            for page, cursor in ((1, None), (skipped // 10 + 1, after)):
                request = queries.Ask(document % "nodes { id } pageInfo { endCursor hasNextPage }", variables | {"first": 10, "after": cursor})
                _, plans = explainer.ask(request)
                measured = load.measure(sanad, server, [request], max(2, settings.SECONDS / 3), connections=2)
                rows.append((f"{name}, page {page:,}", measured["p50"], measured["p95"], sum(buffers(plan) for _, plan in plans)))
    place = settings.TARGET / "growth"
    place.mkdir(exist_ok=True)
    (place / f"{settings.SIZE:g}.json").write_text(json.dumps(rows))
    return table(place)


def _ask(sanad, request):
    """Asks, again where a start is still cold, and returns the answer."""
    for attempt in range(10):
        body = request.body.replace("@@", f"plan-{time.time_ns()}").encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{sanad.port}/graphql", body, request.headers), timeout=60) as answered:
                return json.load(answered)
        except urllib.error.HTTPError as failure:
            if failure.code != 503 or attempt == 9:
                raise RuntimeError(f"{failure.code}: {failure.read().decode(errors='replace')[:500]}") from failure
            time.sleep(0.5)


def table(place):
    """The table of all sizes that were measured so far."""
    sizes = {float(file.stem): {row[0]: row for row in json.loads(file.read_text())} for file in place.glob("*.json")}
    names = list(dict.fromkeys(name for size in sorted(sizes) for name in sizes[size]))
    lines = ["| | " + " | ".join(f"{data.Size(size).gifts:,} gifts: p50, p95 ms, pages" for size in sorted(sizes)) + " |", "|---|" + "--:|" * len(sizes)]
    for name in names:
        cells = [f"{row[1]:.1f}, {row[2]:.1f}, {row[3]:,}" if (row := sizes[size].get(name)) else "" for size in sorted(sizes)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines
