"""The job pages in a real browser: from the first match to a rehearsal for it, in both themes."""

from datetime import timedelta

import pytest
from axe_playwright_python import sync_playwright as axe
from django.utils import timezone

from interviews.models import Interview
from jobs.index import generations
from jobs.models import Job, Run, SavedJob
from tests.browser.conftest import browsers
from tests.jobs.matching.test_matches import shown_skills
from tests.jobs.openings import a_job, a_source
from tests.reports import sessions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


SCREENS = [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")]


@pytest.fixture
def market(alice):
    """Seven jobs that ask for what Alice showed, and one that is far from it."""
    now = timezone.now()
    for days, seed in ((20, 3), (6, 5)):
        sessions.past_interview(alice, seed=seed, skill=0.75, started_at=now - timedelta(days=days))
    skills = shown_skills(alice)
    source = a_source(last_healthy_at=now, last_run_at=now)
    for number in range(7):
        a_job(
            "Backend Engineer",
            employer=f"Acme {number}",
            must=(*skills[: 5 - number // 2], "kubernetes:Kubernetes"),
            source=source,
            now=now,
            days=number,
            seniority="mid",
        )
    a_job("Registered Nurse", employer="Ward", places=(("Oslo", "NO"),), source=source, now=now)
    generations.rebuild()
    return alice


@pytest.fixture(scope="module")
def open_browser():
    with browsers() as open_browser:
        yield open_browser


@pytest.fixture
def open_page(open_browser, market, live_server, client):
    """Return what opens a page as Alice; what the console complains of fails the test."""
    client.force_login(market)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    complaints = []
    with open_browser() as browser:

        def open_(path, *, width=1280, scheme="light"):
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            context.add_cookies([cookie])
            page = context.new_page()
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(live_server.url + path)
            return page

        yield open_
    assert complaints == []


def test_axe_finds_nothing_and_nothing_overflows(open_page, market):
    job = Job.objects.get(employer_name="Acme 0")
    SavedJob.objects.create(user=market, job=job, state="saved")
    paths = ["", "search/?q=backend", "search/?q=zzqq", "saved/", "wishes/", "profile/", f"{job.pk}/"]
    for width, scheme in SCREENS:
        page = open_page("/jobs/", width=width, scheme=scheme)
        for path in paths:
            page.goto(f"{page.url.partition('/jobs/')[0]}/jobs/{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            # Without preloading: axe would ask for the sheets that main.css imports beside the page.
            found = axe.Axe().run(page, options={"preload": False})
            assert found.violations_count == 0, (path, scheme, found.generate_report())


def test_lists_of_the_operators_show_all_their_columns_at_1280(open_page, market):
    market.is_staff = market.is_superuser = True
    market.save()
    source = a_source()
    Run.objects.create(source=source, state="suspicious", boards=40, rows=12_345, new=1234, changed=2345)
    Job.objects.filter(employer_name="Acme 1").update(status="closed", closed_reason="gone")
    Job.objects.filter(employer_name="Acme 2").update(title="Senior Embedded Software Engineer (all genders)")
    page = open_page("/operators/")

    for model in ("job", "run", "posting", "source", "board", "employer"):
        page.goto(f"{page.url.partition('/operators/')[0]}/operators/jobs/{model}/")
        hidden = "list => list.scrollWidth - list.clientWidth"
        lists = page.locator(".results")
        assert [lists.nth(n).evaluate(hidden) for n in range(lists.count())] in ([0], []), model


def test_pay_stays_in_one_line_when_its_sum_is_wrong(open_page):
    page = open_page("/jobs/wishes/")
    wrong = "<ul class='field-error'><li>Please enter an amount above zero, or leave it empty.</li></ul>"
    page.locator(".pay-line > .field").first.evaluate(
        "(field, html) => field.insertAdjacentHTML('beforeend', html)", wrong
    )

    controls = [page.locator(f"[name={name}]") for name in ("salary_min", "salary_currency", "salary_period")]

    boxes = [control.bounding_box() for control in controls]
    assert len({(box["y"], box["height"]) for box in boxes}) == 1
    label = page.get_by_text("Currency", exact=True).bounding_box()
    assert 0 < boxes[1]["y"] - (label["y"] + label["height"]) < 12


def test_matches_are_few_and_say_why(open_page):
    page = open_page("/jobs/")

    first = page.locator("article.match").first
    assert page.locator("article.match:visible").count() == 5
    assert first.locator(".reason q.ad-words mark").first.is_visible()
    assert first.locator(".reason-mine a.time-link").first.is_visible()
    assert "which you have not practised." in first.inner_text()
    page.get_by_text("2 more, less close").click()
    assert page.locator("article.match:visible").count() == 7
    assert page.get_by_text("Registered Nurse").count() == 0


def test_search_narrows_by_a_facet_without_a_new_page(open_page):
    page = open_page("/jobs/search/")
    page.evaluate("window.stayed = true")

    page.get_by_role("checkbox", name="Norway").check()
    page.wait_for_url("**country=NO**")

    assert page.locator(".result").count() == 1
    assert page.locator(".result .match-title").inner_text() == "Registered Nurse"
    assert page.locator(".chip").filter(has_text="Norway").is_visible()
    assert page.evaluate("window.stayed") is True


def test_save_apply_and_hide_with_a_reason(open_page, market):
    page = open_page("/jobs/")
    first, second, third = (page.locator("article.match").nth(n) for n in range(3))

    first.get_by_role("button", name="Save").click()
    first.get_by_role("button", name="Saved").wait_for()
    second.get_by_role("button", name="I applied").click()
    second.get_by_role("button", name="Applied", exact=False).wait_for()
    third.get_by_role("button", name="Hide").click()
    third.get_by_label("Why? (optional)").select_option("Wrong place")
    third.get_by_role("button", name="Send").click()
    third.get_by_text("You said: Wrong place").wait_for()
    page.reload()

    assert page.locator("article.match").count() == 5
    states = dict(SavedJob.objects.filter(user=market).values_list("state", "why"))
    assert states == {"saved": "", "applied": "", "hidden": "Wrong place"}


def test_keyboard_stays_where_it_decided(open_page):
    page = open_page("/jobs/")
    first, second = (page.locator("article.match").nth(n) for n in range(2))

    first.get_by_role("button", name="Save").press("Enter")
    first.get_by_role("button", name="Saved").wait_for()
    saved = page.evaluate("document.activeElement.innerText")
    second.get_by_role("button", name="Hide").press("Enter")
    second.get_by_role("button", name="Show it again").wait_for()

    assert saved.startswith("Saved")
    assert page.evaluate("document.activeElement.innerText") == "Show it again"


def test_practise_for_a_job_leads_to_a_plan_for_it(open_page, market):
    page = open_page("/jobs/")
    page.locator("article.match .match-title a").first.click()
    page.get_by_role("heading", name="What it asks for, and where you showed it").wait_for()

    page.get_by_role("button", name="Practise for this job", exact=True).click()
    page.wait_for_url("**/check/**")

    planned = Interview.objects.get(candidate=market, planned_for__startswith="job:")
    assert planned.tailoring["job_title"] == "Backend Engineer"
    assert planned.focus[0] == "kubernetes"
    assert "kubernetes" in planned.tailoring["wanted"]


def test_on_a_phone_what_to_do_stands_before_the_ad(open_page):
    page = open_page("/jobs/", width=390)
    page.locator("article.match .match-title a").first.click()

    practise = page.get_by_role("button", name="Practise for this job", exact=True).bounding_box()

    assert practise["y"] < page.get_by_role("heading", name="The ad").bounding_box()["y"]
    assert practise["y"] < 900
