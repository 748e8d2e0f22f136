"""The catalogue of sources and boards that ships: loaded again without undoing what operators changed."""

import pytest

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
