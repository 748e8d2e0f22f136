"""The skills that an ad asks for, and those that it only names."""

import pytest

from intervision.skills import vocabulary
from jobs.reading.needs import read_needs


def needs(text, title="Backend Engineer"):
    return {one.slug: one.need for one in read_needs(title=title, text=text, vocabulary=vocabulary())}


@pytest.mark.parametrize(
    "text",
    [
        "Benefits\n* A super-flat hierarchy and fast decision-making processes.",
        "About us\nOur culture is built on ownership, autonomy and collaboration.",
        "How we work\n* We write Go, with retrospectives every other week.",
        "Our hiring process\n* A call, then a technical interview.",
        "What you'll do\n* Shape hypotheses in close collaboration with Product.",
    ],
)
def test_working_with_people_that_an_ad_only_names_is_not_asked_for(text):
    assert not needs(text).keys() - {"go"}


def test_working_with_people_that_an_ad_requires_or_wishes_is_asked_for():
    found = needs(
        "Requirements\n* Excellent communication skills\nNice to have\n* Experience mentoring others"
        "\nBenefits\n* Mentoring by seniors, open communication"
    )

    assert found == {"communication": "must", "mentoring": "nice"}


def test_a_title_asks_for_what_it_names():
    assert "people-management" in needs("You lead a team.", title="Engineering Manager")


def test_tools_that_an_ad_only_names_are_told():
    assert needs("What you'll do\n* Build dashboards with designers in Figma, on Kubernetes.") == {
        "data-visualization": "", "ux-collaboration": "", "kubernetes": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    [
        "You'll be a great fit if you have:",
        "You'll be great for this role if:",
        "You may thrive here if you",
    ],
)
def test_below_a_heading_of_who_fits_stands_what_is_required(heading):
    assert needs(f"{heading}\n* PostgreSQL in production\n* Mentoring of other engineers") == {
        "postgresql": "must", "mentoring": "must",
    }  # fmt: skip
