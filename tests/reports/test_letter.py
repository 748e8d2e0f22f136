"""What the letter advises can be followed by whoever reads it."""

import pytest

from interviews.enums import Seniority

from . import sessions
from .cast import built

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seniority", [Seniority.MID, Seniority.STAFF])
def test_a_level_above_is_offered_where_there_is_one(alice, client, seniority):
    row = sessions.past_interview(alice, seed=3, questions=2, skill=1.0, seniority=seniority)
    built(row)
    client.force_login(alice)

    page = client.get(f"/reports/{row.pk}/").content.decode()

    assert "Nothing that these questions were after was missing" in page
    assert ("A rehearsal one level up" in page) == (seniority != Seniority.STAFF)


def test_a_question_asks_for_two_things_and_folds_the_others(alice, client):
    row = sessions.past_interview(alice, seed=3, questions=4, skill=0.0)
    report = built(row)
    client.force_login(alice)
    response = client.get(f"/reports/{row.pk}/")
    html, questions = response.content.decode(), response.context["page"].questions

    assert max(len(question.sharpen) for question in questions) == 2
    assert any(question.also_open for question in questions)
    assert "still open</summary>" in html
    for claim in report.claims.filter(kind="gap"):
        assert f'id="claim-{claim.pk}"' in html
