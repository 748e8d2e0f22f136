"""Who seems to answer in another language is asked for English once, and nobody else is."""

import msgspec
import pytest

from interviews.analysis.judgement import UNREAD
from interviews.interviewer.local import words_for
from interviews.interviewer.port import MoveKind
from interviews.interviewer.sequence import NOT_UNDERSTOOD
from tests.interviews.interviewer.cast import after, asked, exchange, judged, question, situation


@pytest.mark.parametrize(
    ("heard", "english"),
    [  # what Whisper tiny.en made of German and Polish, and of accents, jargon and noise
        (
            "Equo Woods waste dimerk mill borer barachan and unan hynan shnell and spiker hollan Dammit, Das "
            "model and Zaynosa, and Antwarden can.",
            False,
        ),
        ("Now I give Spravdubum Vone Zapotanja Port Entoda Bumindex. Now call me a kuey Ujubama.", False),
        ("Ich würde zuerst die langsamen Abfragen ansehen und dann einen Index auf das Datum legen.", False),
        (
            "We put an identity provider in front with Sammell and every demo user got an account that ends "
            "after 30 days roles came from a group claim, so nobody set rights by hand.",
            True,
        ),
        (
            "when they had shit without telling me. Then I'd write to the head of engineering with the risk "
            "in one sentence and what it would cost to fix.",
            True,
        ),
        (
            "We use Dynatrace and Grafana Tempo, with Akamai in front, then Imperva, then Citrix NetScaler.",
            True,
        ),
        (
            "We had Jenkins, Nexus, Artifactory, Harbor, Trivy and Snyk, and later Renovate and Crossplane.",
            True,
        ),
        (
            "Call malloc, check errno, memcpy into buf, set ptr to nullptr, and free it in the destructor.",
            True,
        ),
        ("i wud use an indx on the custmer id becuase the qurey scans the hole tabel and thats slwo", True),
        (
            "At a gym, members tap a wristband, the turnstile beeps, and the visit lands in Kafka for us.",
            True,
        ),
        ("I'd mask it with 0xffffffff and look whether the sign is gone.", True),
        ("We ran Debezium beside Postgres, and Quarkus with Panache read from Redpanda, on OpenShift.", True),
        ("Also by unspvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv", False),
        ("Hmmmm, sooo, an index on the date, and that's it.", True),
        ("Vielleicht ein Index?", True),  # too short to tell
    ],
)
def test_who_speaks_another_language_is_asked_for_english_once(heard, english):
    again = exchange("clarify", heard, question=question(), content=judged(question()))

    assert (after(asked(heard, content=judged(question()))).reason == NOT_UNDERSTOOD) is not english
    assert after(asked(heard, content=judged(question())), again).reason != NOT_UNDERSTOOD


def test_who_is_interviewed_in_german_is_not_asked_for_english():
    heard = "Ich würde zuerst die langsamen Abfragen ansehen und dann einen Index auf das Datum legen."

    assert after(asked(heard), language="de").reason != NOT_UNDERSTOOD


def test_an_answer_that_could_not_be_read_is_asked_for_once_more_in_english():
    unread = msgspec.structs.replace(judged(question(), default="cannot_tell"), note=UNREAD)
    german = asked("Ich würde zuerst die langsamen Abfragen ansehen.", content=unread)
    again = exchange("clarify", german.answer, question=question(), content=unread)

    move = after(german)

    assert (move.kind, move.reason) == (MoveKind.CLARIFY, NOT_UNDERSTOOD)
    assert "English" in words_for(situation(move, german))
    assert after(german, again).kind is not MoveKind.CLARIFY
    assert after(asked("Ich denke.", content=unread, code="SELECT 1")).kind is not MoveKind.CLARIFY
