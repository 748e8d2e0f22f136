"""The catalogue of sources and boards that ships: loaded again without undoing what operators changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobs import catalogue
from jobs.models import Board, Source

pytestmark = pytest.mark.django_db


def test_loading_twice_leaves_what_operators_changed():
    first = catalogue.load()
    Source.objects.filter(name="remotive").update(enabled=False)
    board = Board.objects.filter(source__name="greenhouse").first()
    Board.objects.filter(pk=board.pk).update(employer_name="Renamed", active=False, edited=True)

    second = catalogue.load()

    board.refresh_from_db()
    assert first.sources == 19 and first.boards >= 150 and first.schedules == 20
    assert second == (19, 0, 0)
    assert not Source.objects.get(name="remotive").enabled
    assert (board.employer_name, board.active) == ("Renamed", False)


def test_sources_that_nobody_has_verified_ship_switched_off():
    catalogue.load()

    assert not Source.objects.filter(verified=False, enabled=True).exists()
    assert Source.objects.filter(enabled=True).count() == 10


def test_boards_are_looked_up_together_and_written_together():
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            catalogue.load()
        asked.append([query["sql"].split()[0] for query in queries if '"jobs_board"' in query["sql"]])

    assert asked[0].count("SELECT") == 1 and asked[0].count("INSERT") < 10
    assert asked[1] == ["SELECT"]


def test_a_shipped_board_is_renamed_where_nobody_edited_it(tmp_path):
    catalogue.load()
    boards = list(Board.objects.filter(source__name="lever").order_by("token")[:3])
    Board.objects.filter(pk=boards[1].pk).update(edited=True)
    # SQL Server's collation takes the two for one.
    row = "  - {{employer: Renamed, token: {}, domain: new.example}}"
    lines = [row.format(board.token.upper()) for board in boards]
    path = tmp_path / "boards.yaml"
    path.write_text("lever:\n" + "\n".join(lines))

    loaded = catalogue.load(path=path)

    now = [Board.objects.get(pk=board.pk) for board in boards]
    assert loaded.boards == 0
    assert [board.employer_name for board in now] == ["Renamed", boards[1].employer_name, "Renamed"]
    assert (now[0].domain, now[0].token) == ("new.example", boards[0].token)
