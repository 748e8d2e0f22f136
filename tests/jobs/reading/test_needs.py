"""The skills that an ad asks for, and those that it only names."""

import pytest

from intervision.skills import vocabulary
from jobs.reading.bodies import plain
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


def test_where_only_the_title_asks_all_that_the_ad_names_is_asked_for_alike():
    title = "Machine Learning Engineer"

    alone = needs("Find fraud.\n* Kafka and Spark\n* Model monitoring", title=title)
    beside = needs("Find fraud.\n* Experience with Kafka\n* Our stack has Spark", title=title)
    wished = needs("Find fraud.\n* Kafka is a plus", title=title)

    assert set(alone.values()) == {""}
    assert {"machine-learning", "kafka", "spark", "model-monitoring"} == set(alone)
    assert beside == {"machine-learning": "must", "kafka": "must", "spark": ""}
    assert wished == {"machine-learning": "must", "kafka": "nice"}


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "You should have significant experience of C# and SQL Server. Terraform would be desirable.",
            {"csharp": "must", "sql-server": "must", "terraform": "nice"},
        ),
        (
            "Du bringst fundierte Erfahrung mit Spark mit. Französisch von Vorteil.",
            {"spark": "must"},
        ),
        (
            "You must know Kotlin; Scala is a plus. Sign-on bonus of £5,000.",
            {"kotlin": "must", "scala": "nice"},
        ),
        ("Bonus points if you know a queue, e.g. Kafka.", {"kafka": "nice"}),
        ("* Idealerweise Erfahrung mit Clouds (z. B. Azure oder AWS)", {"azure": "nice", "aws": "nice"}),
        ("You must know C. Rust is a plus.", {"c": "must", "rust": "nice"}),
        ("Requirements\n* GraphQL is nice, not needed.", {"graphql": "nice"}),
        ("Requirements\n* Python. Ideally, you know Django, too.", {"python": "must", "django": "nice"}),
        ("Nice to have\n* Python. Must be curious.", {"python": "nice"}),
    ],
)  # fmt: skip
def test_that_a_skill_would_be_nice_is_said_of_its_sentence(text, expected):
    found = needs(text)

    assert {slug: found.get(slug) for slug in expected} == expected


@pytest.mark.parametrize(
    ("heading", "need"),
    [
        ("You", "must"),
        ("What we ask for:", "must"),
        ("What we need from you", "must"),
        ("Who’d be great?", "must"),
        ("What we’d like", "nice"),
        ("What we'd like you to do", ""),
        ("Your mission", ""),
    ],
)
def test_headings_of_small_companies(heading, need):
    assert needs(f"{heading}\n* PostgreSQL in production")["postgresql"] == need


def test_a_sign_that_begins_several_lines_is_a_bullet_and_another_an_ornament():
    lines = ("🎯 You", "✅ Know Kafka well", "✅ Like PostgreSQL", "👩🏽\u200d💻 What we’d like", "→ Rust")
    text = plain("".join(f"<p>{line}</p>" for line in lines))

    assert text.split("\n\n") == [
        "You",
        "* Know Kafka well",
        "* Like PostgreSQL",
        "What we’d like",
        "Rust",
    ]
    assert needs(text) == {"kafka": "must", "postgresql": "must", "rust": "nice"}
