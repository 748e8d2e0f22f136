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
        ("At least one of Python, Go and Rust", [{"python", "go", "rust"}]),
        ("Python, Go, Rust or C++", [{"python", "go", "rust", "cpp"}]),
        ("Python or JavaScript and React", [{"python", "javascript"}]),
        ("SQL and Python or R", [{"python", "r"}]),
        ("Python or Java\nKafka or RabbitMQ", [{"python", "java"}, {"kafka", "rabbitmq"}]),
        ("Ruby, Python or JavaScript (Node.js), and Kafka", [{"ruby", "python", "javascript", "nodejs"}]),
        ("PostgreSQL, MySQL or Oracle", [{"postgresql", "mysql", "oracle-database"}]),
        ("Azure ML or Databricks", [{"mlops", "databricks"}]),
        ("experience with a cloud provider (AWS, GCP, Azure)", [{"aws", "gcp", "azure"}]),
        ("a modern JavaScript framework, e.g. React, Angular", [{"react", "angular"}]),
        ("any relational database such as PostgreSQL, MySQL", [{"postgresql", "mysql"}]),
        ("some functional language (Elixir, Erlang, Clojure...)", [{"elixir", "erlang", "clojure"}]),
        ("an orchestrator like Airflow, Dagster; Kafka", []),
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
        "one of our teams: Python, Go",
        "One of the most popular Python, SQL shops",
        "You are one of the Kubernetes, Docker experts",
        "Python and Django or Java and Spring",
        "Python with Django or Java with Spring",
        "Java or any JVM language",
        "You must know Python or be willing to learn Go",
        "Docker/Kubernetes, HTML/CSS",
        "Python or\n\nGo",
        "our platform (AWS, GCP) and your languages (Python, Go)",
        "the cloud providers that we use (AWS, Azure)",
        "a team that writes Python, Go",
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


@pytest.mark.parametrize(
    "text",
    [
        "Requirements\n* AWS or GCP\n* Kafka\nNice to have\n* GCP or Kafka",
        "Requirements\n* AWS or GCP\n* GCP or Kafka\n* Kafka in production",
    ],
)
def test_a_required_choice_stays_where_another_names_a_skill_of_it(text):
    needs = needs_of(text)

    assert chosen_from(text) == [{"aws", "gcp"}]
    assert (needs["aws"].need, needs["gcp"].need, needs["kafka"].need) == ("must", "must", "must")


def test_what_is_a_plus_is_no_part_of_a_required_choice():
    text = "Requirements\n* Python or Go\nNice to have\n* Go or Rust"

    assert chosen_from(text) == [{"python", "go"}]
    assert (needs_of(text)["rust"].need, needs_of(text)["rust"].either) == ("nice", 0)


def test_a_choice_that_the_job_does_without_is_not_asked_for():
    assert set(needs_of("You know SQL. We don't use Java or Kotlin.")) == {"sql"}


def test_a_title_may_leave_the_choice():
    assert chosen_from("We look for you.", title="Engineer (Python or Go)") == [{"python", "go"}]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Strong Python/Go", [{"python", "go"}]),
        ("Selenium/Cypress/Playwright", [{"selenium", "cypress", "playwright"}]),
        ("Experience with AWS / GCP / Azure.", [{"aws", "gcp", "azure"}]),
        ("Python or Java/Kotlin", [{"python", "java", "kotlin"}]),
        ("TypeScript/JavaScript", [{"typescript", "javascript"}]),
        ("Rust, Python/Go, SQL", [{"python", "go"}]),
        ("Rust, Python/Go or Java", [{"rust", "python", "go", "java"}]),
        ("Python/Go, Kafka/RabbitMQ", [{"python", "go"}, {"kafka", "rabbitmq"}]),
        ("C/C++ on microcontrollers", [{"c", "cpp"}]),
    ],
)
def test_a_slash_between_what_a_team_has_one_of_is_a_choice(text, groups):
    assert chosen_from(text) == groups


@pytest.mark.parametrize(
    "text",
    [
        "CI/CD",
        "TCP/IP",
        "PL/SQL",
        "Python/SQL",
        "Python/Django or Java/Spring",
        "React/Next.js",
        "Kafka/Spark",
        "AWS/Kubernetes",
        "Linux/RTOS",
    ],
)
def test_a_slash_between_what_goes_together_is_no_choice(text):
    assert chosen_from(text) == []


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("One of the following languages:\n* Python\n* Go\n* Rust", [{"python", "go", "rust"}]),
        ("* At least one of:\n* Java or Kotlin\n* Scala\n\n* Kafka", [{"java", "kotlin", "scala"}]),
        ("You know one or more of the following:\n\n- AWS (3+ years)\n- Azure\n", [{"aws", "azure"}]),
        ("Mindestens eine der folgenden Sprachen:\n• Python\n• C++", [{"python", "cpp"}]),
        ("Any of the following is fine:\n* Java with Spring\n* Go\n* Cobol 85", [{"java", "spring", "go"}]),
        ("* One of the following:\n* Python\n* Go\n* You write Kubernetes operators", [{"python", "go"}]),
    ],
)
def test_items_below_one_of_the_following_are_a_choice(text, groups):
    assert chosen_from(text) == groups


@pytest.mark.parametrize(
    "text",
    [
        "You know the following:\n* Python\n* Go",
        "One of our teams:\n* Python\n* Go",
        "One of the following:\n* You built pipelines in Python, on Kubernetes and Kafka\n* A PhD and Rust",
        "Any of the following:\n* Python\n\nRequirements\n* Go",
    ],
)
def test_items_of_another_list_are_as_many_requirements_as_they_name(text):
    assert chosen_from(text) == []


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Erste Erfahrung mit Vue/Nuxt oder React", [{"vue", "nuxt", "react"}]),
        ("React or Vue/Nuxt", [{"vue", "nuxt", "react"}]),
        ("Next.js/React or Angular", [{"nextjs", "react", "angular"}]),
        ("Python/Django or Java", [{"python", "django", "java"}]),
        ("Java or Python/FastAPI, and Kafka", [{"java", "python", "fastapi"}]),
        # What both are written in, or part of, is asked for either way.
        ("JavaScript/React or Vue", [{"react", "vue"}]),
        ("SQL/PostgreSQL or MySQL", [{"postgresql", "mysql"}]),
        ("React or Vue/TypeScript", [{"react", "vue"}]),
        ("Python/Django or Java/Spring", []),
        ("Docker/Terraform or Ansible", [{"terraform", "ansible"}]),
    ],
)
def test_a_framework_beside_what_it_builds_on_is_one_option(text, groups):
    assert chosen_from(text) == groups
