"""From what a candidate brings along to what the interview makes of it. Blocking: called by a Celery task."""

import json
import logging
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from intervision.skills import vocabulary

from ..tailoring.tailoring import Tailoring
from .deeds import deeds
from .document import BYTES_AT_MOST, CHARACTERS_AT_MOST, PAGES_AT_MOST, Document, DocumentError, read_document
from .posting import employer, job_title, wanted_skills

logger = logging.getLogger(__name__)

__all__ = ["CannotRead", "Document", "read", "read_document", "read_document_apart"]

TIMEOUT_S = 20
SKILLS_AT_MOST = 50
WORDS_AT_LEAST = 12
_ROOT = Path(__file__).resolve().parents[2]
_MESSAGES = {
    "empty": _("The file is empty. Please choose another one, or paste the text."),
    "too_large": _("The file is larger than 2 MB. Please save it without pictures, or paste the text."),
    "too_many_pages": _("The file has more than %(pages)d pages. Please send the two or three that matter."),
    "encrypted": _("The PDF is protected by a password. Please save a copy without one, or paste the text."),
    "broken": _("The file is damaged and can’t be read. Please save it as a PDF again, or paste the text."),
    "old_word": _("This is an old Word file (.doc). Please save it as a PDF or DOCX, or paste the text."),
    "unknown_type": _(
        "This is neither a PDF, a DOCX nor a text file. Please save it as one, or paste the text."
    ),
    "no_text": _("There is no text in the file, perhaps only pictures. Please paste the text."),
    "too_slow": _("Reading the file took too long. Please save it as a PDF again, or paste the text."),
    "too_little": _("There is too little text to work with. The interview goes on without it."),
}


class CannotRead(Exception):
    """A document can't be read; the message says what to do. `found` is what was found in the other one."""

    def __init__(self, code: str, *, found: Tailoring | None = None) -> None:
        super().__init__(str(_MESSAGES[code]) % {"pages": PAGES_AT_MOST})
        self.code, self.found = code, found or Tailoring()


def read(*, cv: bytes | None, job: str) -> Tailoring:
    """Return what was found in a CV and a job description; either may be missing.

    Takes TIMEOUT_S at most. Raises CannotRead when the CV can't be read, or when nothing at all was said.
    """
    wanted = _of_job(job) if job.strip() else Tailoring()
    if cv is None:
        if job.strip() and len(job.split()) < WORDS_AT_LEAST and not wanted.wanted:
            raise CannotRead("too_little", found=wanted)
        return wanted
    try:
        document = read_document_apart(cv)
    except DocumentError as error:
        logger.info("A CV could not be read: %s", error.code)
        raise CannotRead(error.code, found=wanted) from error
    skills = skills_of(document.text)
    if len(document.text.split()) < WORDS_AT_LEAST and not skills:
        raise CannotRead("too_little", found=wanted)
    return Tailoring(
        skills=skills,
        passages=deeds(document.text),
        wanted=wanted.wanted,
        job_title=wanted.job_title,
        employer=wanted.employer,
    )


def _of_job(job: str) -> Tailoring:
    text = job[:CHARACTERS_AT_MOST].replace("\0", "")
    return Tailoring(wanted=wanted_skills(text), job_title=job_title(text), employer=employer(text))


def skills_of(text: str) -> tuple[str, ...]:
    """Return the slugs of the skills that a CV names, the most named first, then in its order."""
    counts: dict[str, int] = {}
    for mention in vocabulary().find(text):
        counts[mention.slug] = counts.get(mention.slug, 0) + 1
    return tuple(sorted(counts, key=lambda slug: -counts[slug]))[:SKILLS_AT_MOST]


def read_document_apart(data: bytes, *, timeout_s: float = TIMEOUT_S) -> Document:
    """Read a document in a process of its own, with bounds on time and memory. Raises DocumentError."""
    if len(data) > BYTES_AT_MOST:
        raise DocumentError("too_large")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "interviews.tailoring.document"],
            input=data,
            capture_output=True,
            cwd=_ROOT,
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError("too_slow") from error
    if done.returncode != 0:
        logger.warning("A document made its reader end with %s", done.returncode)
        raise DocumentError("broken")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise DocumentError(answer["error"])
    return Document(**answer)
