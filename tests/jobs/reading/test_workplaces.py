"""How work is done, as prose says it."""

import pytest

from jobs.reading.workplaces import read_workplace
from jobs.sources.port import RawPosting


def kind_of(text):
    return read_workplace(
        RawPosting(identifier="1", title="Engineer", employer="Acme", raw={}),
        title="Engineer",
        text=text,
        places=(),
    ).kind


@pytest.mark.parametrize(
    "text",
    [
        "This role is based in our Toronto office, with no remote option.",
        "* Python\nNo remote.",
        "Remote work is not possible.",
        "This position is not remote.",
        "This job can't be done remotely.",
        "Work from office, 6 days a week.",
        "You will be working from the office in Pune.",
        "* Work from office",
        "This role requires you to work from the office.",
        "On-site at our lab in Waterloo.",
        "Workplace type: On-site",
        "On-site in Berlin.",
        "You work fully onsite.",
        "5 days a week in our Pune office.",
        "Kein Homeoffice möglich.",
        "Du arbeitest ausschließlich vor Ort.",
    ],
)
def test_prose_says_that_it_is_on_site(text):
    assert kind_of(text) == "onsite"


@pytest.mark.parametrize(
    "text",
    [
        "Hybrid: 3 days in our King West office.",
        "Hybrid. Visa support possible.",
        "We are 40 people. Hybrid.",
        "Work model: hybrid",
        "📍 Berlin (hybrid)",
        "Arbeitsmodell: Hybrid",
        "In office 4 days a week.",
        "We meet in our lovely Leslieville office two days a week.",
        "Four days a week at our Bermondsey lab.",
        "Du arbeitest zwei Tage im Büro, sonst von zu Hause.",
        "Bereitschaft zu 3 Tagen Homeoffice.",
        "Hybrides Arbeiten ist für uns selbstverständlich.",
        "Homeoffice-Möglichkeit nach Absprache.",
        "You can work remotely two days a week.",
        "2 jours de télétravail par semaine.",
        "This role is not fully remote.",
        "3 days from home, 2 in the studio.",
        "On site three days a week, from home on two.",
        "* Mobile working up to 2 days per week",
        "2 to 3 days of remote work each week.",
        "The job is based in Garching with up to 40% teleworking.",
        "Arbeiten kannst du zu 50 % remote.",
    ],
)
def test_prose_says_that_it_is_hybrid(text):
    assert kind_of(text) == "hybrid"


@pytest.mark.parametrize(
    "text",
    [
        "You can work remotely from anywhere in Canada.",
        "Du arbeitest 100 % remote.",
        "We hire fully remotely.",
        "Fully remote.",
        "Remote within Germany.",
        "Location: Remote (EU)",
        "* 100% remote",
    ],
)
def test_prose_says_that_it_is_remote(text):
    assert kind_of(text) == "remote"


@pytest.mark.parametrize(
    "text",
    [
        "There is an on-site gym and free parking in our office.",
        "No remote sensing experience is needed.",
        "We are not just a remote company.",
        "You support our remote sites three days a month.",
        "Our office is open every day of the week.",
        "We sell hybrid cloud and hybrid engines.",
        "Wir haben zwei Tage im Jahr, an denen das Büro feiert.",
        "You install devices on-site for our customers.",
        "Employees may work remotely in August.",
        "We build software for the back office.",
        "Lunch is free whenever you work from the office.",
        "You are welcome to work from the office, too.",
        "Work from office is optional.",
        "You may work from home, or work from our office.",
        "We run fully on-site data centres and hybrid, multi-cloud systems.",
        "* Hybrid, multi-cloud and on-prem architectures",
        "* Hybrid search",
        "* On-site parking",
        "* Customer workshops (on-site)",
        "Interviews\n* Phone screen\n* Onsite\n* Offer",
        "1. Call. 2. Task. 3. On-site.",
        "* Remote, hybrid or in the office: you choose",
        "Location: London. Remote desktop tools are yours.",
        "* Remote access (VPN)",
    ],
)
def test_prose_says_nothing_of_how_work_is_done(text):
    assert kind_of(text) == ""
