"""A candidate on their page, with an interview that is recorded."""

import pytest
from django.test import Client

from interviews.models import Interview
from intervision.accounts.models import User


@pytest.fixture
def interview(alice: User) -> Interview:
    return Interview.objects.create(candidate=alice, domain="backend", seniority="mid", keep_recording=True)


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    client.force_login(alice)
    return client
