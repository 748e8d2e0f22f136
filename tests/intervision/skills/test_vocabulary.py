from itertools import pairwise
from pathlib import Path

import pytest

from interviews.enums import Domain
from intervision.skills import SkillMention, Vocabulary, VocabularyError, read_vocabulary, vocabulary


def found(text: str) -> list[str]:
    return [mention.slug for mention in vocabulary().find(text)]


@pytest.fixture
def skills_file(tmp_path: Path) -> Path:
    return tmp_path / "skills.yaml"


@pytest.mark.parametrize("domain", Domain.values)
def test_shipped_list_has_45_skills_of_a_domain_without_those_of_all(domain: str) -> None:
    technical = [s for s in vocabulary() if domain in s.domains and len(s.domains) < len(Domain.values)]

    assert len(technical) >= 45


def test_shipped_list_names_known_domains_only() -> None:
    domains = {domain for skill in vocabulary() for domain in skill.domains}

    assert domains == set(Domain.values)


def test_every_spelling_is_found_when_candidates_list_it() -> None:
    missed = [
        (skill.slug, spelling)
        for skill in vocabulary()
        for spelling in (skill.name, *skill.aliases, *skill.exact)
        if found(f"We use Python, {spelling}, and Java.") != ["python", skill.slug, "java"]
    ]

    assert missed == []


def test_vocabulary_is_read_once_a_process() -> None:
    assert vocabulary() is vocabulary()


def test_get_when_unknown() -> None:
    assert vocabulary().get("basket-weaving") is None
    assert "basket-weaving" not in vocabulary()


def test_ancestors_are_nearest_first() -> None:
    slugs = [skill.slug for skill in vocabulary().ancestors("react")]

    assert slugs[:2] == ["frontend-frameworks", "javascript"]
    assert "programming-languages" in slugs
    assert vocabulary().ancestors("basket-weaving") == ()


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Strong C++17, C# and plain C on embedded targets", ["cpp", "csharp", "c"]),
        ("C/C++ or Rust", ["c", "cpp", "rust"]),
        ("ASP.NET Core, .NET 8 and Entity Framework", ["aspnet", "dotnet", "entity-framework"]),
        ("Node.js/TypeScript, Next.js, Vue.js", ["nodejs", "typescript", "nextjs", "vue"]),
        ("CI/CD with GitHub Actions", ["ci-cd", "github-actions"]),
        ("our CI / CD pipeline", ["ci-cd"]),
        ("GitLab CI, CircleCI and Azure Pipelines", ["ci-cd", "ci-cd", "ci-cd"]),
        ("Azure Functions or Cloudflare Workers", ["serverless", "serverless"]),
        ("T-SQL, PL/SQL and NoSQL", ["sql-server", "oracle-database", "nosql"]),
        ("TCP/IP, HTTP/2, OAuth 2.0", ["tcp-ip", "http", "oauth"]),
        ("React Native and React", ["react-native", "react"]),
        ("Spring Boot and Spring", ["spring", "spring"]),
        ("Event-driven, event driven systems", ["event-driven-architecture", "event-driven-architecture"]),
        ("A/B tests and p-values", ["experiment-design", "hypothesis-testing"]),
        ("JavaScript, not Java", ["javascript", "java"]),
        ("RESTful microservices on EKS", ["rest-api-design", "microservices", "kubernetes"]),
        ("AWS (S3, RDS)", ["aws", "object-storage", "managed-databases"]),
        ("data\npipelines", ["data-pipelines"]),
        ("a circuit breaker around it and an idempotency key", ["resilience-patterns", "idempotency"]),
        ("AUTOSAR Classic and functional safety", ["autosar", "safety-critical"]),
        ("UI state in a StateFlow, with Kotlin coroutines", ["kotlin-coroutines", "kotlin-coroutines"]),
        ("Models in Simulink and Stateflow", ["matlab"]),
        ("It was a race condition, a deadlock really", ["race-conditions", "deadlocks"]),
        ("Jira or Azure DevOps", ["ci-cd"]),
        ("Azure ML on Azure", ["mlops", "azure"]),
        ("BGP on Cisco IOS XR", ["routing-vpn", "routing-vpn"]),
        ("Unit tests with Unity/Ceedling", ["unit-testing", "embedded-testing"]),
        ("strong Oracle skills, MySQL/Oracle", ["oracle-database", "mysql", "oracle-database"]),
    ],
)
def test_find_when_skills_are_named(text: str, slugs: list[str]) -> None:
    assert found(text) == slugs


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Go is our main language.", ["go"]),
        ("Go, Rust", ["go", "rust"]),
        ("Senior Go Engineer", ["go"]),
        ("Stack: Go", ["go"]),
        ("I rewrote it from Perl to Go.", ["perl", "go"]),
        ("Our backend is Go.", ["go"]),
        ("Must have\n- Rust\n- Go\n", ["rust", "go"]),
        ("Rust-based services", ["rust"]),
        ("I have used Rust for years", ["rust"]),
        ("experience with R and Stata", ["r"]),
        ("Python, Julia and R", ["python", "julia", "r"]),
        ("embedded work in C", ["c"]),
        ("Swift 6 and Kotlin", ["swift", "kotlin"]),
        ("React 18 components", ["react"]),
        ("Excel, SQL", ["excel", "sql"]),
        ("PySpark on Spark 3.4", ["spark", "spark"]),
        ("Node, Express and MongoDB", ["nodejs", "express", "mongodb"]),
        ("REST APIs", ["rest-api-design"]),
    ],
)
def test_find_when_an_everyday_word_means_the_skill(text: str, slugs: list[str]) -> None:
    assert found(text) == slugs


@pytest.mark.parametrize(
    "text",
    [
        "go to the shop",
        "Go to the shop.",
        "Have a look. Go beyond the ordinary!",
        "Go or stay: your choice.",
        "Ready, set, Go!",
        "On the Go? Apply from your phone.",
        "Our R&D centre",
        "in R & D",
        "Toys R Us",
        "a rust-coloured door",
        "Rust-coloured hair",
        "a town in Rust Belt country",
        "Swift response times matter.",
        "A swift response",
        "we spark joy",
        "express an idea",
        "Express yourself!",
        "pay with American Express",
        "React quickly when something breaks.",
        "How We React To Change",
        "Excel in your role.",
        "to excel at this",
        "Join us in Spring or in summer",
        "a Spring 2025 start",
        "Julia Roberts leads the team with Ray Charles",
        "vitamin C, Series C, Plan C and C-level people",
        "Angular momentum is conserved.",
        "mail jobs@example.net or see foo.net",
        "the rest of the team",
        "THE REST OF US",
        "Head Chef wanted, flask in hand",
        "social security and job security",
        "We are hiring!",
        "javascripted scalable gophers",
        "We left Oracle to build this.",
        "Customers like Oracle trust us.",
        "Oracle Park is next door.",
    ],
)
def test_find_when_an_everyday_word_means_nothing_more(text: str) -> None:
    assert found(text) == []


def test_find_says_where_the_words_stand() -> None:
    text = "I moved İstanbul's PostgreSQL to Amazon Aurora."

    mentions = vocabulary().find(text)

    assert mentions[0] == SkillMention("postgresql", 19, 29, "PostgreSQL")
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_find_takes_the_longest_spelling_and_never_overlaps() -> None:
    mentions = vocabulary().find("SQL Server Integration, machine learning engineering, Apache Kafka Streams")

    assert mentions[0].text == "SQL Server"
    assert all(one.end <= other.start for one, other in pairwise(mentions))


def test_find_when_there_is_nothing() -> None:
    assert vocabulary().find("") == []
    assert vocabulary().find(" .+#/&- \n") == []


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("- {slug: a, name: Alpha, parents: [z]}", "unknown parent 'z'"),
        ("- {slug: a, name: Alpha}\n- {slug: a, name: Beta}", "'a' stands in the list twice"),
        ("- {slug: a, name: Alpha}\n- {slug: b, name: Beta, aliases: [alpha]}", "'alpha' is claimed by"),
        ("- {slug: a, name: Alpha, parents: [b]}\n- {slug: b, name: Beta, parents: [a]}", "a > b > a"),
        ("- {slug: A B, name: Alpha}", "skill 'A B'"),
        ("- {slug: a}", "missing required field `name`"),
        ("- {slug: a, name: Alpha, colour: red}", "unknown field `colour`"),
        ("- {slug: a, name: '+++'}", "can't be found"),
        ("slug: a", "must be a list"),
        ("- {slug: a", "can't be read as YAML"),
    ],
)
def test_read_vocabulary_when_the_list_is_wrong(skills_file: Path, yaml: str, message: str) -> None:
    skills_file.write_text(yaml)

    with pytest.raises(VocabularyError) as caught:
        read_vocabulary(skills_file)

    assert message in str(caught.value)


def test_name_is_guarded_when_a_skill_has_exact_spellings(skills_file: Path) -> None:
    skills_file.write_text("- {slug: mint, name: Mint, aliases: [mintlang], exact: [Mint]}")
    skills: Vocabulary = read_vocabulary(skills_file)

    assert skills.find("a mint drop, MINT") == []
    assert [mention.text for mention in skills.find("MintLang, written in Mint")] == ["MintLang", "Mint"]


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("load-balancing", "load balancing"),
        ("backpressure", "backpressure"),
        ("azure", "Azure"),
        ("spark-tuning", "Spark tuning"),
        ("ios", "iOS"),
        ("sql", "SQL"),
        ("domain-driven-design", "domain-driven design"),
        ("kafka", "Apache Kafka"),
        ("event-loop", "the event loop"),
    ],
)
def test_a_name_inside_a_sentence_keeps_its_capital_if_it_is_one(slug: str, name: str) -> None:
    skill = vocabulary().get(slug)

    assert skill is not None
    assert skill.in_sentence == name
