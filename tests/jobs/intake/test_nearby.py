"""What a new posting is compared with."""

from datetime import timedelta

from jobs.intake import nearby
from jobs.intake.dedupe import pack, traits_of
from jobs.models import Posting
from jobs.reading.normalise import normalise
from jobs.sources.port import RawPosting
from tests.jobs.intake.test_dedupe import BODY
from tests.jobs.openings import NOW, a_job


def listed(employer, *, at):
    """Return the traits of a stored posting of an employer that was seen last at a moment."""
    raw = RawPosting(identifier="1", title="Backend Engineer", employer=employer, text=BODY, raw={})
    traits = traits_of(normalise(raw), feed="")
    Posting.objects.filter(job=a_job(employer=employer)).update(
        traits=pack(traits), block=traits.block, signature=traits.signature, last_seen=at
    )
    return traits


def test_a_large_employer_leaves_the_others_their_candidates(db, monkeypatch):
    monkeypatch.setattr(nearby, "_MOST_OF_A_BLOCK", 3)
    large = [listed("Acme", at=NOW) for _ in range(4)]
    small = listed("Zenith Robotics", at=NOW - timedelta(days=1))

    found = nearby.Candidates.of([large[0], small], since=NOW - timedelta(days=90))

    match = found.match(small)
    assert match is not None
    assert match.job_id == Posting.objects.get(block=small.block).job_id
