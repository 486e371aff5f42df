"""The data set: the same rows for the same size, on every machine and in every run.

Organizations and campaigns go through their tables' triggers, so that cards and totals are made as in production. Gifts go by COPY into one
staging table; sql/ledger.sql makes donations, transfers, postings and receipts of it, and the totals from the postings."""

import datetime
import hashlib
import json
import math
import random
import uuid

from harness import texts

START = datetime.datetime(2023, 1, 1, tzinfo=datetime.timezone.utc)
GIFTS_FROM = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
GIFTS_TO = datetime.datetime(2026, 10, 31, tzinfo=datetime.timezone.utc)
# jurisdiction: share, currency, least and greatest gift in minor units
COUNTRIES = {"SY": (0.5, "SYP", 2_500, 400_000), "KW": (0.3, "KWD", 500, 60_000), "IR": (0.2, "IRR", 500_000, 40_000_000)}
OFFICERS = 200

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [a + b for a in _CROCKFORD for b in _CROCKFORD]


class Size:
    """How much of everything; 1 is 2,000 organizations, 20,000 campaigns and 2,000,000 gifts."""

    def __init__(self, scale):
        self.scale = scale
        # ids that the queries ask for have to be there at every size
        self.organizations = max(150, round(2_000 * scale))
        self.campaigns = max(1_500, round(20_000 * scale))
        self.gifts = max(20_000, round(2_000_000 * scale))


def actor_id(issuer, subject):
    """The id of the actor with this subject, as the API derives it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{issuer}#{subject}")


def _id(at, kind, n):
    """A UUID of version 7: time, a letter for the kind of thing, a number."""
    ms = int(at.timestamp() * 1000)
    return f"{ms >> 16:08x}-{ms & 0xFFFF:04x}-7{kind:03x}-8000-{n:012x}"


def organization_id(n):
    return _id(START - datetime.timedelta(days=400) + datetime.timedelta(minutes=n), 0x0AA, n)


def campaign_id(n):
    return _id(_created(n), 0x0CC, n)


def _created(n):
    return START + datetime.timedelta(minutes=20 * n, seconds=n % 60)


def _code(number, pairs):
    return "".join(_PAIRS[number >> (10 * k) & 1023] for k in range(pairs))


def _text(parts, languages):
    return json.dumps({k: parts[i] for i, k in enumerate(("ar", "fa", "en")) if k in languages} | {"origin": languages[0]}, ensure_ascii=False)


def _country(n):
    return ("SY", "SY", "KW", "SY", "IR", "SY", "KW", "SY", "IR", "KW")[n % 10]


def _languages(country, n):
    return {"SY": ["ar", "en"], "KW": ["ar", "en"], "IR": ["fa", "en"]}[country] + ([] if n % 3 else ["fa" if country != "IR" else "ar"])


def _row(*values):
    """A line of COPY's text format."""
    return "\t".join("\\N" if v is None else str(v).replace("\\", "\\\\").replace("\t", " ").replace("\n", "\\n") for v in values) + "\n"


def _array(values):
    return "{" + ",".join(str(v) for v in values) + "}"


ORGANIZATION_COLUMNS = "id, slug, kind, jurisdiction, name, about, sectors, areas, contacts, founded_in, verification_state, verified_at, created_at"


def organizations(size):
    for n in range(size.organizations):
        country = _country(n)
        languages = _languages(country, n)
        area = texts.AREAS[country][n // 10 % len(texts.AREAS[country])]
        name = texts.CHARITIES[n * 7 % len(texts.CHARITIES)]
        number = n // len(texts.CHARITIES) + 1
        sectors = sorted({list(texts.CAUSES)[n % 8], list(texts.CAUSES)[n // 8 % 8]})
        about = texts.STORY[n % 8]
        created = START - datetime.timedelta(days=400) + datetime.timedelta(minutes=n)
        yield _row(
            organization_id(n),
            f"charity-{n}",
            ("CHARITY", "FOUNDATION", "NGO", "MABARRA")[n % 4],
            country,
            _text((f"{name[0]} في {area[1]} ({number})", f"{name[1]} در {area[2]} ({number})", f"{name[2]} in {area[3]} ({number})"), languages),
            _text(about, languages),
            _array(sectors),
            _array(sorted({area[0], texts.AREAS[country][n // 3 % len(texts.AREAS[country])][0]})),
            json.dumps([{"kind": "PHONE", "value": f"+96311{n:07d}"}]),
            1960 + n % 60,
            "VERIFIED" if n % 4 else "UNVERIFIED",
            created.isoformat() if n % 4 else None,
            created.isoformat(),
        )


IMAGE_COLUMNS = "id, origin, state, alt, width, height, placeholder, content_key, content_type, widths"


def images(size):
    """A drawing for every tenth campaign and one more; the others have none."""
    for n in range(0, size.campaigns, 3):
        key = hashlib.md5(f"image {n}".encode()).hexdigest()
        alt = _text(("رسم لأيدٍ تتعاون", "طرحی از دست‌های یاری‌رسان", "A drawing of hands that help"), ["ar", "fa", "en"])
        yield _row(_image_id(n), "SANAD", "SHOWN", alt, 1600, 900, f"#{key[:6]}", key, "image/svg+xml", "{}")


def _image_id(n):
    return _id(_created(n), 0x011, n)


CAMPAIGN_COLUMNS = (
    "id, slug, organization_id, jurisdiction, status, purpose, title, summary, story, sector, sdgs, areas, currency, goal, starts_on, ends_on, "
    "image_id, intentions, minimum_gift, maximum_gift, presets, fee_percent, refund_policy, published_at, created_at"
)


def _status(n):
    return "DRAFT" if n % 20 == 19 else "CLOSED" if n % 10 == 7 else "PAUSED" if n % 20 == 13 else "ACTIVE"


def _gift_bounds(country):
    return COUNTRIES[country][2:]


def campaign_organization(n, size):
    """The organization of a campaign: ten each, of the same country."""
    return n % size.organizations


def campaigns(size):
    weights = Weights(size)
    for n in range(size.campaigns):
        owner = campaign_organization(n, size)
        country = _country(owner)
        currency = COUNTRIES[country][1]
        languages = _languages(country, n)
        sector = list(texts.CAUSES)[(owner + n // size.organizations) % 8]
        cause = texts.CAUSES[sector][n // 3 % len(texts.CAUSES[sector])]
        area = texts.AREAS[country][n // 7 % len(texts.AREAS[country])]
        created = _created(n)
        published = created + datetime.timedelta(days=1, seconds=n % 1000)
        status = _status(n)
        batch = n // 400 + 1
        least, greatest = _gift_bounds(country)
        sentences = [texts.STORY[(n + k * 3) % 8] for k in range(4)]
        # between a tenth and one and a half times what will have come in
        goal = max(least * 10, int(weights.expected(n) * (least + greatest) / 4 / (0.1 + (n * 37 % 140) / 100)))
        yield _row(
            campaign_id(n),
            f"campaign-{n}",
            organization_id(owner),
            country,
            status,
            "PROJECT" if n % 4 else "SECTOR",
            _text((f"{cause[0]} في {area[1]}، الدفعة {batch}", f"{cause[1]} در {area[2]}، مرحلهٔ {batch}", f"{cause[2]} in {area[3]}, round {batch}"), languages),
            _text(tuple(texts.STORY[n % 8][k] for k in range(3)), languages),
            _text(tuple("\n\n".join(s[k] for s in sentences) for k in range(3)), languages),
            sector,
            _array(sorted({1 + n % 17, 1 + n * 5 % 17})),
            _array([area[0]]),
            currency,
            goal,
            published.date().isoformat(),
            None if n % 3 else (datetime.date(2027, 1, 1) + datetime.timedelta(days=n % 600)).isoformat(),
            _image_id(n) if n % 3 == 0 else None,
            "{GENERAL,SADAQAH}",
            least,
            None,
            _array([least * 2, least * 10, least * 40]),
            "5.00",
            _text(("تعاد التبرعات خلال أربعة عشر يومًا.", "کمک‌ها تا چهارده روز بازگردانده می‌شود.", "Gifts are paid back within fourteen days."), ["ar", "fa", "en"]),
            None if status == "DRAFT" else published.isoformat(),
            created.isoformat(),
        )


class Weights:
    """Which campaign a gift goes to: some are given to a hundred times as often as others; drafts never are."""

    def __init__(self, size):
        order = [n for n in range(size.campaigns) if _status(n) != "DRAFT"]
        random.Random(7).shuffle(order)
        self.order = order
        self.place = {n: i for i, n in enumerate(order)}
        self.gifts = size.gifts

    def pick(self, u):
        return self.order[int(len(self.order) * u * u)]

    def expected(self, n):
        """How many gifts a campaign will have got, nearly."""
        if n not in self.place:
            return 100
        count = len(self.order)
        i = self.place[n]
        return self.gifts * (math.sqrt((i + 1) / count) - math.sqrt(i / count))


STAGED_COLUMNS = "id, campaign_id, amount, intention, channel, reference, code, name, shown, dedication, actor_id, at"


def gifts(size):
    """Gifts in the order in which they came in."""
    rng = random.Random(42)
    weights = Weights(size)
    pick = weights.pick
    ids = [campaign_id(n) for n in range(size.campaigns)]
    bounds = [_gift_bounds(_country(campaign_organization(n, size))) for n in range(size.campaigns)]
    first = int(GIFTS_FROM.timestamp() * 1000)
    step = (int(GIFTS_TO.timestamp() * 1000) - first) / size.gifts
    uniform = rng.random
    names = [f"{a} {b}" for a in texts.FIRST_NAMES for b in texts.FAMILY_NAMES]
    donors = max(1, size.gifts // 40)
    for n in range(size.gifts):
        ms = first + int(n * step)
        campaign = pick(uniform())
        least, greatest = bounds[campaign]
        u = uniform()
        # small gifts are the many; amounts are round, as people give
        amount = least + int((greatest - least) * u * u * u) // least * least
        name = names[int(uniform() * len(names))]
        kind = n % 20
        yield (
            f"{ms >> 16:08x}-{ms & 0xFFFF:04x}-7d00-8000-{n:012x}\t{ids[campaign]}\t{amount}\t{'SADAQAH' if kind in (3, 11, 17) else 'GENERAL'}\t"
            f"{'CASH' if kind in (5, 12, 19) else 'GATEWAY'}\tD-{_code(n * 48271 & 0xFFFFF ^ n >> 20, 2)}-{_code(n, 2)}\t"
            f"{_code(n * 2654435761 >> 8, 2)}{_code(n, 3)}\t{name if kind not in (1, 9) else chr(92) + 'N'}\t"
            f"{name if kind % 2 == 0 else chr(92) + 'N'}\t{texts.DEDICATIONS[n % 5] if kind == 6 else chr(92) + 'N'}\t"
            f"{_donor(int(uniform() * donors)) if kind == 4 else chr(92) + 'N'}\t{ms}\n"
        )


def _donor(n):
    return f"5b5b5b5b-5b5b-5b5b-8b5b-{n:012x}"


def officers(size, issuer):
    """Finance officers, one for each of the first organizations: subject, actor's id, organization's id."""
    for n in range(min(OFFICERS, size.organizations)):
        subject = f"officer-{n}"
        yield subject, actor_id(issuer, subject), organization_id(n)
