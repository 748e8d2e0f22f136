"""Wrong beliefs that were voiced: how a report tells them, and what is none."""

import msgspec
import pytest

from interviews.history import span
from reports.findings.finding import Shade
from reports.findings.key_points import find

from .. import sessions
from ..cast import built, record_of
from ..sessions import Said
from .test_key_points import ANSWER, ASKS_BACK, HEARD, WITHOUT_A_POINT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("voiced", [True, False])
def test_a_wrong_belief_is_shown_with_its_words_and_is_an_omission_without_them(alice, voiced):
    record = record_of(sessions.talk(alice, Said("question", WITHOUT_A_POINT)))
    turn = record.turns[0]
    point = msgspec.structs.replace(
        turn.content.points[0],
        misconception="leaves two equal payments for one",
        evidence=(span(turn.words, 0, 6),) if voiced else (),
    )
    content = msgspec.structs.replace(turn.content, points=(point, *turn.content.points[1:]))
    turns = (msgspec.structs.replace(turn, content=content),)

    found = find(msgspec.structs.replace(record, turns=turns))

    gap = next(gap for gap in found.gaps if gap.key_point == point.key_point)
    assert str(gap.shade) == ("mistaken" if voiced else "not_heard")
    assert gap.evidence
    assert not found.drops


@pytest.mark.parametrize(("certainty", "shade"), [(0.5, "beside"), (0.6, "mistaken")])
def test_where_it_is_hardly_sure_that_the_point_was_not_made_it_is_not_called_open(alice, certainty, shade):
    record = record_of(sessions.talk(alice, Said("question", WITHOUT_A_POINT)))
    turn = record.turns[0]
    words = {"misconception": BELIEF, "evidence": (span(turn.words, 0, 6),), "certainty": certainty}
    point = msgspec.structs.replace(turn.content.points[0], **words)
    content = msgspec.structs.replace(turn.content, points=(point, *turn.content.points[1:]))

    found = find(msgspec.structs.replace(record, turns=(msgspec.structs.replace(turn, content=content),)))

    [gap] = [gap for gap in found.gaps if gap.key_point == point.key_point]
    assert str(gap.shade) == shade


def test_a_wrong_belief_about_an_expected_point_stands_before_a_central_one_that_was_left_out(alice):
    record = record_of(sessions.talk(alice, Said("question", WITHOUT_A_POINT)))
    turn = record.turns[0]
    expected = next(point.slug for point in turn.question.key_points if point.weight == 2)
    judged = [
        msgspec.structs.replace(point, misconception=BELIEF, evidence=(span(turn.words, 0, 6),))
        if point.key_point == expected
        else point
        for point in turn.content.points
    ]
    content = msgspec.structs.replace(turn.content, points=tuple(judged))

    gaps = find(msgspec.structs.replace(record, turns=(msgspec.structs.replace(turn, content=content),))).gaps

    assert [(gap.weight, str(gap.shade)) for gap in gaps][:2] == [(2, "mistaken"), (3, "not_heard")]


BELIEF = "leaves two equal payments for one"


def with_both(row):
    """Say in the first answer the point `unique-claim-first` and, as well, a wrong belief of it."""
    turn = row.turns.get(number=1)
    points = {point["key_point"]: point for point in turn.content["points"]}
    points["unique-claim-first"] |= {
        "verdict": "cannot_tell",
        "certainty": 0.0,
        "misconception": BELIEF,
        "evidence": [msgspec.to_builtins(span(record_of(row).turns[0].words, 0, 6))],
    }
    turn.save()
    return row


def test_a_wrong_belief_beside_its_point_is_told_without_calling_the_point_open(alice):
    row = with_both(sessions.talk(alice, Said("question", f"{WITHOUT_A_POINT} {ANSWER}")))

    gap = next(gap for gap in find(record_of(row)).gaps if gap.key_point == "unique-claim-first")

    assert gap.shade is Shade.BESIDE
    assert gap.reveals == BELIEF
    assert "in its place" not in gap.because
    assert gap.rank == pytest.approx(0.5)


def test_a_wrong_belief_beside_its_point_stays_so_when_it_was_asked_about_again(alice):
    turns = (Said("question", ANSWER), Said("follow_up", WITHOUT_A_POINT, about="unique-claim-first"))
    row = with_both(sessions.talk(alice, *turns))

    gap = next(gap for gap in find(record_of(row)).gaps if gap.key_point == "unique-claim-first")

    assert gap.shade is Shade.BESIDE


def test_a_letter_on_a_wrong_belief_beside_its_point_says_what_to_look_at_again(alice):
    said = Said("question", f"{WITHOUT_A_POINT} {ANSWER} {ANSWER}", certainty=0)
    row = with_both(sessions.talk(alice, said))

    report = built(row)
    claim = report.claims.get(kind="gap")

    assert claim.shade == "beside"
    assert BELIEF in claim.text
    assert "two ways" in report.opening
    assert BELIEF not in report.opening  # perhaps nobody voiced it
    assert "still open" not in report.opening
    assert report.reviews.get().still_open == []


def test_nothing_landed_in_words_of_a_wrong_belief(alice):
    row = sessions.talk(alice, Said("question", f"{WITHOUT_A_POINT} {ANSWER}", {"client-key": HEARD}))
    turn = row.turns.get(number=1)
    points = {point["key_point"]: point for point in turn.content["points"]}
    points["replay-stored-result"] |= {
        "misconception": BELIEF,
        "evidence": points["client-key"]["evidence"],
    }
    turn.save()

    found = find(record_of(row))

    assert not found.strengths
    assert any(gap.shade is Shade.MISTAKEN for gap in found.gaps)


def test_a_belief_that_was_only_asked_about_is_no_mistake(alice):
    row = sessions.talk(alice, Said("question", ASKS_BACK, {"client-key": HEARD}), Said("clarify"))
    turn = row.turns.get(number=1)
    turn.content["points"][1] |= {
        "misconception": "leaves two equal payments for one",
        "evidence": turn.content["points"][0]["evidence"],
    }
    turn.save()

    assert not find(record_of(row)).gaps


def lazy_loading(question):
    """Return the key point of which lazy loading is a wrong belief, and what that reveals."""
    beliefs = [(point.slug, belief) for point in question.key_points for belief in point.misconceptions]
    return next((slug, belief.reveals) for slug, belief in beliefs if "lazy" in belief.says)


def voice(row, turn, said, point, belief):
    """Let the first words of a turn be judged as the voice of a belief about a point."""
    words = record_of(row).turns[turn.number - 1].words
    for judged in turn.content["points"]:
        if judged["key_point"] == point:
            evidence = [msgspec.to_builtins(span(words, 0, len(said.split()) - 1))]
            judged |= {"misconception": belief, "evidence": evidence}
    turn.save()


@pytest.mark.parametrize(
    ("said", "shade"),
    [
        ("Maybe it is lazy loaded, or the browser finds it late.", "not_heard"),
        ("It could also be lazy loaded, as so many are.", "not_heard"),
        ("I would lazy load it like all the others.", "mistaken"),
        ("Maybe it is the server. I would lazy load it like all the others.", "mistaken"),
        ("I would lazy load all images. It might be the network as well.", "mistaken"),
        ("The browser finds it late. Perhaps the images are lazy loaded.", "not_heard"),
    ],
)
def test_a_suspect_is_no_wrong_belief_where_a_fault_is_looked_for(alice, said, shade):
    slug = "product-page-hero-late"
    about = sessions.question(slug)
    point, belief = lazy_loading(about)
    row = sessions.talk(
        alice, Said("question", f"{said} The photo of the product page appears late."), slug=slug
    )
    voice(row, row.turns.get(), said, point, belief)

    [gap] = [gap for gap in find(record_of(row)).gaps if gap.key_point == point]

    assert str(gap.shade) == shade


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("I would lazy load all images of the page.", "Loading them later makes it faster.", 1),
        ("Loading them later makes it faster.", "I would lazy load all images of the page.", 2),
        ("I would lazy load all images of the page.", "I would lazy load all images of the page.", 2),
    ],
)
def test_of_two_voicings_the_one_that_says_the_belief_most_plainly_is_shown(alice, first, second, shown):
    slug = "product-page-hero-late"
    point, belief = lazy_loading(sessions.question(slug))
    photo = "The photo of the product page appears late."
    row = sessions.talk(
        alice,
        Said("question", f"{first} {photo}"),
        Said("follow_up", f"{second} {photo}", about=point),
        slug=slug,
    )
    for turn, said in zip(row.turns.order_by("number"), (first, second), strict=True):
        voice(row, turn, said, point, belief)

    [gap] = [gap for gap in find(record_of(row)).gaps if gap.key_point == point]

    assert gap.turn == shown
