"""What a CV and a job description say of an interview."""

import msgspec


class Tailoring(msgspec.Struct, frozen=True):
    """What the candidate brought along, after their corrections."""

    skills: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()  # short phrases of the CV worth asking about, in the candidate's words
    wanted: tuple[str, ...] = ()  # skills of the job description
    job_title: str = ""
    employer: str = ""
