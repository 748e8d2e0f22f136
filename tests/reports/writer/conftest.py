"""What a writer is given, and a stand-in for a model that writes."""

import pytest

from interviews.history import Verdict, locate
from reports.answers.asked import asked_questions
from reports.findings import coaching, key_points
from reports.writer.port import Brief
from tests.fakes.openai_server import running
from tests.reports.writer.letters import BELIEF, BUCKET

from .. import sessions
from ..cast import record_of
from ..findings.test_omissions import judged, record_with
from ..sessions import Said


@pytest.fixture
def brief(alice):
    record = record_of(sessions.past_interview(alice, seed=6, questions=4, fillers=13, long_pauses=1))
    found = key_points.find(record)
    return Brief(
        record=record,
        asked=asked_questions(record),
        strengths=found.strengths,
        gaps=found.gaps,
        delivery=coaching.find(record),
    )


@pytest.fixture
def server():
    with running() as fake:
        yield fake


@pytest.fixture
def mistaken(alice):
    """A brief of an answer that voices a wrong belief among what is right."""
    record = record_with(alice, Said("question", f"{BUCKET} {BELIEF}"), slug="write-a-request-limiter")
    words = record.turns[0].words
    wrong = {"verdict": Verdict.NOT_HEARD, "misconception": "Takes one thread for atomicity"}
    record = judged(record, 0, "atomic-take", evidence=(locate(BELIEF, words),), certainty=0.9, **wrong)
    made = {"verdict": Verdict.HEARD, "certainty": 0.9}
    record = judged(record, 0, "token-bucket", evidence=(locate(BUCKET, words),), **made)
    found = key_points.find(record)
    return Brief(record, asked_questions(record), found.strengths, found.gaps, ())
