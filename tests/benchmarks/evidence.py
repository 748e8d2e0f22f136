"""Whether what is not true gets through: five rates and the controls of shared evidence.

    python -m tests.benchmarks.evidence [--sessions 12]

Two writers write the reports of generated sessions: the local one, and a stand-in for a careless model that
fabricates, misquotes, shifts times, swaps quotes between claims and grades in numbers. Whatever ends in the
database is compared with the transcript by code of its own here. Controls corrupt each kept quote by one
word, shift its time and swap it with another claim's; each must be caught.
"""

import argparse
import json
import os
import random
import re
from collections import Counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

RATING = re.compile(
    r"\b(scores?|scored|grades?|graded|rating|rated|percentile|out of (ten|five|\d+))\b|\d\s*/\s*\d|\d\s*%",
    re.IGNORECASE,
)
# How the careless writer spoils a text.
WAYS = ("fabricate", "fabricate_in_text", "misquote", "shift", "swap", "grade")
GRADES = (" I'd give this 7/10.", " Score: 82 %.", " That is worth four out of five.", " Grade: B.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=12)
    options = parser.parse_args()
    import django

    django.setup()
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        measure(options.sessions)
    finally:
        runner.teardown_databases(databases)


def careless(rng: random.Random) -> Any:
    """Return a writer that writes as the local one does, and then spoils half of it, also when it repairs."""
    import msgspec

    from reports.writer.local import LocalWriter
    from reports.writer.port import Cited, Draft, Prose

    class Careless(LocalWriter):
        name = "careless"

        def __init__(self) -> None:
            self.spoilt: Counter[str] = Counter()

        def write(self, brief: Any) -> Any:
            prose = super().write(brief)
            return Prose(tuple(self.spoil(draft, brief) for draft in prose.drafts), prose.stronger)

        def repair(self, brief: Any, faulty: Any) -> Any:
            prose = super().repair(brief, faulty)
            return Prose(
                tuple(self.spoil(draft, brief) if rng.random() < 0.5 else draft for draft in prose.drafts)
            )

        def spoil(self, draft: Any, brief: Any) -> Any:
            finding = brief.finding(draft.about)
            quote = finding.evidence[0]
            honest = Cited(1, quote.text, quote.start_ms // 1000 * 1000)
            others = [
                item.evidence[0]
                for item in brief.findings
                if item.key != finding.key and item.evidence[0].text not in quote.text
            ]
            how = rng.choice(("honest", "honest", "honest", *WAYS))
            if how == "swap" and not others:
                how = "honest"
            if how != "honest":
                self.spoilt[how] += 1
            cited, text = honest, draft.text
            if how == "fabricate":
                cited = msgspec.structs.replace(honest, quote="I sharded the whole thing over nine regions")
            elif how == "fabricate_in_text":
                text += " You even said “I sharded the whole thing over nine regions”."
            elif how == "misquote":
                words = quote.text.split()
                words[rng.randrange(len(words))] = "zebra"
                cited = msgspec.structs.replace(honest, quote=" ".join(words))
            elif how == "shift":
                cited = msgspec.structs.replace(
                    honest, at_ms=honest.at_ms + rng.choice((-9000, 3000, 60_000))
                )
            elif how == "swap":
                other = rng.choice(others)
                cited = msgspec.structs.replace(honest, quote=other.text, at_ms=other.start_ms // 1000 * 1000)
            elif how == "grade":
                text += rng.choice(GRADES)
            return Draft(about=draft.about, text=text, cited=(cited,), part=draft.part)

    return Careless()


def measure(count: int) -> None:
    from intervision.accounts.models import User
    from reports import build
    from reports.writer.local import LocalWriter
    from tests.reports.sessions import past_interview

    user = User.objects.create_user("bench@example.org")
    rng = random.Random(7)
    totals: Counter[str] = Counter()
    rated: list[str] = []
    spoilt: Counter[str] = Counter()
    for seed in range(count):
        for writer in (LocalWriter(), careless(rng)):
            row = past_interview(
                user,
                seed=seed,
                questions=6,
                skill=0.2 + seed % 5 * 0.18,
                fillers=2 + seed % 4 * 4,
                long_pauses=seed % 3,
            )
            build.request_build(row.pk)
            build.build_report(row.pk, writer=writer)
            check(row, totals, rated)
            spoilt.update(getattr(writer, "spoilt", {}))
    quotes = max(1, totals["quotes"])
    print(f"stand-in model: {dict(spoilt)}")
    print(f"claims                {totals['claims']}, dropped {totals['dropped']}")
    print(f"with a quote          {totals['with_quote'] / max(1, totals['claims']):.1%}")
    print(f"contiguous            {totals['contiguous'] / quotes:.1%} of {quotes} quotes")
    print(f"within 1 s            {totals['within_1s'] / quotes:.1%}")
    print(f"support the claim     {totals['supports'] / quotes:.1%} (lie in what the judgement relied on)")
    print("true to the audio     bounded by the recogniser's word error rate (generated words: exact)")
    print(f"controls caught       {totals['caught']} of {totals['controls']}")
    print(f"ratings of the person {len(rated)} {rated[:3]}")
    result = {
        "claims": totals["claims"],
        "with_quote": round(totals["with_quote"] / max(1, totals["claims"]), 4),
        "contiguous": round(totals["contiguous"] / quotes, 4),
        "within_1s": round(totals["within_1s"] / quotes, 4),
        "dropped": totals["dropped"],
        "controls_caught": totals["caught"],
        "controls_total": totals["controls"],
    }
    print(json.dumps(result))


def check(row: Any, totals: Counter[str], rated: list[str]) -> None:
    """Compare a report's rows with the transcript, independently of the code that made them."""
    report = row.report
    turns = {turn.number: turn for turn in row.turns.all()}
    claims = list(report.claims.prefetch_related("evidence"))
    totals["claims"] += len(claims)
    totals["dropped"] += report.dropped
    for claim in claims:
        items = list(claim.evidence.all())
        totals["with_quote"] += bool(items)
        for item in items:
            turn = turns[item.turn]
            asked = item.role == "asked"
            words = turn.said.split() if asked else [word[0] for word in turn.words]
            run = item.quote.split()
            starts = [at for at in range(len(words)) if words[at : at + len(run)] == run]
            totals["quotes"] += 1
            totals["contiguous"] += bool(starts)
            times = [turn.said_ms if asked else turn.words[at][1] for at in starts]
            totals["within_1s"] += any(abs(time - item.start_ms) <= 1000 for time in times)
            totals["supports"] += supports(claim, item, turn)
    for text in (report.opening, report.closing, *(claim.text for claim in claims)):
        plain = re.sub(r"[“][^”]*[”]|\[[^\]]*\]", " ", text)
        allowed = " ".join(claim.point for claim in claims).lower()
        rated += [found.group(0) for found in RATING.finditer(plain) if found.group(0).lower() not in allowed]
    controls(row, claims, totals)


def supports(claim: Any, item: Any, turn: Any) -> bool:
    """Return whether the quote lies in what the content pass relied on for the claim's key point."""
    if claim.kind == "delivery" or item.role in ("asked", "instead") or claim.shade == "beyond":
        return True
    judged = [point for point in turn.content["points"] if point["key_point"] == claim.key_point]
    spans = [span for point in judged for span in point["evidence"]] + [
        sign["span"] for sign in turn.content["depth"] if item.number > 1
    ]
    return any(span["first"] <= item.first and item.last <= span["last"] for span in spans)


def controls(row: Any, claims: list[Any], totals: Counter[str]) -> None:
    import msgspec

    from interviews.history import interview
    from reports.evidence import TIME_TOLERANCE_MS, Fault, fault_of, find
    from reports.findings import key_points

    record = interview(row.pk)
    found = key_points.find(record)
    by_key = {(finding.kind, finding.key): finding for finding in (*found.strengths, *found.gaps)}
    kept = [by_key[claim.kind, claim.key] for claim in claims if (claim.kind, claim.key) in by_key]
    for number, finding in enumerate(kept):
        quote = finding.evidence[0]
        words = quote.text.split()
        words[len(words) // 2] = "zebra"
        corrupted = msgspec.structs.replace(quote, text=" ".join(words))
        late = msgspec.structs.replace(quote, start_ms=quote.start_ms + TIME_TOLERANCE_MS + 1)
        tried = [
            fault_of(corrupted, record=record, relied_on=finding.evidence),
            find(corrupted.text, at_ms=quote.start_ms, record=record, relied_on=finding.evidence),
            fault_of(late, record=record, relied_on=finding.evidence, tolerance_ms=TIME_TOLERANCE_MS),
            find(quote.text, at_ms=late.start_ms, record=record, relied_on=finding.evidence),
        ]
        other = kept[(number + 1) % len(kept)].evidence[0]
        # The same words can bear on two key points; that is no swap.
        if not any(other.text in basis.text or basis.text in other.text for basis in finding.evidence):
            tried += [
                fault_of(other, record=record, relied_on=finding.evidence),
                find(other.text, at_ms=other.start_ms, record=record, relied_on=finding.evidence),
            ]
        totals["controls"] += len(tried)
        totals["caught"] += sum(isinstance(result, Fault) for result in tried)


if __name__ == "__main__":
    main()
