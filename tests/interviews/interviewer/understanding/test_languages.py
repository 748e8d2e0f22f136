"""Requests in languages other than English."""

import pytest
import yaml

from interviews.forms import LANGUAGES
from interviews.interviewer.understanding.intent import Intent, intent_of
from interviews.interviewer.understanding.languages import REQUESTS_FILE

REQUESTS = {
    Intent.WANTS_REPEAT: [
        "Können Sie das wiederholen?",
        "Entschuldigung, das habe ich nicht verstanden.",
        "¿Puede repetir la pregunta, por favor?",
        "Pouvez-vous répéter la question, s'il vous plaît ?",
        "Non ho capito la domanda.",
        "Kunt u de vraag herhalen?",
        "Czy może Pan powtórzyć pytanie?",
        "Pode repetir a pergunta?",
        "Можете повторити питання?",
    ],
    Intent.WANTS_MOMENT: [
        "Einen Moment, bitte.",
        "Lassen Sie mich kurz überlegen.",
        "Un momento, por favor.",
        "Laissez-moi réfléchir.",
        "Un attimo, per favore.",
        "Laat me even nadenken.",
        "Chwileczkę.",
        "Deixe-me pensar um pouco.",
        "Хвилинку, будь ласка.",
    ],
    Intent.WANTS_TO_SKIP: [
        "Nächste Frage, bitte.",
        "Können wir die Frage überspringen?",
        "Siguiente pregunta.",
        "On peut passer à la suivante ?",
        "Passo.",
        "Volgende vraag, alstublieft.",
        "Możemy pominąć to pytanie?",
        "Podemos pular essa pergunta?",
        "Наступне питання.",
    ],
    Intent.DOES_NOT_KNOW: [
        "Ich weiß es nicht.",
        "Das weiss ich leider nicht.",
        "No lo sé.",
        "Je ne sais pas.",
        "Non lo so.",
        "Ik weet het niet.",
        "Nie wiem.",
        "Nao sei.",
        "Я не знаю.",
    ],
    Intent.WANTS_TO_STOP: [
        "Können wir hier aufhören?",
        "Quiero parar aquí.",
        "Je voudrais arrêter.",
        "Possiamo fermarci qui?",
        "Kunnen we hier stoppen?",
        "Możemy skończyć?",
        "Podemos parar aqui?",
        "Я хочу закінчити.",
    ],
}


@pytest.mark.parametrize(
    ("said", "intent"), [(said, intent) for intent, turns in REQUESTS.items() for said in turns]
)
def test_turn_that_is_nothing_but_a_request_is_granted(said, intent):
    assert intent_of(said) is intent


@pytest.mark.parametrize(
    "said",
    [
        "Ich weiß nicht, wie groß die Tabelle ist, also würde ich zuerst messen.",
        "Der Client wartet einen Moment und versucht es dann noch einmal.",
        "Je ne sais pas combien de lignes il y a, je lirais par blocs.",
        "No sé el tamaño, así que leería por partes.",
        "Ja.",
        "Nein.",
    ],
)
def test_answer_in_another_language_stays_one(said):
    assert intent_of(said) is Intent.ANSWER


def test_every_language_on_offer_has_its_requests():
    languages = yaml.safe_load(REQUESTS_FILE.read_text("utf-8"))["languages"]

    assert set(languages) == {code for code, _ in LANGUAGES} - {"en"}
    for kinds in languages.values():
        assert set(kinds) == {*REQUESTS, Intent.WANTS_HINT, "yes", "no"}
