"""Which words a finding shows: whole sentences on the point, and nothing that nobody said."""

import msgspec
import pytest

from interviews.history import Verdict, span
from reports.findings.finding import Shade
from reports.findings.key_points import find

from .. import sessions
from ..cast import built, record_of
from ..sessions import Said
from .test_omissions import judged

pytestmark = pytest.mark.django_db

POINT = "client-key"
ELSE = "We had a queue in front of the workers and a page where one could see how many were busy."
ON_IT = "The client sends a key with each payment, and the server looks it up."


def heard(alice, said, first, last, *, confidence=None):
    """Return the record of an answer that makes the point with these words; `confidence` by word."""
    record = record_of(sessions.talk(alice, Said("question", said, {POINT: Verdict.HEARD})))
    turn = record.turns[0]
    words = tuple(
        msgspec.structs.replace(word, confidence=(confidence or {}).get(word.text, 0.9))
        for word in turn.words
    )
    turn = msgspec.structs.replace(turn, words=words, typed=False)
    record = msgspec.structs.replace(record, turns=(turn,))
    return judged(record, 0, POINT, evidence=(span(words, first, last),), certainty=0.9)


def quote_of(record):
    return next(item for item in find(record).strengths if item.key_point == POINT).evidence[0].text


def test_a_quote_leaves_out_the_sentence_before_it(alice):
    said = f"and just put in a note of payments. {ON_IT}"

    assert quote_of(heard(alice, said, 0, len(said.split()) - 1)) == ON_IT


def test_a_quote_leaves_out_the_rest_of_a_sentence_before_one_that_says_as_much(alice):
    said = f"It was slow and the client just sends a key. {ON_IT}"

    assert quote_of(heard(alice, said, 3, len(said.split()) - 1)) == ON_IT
    assert quote_of(heard(alice, said, 0, len(said.split()) - 1)) == said


def test_a_scrap_is_quoted_with_the_rest_of_its_sentence(alice):
    said = f"{ELSE} SDA low, it's mid byte, nine clocks and stop. {ELSE}"

    assert quote_of(heard(alice, said, 25, 28)) == "SDA low, it's mid byte, nine clocks and stop."


def test_a_scrap_beside_another_point_s_words_stays_one(alice):
    record = heard(alice, f"{ELSE} The client sends a key, nine clocks and stop.", 25, 28)
    words = record.turns[0].words
    record = judged(
        record,
        0,
        "replay-stored-result",
        verdict=Verdict.HEARD,
        evidence=(span(words, 20, 24),),
        certainty=0.9,
    )

    assert quote_of(record) == "nine clocks and stop."


def test_a_scrap_beside_a_wrong_belief_stays_one(alice):
    record = heard(alice, f"{ELSE} The client sends a key, and repeats are never billed twice.", 19, 23)
    words = record.turns[0].words
    record = judged(
        record,
        0,
        "replay-stored-result",
        verdict=Verdict.NOT_HEARD,
        evidence=(span(words, 24, 29),),
        misconception="Takes it for a promise",
        certainty=0.9,
    )

    assert quote_of(record) == "The client sends a key,"


def test_a_quote_begins_where_its_clause_does(alice):
    said = f"{ELSE} We had a lot of them, and the client puts a key into it and sends that to the server."

    assert quote_of(heard(alice, said, 28, 36)).startswith("and the client puts a key")


def test_a_quote_goes_on_to_the_end_of_its_clause(alice):
    assert quote_of(heard(alice, ON_IT, 0, 5)) == "The client sends a key with each payment,"


def test_a_quote_does_not_end_where_the_next_thought_begins(alice):
    said = "The client sends a key, so each payment has one, the bad part is, that the server looks it up."

    assert quote_of(heard(alice, said, 0, 13)) == "The client sends a key, so each payment has one,"


@pytest.mark.parametrize(
    "said",
    [
        "First I looked at the logs, then a key told us which payment it was, so we fixed it.",
        "First I looked at the logs, then the server looks up whose key each payment is, and it goes on.",
    ],
)
def test_a_quote_keeps_a_clause_that_only_seems_to_break_off(alice, said):
    words = said.split()
    end = next(at for at, word in enumerate(words) if word in ("was,", "is,"))

    assert quote_of(heard(alice, said, 0, end)) == " ".join(words[: end + 1])


def test_a_quote_of_two_sentences_on_the_point_stays_whole(alice):
    said = f"{ON_IT} So the payment is recognised by its key."

    assert quote_of(heard(alice, said, 0, len(said.split()) - 1)) == said


STORED = "The stored answer goes with the key, and a second payment gets it again."


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ([(8, 12), (14, 27)], STORED),  # 'and the server looks it up.' is a piece
        ([(0, 6), (14, 27)], STORED),  # 'The client sends a key with each'
        ([(14, 27), (0, 13)], STORED),
        ([(0, 13), (14, 27)], ON_IT),
        ([(8, 13), (14, 19)], ON_IT),  # there is no whole one, so the first is made one
    ],
)
def test_a_whole_sentence_is_quoted_before_pieces_of_one(alice, pieces, shown):
    record = heard(alice, f"{ON_IT} {STORED}", 0, 13)
    words = record.turns[0].words
    record = judged(record, 0, POINT, evidence=tuple(span(words, *piece) for piece in pieces))

    assert quote_of(record) == shown


def test_a_misheard_swear_word_is_never_quoted(alice):
    said = f"and pushed it to the shit hub. {ON_IT}"

    assert quote_of(heard(alice, said, 0, len(said.split()) - 1, confidence={"shit": 0.2})) == ON_IT


def test_of_a_sentence_with_one_the_rest_is_quoted(alice):
    said = "The client pushed to shit hub, which sends a key with each payment to the server."

    quote = quote_of(heard(alice, said, 0, len(said.split()) - 1, confidence={"shit": 0.2}))

    assert quote == "hub, which sends a key with each payment to the server."


def test_nothing_is_claimed_on_words_that_cannot_be_shown(alice):
    record = heard(alice, f"We use shit hub. {ELSE}", 0, 3, confidence={"shit": 0.2})

    assert all(item.key_point != POINT for item in find(record).strengths)


def test_who_surely_swore_is_quoted(alice):
    said = "The client sends a shit key with each payment, and the server looks it up."

    assert quote_of(heard(alice, said, 0, len(said.split()) - 1)) == said


def test_it_does_not_stand_in_the_place_of_a_point_either(alice):
    said = f"The payment was shit after the timeout of the client. {ELSE} The server charges the client."
    record = heard(alice, said, 0, 3, confidence={"shit": 0.3})
    record = judged(record, 0, POINT, verdict=Verdict.NOT_HEARD, evidence=())

    gaps = find(record).gaps

    assert gaps
    assert not any("shit" in quote.text for gap in gaps for quote in gap.evidence)


def test_what_was_hard_to_hear_stands_behind_what_was_clear(alice):
    said = f"{ON_IT} The stored answer comes again."
    record = heard(alice, said, 0, 13, confidence=dict.fromkeys(["client", "key", "looks", "server"], 0.3))
    stored = (span(record.turns[0].words, 14, 18),)
    record = judged(record, 0, "replay-stored-result", verdict=Verdict.HEARD, evidence=stored, certainty=0.61)

    strengths = find(record).strengths

    assert [item.key_point for item in strengths] == ["replay-stored-result", POINT]
    assert [item.unclear for item in strengths] == [False, True]


def test_the_letter_opens_without_a_quote_where_none_was_clear(alice):
    row = sessions.talk(alice, Said("question", f"{ON_IT} {ELSE}", {POINT: Verdict.HEARD}))
    turn = row.turns.get()
    turn.mode = "voice"
    turn.words = [[text, start, end, 0.3] for text, start, end, _sure in turn.words]
    turn.save()

    report = built(row)

    assert report.claims.filter(kind="strength", shade=Shade.HEARD).exists()
    assert report.opening.startswith("What landed above all")
    assert "“" not in report.opening


def test_a_quote_that_ends_on_a_figure_goes_on_to_its_correction(alice):
    said = "The client sends a key that the server keeps two hours, sorry, eight hours after it came in."

    assert quote_of(heard(alice, said, 0, 10)) == said


def test_words_without_matter_are_quoted_for_nothing(alice):
    record = heard(alice, f"So yeah, I would do that. {ON_IT}", 0, 5)

    assert all(item.key_point != POINT for item in find(record).strengths)
