"""Plans and questions for tests of the live interview."""

from functools import cache
from uuid import uuid4

from interviews.bank.schema import BANK_FOLDER, Question, read_domain
from interviews.live.facts import Plan


def a_plan(interview_id: str = "", **changes: object) -> Plan:
    fields: dict[str, object] = {
        "interview_id": interview_id or str(uuid4()),
        "candidate_id": str(uuid4()),
        "domain": "backend",
        "seniority": "senior",
        "minutes": 10,
        "coaching": False,
        "typing": False,
    }
    return Plan(**(fields | changes))  # type: ignore[arg-type]


@cache
def backend_questions() -> tuple[Question, ...]:
    return read_domain(BANK_FOLDER / "backend.yaml").questions
