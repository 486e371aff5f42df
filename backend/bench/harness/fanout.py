"""News to many: subscribers of one campaign, as the app subscribes (server-sent events), while gifts come in at a fixed rate."""

import asyncio
import http.client
import json
import threading
import time

from harness import data, programs, queries, settings

# so many streams are allowed from one address
PER_ADDRESS = 200
GIVERS = 8
# how long after the last gift the news may still be on its way
PATIENCE = 5


class Subscriber(asyncio.Protocol):
    """Reads one stream: undoes the chunks and the event format, and notes when which standing arrived."""

    def __init__(self, request):
        self.request, self.events, self.status = request, [], None
        self.raw, self.text, self.left = bytearray(), bytearray(), 0
        self.first, self.failed = asyncio.get_running_loop().create_future(), None

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.request)

    def data_received(self, received):
        at = time.monotonic()
        self.raw += received
        if self.status is None:
            end = self.raw.find(b"\r\n\r\n")
            if end < 0:
                return
            self.status = int(self.raw[9:12])
            del self.raw[: end + 4]
            if self.status != 200:
                self._fail(f"status {self.status}")
                return
        while self._chunk():
            pass
        while (end := self.text.find(b"\n\n")) >= 0:
            self._event(bytes(self.text[:end]), at)
            del self.text[: end + 2]

    def _chunk(self):
        if self.left == 0:
            end = self.raw.find(b"\r\n", 2 if self.raw[:2] == b"\r\n" else 0)
            if end < 0:
                return False
            self.left = int(self.raw[:end].strip(), 16)
            del self.raw[: end + 2]
            if self.left == 0:
                return False
        taken = self.raw[: self.left]
        self.text += taken
        self.left -= len(taken)
        del self.raw[: len(taken)]
        return bool(self.raw) and self.left == 0

    def _event(self, block, at):
        payload = b"".join(line[5:] for line in block.split(b"\n") if line.startswith(b"data:")).strip()
        if not payload or payload == b"null":
            return
        answer = json.loads(payload)
        if answer.get("errors") or not answer.get("data"):
            self._fail(payload[:300])
            return
        standing = answer["data"]["campaignProgress"]
        self.events.append((standing["eventId"], standing["donationCount"], at))
        if not self.first.done():
            self.first.set_result(None)

    def _fail(self, why):
        self.failed = why
        if not self.first.done():
            self.first.set_exception(RuntimeError(f"a subscriber was refused: {why}"))

    def connection_lost(self, why):
        self._fail(self.failed or f"connection lost: {why}")


async def _subscribe(port, campaign, count):
    body = json.dumps({"query": (settings.HERE / "queries/progress.graphql").read_text(), "variables": {"campaignId": campaign}}).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    loop, found, refused = asyncio.get_running_loop(), [], 0
    while len(found) < count:
        group = []
        for n in range(len(found), min(count, len(found) + 20)):
            # loopback addresses of their own, as readers have
            address = f"127.0.0.{2 + n // PER_ADDRESS}"
            _, subscriber = await loop.create_connection(lambda: Subscriber(head.encode() + body), "127.0.0.1", port, local_addr=(address, 0))
            group.append(subscriber)
        outcomes = await asyncio.wait_for(asyncio.gather(*(s.first for s in group), return_exceptions=True), 60)
        found += [s for s, outcome in zip(group, outcomes) if outcome is None]
        failed = [(s, outcome) for s, outcome in zip(group, outcomes) if outcome is not None]
        refused += len(failed)
        for subscriber, why in failed:
            # the app's client tries again too
            subscriber.transport.abort()
            if refused > count:
                raise why
        if failed:
            await asyncio.sleep(0.5)
    return found, refused


class Gifts:
    """Gives at fixed times, whether or not the gifts before have been answered."""

    def __init__(self, port, requests, rate, seconds):
        self.port, self.requests, self.rate, self.count = port, requests, rate, round(rate * seconds)
        self.sent, self.answered, self.refused = [0.0] * self.count, [0.0] * self.count, []

    def run(self):
        start = time.monotonic() + 0.2
        workers = [threading.Thread(target=self._work, args=(n, start), daemon=True) for n in range(GIVERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(self.count / self.rate + 60)

    def _work(self, first, start):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        for n in range(first, self.count, GIVERS):
            time.sleep(max(0, start + n / self.rate - time.monotonic()))
            request = self.requests
            body = request.body.replace("@@", f"fan-{time.time_ns()}-{n}").encode()
            self.sent[n] = time.monotonic()
            try:
                line.request("POST", request.path, body, request.headers)
                answer = json.loads(line.getresponse().read())
                if not (answer.get("data") or {}).get("recordCashDonation", {}).get("donation"):
                    self.refused.append(json.dumps(answer)[:300])
            except (OSError, ValueError, http.client.HTTPException) as failure:
                self.refused.append(str(failure))
                line.close()
            self.answered[n] = time.monotonic()


def _percentile(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))] if sorted_values else float("nan")


async def _measure(sanad, server, request, campaign):
    programs.say(f"Subscribing {settings.SUBSCRIBERS:,} times …")
    subscribers, refused = await _subscribe(sanad.port, campaign, settings.SUBSCRIBERS)
    before = max(s.events[-1][1] for s in subscribers)
    # the first gifts warm up; what counts begins afterwards
    warm = Gifts(sanad.port, request, 5, 3)
    await asyncio.to_thread(warm.run)
    await asyncio.sleep(1.5)
    base = before + warm.count - len(warm.refused)
    for subscriber in subscribers:
        subscriber.events.clear()
    programs.say(f"Giving {settings.GIFTS_PER_SECOND} times a second for {settings.FAN_OUT_SECONDS} s …")
    from harness import machine

    gifts = Gifts(sanad.port, request, settings.GIFTS_PER_SECOND, settings.FAN_OUT_SECONDS)
    served, stored, began = sanad.cpu_seconds(), machine.cpu_seconds(server.pid), time.monotonic()
    await asyncio.to_thread(gifts.run)
    served, stored, elapsed = sanad.cpu_seconds() - served, machine.cpu_seconds(server.pid) - stored, time.monotonic() - began
    last = base + gifts.count - len(gifts.refused)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and any(not s.events or s.events[-1][1] < last for s in subscribers):
        await asyncio.sleep(0.05)
    for subscriber in subscribers:
        subscriber.transport.abort()
    return subscribers, refused, gifts, base, last, served / elapsed, stored / elapsed


def run(sanad, server):
    """Measures, and returns what the report tells."""
    subject, number, _ = next(queries.givers(data.Size(settings.SIZE)))
    request = next(iter(queries.asks("give", "sanad")))
    campaign = queries.global_id("C", data.campaign_id(number))
    subscribers, refused, gifts, base, last, served, stored = asyncio.run(_measure(sanad, server, request, campaign))
    sent = sorted(gifts.sent)
    delays, shown, twice, backwards, events = [], [], 0, 0, 0
    for subscriber in subscribers:
        seen, newest = set(), base
        for id, count, at in subscriber.events:
            events += 1
            twice += id in seen
            seen.add(id)
            if count <= newest:
                backwards += 1
                continue
            # the newest gift in it was sent then
            delays.append(at - sent[min(count - base, len(sent)) - 1])
            shown += [at - sent[n] for n in range(newest - base, min(count - base, len(sent)))]
            newest = count
    behind = sum(1 for s in subscribers if not s.events or s.events[-1][1] < last)
    delays.sort()
    shown.sort()
    took = sorted(b - a for a, b in zip(gifts.sent, gifts.answered))
    return {
        "subscribers": f"{len(subscribers):,}" + (f", {refused} of them only when they asked again" if refused else ""),
        "gifts": f"{gifts.count:,} at {settings.GIFTS_PER_SECOND}/s, {len(gifts.refused)} refused" + (f": {gifts.refused[0]}" if gifts.refused else ""),
        "events received": f"{events:,}",
        "from sending a gift to its event, p50": f"{_percentile(delays, 0.5) * 1000:.0f} ms",
        "from sending a gift to its event, p99": f"{_percentile(delays, 0.99) * 1000:.0f} ms",
        "from sending any gift until it is counted on a screen, p50": f"{_percentile(shown, 0.5) * 1000:.0f} ms (bars move once a second)",
        "from sending any gift until it is counted on a screen, p99": f"{_percentile(shown, 0.99) * 1000:.0f} ms",
        "subscribers without the last standing": behind,
        "events told twice": twice,
        "events that told nothing newer": backwards,
        "streams that broke": sum(1 for s in subscribers if s.failed and "connection lost: None" not in s.failed),
        "the gift itself, p50 and p99": f"{_percentile(took, 0.5) * 1000:.0f} ms, {_percentile(took, 0.99) * 1000:.0f} ms",
        "processors: Sanad, PostgreSQL": f"{served:.2f}, {stored:.2f}",
        "Sanad's memory": f"{sanad.resident_megabytes():.0f} MB",
    }
