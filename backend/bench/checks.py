#!/usr/bin/env python3
"""Fast checks of the benchmark itself, without a server: `python3 backend/bench/checks.py`. Part of `make test` where Python is there."""

import asyncio
import hashlib
import itertools
import json
import os
import re
import unittest

os.environ["SIZE"] = "0.01"

from harness import data, fanout, plans, queries, report, settings  # noqa: E402


class Checks(unittest.TestCase):
    def test_the_data_are_the_same_in_every_run(self):
        size = data.Size(0.01)
        rows = itertools.chain(data.organizations(size), data.campaigns(size), itertools.islice(data.gifts(size), 2_000))
        self.assertEqual("463191", hashlib.sha256("".join(rows).encode()).hexdigest()[:6])

    def test_references_and_codes_never_repeat(self):
        size = data.Size(0.01)
        fields = [row.split("\t") for row in data.gifts(size)]
        for column in (0, 5, 6):
            self.assertEqual(len(fields), len({f[column] for f in fields}))
        # beyond a million the first half of a reference has to tell them apart
        self.assertNotEqual(data._code(5 * 48271 & 0xFFFFF, 2), data._code((5 + 2**20) * 48271 & 0xFFFFF ^ 1, 2))
        self.assertTrue(all(re.fullmatch(r"D-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", f[5]) and len(f[6]) == 10 for f in fields))

    def test_an_answer_is_the_same_however_it_is_written(self):
        id = data.campaign_id(3)
        ours = {"node": {"id": queries.global_id("C", id), "title": {"text": "بئر"}, "goal": {"amount": "1.500", "currency": "KWD"}, "progress": 3}}
        theirs = {"node": {"id": id, "title": "بئر", "goal": "1500", "currency": "KWD", "standing": {"progress": 3}}}
        self.assertEqual(queries.canonical(ours), queries.canonical(theirs))
        theirs["node"]["goal"] = "1501"
        self.assertNotEqual(queries.canonical(ours), queries.canonical(theirs))

    def test_the_searches_of_the_limit_are_those_of_the_others(self):
        text = (settings.HERE / "sql/limit/search.sql").read_text()
        words, _, sectors = (re.findall(r"'([^']+)'", array) for array in re.findall(r"\(array\[(.*?)\]\)", text, re.S))
        self.assertEqual(queries.SEARCHES, list(zip(words, sectors)))

    def test_plans_are_read_from_the_log(self):
        log = (
            "2026-01-01 00:00:00.000 UTC [7] LOG:  duration: 0.1 ms  plan:\n\tQuery Text: select x\n\tfrom t\n"
            "\tSeq Scan on t  (cost=0.00..1.00 rows=1 width=4) (actual rows=1.00 loops=1)\n\t  Buffers: shared hit=3 read=2\n"
            "2026-01-01 00:00:00.001 UTC [7] LOG:  checkpoint starting\n"
        )
        ((statement, plan),) = plans.parse(log)
        self.assertEqual("select x\nfrom t", statement)
        self.assertEqual(5, plans.buffers(plan))

    def test_a_stream_is_read_in_whatever_pieces_it_comes(self):
        event = 'event:next\ndata:{"data":{"campaignProgress":{"eventId":"7","donationCount":4}}}\n\n'.encode()
        chunks = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (event[:9], event[9:30], event[30:] + b":\n\n"))
        raw = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + chunks

        async def read(step):
            subscriber = fanout.Subscriber(b"")
            for i in range(0, len(raw), step):
                subscriber.data_received(raw[i : i + step])
            return [(id, count) for id, count, _ in subscriber.events]

        for step in (1, 5, 1000):
            self.assertEqual([("7", 4)], asyncio.run(read(step)))

    def test_ratios_are_of_medians(self):
        rounds = [
            {"query": "point", "contender": name, "rps": rate, "p50": 1, "p99": 2, "errors": 0, "server_cpu": 1, "database_cpu": 1, "resident": 1, "foreign": 0}
            for name, rates in {"sanad": (90, 100, 500), "postgraphile": (50, 49, 51)}.items()
            for rate in rates
        ]
        table = report.summary(rounds)
        self.assertEqual(2, table["point"]["sanad"]["to_postgraphile"])
        self.assertEqual(["point: 2.00 × PostGraphile, below 3 (aim 5)"], list(report.verdicts(table)))

    def test_versions_are_pinned(self):
        for package in settings.PEERS.glob("*/package.json"):
            for name, version in json.loads(package.read_text())["dependencies"].items():
                self.assertRegex(version, r"^\d+\.\d+\.\d+$", f"{name} in {package}")


if __name__ == "__main__":
    unittest.main()
