"""The languages that an ad asks people to speak, as far as it says so."""

import pytest

from jobs.reading.spoken import read_spoken


def asked(text, *, title="Engineer", language="en"):
    spoken = read_spoken(title=title, text=text, language=language)
    return " ".join("/".join(one.languages) for one in spoken)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Fluent in German (C1+)", "de"),
        ("* Very good written and spoken German and English\n* Go", "de"),
        ("You are fluent in both English and German", "de"),
        ("German: fluent; English: fluent", "de"),
        ("Language requirements: German C1, English B2", "de"),
        ("Must speak German", "de"),
        ("You need to speak Dutch.", "nl"),
        ("German at a professional level", "de"),
        ("Italian mother tongue", "it"),
        ("Speak German", "de"),
        ("Excellent German skills.", "de"),
        ("Strong communication skills in German", "de"),
        ("Excellent German and English communication skills (at least C1 level)", "de"),
        ("Business-level German", "de"),
        ("A good command of the German language", "de"),
        ("Professional German (at least B2) because you will speak with regulators", "de"),
        ("Fluent German needed since our users write to you directly.", "de"),
        ("Our working language is German.", "de"),
        ("Native or bilingual Dutch proficiency", "nl"),
        ("Dutch at C1 level or higher, as you will talk with doctors", "nl"),
        ("Spanish is a must; Portuguese a plus", "es"),
        ("Fluent German and English (other languages a plus)", "de"),
        ("You have fluent French, and ideally German", "fr"),
        ("Fluent Dutch or French", "nl/fr"),
        ("Fluency in French and Dutch", "fr nl"),
        ("You are comfortable speaking Italian with customers.", "it"),
        ("Fluency in Mandarin Chinese", "zh"),
        ("Languages: fluent in Danish, Swedish or Norwegian, plus English", "da/sv/nb"),
        ("Deutsch mindestens B2", "de"),
        ("Gute Deutschkenntnisse in Wort und Schrift", "de"),
    ],
)
def test_language_that_is_asked_for(text, languages):
    assert asked(text) == languages


@pytest.mark.parametrize(
    "text",
    [
        "Fluent English",
        "You speak German, English or French on a native level",
        "Fluent in English and at least one other European language",
        "Fluent German is a big plus",
        "German skills are a plus but not required",
        "German language skills are not a requirement.",
        "You don't have to speak German.",
        "You will have the opportunity to speak Japanese with our partners",
        "We love to speak Spanish at lunch",
        "Fluent German is not expected",
        "Fluent German (nice to have)",
        "Fluency in German would be great.",
        "Ideally, you speak some German",
        "No German needed, we work in English",
        "Good communication in English; Dutch is not needed",
        "Business fluent in English. German is a plus.",
        "If you don't speak German, that's fine.",
        "Experience with the German market",
        "Excellent knowledge of German tax law",
        "We offer German classes",
        "Our customers are German hospitals and speak German",
        "We need strong engineers for our German and French customers.",
        "Willingness to learn German to B1 level",
        "Nobody minds whether you speak German",
        "Support for German, French and Dutch in our product",
        "You polish what you write, with good spoken manners.",
        "Find more English Speaking Jobs in Germany",
        "Nice to have\n* Fluent German",
    ],
)
def test_language_that_is_wished_for_or_of_something_else_is_not_asked_for(text):
    assert asked(text) == ""


@pytest.mark.parametrize(
    ("title", "languages"),
    [
        ("Technical Support Engineer – German speaking", "de"),
        ("Web Developer (Native German Speaker)", "de"),
        ("Customer Success Manager with French", "fr"),
        ("AI Trainer – Dutch", "nl"),
        ("Germany Sales Lead", ""),
        ("German Tax Accountant", ""),
    ],
)
def test_language_that_a_title_asks_for(title, languages):
    assert asked("You help people.", title=title) == languages


def test_words_are_those_of_the_sentence():
    [spoken] = read_spoken(title="Engineer", text="We build.\n* Fluent German, and Go\n* Rust", language="en")

    assert spoken.words == "Fluent German, and Go"


def test_own_language_of_an_ad_is_no_further_demand():
    assert asked("Sehr gute Deutsch- und Englischkenntnisse in Wort und Schrift", language="de") == "en"
