"""Which sign of depth stands beside a strength: one that belongs to its words, whole, and nobody else's."""

import msgspec
import pytest

from interviews.analysis.judgement import Sign
from interviews.history import Verdict, locate
from reports.findings.finding import STRENGTH
from reports.findings.key_points import find

from .. import sessions
from ..cast import record_of
from ..sessions import Said
from .test_omissions import judged

pytestmark = pytest.mark.django_db

MADE = "The client sends one key with each payment, and the server looks it up."
STORY = "told-them-not-to-ship"


def signs(alice, said, *found, slug="payment-retried-after-timeout", **made):
    """Return kind and words of the sign that stands beside each point; `made` names the words of a point."""
    record = record_of(sessions.talk(alice, Said("question", said), slug=slug))
    turn = record.turns[0]
    depth = tuple(Sign(kind, locate(words, turn.words)) for kind, words in found)
    turn = msgspec.structs.replace(turn, content=msgspec.structs.replace(turn.content, depth=depth))
    record = msgspec.structs.replace(record, turns=(turn,))
    for point, words in made.items():
        record = judged(
            record,
            0,
            point.replace("_", "-"),
            verdict=Verdict.HEARD,
            evidence=(locate(words, turn.words),),
            certainty=0.9,
        )
    strengths = [item for item in find(record).strengths if item.kind == STRENGTH]
    return {item.key_point: (item.sign, item.evidence[-1].text) for item in strengths if item.sign}


@pytest.mark.parametrize(
    "said",
    [
        f"{MADE} It stays for 24 hours.",
        "It stays for 24 hours, and the client sends one key with each payment, and the server looks it up.",
    ],
)
def test_a_sign_in_the_same_sentence_or_at_the_start_of_the_next_belongs_to_the_point(alice, said):
    words = "stays for 24 hours"
    made = "the client sends one key with each payment," if said.startswith("It") else MADE

    beside = signs(alice, said, ("number", words), client_key=made)

    assert beside["client-key"][0] == "number"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (f"{MADE.removesuffix('.')}, and that's all of it, and if one calls they wait a minute or ten.",
         "a minute or ten."),
        ("Everybody has a cap of five calls, so that the first one there is served, and what comes then is a "
         f"queue, and {MADE}", "a cap of five calls,"),
    ],
)  # fmt: skip
def test_a_sign_apart_from_the_point_s_words_and_matter_is_none_of_it(alice, said, words):
    made = "The client sends one key with each payment,"

    assert signs(alice, said, ("number", words), client_key=made) == {}


def test_a_sign_of_the_point_s_own_matter_may_stand_apart_from_its_words(alice):
    said = f"{MADE.removesuffix('.')}, and what one sees there is that a client retries with it ten times."

    beside = signs(alice, said, ("number", "that a client retries with it ten times."), client_key=MADE[:42])

    assert beside["client-key"][0] == "number"


def test_a_sign_of_a_kind_that_nobody_names_is_none(alice):
    said = f"{MADE} One could do it without a key as well."

    assert signs(alice, said, ("alternative", "without a key as well."), client_key=MADE) == {}


@pytest.mark.parametrize("opening", ["For example,", "Um, so,", "For instance,", "And, well,", "Yeah,"])
def test_a_sign_begins_the_next_sentence_also_behind_words_that_say_nothing(alice, opening):
    said = f"{MADE} {opening} the table holds 40,000 of them."

    assert "client-key" in signs(alice, said, ("number", "the table holds 40,000 of them."), client_key=MADE)


@pytest.mark.parametrize(
    "said",
    [
        f"{MADE} I'd also keep a table of old orders, and that costs us 50,000 a year.",
        f"{MADE} The rest is boring. That costs us 50,000 a year.",
        f"{MADE} For example, the orders are kept, and that costs us 50,000 a year.",
        f"That costs us 50,000 a year. {MADE}",
        f"{MADE} That costs us 50,000 a year and that was, well, a lot.",
    ],
)
def test_a_sign_on_something_else_is_none_of_the_point(alice, said):
    assert signs(alice, said, ("trade_off", "costs us 50,000 a year"), client_key=MADE) == {}


def test_a_sign_among_the_words_of_another_point_is_that_one_s(alice):
    other = "It answers with the stored result for 24 hours."

    beside = signs(
        alice, f"{MADE} {other}", ("number", "for 24 hours."), client_key=MADE, replay_stored_result=other
    )

    assert "client-key" not in beside


def test_a_sign_is_shown_from_the_beginning_of_its_clause_to_its_end(alice):
    said = f"{MADE} It keeps every key for 24 hours in the table of payments."

    beside = signs(alice, said, ("number", "every key for 24 hours in"), client_key=MADE)

    assert beside["client-key"][1] == "It keeps every key for 24 hours in the table of payments."


def test_a_sign_in_a_clause_that_does_not_stand_alone_is_shown_with_its_sentence(alice):
    said = f"{MADE} If a payment fails, we send it again with the same key."

    beside = signs(alice, said, ("failure_case", "a payment fails,"), client_key=MADE)

    assert beside["client-key"][1] == "If a payment fails, we send it again with the same key."


@pytest.mark.parametrize(("sign", "shown"), [("example", {}), ("number", {"plain-words"})])
def test_a_story_is_an_example_from_its_first_word_on(alice, sign, shown):
    made = "I told the product owner that anybody could read the invoices of others."
    more = "I opened one of 40 invoices in front of her."
    points = sessions.question(STORY).key_points

    beside = signs(
        alice, f"{made} {more}", (sign, more), slug=STORY, **{points[0].slug.replace("-", "_"): made}
    )

    assert bool(beside) is bool(shown)
