"""The kind of employment: what a source states, and a title that says part-time."""

import pytest

from jobs.reading.employment import part_time_offered, part_time_words, read_employment
from jobs.reading.normalise import normalise
from jobs.sources.port import RawPosting


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Permanent, Part-time", "PART_TIME"),
        ("parttime_permanent", "PART_TIME"),
        ("Regular Part-Time", "PART_TIME"),
        ("CDI temps partiel", "PART_TIME"),
        ("Permanent contract", "FULL_TIME"),
        ("Employment contract, full-time", "FULL_TIME"),
        ("Fixed Term Contract", "TEMPORARY"),
        ("fulltime_permanent", "FULL_TIME"),
        ("Permanent", "FULL_TIME"),
        ("Contract", "CONTRACTOR"),
        ("full_time, contract", "CONTRACTOR"),
        ("Full-time or part-time", ""),
        ("berufserfahren", ""),
        ("Unbefristet", "FULL_TIME"),
        ("Festanstellung, unbefristet", "FULL_TIME"),
        ("Unbefristet, Teilzeit", "PART_TIME"),
        ("Befristet", "TEMPORARY"),
        ("Full or part time", ""),
    ],
)
def test_employment_is_read_as_the_source_means_it(words, kind):
    assert read_employment(words) == kind


@pytest.mark.parametrize(
    ("title", "stated", "kind"),
    [
        ("Embedded Linux Engineer (Part-Time, 24h/week)", "", "PART_TIME"),
        ("Datenanalyst (m/w/d) in Teilzeit", "berufserfahren", "PART_TIME"),
        ("Entwickler (m/w/d) in Voll- oder Teilzeit", "", ""),
        ("Engineer, full-time or part-time", "", ""),
        ("Engineer (full- or part-time)", "", ""),
        ("Engineer, full/part time", "", ""),
        ("Part-time Data Engineer", "Contract", "CONTRACTOR"),
        ("Data Engineer", "", ""),
    ],
)
def test_a_title_says_part_time_where_the_source_says_nothing(title, stated, kind):
    raw = RawPosting(identifier="1", title=title, employer="Acme", raw={}, employment_type=stated)

    assert normalise(raw).employment_type == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Frontend Entwickler:in (Teilzeit möglich)", ""),
        ("Data Engineer (part-time possible)", ""),
        ("Entwicklung (m/w/d) | Teilzeit", "PART_TIME"),
        ("Web Developer (20-30h)", "PART_TIME"),
        ("Product Owner (m/w/d) 30h", "PART_TIME"),
        ("Entwicklerin, 25 Stunden/Woche", "PART_TIME"),
        ("Data Analyst (60-80%)", "PART_TIME"),
        ("Analytics Engineer (m/f/d) – 80 %", "PART_TIME"),
        ("Softwareentwickler:in .NET (30–38,5 h)", ""),
        ("Data Analyst 80-100%", ""),
        ("UGC Communication Manager 100% (m/w/d)", ""),
        ("Engineer (100% Remote)", ""),
        ("Engineer (50% remote)", ""),
        ("Consultant (80% travel)", ""),
        ("24h Support Engineer", ""),
        ("Support 24h", ""),
        ("Engineer (24h/week)", "PART_TIME"),
        ("Engineer (travel 50%)", ""),
        ("Sales Engineer - Reiseanteil 40%", ""),
        ("Developer (Homeoffice bis 60%)", ""),
        ("Developer (remote 60-80%)", ""),
        ("Developer (remote) 60-80%", "PART_TIME"),
        ("Developer | Home Office | 80%", "PART_TIME"),
        ("Remote Developer, 30h", "PART_TIME"),
        ("Zephyr RTOS Engineer (Contract)", "CONTRACTOR"),
        ("Senior MLOps Engineer - Contract", "CONTRACTOR"),
        ("Shopify Entwickler (freiberuflich)", "CONTRACTOR"),
        ("Data Engineer, 6 month contract", "CONTRACTOR"),
        ("Tester (befristet bis 2027)", "TEMPORARY"),
        ("Engineer (fixed-term)", "TEMPORARY"),
        ("Contract Go Developer (outside IR35)", "CONTRACTOR"),
        ("Freelance React Native Developer", "CONTRACTOR"),
        ("Contract Manager", ""),
        ("Contract Management Specialist", ""),
        ("Contract Administrator, IT", ""),
        ("Smart Contract Engineer", ""),
        ("Engineer, Smart Contracts", ""),
        ("Software Consultant", ""),
        ("Engineer - Contract Lifecycle", ""),
    ],
)
def test_a_title_names_the_kind_of_employment(title, kind):
    raw = RawPosting(identifier="1", title=title, employer="Acme", raw={})

    assert normalise(raw).employment_type == kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We are kind. Part-time from 25 hours is possible. Apply!", "Part-time from 25 hours is possible."),
        ("Benefits\n* Teilzeit ab 20h möglich\n* Obst", "Teilzeit ab 20h möglich"),
        ("Voll- oder Teilzeit (ab 25h)", "Voll- oder Teilzeit (ab 25h)"),
        ("No part time, sorry.", "No part time, sorry."),
        ("Anstellung: 20 Wochenstunden", "Anstellung: 20 Wochenstunden"),
        ("Arbeit in Vollzeit. Zeit zum Teilen.", ""),
        ("You are part of the team, all the time.", ""),
    ],
)
def test_an_ad_s_own_words_on_part_time(text, words):
    assert part_time_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Full-time, job share, part-time.", "Full-time, job share, part-time."),
        ("Part-time hours will be considered.", "Part-time hours will be considered."),
        ("Auch in Teilzeit möglich", "Auch in Teilzeit möglich"),
        ("No part-time, sorry. We mean it.", ""),
        ("This is not a part-time role.", ""),
        ("Benefits for full-time and part-time employees.", ""),
        ("We pay for part-time studies.", ""),
        ("Teilzeit leider nicht möglich", ""),
        ("40 Wochenstunden", ""),
        ("No part-time employees yet. Part-time from 30 hours works for us.",
         "Part-time from 30 hours works for us."),
    ],
)  # fmt: skip
def test_part_time_that_a_full_time_ad_offers(text, words):
    assert part_time_offered(text) == words
