"""Deals to measure with: narrow ones as a register has them by the hundred thousand, and the wide ones of the casebook."""

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest

import armsdeals as ad

WORDS = "supply of air defence systems with training spares and support under a framework agreement signed by both sides".split()  # noqa: SIM905  # words to choose from
COUNTRIES = ["Türkiye", "Russia", "France", "India", "Egypt", "Poland", "Brazil", "Norway", "Japan", "Indonesia"]
CURRENCIES = ["USD", "EUR", "GBP", "RUB", "INR", "TRY"]
UNITS = {"range": "km", "ceiling": "m", "weight": "kg", "speed": "km/h", "length": "m", "power": "kW"}
BASES = ["OFFER", "CONTRACT", "ESTIMATE", "PROGRAMME"]
STAGES = "TALKS OFFERED SELECTED NEGOTIATING SIGNED EFFECTIVE DELIVERING DELIVERED COMPLETED CANCELLED".split()  # noqa: SIM905  # a way to choose from


def words(chance: random.Random, least: int, most: int | None = None) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most or least)))


def money(chance: random.Random, most: float = 5e9) -> str:
    return f"{chance.uniform(1e5, most):.2f} {chance.choice(CURRENCIES)}"


def dated(chance: random.Random, day: date) -> str:
    known = chance.random()
    text = day.isoformat()[: 10 if known < 0.6 else 7 if known < 0.88 else 4]
    return text + (chance.choice("~?") if chance.random() < 0.06 else "")


def party(chance: random.Random, role: str) -> dict[str, Any]:
    return {"name": words(chance, 2), "role": role, "country": chance.choice(COUNTRIES), "kind": "STATE"}


def line(chance: random.Random, place: int) -> dict[str, Any]:
    ordered = chance.randint(1, 200)
    made = {
        "designation": f"{chance.choice('SFMTKA')}-{chance.randint(1, 900)}",
        "manufacturer": words(chance, 1).title(),
        "specifications": [
            {"name": name, "value": f"{chance.uniform(1, 2000):.1f} {UNITS[name]}"}
            for name in chance.sample(list(UNITS), chance.randint(1, 4))
        ],
    }
    counts = [
        {"value": str(ordered), "basis": "ORDERED"},
        {"value": str(chance.randint(0, ordered)), "basis": "DELIVERED"},
    ]
    condition = chance.choice(["NEW", "USED", "MIXED"])
    return {"id": f"line-{place}", "system": made, "condition": condition, "quantities": counts}


def loan(chance: random.Random, place: int, start: date) -> dict[str, Any]:
    months = chance.randint(6, 180)
    return {
        "kind": chance.choice(["loan", "loan", "credit-line"]),
        "lender": chance.choice(COUNTRIES),
        "rate": f"{chance.uniform(0, 0.12):.4f}",
        "tenor_months": months,
        "grace_months": chance.randint(0, months - 1),
        "first_due": (start + timedelta(chance.randint(30, 2000))).isoformat(),
        "key": f"credit-{place}",
        "amount": money(chance),
    }


def source(chance: random.Random, day: date) -> dict[str, Any]:
    return {
        "publisher": f"{words(chance, 1).title()} News",
        "title": words(chance, 6),
        "published": (day + timedelta(chance.randint(0, 30))).isoformat(),
        "link": f"https://example.org/{chance.randrange(10**8)}",
    }


def narrow(chance: random.Random, place: int) -> dict[str, Any]:
    """A deal of some 3.8 kB and 40 objects: parties, lines with systems and figures, credits, dated events with sources."""
    start = day = date(chance.randint(1985, 2018), chance.randint(1, 12), chance.randint(1, 28))
    history = []
    for _ in range(chance.randint(3, 12)):
        told = {"when": dated(chance, day), "stage": chance.choice(STAGES), "text": words(chance, 3, 12)}
        history.append(told | {"evidence": [source(chance, day) for _ in range(chance.choice([1, 1, 2]))]})
        day += timedelta(chance.randint(1, 500))
    others = [party(chance, "BROKER") for _ in range(chance.randint(0, 2))]
    return {
        "id": f"ad-{place:07}",
        "title": words(chance, 6),
        "parties": [party(chance, "SUPPLIER"), party(chance, "RECIPIENT"), *others],
        "lines": [line(chance, n) for n in range(chance.randint(1, 4))],
        "prices": [{"value": f"{money(chance)} {chance.choice(BASES)}"} for _ in range(chance.randint(1, 3))],
        "financing": {"instruments": [loan(chance, n, start) for n in range(chance.randint(2, 5))]},
        "history": history,
    }


def narrow_deals(count: int) -> list[bytes]:
    """So many narrow deals as lines of JSON Lines, the same in every run."""
    chance = random.Random(7)  # noqa: S311  # the same deals in every run
    trees = [narrow(chance, place) for place in range(count)]
    return [json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode() for tree in trees]


@pytest.fixture(scope="session")
def narrow_lines() -> list[bytes]:
    return narrow_deals(300)


@pytest.fixture(scope="session")
def unseen_lines() -> list[bytes]:
    """Narrow deals none of which is among the others, for what happens when each is read for the first time."""
    return narrow_deals(3_600)[600:]


@pytest.fixture
def many_lines() -> list[bytes]:
    """Narrow deals, so many that what a reader keeps for later, which has bounds, is shared out among them."""
    return narrow_deals(20_000)


@pytest.fixture(scope="session")
def wide_lines() -> list[bytes]:
    """The deals of the casebook as lines, those of some length."""
    lines = ad.dumps(ad.casebook(), "jsonl").splitlines()[1:]
    return [line for line in lines if len(line) > 3_000]
