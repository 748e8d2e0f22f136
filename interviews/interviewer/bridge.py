"""What leads over to the next question: what ties it to the candidate, the clock, or the topic."""

from intervision.skills import vocabulary

from ..bank.schema import Question
from ..content_words import content_words
from ..enums import QuestionKind
from ..tailoring.deeds import is_deed
from .phrasing import Phrasing
from .port import Situation
from .second_person import to_you
from .sequence import LAST


class Bridge:
    """Finds the words for one turn. `said` is all that the interviewer has said in this interview."""

    def __init__(self, situation: Situation, phrase: Phrasing, *, said: str) -> None:
        self._situation, self._phrase, self._said = situation, phrase, said.casefold()

    def to(self, question: Question, *, refers: bool) -> str:
        """Return what leads over to a question; `refers`: by what the candidate said or wrote, if it can."""
        if time := self.time():
            return time
        if refers and (reference := self._reference(question)):
            return reference
        if question.kind is QuestionKind.EXPERIENCE and self._phrase.unused("next_own"):
            return self._phrase.one("next_own")
        if self._phrase.chance.random() < 0.35:
            return self._phrase.one("next")
        topic = _topic(question)
        if topic and f" {topic.casefold()}." not in self._said:
            return self._phrase.one("next_skill", new=topic)
        return self._phrase.one("next")

    def passage(self, name: str, question: Question) -> str:
        """Refer to a line of the CV that names one of the question's skills, once each."""
        words = self._line(question)
        return self._phrase.one(name, passage=words) if words and self._phrase.unused(name) else ""

    def takes_up_cv(self, question: Question) -> bool:
        """Tell whether a line of the CV can lead over to a question."""
        return bool(self._line(question)) and self._phrase.unused("next_passage")

    def _line(self, question: Question) -> str:
        for passage in self._situation.tailoring.passages:
            skills = {mention.slug for mention in vocabulary().find(passage)}
            broader = {p.slug for slug in skills for p in vocabulary().ancestors(slug)}
            if (skills | broader) & set(question.skills):
                words = to_you(passage.strip().rstrip("."))
                if is_deed(words) and words.casefold() not in self._said:
                    return words
        return ""

    def time(self) -> str:
        """Say how the time stands, where it is worth a word."""
        situation, phrase = self._situation, self._phrase
        if situation.move.reason == LAST and phrase.unused("next_last"):
            return phrase.one("next_last")
        if phrase.used("next_last") and phrase.unused("next_more"):
            return phrase.one("next_more")
        share = situation.elapsed_ms / max(1, situation.length_ms)
        halfway = 0.45 <= share <= 0.62 and situation.length_ms >= 20 * 60_000
        told = phrase.used("next_halfway")
        return phrase.one("next_halfway") if halfway and not told else ""

    def _reference(self, question: Question) -> str:
        if passage := self.passage("next_passage", question):
            return passage
        if named := self._named_earlier(question):
            return self._phrase.one("next_callback", thing=named)
        for slug in _told(question, domain=self._situation.domain):
            skill = vocabulary().get(slug)
            if skill is None or slug not in self._situation.tailoring.wanted:
                continue
            if skill.name.casefold() not in self._said and self._phrase.unused("next_wanted"):
                return self._phrase.one("next_wanted", skill=skill.in_sentence)
        return ""

    def _named_earlier(self, question: Question) -> str:
        """Return what the candidate named before the last answer, and the question is about, in their words.

        Who spoke of passkeys named no 'authentication'; 'k8s' is Kubernetes. What the interviewer has named
        since is nobody's own word any more.
        """
        *before, last = self._situation.exchanges or (None,)
        about = last.question.skills if last and last.question else ()
        for mention in vocabulary().find(" ".join(exchange.answer for exchange in before if exchange)):
            skill = vocabulary().get(mention.slug)
            if skill is None or skill.slug not in question.skills or skill.slug in about:
                continue
            named = mention.text if skill.tool else skill.in_sentence
            if named.casefold() == mention.text.casefold() and named.casefold() not in self._said:
                return named
        return ""


def _topic(question: Question) -> str:
    """Return what a question is about, as far as it says so itself: the skill may be the answer, and a wider
    one is often the field of the whole interview.

    Nobody leads over to 'influence without authority'.
    """
    skill = vocabulary().get(question.skills[0])
    if question.kind is QuestionKind.EXPERIENCE or skill is None:
        return ""
    return skill.in_sentence if skill.slug in {m.slug for m in vocabulary().find(question.ask)} else ""


def _told(question: Question, *, domain: str) -> list[str]:
    """Return the skills that may be named before a question and give nothing of its answer away."""
    if question.kind is QuestionKind.EXPERIENCE:
        return list(question.skills)
    skills = [vocabulary().get(mention.slug) for mention in vocabulary().find(question.ask)]
    # 'PostgreSQL' is where it happens; a doctor on call is no 'on-call'.
    named = [skill.slug for skill in skills if skill and (skill.tool or skill.slug in question.skills)]
    ways = (way for point in question.key_points for way in (point.point, *point.paraphrases))
    answer = content_words(" ".join(ways))
    wider = [parent for slug in question.skills for parent in vocabulary().ancestors(slug)]
    return [
        *named,
        *(skill.slug for skill in wider if skill.slug != domain and not content_words(skill.name) & answer),
    ]
