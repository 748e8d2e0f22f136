"""Past interviews as other apps read them."""

from datetime import timedelta

from interviews import history
from interviews.models import Turn
from tests.interviews.bank.questions import of_another_release
from tests.reports import sessions


def past_of(alice, days=3):
    return [
        sessions.past_interview(alice, seed=day, started_at=sessions.START + timedelta(days=day))
        for day in range(days)
    ]


def test_a_whole_history_is_read_without_a_list_of_its_interviews(alice, django_assert_num_queries):
    rows = past_of(alice)

    with django_assert_num_queries(3) as asked:
        records = history.interviews_of(alice.pk)

    assert [record.id for record in records] == [row.pk for row in rows]
    assert all(record.turns for record in records)
    assert not [query for query in asked for row in rows if row.pk.hex in query["sql"]]


def test_the_newest_interviews_have_their_turns_though_another_ends_meanwhile(alice, monkeypatch):
    rows = past_of(alice)
    filtered = Turn.objects.filter

    def one_ends_first(*arguments, **named):
        monkeypatch.undo()
        sessions.past_interview(alice, seed=9, started_at=sessions.START + timedelta(days=9))
        return filtered(*arguments, **named)

    monkeypatch.setattr(Turn.objects, "filter", one_ends_first)
    records = history.interviews_of(alice.pk, latest=2)

    assert [record.id for record in records] == [row.pk for row in rows][-2:]
    assert all(record.turns for record in records)


def test_interviews_are_read_when_a_release_has_dropped_fields_of_questions(alice):
    row = sessions.past_interview(alice, seed=3)
    before = history.interview(row.pk)
    for turn in row.turns.exclude(question=None):
        turn.question = of_another_release(turn.question)
        turn.save()

    assert history.interview(row.pk) == before
