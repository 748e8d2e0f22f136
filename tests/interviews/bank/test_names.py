from interviews.bank.names import MOST, names_in
from interviews.bank.schema import read_bank


def of(domain: str) -> tuple[str, ...]:
    return names_in(question for question in read_bank() if question.domain == domain)


def test_a_field_s_names_are_those_that_most_of_its_questions_use() -> None:
    names = of("backend")

    assert {"Postgres", "Redis", "Kafka", "idempotency key"} <= set(names)
    assert len(names) <= MOST
    assert "Kubernetes" not in of("mobile")


def test_a_name_and_its_plural_are_named_once() -> None:
    names = of("qa-automation")

    assert len({"unit test", "unit tests"} & set(names)) == 1
