"""What becomes of a person's data when they go."""

from django.db import transaction

from .models import User
from .registry import erasers


def delete_account(user: User) -> None:
    """Delete a person with all that is theirs. What lies outside the database goes first, so that a failure
    there leaves the account, and deleting it again goes on."""
    for erase in erasers:
        erase(user)
    with transaction.atomic():
        user.delete()
