"""Which titles name the kind of role that is sought."""

import pytest

from jobs.matching.kinds import is_one_of, same_kind
from jobs.matching.ranking import is_of_kind
from jobs.matching.seeker import TITLES, Seeker
from jobs.reading.titles import read_title


def is_for(domain, title):
    return is_one_of(read_title(title).normalised, TITLES[domain])


@pytest.mark.parametrize(
    ("domain", "title"),
    [
        ("embedded", "Embedded Linux Engineer (Part-Time, 24h/week)"),
        ("embedded", "Senior Embedded C++ Developer - Automotive (m/w/d)"),
        ("embedded", "Firmware Engineer, Wearables"),
        ("embedded", "BSP Engineer"),
        ("backend", "Senior Backend Engineer (Payments), Berlin - 32h"),
        ("backend", "Softwareentwickler (m/w/d) Backend"),
        ("backend", "Senior Node.js Engineer"),
        ("backend", "Full-Stack Developer"),
        ("backend", "Software Engineer, Payments"),
        ("backend", "Graduate Software Engineer - Payments"),
        ("backend", "Cloud Software Engineer"),
        ("backend", "Distributed Systems Software Engineer"),
        ("fullstack", "Senior Product Software Engineer"),
        ("backend", "Senior Java Software Engineer"),
        ("embedded", "Automotive Embedded Software Engineer"),
        ("fullstack", "Software Engineer Band 7"),
        ("mobile", "Software Engineer, Android"),
        ("machine-learning", "Software Engineer - Machine Learning"),
        ("devops-sre", "SRE"),
        ("devops-sre", "Platform Engineer (all genders) | Remote | 80-100%"),
        ("qa-automation", "SDET"),
        ("qa-automation", "Senior Software Development Engineer in Test (SDET) - Studio Platform"),
        ("qa-automation", "Test Engineer (all genders) - Hybrid, Munich"),
        ("qa-automation", "Quality Assurance Analyst"),
        ("data-engineering", "Analytics Engineer, GTM"),
        ("data-engineering", "Senior ETL Developer"),
        ("data-engineering", "Member of Technical Staff, Data Platform"),
        ("backend", "AI Software Engineer"),
        ("backend", "Software Engineer, AI"),
        ("fullstack", "Senior AI Software Developer (m/w/d)"),
        ("machine-learning", "AI Software Engineer"),
        ("llm-applications", "Software Engineer, AI"),
        ("llm-applications", "GenAI Developer"),
        ("llm-applications", "Gen AI Engineer"),
        ("llm-applications", "Prompt Engineer"),
        ("machine-learning", "Computer Vision Engineer"),
        ("machine-learning", "Software Engineer - NLP"),
        ("backend", "Java Developer (SAP Commerce)"),
        ("devops-sre", "Platform Engineer, Salesforce"),
        ("frontend", "React Developer"),
        ("frontend", "Lead Staff Full Stack Engineer (frontend focused)"),
    ],
)
def test_a_title_with_more_words_or_in_other_words_is_of_the_kind(domain, title):
    assert is_for(domain, title)


@pytest.mark.parametrize(
    ("domain", "title"),
    [
        ("data-engineering", "Anaplan Engineer"),
        ("data-engineering", "Data Scientist"),
        ("data-engineering", "Data Entry Assistant"),
        ("data-engineering", "Business Development Lead, Data Partnerships"),
        ("frontend", "Senior Mechanical Engineer"),
        ("frontend", "Backend Engineer, Growth"),
        ("embedded", "Corporate Security Engineer"),
        ("embedded", "Software Engineer, Customer Care"),
        ("devops-sre", "Salesforce Developer"),
        ("devops-sre", "Power Platform Developer"),
        ("backend", "AI Engineer"),
        ("backend", "AI/ML Software Engineer"),
        ("backend", "Salesforce Software Engineer"),
        ("frontend", "AI Software Engineer"),
        ("frontend", "AI Trainer"),
        ("backend", "Technical Recruiter (Backend Engineering)"),
        ("backend", "Engineering Manager, Backend"),
        ("backend", "Embedded Software Engineer"),
        ("backend", "Software Engineer, Android"),
        ("backend", "PLC / SCADA Software Engineer"),
        ("fullstack", "Robotics Software Engineer"),
        ("backend", "Senior Software Engineer, ML Infrastructure"),
        ("fullstack", "Software Engineer in Test"),
        ("backend", "Staff Product Manager, Ranking & Data API (Developer Platform)"),
    ],
)
def test_a_title_that_is_only_near_in_letters_or_meaning_is_none(domain, title):
    assert not is_for(domain, title)


@pytest.mark.parametrize(
    "title", ["Salesforce Engineer", "Senior Salesforce Developer", "SAP Developer", "Magento Developer"]
)
def test_a_product_s_developers_are_of_no_other_kind_however_near_in_meaning(title):
    seeker = Seeker(titles=TITLES["frontend"])
    name = read_title(title).normalised

    assert not is_of_kind(name, seeker, near={name: 0.8})


def test_developers_of_one_product_are_not_those_of_another():
    assert same_kind(read_title("Senior Salesforce Engineer").normalised, "salesforce developer")
    assert not same_kind(read_title("SAP Developer").normalised, "salesforce developer")


def test_who_seeks_to_lead_finds_those_who_lead():
    sought = read_title("Backend Engineering Manager").normalised

    assert same_kind(read_title("Engineering Manager, Backend").normalised, sought)
    assert not same_kind(read_title("Backend Director").normalised, sought)


def test_who_seeks_software_engineers_of_no_kind_means_any():
    assert is_one_of(read_title("Embedded Software Engineer").normalised, ["software engineer"])
