"""Marking an ad's words in its markup."""

from hypothesis import given
from hypothesis import strategies as st

from jobs.marking import demoted, marked
from jobs.reading.bodies import sanitise


def test_first_mention_is_marked_outside_of_tags():
    html = '<p>Go and <a href="https://go.dev/go">go</a>, Go.</p>'

    assert marked(html, [("Go", "ad-shown")]) == (
        '<p><mark class="ad-shown">Go</mark> and <a href="https://go.dev/go">go</a>, Go.</p>'
    )


def test_signs_stay_escaped():
    html = "<p>C++ &amp; R&amp;D &lt;script&gt;</p>"

    assert marked(html, [("C++", "x"), ("R&D", "y")]) == (
        '<p><mark class="x">C++</mark> &amp; <mark class="y">R&amp;D</mark> &lt;script&gt;</p>'
    )


def test_headings_go_below_those_of_the_page():
    assert demoted("<h1>A</h1><h5>B</h5>") == "<h3>A</h3><h4>B</h4>"


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=10), max_size=4))
def test_marked_markup_is_as_safe_as_before(text, words):
    html = sanitise(f"<p>{text}</p><script>alert(1)</script>")

    result = marked(html, [(word, "x") for word in words])

    assert "<script" not in result.lower()
    assert sanitise(result) == sanitise(html)
