"""What an operator may do who has a few permissions and is no superuser."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from intervision.accounts.models import User


@pytest.fixture
def clerk(db: None) -> User:
    """Somebody on the staff without any permission."""
    return User.objects.create_user("clerk@example.org", "correct horse battery", is_staff=True)


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


def allow(clerk: User, *codenames: str) -> None:
    clerk.user_permissions.set(Permission.objects.filter(codename__in=codenames))


@pytest.mark.parametrize(
    ("allowed", "imports", "exports"),
    [
        ((), 403, 403),
        (("view_bankquestion",), 403, 200),
        (("view_bankquestion", "change_bankquestion"), 403, 200),
        (("view_bankquestion", "change_bankquestion", "add_bankquestion"), 200, 200),
    ],
)
def test_the_bank_is_imported_by_who_may_write_it_and_exported_by_who_may_read_it(
    desk: Client, clerk: User, allowed: Any, imports: int, exports: int
) -> None:
    allow(clerk, *allowed)

    assert desk.get(reverse("admin:interviews_bankquestion_import")).status_code == imports
    posted = desk.post(reverse("admin:interviews_bankquestion_process_import"))
    assert (posted.status_code == 403) is (imports == 403)
    assert desk.get(reverse("admin:interviews_bankquestion_export")).status_code == exports


@pytest.mark.parametrize(("allowed", "status"), [((), 403), (("view_job",), 403), (("view_interview",), 200)])
def test_interviews_that_run_now_are_shown_to_who_may_see_interviews(
    desk: Client, clerk: User, allowed: Any, status: int
) -> None:
    allow(clerk, *allowed)

    assert desk.get(reverse("admin:interviews_interview_live")).status_code == status
