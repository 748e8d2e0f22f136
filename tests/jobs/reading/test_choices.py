"""'Python or Go' is one requirement; a list with 'and' is as many as it names."""

import pytest

from intervision.skills import vocabulary
from jobs.reading.needs import read_needs


def needs_of(text, title="Engineer"):
    return {need.slug: need for need in read_needs(title=title, text=text, vocabulary=vocabulary())}


def chosen_from(text, title="Engineer"):
    """Return the groups of which one is enough, each as its skills."""
    groups: dict[int, set[str]] = {}
    for need in needs_of(text, title).values():
        if need.either:
            groups.setdefault(need.either, set()).add(need.slug)
    return list(groups.values())


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("5+ years building services in Python or Go", [{"python", "go"}]),
        ("Experience with one of AWS, GCP or Azure", [{"aws", "gcp", "azure"}]),
        ("Experience with AWS, GCP, or Azure.", [{"aws", "gcp", "azure"}]),
        ("Proficiency in at least one of the following: Java, Kotlin, Scala", [{"java", "kotlin", "scala"}]),
        ("You know either PostgreSQL or MySQL", [{"postgresql", "mysql"}]),
        ("Kafka, RabbitMQ or similar", [{"kafka", "rabbitmq"}]),
        ("Redis and/or Memcached", [{"redis", "caching"}]),
        ("Python (or Java), and PostgreSQL", [{"python", "java"}]),
        ("Sehr gute Kenntnisse in Java oder Kotlin", [{"java", "kotlin"}]),
        ("Vous maîtrisez Python ou Java", [{"python", "java"}]),
        ("Python or Java, Kafka or RabbitMQ", [{"python", "java"}, {"kafka", "rabbitmq"}]),
        ("Python or Java\nKafka or RabbitMQ", [{"python", "java"}, {"kafka", "rabbitmq"}]),
    ],
)
def test_alternatives_are_one_requirement(text, groups):
    assert chosen_from(text) == groups


@pytest.mark.parametrize(
    "text",
    [
        "Python and PostgreSQL",
        "Python, Go, Kafka",
        "Kafka or similar",
        "Go or Golang",
        "Python. Or so we think; Go",
        "one of our engineers uses Python, Go and SQL",
        "Docker/Kubernetes, HTML/CSS",
        "Python or\n\nGo",
    ],
)
def test_a_list_is_as_many_requirements_as_it_names(text):
    assert chosen_from(text) == []


def test_a_list_of_unlike_things_ends_in_a_choice_between_the_last():
    assert chosen_from("Experience with Python, PostgreSQL, AWS or GCP") == [{"aws", "gcp"}]


def test_what_is_required_by_itself_elsewhere_is_no_alternative():
    needs = needs_of("Requirements\n* Python or Go\n* You must know Python\n* SQL")

    assert (needs["python"].need, needs["python"].either) == ("must", 0)
    assert (needs["go"].need, needs["go"].either) == ("", 0)
    assert needs["sql"].need == "must"


def test_choices_that_share_a_skill_are_one():
    assert chosen_from("Python or Go in production\nor else Python or Rust") == [{"python", "go", "rust"}]


def test_a_title_may_leave_the_choice():
    assert chosen_from("We look for you.", title="Engineer (Python or Go)") == [{"python", "go"}]
