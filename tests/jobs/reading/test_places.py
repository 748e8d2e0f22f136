import pytest

from jobs.reading.gazetteer import country_code
from jobs.reading.places import place, read_applicants, read_line


@pytest.mark.parametrize(
    ("line", "spots", "remote"),
    [
        ("Remote, US", [("", "US")], True),
        ("Berlin or remote (EU)", [("Berlin", "DE")], True),
        ("Pune, IN", [("Pune", "IN")], False),
        ("Gary, IN", [("Gary", "US")], False),
        ("Tbilisi, Georgia", [("Tbilisi", "GE")], False),
        ("Atlanta, Georgia", [("Atlanta", "US")], False),
        ("FL - Jacksonville; Bellevue", [("Jacksonville", "US"), ("Bellevue", "US")], False),
        ("Remote - WA", [("", "US")], True),
        ("New York City, NY - Remote", [("New York City", "US")], True),
        ("Tokyo, undefined", [("Tokyo", "JP")], False),
        ("München", [("Munich", "DE")], False),
        ("Manchester, NH", [("Manchester", "US")], False),
        ("Manchester, CT", [("Manchester", "US")], False),
        ("Manchester", [("Manchester", "GB")], False),
        ("Richmond, NH", [("Richmond", "US")], False),
        ("Naples", [("Naples", "IT")], False),
        ("Perth, WA", [("Perth", "AU")], False),
        ("Seattle, WA", [("Seattle", "US")], False),
        ("Darwin, NT", [("Darwin", "AU")], False),
        ("Yellowknife, NT", [("Yellowknife", "CA")], False),
        ("Adelaide, SA", [("Adelaide", "AU")], False),
        ("Berlin and Munich", [("Berlin", "DE"), ("Munich", "DE")], False),
        ("Germany and France", [("", "DE"), ("", "FR")], False),
        ("Bosnia and Herzegovina", [("", "BA")], False),
        ("Remote in Berlin and Munich", [("Berlin", "DE"), ("Munich", "DE")], True),
        ("Bengaluru/Pune/Chennai", [("Bengaluru", "IN"), ("Pune", "IN"), ("Chennai", "IN")], False),
        ("Toronto/NYC", [("Toronto", "CA"), ("New York City", "US")], False),
        ("Remote (DE/AT/CH)", [("", "DE"), ("", "AT"), ("", "CH")], True),
        ("Wien/remote", [("Vienna", "AT")], True),
        ("Remote (DE/Atlantis)", [], True),
        ("Remote - CA/OR/WA", [], True),
        ("1020 Wien", [("Vienna", "AT")], False),
        ("D-80331 München", [("Munich", "DE")], False),
        ("Austin, TX 78701", [("Austin", "US")], False),
        ("N/A", [], False),
        ("Berlin / Building 1200", [("Berlin", "DE")], False),
        # What could be one of several stays unknown.
        ("Cambridge", [], False),
        ("Remote - IN", [], True),
        ("West Coast", [], False),
        ("", [], False),
    ],
)
def test_reads_places_when_they_are_written_so(line, spots, remote):
    reading = read_line(line)

    assert [(spot.city, spot.country) for spot in reading.spots] == spots
    assert reading.remote is remote


@pytest.mark.parametrize(
    ("words", "some", "count", "world"),
    [
        ("USA, Canada, USA timezones", {"US", "CA"}, 2, False),
        ("Worldwide", set(), 0, True),
        ("Anywhere in Europe", {"DE", "FR"}, None, False),
        ("EU", {"DE", "IE"}, 27, False),
        ("LATAM, Asia", {"BR", "JP"}, None, False),
        ("Europe time zone friendly people", set(), 0, False),
        ("somewhere nice", set(), 0, False),
    ],
)
def test_reads_from_where_one_may_apply(words, some, count, world):
    reading = read_applicants([words])

    assert some <= reading.countries
    assert count is None or len(reading.countries) == count
    assert reading.worldwide is world


@pytest.mark.parametrize(
    ("line", "region"),
    [("Manchester, NH", "New Hampshire"), ("Perth, WA", "Western Australia"), ("Remote, WA", "Washington"),
     ("Perth, WA, Australia", "Western Australia")],
)  # fmt: skip
def test_a_state_is_the_one_that_has_the_town(line, region):
    assert [spot.region for spot in read_line(line).spots] == [region]


def test_takes_the_fields_of_a_source_before_its_words():
    reading = place(words="St. Louis, MO, United States", city="St. Louis", region="MO", country="US")

    assert [(spot.city, spot.country) for spot in reading.spots] == [("St. Louis", "US")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DEU", "DE"),
        ("CAN", "CA"),
        ("usa", "US"),
        ("can", ""),
        ("and", ""),
        ("per", ""),
        ("EST", ""),
        ("est", ""),
    ],
)
def test_three_letters_are_a_country_only_in_capitals_and_never_a_time_zone(text, code):
    assert country_code(text) == code
