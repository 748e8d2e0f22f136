import pytest

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


def test_takes_the_fields_of_a_source_before_its_words():
    reading = place(words="St. Louis, MO, United States", city="St. Louis", region="MO", country="US")

    assert [(spot.city, spot.country) for spot in reading.spots] == [("St. Louis", "US")]
