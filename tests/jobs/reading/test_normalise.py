# ruff: noqa: E501 - rows read better on one line
import pytest

from jobs.reading.bodies import own_words, sanitise
from jobs.reading.normalise import normalise
from jobs.sources.port import Pay, Place, RawPosting

BODY = (
    "<p>About us</p><h3>Requirements</h3><ul><li>Five years of Python</li><li>Kafka is a plus</li></ul>"
    "<h3>Nice to have</h3><ul><li>Kubernetes</li></ul><h3>What you will do</h3><p>Run Redis.</p>"
)


def read(**fields):
    defaults = {"identifier": "1", "title": "Engineer", "employer": "Acme GmbH", "raw": {}, "html": BODY}
    return normalise(RawPosting(**(defaults | fields)))


def test_skills_are_must_nice_or_unknown_by_where_they_stand():
    posting = read()

    needs = {skill.slug: skill.need for skill in posting.skills}
    assert (needs["python"], needs["kafka"], needs["kubernetes"], needs["redis"]) == (
        "must",
        "nice",
        "nice",
        "",
    )
    words = {skill.slug: posting.text[skill.start : skill.end] for skill in posting.skills}
    assert (words["python"], words["redis"]) == ("Python", "Redis")


@pytest.mark.parametrize(
    ("html", "gone", "kept"),
    [
        ("<script>alert(1)</script><p>Hi</p>", "alert", "Hi"),
        ('<p onclick="x()">Hi</p>', "onclick", "Hi"),
        ('<a href="javascript:x()">Hi</a>', "javascript", "Hi"),
        ('<img src=x onerror="x()"><p>Hi</p>', "onerror", "Hi"),
        ('<iframe src="https://evil.example"></iframe><p>Hi</p>', "iframe", "Hi"),
        ("<style>body{display:none}</style><p>Hi</p>", "display", "Hi"),
        ("<svg><script>x()</script></svg><p>Hi</p>", "x()", "Hi"),
    ],
)
def test_nothing_runs_when_markup_is_hostile(html, gone, kept):
    posting = read(html=html)

    assert gone not in posting.html and gone not in posting.text
    assert kept in posting.html and kept in posting.text


def test_plain_text_is_escaped_when_it_holds_markup():
    posting = read(html="", text="1 < 2 <script>x()</script>\n\nSecond part")

    assert "<script" not in posting.html
    assert "1 < 2 <script>x()</script>" in posting.text


@pytest.mark.parametrize(
    ("fields", "kind", "basis", "scope"),
    [
        ({"places": (Place(words="Remote, US"),)}, "remote", "stated", ("countries", ("US",), "stated")),
        ({"workplace": "remote", "places": (Place(words="Chicago, IL"),)}, "remote", "stated",
         ("countries", ("US",), "board")),
        ({"workplace": "remote", "worldwide": True}, "remote", "stated", ("worldwide", (), "stated")),
        # A bare flag says nothing of geography.
        ({"workplace": "remote"}, "remote", "stated", ("", (), "")),
        ({"title": "Engineer (Remote)"}, "remote", "text", ("", (), "")),
        ({"title": "Remote Sensing Engineer"}, "", "", ("", (), "")),
        ({"html": "<p>This is a fully remote role. You must be based in Germany or Austria.</p>"}, "remote", "text",
         ("countries", ("AT", "DE"), "text")),
        ({"title": "Engineer (Remote)", "html": "<p>You must live in the continental US (EST or CST preferred).</p>"},
         "remote", "text", ("countries", ("US",), "text")),
        ({"html": "<p>Three days a week in the office. This role is hybrid.</p>"}, "hybrid", "text", ("", (), "")),
        ({"html": "<p>This role is not remote.</p>"}, "onsite", "text", ("", (), "")),
        ({"html": "<p>We like hybrid cloud.</p>"}, "", "", ("", (), "")),
    ],
)  # fmt: skip
def test_workplace_and_scope_have_their_basis(fields, kind, basis, scope):
    workplace = read(**fields).workplace

    assert (workplace.kind, workplace.basis) == (kind, basis)
    assert (workplace.scope, workplace.countries, workplace.scope_basis) == scope


def test_predicted_pay_gives_way_to_words_and_stated_pay_to_nothing():
    said = "<p>The salary range is €60,000 - €70,000 per year.</p>"

    predicted = read(html=said, pay=Pay(50_000, 50_000, "EUR", "YEAR", basis="predicted"))
    stated = read(html=said, pay=Pay(50_000, 55_000, "EUR", "YEAR"))

    assert (predicted.salary.basis, predicted.salary.low) == ("parsed", 60_000)
    assert (stated.salary.basis, stated.salary.low) == ("stated", 50_000)


@pytest.mark.parametrize(
    ("title", "seniority", "shape"),
    [
        ("Senior Software Engineer (m/w/d)", "senior", "individual"),
        ("Sr. Backend Dev", "senior", "individual"),
        ("Principal Engineer", "staff", "individual"),
        ("Engineering Manager, Payments", "", "manager"),
        ("Product Manager", "", ""),
        ("Junior/Senior Developer", "", "individual"),
        ("Werkstudent Data Engineering", "intern", ""),
        ("Software Engineer II", "", "individual"),
    ],
)
def test_level_and_shape_are_read_from_the_title(title, seniority, shape):
    posting = read(title=title)

    assert (posting.seniority, posting.title.role_shape) == (seniority, shape)


def test_the_language_is_the_texts_not_the_places():
    german = read(
        html="<p>Wir suchen eine Entwicklerin, die mit uns die Plattform für Häfen baut und pflegt.</p>"
    )
    short = read(html="<p>Hi</p>")

    assert (german.language, short.language) == ("de", "")


def test_a_paragraph_after_the_list_of_what_is_offered_counts_again():
    offers = "Benefits\n\n* Pension\n* Bicycle\n\n"
    said = "You will keep the ledger of forty shops exact to the cent. " * 5

    assert own_words(f"{offers}{said}").strip() == said.strip()
    assert own_words(f"{said}\n\n{offers}").strip() == said.strip()


def test_a_link_to_nowhere_else_is_no_link():
    html = sanitise(
        '<p><a href="/accounts/logout/">a</a> <a href="//b.example/">b</a> <a href="https://c.example/">c</a></p>'
    )

    assert 'href="https://c.example/"' in html
    assert html.count("href") == 1


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("No on-call.", False),
        ("We don't use Kubernetes, and never will.", False),
        ("A team without Java", False),
        ("Ohne PHP", False),
        ("No prior Rust experience is needed.", False),
        ("On-call one week in six", True),
        ("Not only Python", True),
        ("No nonsense: Python and Kafka", True),
    ],
)
def test_what_an_ad_says_it_does_without_is_not_asked_for(line, named):
    assert bool(read(html=f"<p>{line}</p>").skills) is named


def test_a_skill_that_is_denied_once_and_asked_for_elsewhere_is_asked_for():
    skills = read(html="<p>No Java at first.</p><h3>Requirements</h3><ul><li>Java later</li></ul>").skills

    assert [(skill.slug, skill.need) for skill in skills] == [("java", "must")]


def test_addresses_name_no_skills_and_move_no_words():
    posting = read(
        html="<p>See: https://python.example/rust, www.kafka.example or java@acme.example. Redis!</p>"
    )

    [skill] = posting.skills
    assert (skill.slug, posting.text[skill.start : skill.end]) == ("redis", "Redis")


@pytest.mark.parametrize(
    ("heading", "need"),
    [
        ("What you'll bring", "must"),
        ("What You’ll Bring", "must"),
        ("What you will need", "must"),
        ("What we are looking for", "must"),
        ("What we’re looking for", "must"),
        ("Who we are looking for", "must"),
        ("Who we are", ""),
        ("What you’ll do", ""),
        ("What you will be doing", ""),
        ("Why you’ll love working here", ""),
    ],
)
def test_heading_says_what_is_required(heading, need):
    html = f"<h3>Your profile</h3><p>Be kind.</p><h3>{heading}</h3><ul><li>Python</li></ul>"

    [skill] = read(html=html).skills

    assert skill.need == need


def test_what_would_be_great_is_no_requirement():
    posting = read(html="<h3>What you bring</h3><ul><li>Python</li><li>Kubernetes would be great</li></ul>")

    assert {skill.slug: skill.need for skill in posting.skills} == {"python": "must", "kubernetes": "nice"}
