"""The PDF."""
from datetime import datetime
from uuid import UUID


def make(interview_id: UUID, *, now: datetime) -> bool:
    return False
