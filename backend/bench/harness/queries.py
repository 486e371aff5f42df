"""What is asked: the documents, their variables, and how each contender is asked for the same."""

import base64
import hashlib
import json
import pathlib
import urllib.parse

from harness import data, settings, texts

TOKENS = {}


def global_id(letter, id):
    return base64.urlsafe_b64encode(letter.encode() + bytes.fromhex(id.replace("-", ""))).rstrip(b"=").decode()


def _document(name, kind):
    folder = settings.HERE / "queries" / ("postgraphile" if kind == "postgraphile" else "")
    return (folder / f"{name}.graphql").read_text()


def home_document(operation):
    """The app's own document, as its build wrote it; the copy that is kept here where the app isn't built."""
    manifest = settings.ROOT / "frontend/dist/persisted-documents.json"
    if manifest.exists():
        for text in json.loads(manifest.read_text()).values():
            if text.startswith(f"query {operation}"):
                return text
    return _document(f"home-{operation.lower()}", "sanad")


class Ask:
    """A request: a document with variables, as whom, and whether by GET. `@@` in it becomes another word in each request."""

    def __init__(self, document, variables, token=None, get=False):
        self.document, self.variables, self.token, self.get = document, variables, token, get

    @property
    def path(self):
        if not self.get:
            return "/graphql"
        hashed = hashlib.sha256(self.document.encode()).hexdigest()
        return "/graphql?" + urllib.parse.urlencode({"documentId": f"sha256:{hashed}", "variables": json.dumps(self.variables, separators=(",", ":"))})

    @property
    def body(self):
        return None if self.get else json.dumps({"query": self.document, "variables": self.variables}, ensure_ascii=False)

    @property
    def headers(self):
        return {"Accept": "application/json"} | ({} if self.get else {"Content-Type": "application/json"}) | ({"Authorization": f"Bearer {self.token}"} if self.token else {})


SEARCHES = [
    ("مدرسة", "EDUCATION"), ("حقايب مدرسية", "EDUCATION"), ("منح دراسيه", "EDUCATION"), ("أيتام", "ORPHANS"), ("كسوة العيد", "ORPHANS"),
    ("رمضان", "FOOD"), ("حليب الأطفال", "FOOD"), ("زلزال", "RELIEF"), ("خيام", "RELIEF"), ("بئر ماء", "WATER"), ("كراسي متحركة", "DISABILITY"),
    ("ترميم البيوت", "SHELTER"), ("تدفئة الشتا", "SHELTER"), ("أدويه القلب", "HEALTH"), ("عيادة متنقلة", "HEALTH"), ("حلب", "FOOD"),
]  # fmt: skip


def givers(size):
    """Those officers whose organization has a campaign that takes gifts: subject, campaign's number, currency."""
    for n in range(min(data.OFFICERS, size.organizations)):
        if data._status(n) == "ACTIVE":
            yield f"officer-{n}", n, data.COUNTRIES[data._country(n)][1]


AMOUNTS = {"SYP": ("250.00", "25000"), "KWD": ("7.500", "7500"), "IRR": ("2500000", "2500000")}


def asks(name, contender, count=499, get=False):
    """The requests of a query for a contender, as many different ones as there are variables."""
    kind = "postgraphile" if contender.startswith("postgraphile") else "sanad"
    size = data.Size(settings.SIZE)
    theirs = kind == "postgraphile"
    match name:
        case "point":
            document = _document("point", kind)
            published = [n for n in range(size.campaigns) if data._status(n) != "DRAFT"]
            for i in range(count):
                id = data.campaign_id(published[i * 7919 % len(published)])
                yield Ask(document, {"id": id if theirs else global_id("C", id)})
        case "list":
            yield Ask(_document("list", kind), {})
        case "nested":
            document = _document("nested", kind)
            for area in texts.AREAS["SY"]:
                yield Ask(document, {"area": area[0]})
        case "search":
            document = _document("search", kind)
            for words, sector in SEARCHES:
                for country in ("SY", "KW", "IR"):
                    yield Ask(document, {"words": words, "sector": sector, "country": country})
        case "give":
            document = _document("give", kind)
            for i, (subject, campaign, currency) in enumerate(givers(size)):
                id, slip = data.campaign_id(campaign), {"receivedOn": "2026-11-01", "slipNumber": "@@", "donorName": texts.FIRST_NAMES[i % 30]}
                amount, minor = AMOUNTS[currency]
                given = (
                    {"campaign": id, "amount": minor, "currency": currency, "key": "key-of-slip-@@"}
                    if theirs
                    else {"campaignId": global_id("C", id), "amount": {"amount": amount, "currency": currency}, "intention": "GENERAL", "isAnonymous": False, "idempotencyKey": "key-of-slip-@@"}
                )
                yield Ask(document, {"input": slip | given}, TOKENS[subject])
        case "home":
            # a visit asks for both documents
            near = _document("home-near", kind) if theirs else home_document("Near")
            totals = _document("home-totals", kind) if theirs else home_document("Totals")
            for country in ("SY", "KW", "IR"):
                for locale in ("AR",) if theirs else ("AR", "FA", "EN"):
                    filter = {"jurisdictions": [country], "areas": None, "statuses": ["ACTIVE"]}
                    yield Ask(near, {"country": country} if theirs else {"filter": filter, "locale": locale}, get=get)
                    yield Ask(totals, {}, get=get)


def comparable(name, contender):
    """A few requests whose answers must be the same from all: by position."""
    every = list(asks(name, contender, 12))
    if name == "home":
        step = 1 if contender.startswith("postgraphile") else 3
        return [every[2 * step * i] for i in range(3)] + [every[1]]
    return every[:: max(1, len(every) // 4)][:4]


DECIMALS = {"SYP": 2, "KWD": 3, "IRR": 0}


def canonical(value, currency=None):
    """An answer without what may differ between contenders: how ids, texts and sums are written, cursors, and levels that a schema needs."""
    if isinstance(value, list):
        return [canonical(each, currency) for each in value]
    if not isinstance(value, dict):
        return value
    # the app's own documents ask for types, for its cache
    value = {key: inner for key, inner in value.items() if key != "__typename"}
    for wrapper in ("card", "standing"):
        # PostGraphile's relations where Sanad has fields
        if wrapper in value:
            value |= value.pop(wrapper)
    if "text" in value:
        return value["text"]
    if "ar" in value or "origin" in value:
        return value.get("ar") or value.get("fa") or value.get("en")
    if set(value) - {"denominatedSince"} == {"amount", "currency"}:
        return f"{value['amount']} {value['currency']}"
    if set(value) == {"state"}:
        return value["state"]
    if set(value) == {"nodes"}:
        return canonical(value["nodes"])
    own = value.pop("currency", currency) if isinstance(value.get("currency"), str) else None
    found = {}
    for key, inner in value.items():
        if key in ("goal", "raised", "amount") and isinstance(inner, str):
            places = DECIMALS[own]
            digits = inner.rjust(places + 1, "0")
            found[key] = f"{digits[:-places]}.{digits[-places:]} {own}" if places else f"{digits} {own}"
        elif key == "id" and len(inner) != 36:
            raw = base64.urlsafe_b64decode(inner + "=" * (-len(inner) % 4)).hex()[2:]
            found[key] = "-".join((raw[:8], raw[8:12], raw[12:16], raw[16:20], raw[20:]))
        elif key == "settledAt":
            found[key] = inner[:23].ljust(23, "0").replace("+", "0")[:19]
        elif key == "image" and inner:
            found[key] = {"placeholder": inner["placeholder"], "alt": canonical(inner["alt"])}
        elif key == "endCursor":
            continue
        else:
            found[key] = canonical(inner, own)
    return found
