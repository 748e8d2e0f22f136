"""The rows of employers, which postings share by the cleaned name."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from intervision.columns import fitted

from ..models import Employer
from ..reading.normalise import Normalised
from .batches import BATCH, batches


def employers_of(postings: Sequence[Normalised]) -> dict[str, Employer]:
    """Return the employers by key; those that are new are written."""
    wanted = {posting.employer_key: posting for posting in postings}
    found: dict[str, Employer] = {}
    for part in batches(sorted(wanted)):
        for row in Employer.objects.filter(key__in=part):
            found[row.key] = row
    missing = [
        Employer(
            key=key,
            name=posting.employer or key,
            domain=fitted(posting.raw.domain, 200),
            agency=posting.by_agency,
        )
        for key, posting in wanted.items()
        if key not in found
    ]
    return found | _insert(missing)


def _insert(rows: list[Employer]) -> dict[str, Employer]:
    """Insert employers and return them by key; those that another pull inserted meanwhile are its rows."""
    try:
        with transaction.atomic():
            Employer.objects.bulk_create(rows, batch_size=BATCH)
        return {row.key: row for row in rows}
    except IntegrityError:
        return {row.key: _insert_one(row) for row in rows}


def _insert_one(row: Employer) -> Employer:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
        return row
    except IntegrityError:
        return Employer.objects.get(key=row.key)
