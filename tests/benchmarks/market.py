"""A made-up job market from a seed: titles, employers, places, pay and skills in realistic proportions.

`jobs(rows=…, seed=…)` streams openings as they stand after normalising; market_database.py writes them. The
proportions follow what the boards of data/jobs show: about a third of listings remote or hybrid, few 'remote'
ones open to the world, pay stated on a third, most of it a year's.
"""
# ruff: noqa: E501 - the tables read better with a few long lines

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from uuid import UUID

import msgspec

from jobs.reading.employers import employer_key
from jobs.reading.titles import read_title
from tests.benchmarks import market_words

NOW = datetime(2026, 11, 1, tzinfo=UTC)
BLOCK = 5_000  # openings that are made at a time

# (city, region, country, weight): places of work, by how often they come.
PLACES: tuple[tuple[str, str, str, int], ...] = (
    ("San Francisco", "California", "US", 60), ("New York", "New York", "US", 70),
    ("Seattle", "Washington", "US", 35), ("Austin", "Texas", "US", 30), ("Boston", "Massachusetts", "US", 25),
    ("Chicago", "Illinois", "US", 22), ("Los Angeles", "California", "US", 20),
    ("Denver", "Colorado", "US", 14), ("Atlanta", "Georgia", "US", 14), ("", "", "US", 60),
    ("Toronto", "Ontario", "CA", 26), ("Vancouver", "British Columbia", "CA", 12), ("Montreal", "Quebec", "CA", 8),
    ("London", "England", "GB", 70), ("Manchester", "England", "GB", 12), ("Edinburgh", "Scotland", "GB", 8),
    ("Dublin", "Leinster", "IE", 18), ("Berlin", "Berlin", "DE", 45), ("Munich", "Bavaria", "DE", 30),
    ("Hamburg", "Hamburg", "DE", 16), ("Cologne", "North Rhine-Westphalia", "DE", 8), ("", "", "DE", 8),
    ("Paris", "Île-de-France", "FR", 34), ("Lyon", "Auvergne-Rhône-Alpes", "FR", 6),
    ("Amsterdam", "North Holland", "NL", 24), ("Utrecht", "Utrecht", "NL", 6), ("Brussels", "", "BE", 7),
    ("Madrid", "Madrid", "ES", 18), ("Barcelona", "Catalonia", "ES", 18), ("Lisbon", "Lisbon", "PT", 12),
    ("Milan", "Lombardy", "IT", 10), ("Zurich", "Zurich", "CH", 12), ("Vienna", "Vienna", "AT", 9),
    ("Stockholm", "Stockholm", "SE", 16), ("Copenhagen", "", "DK", 8), ("Oslo", "", "NO", 6),
    ("Helsinki", "", "FI", 6), ("Warsaw", "Mazovia", "PL", 16), ("Kraków", "Lesser Poland", "PL", 10),
    ("Prague", "", "CZ", 8), ("Bucharest", "", "RO", 8), ("Tallinn", "", "EE", 4), ("Kyiv", "", "UA", 6),
    ("Bengaluru", "Karnataka", "IN", 60), ("Hyderabad", "Telangana", "IN", 28), ("Pune", "Maharashtra", "IN", 18),
    ("Mumbai", "Maharashtra", "IN", 16), ("Singapore", "", "SG", 22), ("Tokyo", "Tokyo", "JP", 14),
    ("Seoul", "", "KR", 6), ("Sydney", "New South Wales", "AU", 18), ("Melbourne", "Victoria", "AU", 12),
    ("Auckland", "", "NZ", 4), ("Tel Aviv", "", "IL", 14), ("Dubai", "", "AE", 8), ("São Paulo", "", "BR", 16),
    ("Mexico City", "", "MX", 10), ("Buenos Aires", "", "AR", 6), ("Bogotá", "", "CO", 6),
    ("Cape Town", "", "ZA", 5), ("Lagos", "", "NG", 4), ("Nairobi", "", "KE", 3),
)  # fmt: skip
# (domain of the skills, weight, titles)
FAMILIES: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("backend", 16, ("Backend Engineer", "Software Engineer", "Software Engineer, Backend", "Java Developer",
                     "Python Developer", "Go Engineer", "Platform Engineer", "API Engineer")),
    ("frontend", 8, ("Frontend Engineer", "Frontend Developer", "React Developer", "UI Engineer")),
    ("fullstack", 9, ("Full Stack Engineer", "Fullstack Developer", "Product Engineer", "Web Developer")),
    ("mobile", 4, ("iOS Engineer", "Android Engineer", "Mobile Developer", "Flutter Developer")),
    ("data-engineering", 7, ("Data Engineer", "Analytics Engineer", "Data Platform Engineer", "ETL Developer")),
    ("data-science", 6, ("Data Scientist", "Data Analyst", "Product Analyst", "Decision Scientist")),
    ("machine-learning", 6, ("Machine Learning Engineer", "Applied Scientist", "MLOps Engineer",
                             "Computer Vision Engineer")),
    ("llm-applications", 3, ("AI Engineer", "LLM Engineer", "Forward Deployed Engineer")),
    ("devops-sre", 7, ("Site Reliability Engineer", "DevOps Engineer", "Infrastructure Engineer",
                       "Production Engineer")),
    ("cloud-architecture", 4, ("Cloud Architect", "Solutions Architect", "Cloud Engineer")),
    ("security", 4, ("Security Engineer", "Application Security Engineer", "SOC Analyst")),
    ("databases", 2, ("Database Administrator", "Database Engineer")),
    ("qa-automation", 4, ("QA Engineer", "Test Automation Engineer", "SDET")),
    ("embedded", 3, ("Embedded Software Engineer", "Firmware Engineer")),
    ("", 17, ("Account Executive", "Product Manager", "Customer Success Manager", "Recruiter", "Accountant",
              "Marketing Manager", "Product Designer", "Registered Nurse", "Office Manager", "Legal Counsel",
              "Sales Development Representative", "Technical Program Manager")),
)  # fmt: skip
TEAMS = ("Payments", "Growth", "Platform", "Search", "Checkout", "Identity", "Core Services", "Risk", "Logistics",
         "Developer Experience", "Observability", "Marketplace", "Billing", "Trust & Safety", "Storage")  # fmt: skip
LEVELS = (("Intern ", "intern", 3), ("Junior ", "junior", 6), ("", "", 40), ("Senior ", "senior", 33),
          ("Staff ", "staff", 9), ("Principal ", "staff", 4), ("Lead ", "senior", 5))  # fmt: skip
CURRENCIES = {"US": ("USD", 1.0), "CA": ("CAD", 1.05), "GB": ("GBP", 0.6), "IN": ("INR", 22.0),
              "PL": ("PLN", 1.9), "CH": ("CHF", 1.0), "SE": ("SEK", 5.5), "AU": ("AUD", 1.2), "SG": ("SGD", 1.0),
              "JP": ("JPY", 80.0), "BR": ("BRL", 1.6), "MX": ("MXN", 6.0), "CZ": ("CZK", 12.0)}  # fmt: skip
EURO = frozenset({"DE", "FR", "NL", "BE", "ES", "PT", "IT", "AT", "IE", "FI", "EE"})
PAY = {"intern": 45_000, "junior": 75_000, "": 105_000, "senior": 150_000, "staff": 195_000}
LANGUAGES = {"DE": ("de", 0.45), "FR": ("fr", 0.5), "ES": ("es", 0.35), "SE": ("sv", 0.3), "PL": ("pl", 0.2),
             "BR": ("pt", 0.5), "NL": ("nl", 0.15), "IT": ("it", 0.4), "JP": ("ja", 0.3)}  # fmt: skip
SOURCES = (("greenhouse", 28), ("ashby", 12), ("lever", 12), ("smartrecruiters", 14), ("adzuna", 12),
           ("himalayas", 8), ("workable", 5), ("recruitee", 4), ("personio", 5))  # fmt: skip


class Skill(msgspec.Struct, frozen=True):
    """A skill of a job: text[start:end] names it."""

    slug: str
    need: str
    start: int
    end: int


class MarketJob(msgspec.Struct, frozen=True):
    """One opening, normalised, in the words of jobs.models.Job."""

    id: UUID
    title: str
    normalised_title: str
    employer: str
    domain: str
    team: str
    text: str
    language: str
    employment_type: str
    workplace: str
    applicant_scope: str
    applicant_countries: tuple[str, ...]
    locations: tuple[tuple[str, str, str], ...]
    salary_min: int | None
    salary_max: int | None
    salary_currency: str
    salary_period: str
    salary_basis: str
    seniority: str
    role_shape: str
    posted_at: datetime
    skills: tuple[Skill, ...]
    source: str
    openings_key: str

    @property
    def employer_key(self) -> str:
        return employer_key(self.employer)

    @property
    def url(self) -> str:
        return f"https://{self.source}.example/{self.id}"

    @property
    def html(self) -> str:
        """The text as markup of the kind that boards send."""
        parts = []
        for block in self.text.split("\n\n"):
            lines = block.split("\n")
            if len(lines) > 1:
                items = "".join(f"<li>{line}</li>" for line in lines[1:])
                parts.append(f"<h3>{lines[0]}</h3><ul>{items}</ul>")
            else:
                parts.append(f"<p>{block}</p>")
        return "".join(parts)


class _Wheel:
    """Draws values by weight: one random number and a bisection."""

    def __init__(self, pairs: list[tuple[object, float]]) -> None:
        self.values = [value for value, _ in pairs]
        self.weights = list(accumulate(weight for _, weight in pairs))

    def draw(self, rng: random.Random, count: int = 1) -> list:
        return rng.choices(self.values, cum_weights=self.weights, k=count)


@cache
def _skills() -> dict[str, _Wheel]:
    """Skills of each domain, the first of the vocabulary's list oftenest (Zipf)."""
    from intervision.skills import vocabulary

    skills = list(vocabulary())
    wheels = {}
    for domain, _, _ in FAMILIES:
        listed = [skill for skill in skills if domain in skill.domains] if domain else skills[:120]
        wheels[domain] = _Wheel([((skill.slug, skill.name), 1 / (n + 3)) for n, skill in enumerate(listed)])
    return wheels


@cache
def employers(count: int = 20_000) -> tuple[str, ...]:
    """Employers' names; the index is the rank, and a low rank has many openings."""
    rng = random.Random("employers")
    first = ("Nor", "Al", "Bri", "Cal", "Del", "Ever", "Fin", "Glo", "Har", "Ino", "Jun", "Kel", "Lum", "Mer", "Neo",
             "Or", "Pol", "Quan", "Riv", "Sol", "Ter", "Uni", "Vel", "Wes", "Xen", "Yar", "Zen")  # fmt: skip
    second = ("th", "ta", "dge", "vera", "ia", "green", "tech", "bal", "bor", "va", "per", "vin", "en", "idian")  # fmt: skip
    third = ("Labs", "Systems", "Health", "Bank", "Robotics", "Energy", "Cloud", "Media", "Foods", "Logistics",
             "Software", "Analytics", "Games", "Works", "Security", "Mobility", "AI", "Group")  # fmt: skip
    names: dict[str, None] = {}
    while len(names) < count:
        name = f"{rng.choice(first)}{rng.choice(second)}{rng.choice(second)} {rng.choice(third)}"
        names[name if name not in names else f"{name} {rng.randint(2, 99)}"] = None
    return tuple(names)


def jobs(*, rows: int, seed: int = 6) -> Iterator[MarketJob]:
    """Stream `rows` openings; the same seed gives the same market, whoever makes its blocks."""
    for block, start in enumerate(range(0, rows, BLOCK)):
        yield from block_of(seed, block, min(BLOCK, rows - start))


def block_of(seed: int, block: int, size: int) -> list[MarketJob]:
    """Return the openings of one block, which comes from a seed of its own."""
    rng = random.Random(f"{seed}/{block}")
    names = employers()
    where = _Wheel([(place[:3], place[3]) for place in PLACES])
    wheels = (
        _Wheel([(n, 1 / (n + 20) ** 0.8) for n in range(len(names))]),
        where,
        _Wheel([((domain, titles), weight) for domain, weight, titles in FAMILIES]),
        _Wheel([((words, seniority), weight) for words, seniority, weight in LEVELS]),
        _Wheel(list(SOURCES)),
    )
    draws = zip(*(wheel.draw(rng, size) for wheel in wheels), strict=True)
    return [
        _job(rng, names[rank], rank, place, domain, titles, words, seniority, feed, where)
        for rank, place, (domain, titles), (words, seniority), feed in draws
    ]


def _job(rng, employer, rank, place, domain, titles, level, seniority, feed, where) -> MarketJob:
    team = rng.choice(TEAMS)
    base = rng.choice(titles)
    manager = rng.random() < 0.06
    core = f"{base.replace('Engineer', 'Engineering')} Manager" if manager and "Engineer" in base else base
    title = f"{level}{core}" + (f", {team}" if rng.random() < 0.35 else "")
    city, _, country = place
    draw = rng.random()
    workplace = "remote" if draw < 0.2 else "hybrid" if draw < 0.36 else "onsite" if draw < 0.6 else ""
    scope, countries = _applicants(rng, workplace, country)
    places = [place]
    while rng.random() < 0.12:
        places.append(where.draw(rng)[0])
    text, skills = _text(rng, employer, rank, team, domain)
    low, high, currency, period, basis = _pay(rng, country, seniority)
    language, share = LANGUAGES.get(country, ("en", 0.0))
    return MarketJob(
        id=UUID(int=rng.getrandbits(128), version=4),
        title=title,
        normalised_title=read_title(title).normalised,
        employer=employer,
        domain=domain,
        team=team,
        text=text,
        language=language if rng.random() < share else "en",
        employment_type="INTERN" if seniority == "intern" else rng.choices(
            ("FULL_TIME", "CONTRACTOR", "PART_TIME", ""), (70, 7, 3, 20))[0],
        workplace=workplace,
        applicant_scope=scope,
        applicant_countries=countries,
        locations=tuple(dict.fromkeys(places)),
        salary_min=low,
        salary_max=high,
        salary_currency=currency,
        salary_period=period,
        salary_basis=basis,
        seniority=seniority,
        role_shape="manager" if manager else "individual" if domain else "",
        posted_at=NOW - timedelta(minutes=int(rng.expovariate(1 / 40_000)) + 30),
        skills=skills,
        source=feed,
        openings_key=hashlib.sha256(f"{employer}|{title}|{city}|{country}".lower().encode()).hexdigest(),
    )  # fmt: skip


def another(job: MarketJob, rng: random.Random) -> MarketJob:
    """Return a further opening of the same employer, title, team and place, with duties of its own."""
    text, skills = _text(rng, job.employer, _ranks()[job.employer], job.team, job.domain)
    return msgspec.structs.replace(job, text=text, skills=skills)


@cache
def _ranks() -> dict[str, int]:
    return {name: rank for rank, name in enumerate(employers())}


def _applicants(rng: random.Random, workplace: str, country: str) -> tuple[str, tuple[str, ...]]:
    """Of remote listings about one in twelve says nothing of where one may live, one in ten says anywhere."""
    if workplace != "remote":
        return "", ()
    draw = rng.random()
    if draw < 0.08:
        return "", ()
    if draw < 0.18:
        return "worldwide", ()
    return "countries", (country,) if draw < 0.8 else tuple(sorted({country, "US", "CA", "GB", "DE"}))


def _pay(rng: random.Random, country: str, seniority: str) -> tuple[int | None, int | None, str, str, str]:
    draw = rng.random()
    if draw > 0.45:
        return None, None, "", "", ""
    currency, factor = CURRENCIES.get(country, ("EUR", 0.62) if country in EURO else ("USD", 0.5))
    low = round(PAY[seniority] * factor * rng.uniform(0.75, 1.2), -3)
    basis = "stated" if draw < 0.27 else "parsed" if draw < 0.35 else "predicted"
    if rng.random() < 0.08:
        return round(low / 2000), round(low * 1.25 / 2000), currency, "HOUR", basis
    return int(low), int(low * rng.uniform(1.1, 1.5)), currency, "YEAR", basis


def _text(
    rng: random.Random, employer: str, rank: int, team: str, domain: str
) -> tuple[str, tuple[Skill, ...]]:
    """Return the words of an ad, and where its skills stand in them. What an employer always says is its own."""
    wheel = _skills()[domain]
    drawn = list(dict.fromkeys(wheel.draw(rng, rng.randint(5, 14) if domain else rng.randint(0, 4))))
    cut = max(1, round(len(drawn) * 0.7))
    what, must, nice, offer = market_words.HEADINGS[rank % len(market_words.HEADINGS)]

    def filled(line: str) -> str:
        return line.format(
            team=team, n=rng.randint(2, 9), k=rng.randint(10, 90), day=rng.choice(market_words.DAYS),
            other=rng.choice(TEAMS), third=rng.choice(TEAMS),
        )  # fmt: skip

    about = market_words.ABOUT[rank % len(market_words.ABOUT)].format(
        employer=employer, people=market_words.PEOPLE[rank % len(market_words.PEOPLE)], size=40 + rank % 1960,
        offices=2 + rank % 17, year=1970 + rank % 53,
    )  # fmt: skip
    duties = rng.sample(market_words.DUTIES[market_words.KINDS[domain]], rng.randint(3, 5)) + rng.sample(
        market_words.GENERAL, 2
    )
    rng.shuffle(duties)
    text = f"{about}\n\n{filled(rng.choice(market_words.TEAM_LINES))}\n\n{what}\n" + "\n".join(
        map(filled, duties)
    )
    found: list[Skill] = []
    for head, lines, part, need in (
        (must, market_words.MUST, drawn[:cut], "must"),
        (nice, market_words.NICE, drawn[cut:], "nice"),
    ):
        if part:
            text += f"\n\n{head}"
        for slug, name in part:
            before, _, after = rng.choice(lines).partition("{skill}")
            text += "\n" + before.replace("{n}", str(rng.randint(2, 8)))
            found.append(Skill(slug, need, len(text), len(text) + len(name)))
            text += name + after
        if need == "must" and part:
            text += "\n" + "\n".join(rng.sample(market_words.TRAITS, 2))
    offers = [market_words.OFFERS[(rank + step) % len(market_words.OFFERS)] for step in (0, 3, 7, 8)]
    text += f"\n\n{offer}\n" + "\n".join(offers)
    return text + "\n\n" + market_words.CLOSINGS[rank % len(market_words.CLOSINGS)].format(
        employer=employer
    ), tuple(found)
