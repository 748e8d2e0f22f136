"""What a stronger version leaves to be added: what is not in it, and no more."""

import msgspec
import pytest

from interviews.history import Verdict, span

from . import sessions
from .cast import built, record_of
from .sessions import Said

pytestmark = pytest.mark.django_db

HALF = "client-key"
REST = "A timeout of the client says nothing about the payment. The key point is that nobody pays twice."


def review_of(alice, said, rest=REST):
    """Return the review of an answer that makes half a point, and two more with the `rest`."""
    row = sessions.talk(alice, Said("question", f"{said} {rest}", {HALF: Verdict.PARTLY}, certainty=0.6))
    if rest:
        turn = row.turns.get()
        words = record_of(row).turns[0].words
        evidence = msgspec.to_builtins(span(words, len(said.split()), len(words) - 1))
        for point in turn.content["points"][1:3]:
            point |= {"verdict": "heard", "certainty": 0.9, "evidence": [evidence]}
        turn.save()
    report = built(row)
    assert report.claims.filter(kind="gap", shade="partly", key_point=HALF).exists()
    return report.reviews.get()


def half_in(review):
    point = sessions.question("payment-retried-after-timeout").key_points[0]
    assert point.slug == HALF
    return any(point.point[1:30] in added for added in review.still_open)


@pytest.mark.parametrize(
    "said",
    ["We send some key along with the payment each time.", "So, um, some key goes along with it, too."],
)
def test_half_a_point_that_stands_in_the_version_is_not_to_be_added_to_it(alice, said):
    review = review_of(alice, said)

    assert "some key" in review.stronger.casefold()
    assert not half_in(review)


def test_half_a_point_that_is_not_in_the_version_is_to_be_added(alice):
    review = review_of(alice, "Sorry, we send some key along with the payment.")

    assert review.stronger
    assert "some key" not in review.stronger
    assert half_in(review)


def test_half_a_point_that_stands_in_no_version_is_to_be_added(alice):
    review = review_of(alice, "We send some key along with the payment each time.", "")

    assert not review.stronger
    assert half_in(review)


def test_words_without_matter_are_half_of_no_point(alice):
    said = "And so it is like that, as it was before that."
    row = sessions.talk(alice, Said("question", f"{said} {REST}", {HALF: Verdict.PARTLY}, certainty=0.6))
    turn = row.turns.get()
    words = record_of(row).turns[0].words
    for point in turn.content["points"][:1]:
        point["evidence"] = [msgspec.to_builtins(span(words, 0, len(said.split()) - 1))]
    turn.save()

    assert not built(row).claims.filter(key_point=HALF).exists()
