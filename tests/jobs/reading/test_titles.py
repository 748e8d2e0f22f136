"""The level that a title names, and words that only look like one."""

import pytest

from jobs.reading.titles import read_title


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Member of Technical Staff - Embedded", ""),
        ("Senior Member of Technical Staff", "senior"),
        ("Principal Member of Technical Staff", "staff"),
        ("Member of Tech Staff, Inference", ""),
        ("IT Support Staff", ""),
        ("Staff Engineer, Technical Platform", "staff"),
        ("Software Engineer, Staff", "staff"),
        ("Lehrling Applikationsentwicklung - Coding", "intern"),
        ("Ausbildung Fachinformatiker (m/w/d)", "intern"),
        ("Auszubildende:r Mechatronik", "intern"),
        ("Duale Ausbildung 2027: Fachinformatik", "intern"),
        ("Fachinformatik (Ausbildung)", "intern"),
        ("Deine Ausbildung zum Fachinformatiker", "intern"),
        ("Leitung Ausbildung IT (m/w/d)", ""),
        ("Head of Ausbildung", "staff"),
        ("Referent betriebliche Ausbildung", ""),
        ("Azubi IT", "intern"),
        ("Ausbilder IT (m/w/d)", ""),
        ("Embedded Engineer (0-2 yrs)", "junior"),
        ("Embedded Engineer (0 to 1 years)", "junior"),
        ("Fresher - Embedded", "junior"),
        ("Embedded Engineer (5-8 years)", ""),
        ("Embedded Engineer (10-12 yrs)", ""),
    ],
)
def test_a_title_s_level(title, level):
    assert read_title(title).seniority == level


def test_technical_staff_is_what_somebody_is_and_not_their_level():
    assert read_title("Member of Technical Staff").normalised == "member of technical staff"
    assert read_title("Staff Engineer").normalised == "engineer"
