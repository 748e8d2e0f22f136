"""Stronger versions of answers, for tests of what is left away and what stays."""

from interviews.history import Verdict, locate, span
from reports.answers.asked import asked_questions
from reports.writer.stronger import in_order

from ..findings.test_omissions import judged, record_with
from ..sessions import Said

HEARD, PARTLY, NOT_HEARD = Verdict.HEARD, Verdict.PARTLY, Verdict.NOT_HEARD
SLUG = "payment-retried-after-timeout"
FIRST = "We store the key in a table beside the payment."
SECOND = "The client makes the key before its first try. We store the key in a table beside the payment."
ACCOUNT = "told-postmortem-you-led"


def version_of(alice, *said, slug=SLUG, making=9, resting=None):
    """Return the stronger version of the answers to a question and its follow-ups, each of the first `making`
    of which makes a point; the first makes another with its first `resting` words, so that
    enough landed, or with all of them, so that nothing is beside the point."""
    kinds = ["question", *["follow_up"] * (len(said) - 1)]
    record = record_with(alice, *map(Said, kinds, said), slug=slug)
    points = record.turns[0].question.key_points
    for at, point in zip(range(len(said[:making])), points, strict=False):
        words = (span(record.turns[at].words, 0, 3),)
        record = judged(record, at, point.slug, verdict=Verdict.HEARD, evidence=words, certainty=0.9)
    words = (span(record.turns[0].words, 0, (resting or len(record.turns[0].words)) - 1),)
    record = judged(record, 0, points[-1].slug, verdict=Verdict.HEARD, evidence=words, certainty=0.9)
    return in_order(asked_questions(record)[0])


def version_with(alice, said, **options):
    """Return the version of an answer that goes on with these words, without what else was said."""
    whole = version_of(alice, f"{FIRST} {said}", SECOND, **options)
    assert whole.startswith(FIRST)
    assert whole.endswith("The client makes the key before its first try.")
    return whole.removeprefix(FIRST).removesuffix("The client makes the key before its first try.").strip()


def version_after(alice, first, then, *, about="", **points):
    """Return the version of an answer and a follow-up. `points` are (verdict, words) of the one and of the
    other, '' for none, by key point; the first answer makes one more."""
    points = {"unique_claim_first": [(HEARD, first), (NOT_HEARD, "")], **points}
    turns = (Said("question", first), Said("follow_up", then, about=about))
    record = record_with(alice, *turns, slug=SLUG)
    for point, judgements in points.items():
        for number, (verdict, words) in enumerate(judgements):
            found = locate(words, record.turns[number].words) if words else None
            evidence = (found,) if found else ()
            slug = point.replace("_", "-")
            record = judged(record, number, slug, verdict=verdict, evidence=evidence, certainty=0.8)
    return in_order(asked_questions(record)[0])
