"""Records in the shape of each source, as its real responses or its documentation show them."""
# ruff: noqa: E501 - rows read better on one line

import html
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

Row = dict[str, Any]

BODY = (
    "<h3>Requirements</h3><ul><li>Five years of experience with Python and PostgreSQL.</li>"
    "<li>You have run services on Kubernetes.</li></ul><h3>Nice to have</h3><ul><li>Rust</li></ul>"
    "<script>steal()</script><p onclick='steal()'>Write to us, and tell us what you have built so far.</p>"
)
SMARTRECRUITERS_DETAIL: Row = {
    "jobAd": {
        "sections": {
            "companyDescription": {"title": "Company Description", "text": "<p>We make things.</p>"},
            "jobDescription": {"title": "Job Description", "text": BODY},
            "videos": {"urls": []},
        }
    },
    "postingUrl": "https://jobs.smartrecruiters.com/Acme/744000000000001-engineer",
    "applyUrl": "https://jobs.smartrecruiters.com/Acme/744000000000001-engineer?oga=true",
}


def _recent(days: int = 3) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def _uuid(n: int) -> str:
    return f"00000000-0000-4000-8000-{n:012d}"


def greenhouse(count: int, start: int = 1) -> list[Row]:
    return [
        {
            "absolute_url": f"https://job-boards.greenhouse.io/acme/jobs/{n}",
            "id": n,
            "internal_job_id": n + 7,
            "location": {"name": "London, UK"},
            "metadata": [
                {"id": 1, "name": "Employment Type", "value": "Full-time", "value_type": "single_select"}
            ],
            "updated_at": "2026-10-29T08:50:01-04:00",
            "first_published": "2026-10-16T11:55:32-04:00",
            "application_deadline": None,
            "requisition_id": f"R-{n}",
            "title": f"Senior Engineer {_word(n)}",
            "company_name": "Acme ",
            "language": "en",
            "content": html.escape(BODY),
            "departments": [{"id": 1, "name": "Engineering", "child_ids": [], "parent_id": None}],
        }
        for n in range(start, start + count)
    ]


def ashby(count: int) -> list[Row]:
    return [
        {
            "id": _uuid(n),
            "title": f"Engineer {_word(n)}",
            "department": "Engineering",
            "employmentType": "FullTime",
            "location": "Toronto",
            "secondaryLocations": [],
            "publishedAt": "2026-10-20T22:43:56.531+00:00",
            "isListed": True,
            "isRemote": True,
            "workplaceType": "Hybrid",
            "address": {"postalAddress": {"addressCountry": "Canada", "addressLocality": "Toronto"}},
            "jobUrl": f"https://jobs.ashbyhq.com/acme/{_uuid(n)}",
            "applyUrl": f"https://jobs.ashbyhq.com/acme/{_uuid(n)}/application",
            "descriptionHtml": BODY,
            "compensation": {
                "summaryComponents": [
                    {"compensationType": "EquityPercentage", "minValue": 0.1, "maxValue": 0.2},
                    {
                        "compensationType": "Salary",
                        "interval": "1 YEAR",
                        "currencyCode": "CAD",
                        "minValue": 102800,
                        "maxValue": 137000,
                    },
                ]
            },
        }
        for n in range(count)
    ]


def lever(count: int, start: int = 0) -> list[Row]:
    return [
        {
            "id": _uuid(n),
            "text": f"Engineer {_word(n)}",
            "categories": {
                "commitment": "Full-time",
                "location": "Chicago, IL",
                "allLocations": ["Chicago, IL"],
            },
            "createdAt": 1790000000000,
            "description": "<div>We build.</div>",
            "descriptionPlain": "We build.",
            "lists": [{"text": "What you bring", "content": "<li>Five years of Kotlin</li><li>Kafka</li>"}],
            "additional": "<div>Pay is fair.</div>",
            "country": "US",
            "workplaceType": "remote",
            "salaryRange": {"min": 120000, "max": 150000, "currency": "USD", "interval": "per-year-salary"},
            "hostedUrl": f"https://jobs.lever.co/acme/{_uuid(n)}",
            "applyUrl": f"https://jobs.lever.co/acme/{_uuid(n)}/apply",
        }
        for n in range(start, start + count)
    ]


def smartrecruiters(count: int) -> list[Row]:
    return [
        {
            "id": f"7440000000{n:05d}",
            "name": f"Engineer {_word(n)}",
            "company": {"identifier": "Acme", "name": "Acme"},
            "releasedDate": "2026-10-08T02:11:28.000Z",
            "location": {"city": "Berlin", "region": "BE", "country": "de", "remote": False, "hybrid": False},
            "department": {},
            "typeOfEmployment": {"id": "permanent", "label": "Full-time"},
            "experienceLevel": {"id": "not_applicable", "label": "Not Applicable"},
            "language": {"code": "en", "label": "English"},
        }
        for n in range(1, count + 1)
    ]


def personio(count: int) -> list[Row]:
    return [
        {
            "id": str(1834171 + n),
            "subcompany": "Acme SE & Co. KG",
            "office": "Munich",
            "department": "Product",
            "name": f"Staff Engineer {_word(n)}",
            "employmentType": "permanent",
            "seniority": "experienced",
            "schedule": "full-time",
            "createdAt": "2026-10-13T14:10:41+00:00",
        }
        for n in range(count)
    ]


def personio_xml(row: Row) -> str:
    fields = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in row.items())
    part = f"<jobDescription><name>Your profile</name><value><![CDATA[{BODY}]]></value></jobDescription>"
    offices = "<additionalOffices><office>Berlin</office></additionalOffices>"
    return f"<position>{fields}{offices}<jobDescriptions>{part}</jobDescriptions></position>"


def recruitee(count: int) -> list[Row]:
    return [
        {
            "id": 2700825 + n,
            "title": f"Engineer {_word(n)}",
            "slug": f"engineer-{n}",
            "company_name": "Acme",
            "careers_url": f"https://jobs.acme.com/o/engineer-{n}",
            "careers_apply_url": f"https://jobs.acme.com/o/engineer-{n}/c/new",
            "description": BODY,
            "requirements": "<p>Fluent English</p>",
            "status": "published",
            "locations": [{"name": "Berlin", "city": "Berlin", "country": "Germany", "country_code": "DE"}],
            "remote": False,
            "hybrid": True,
            "on_site": False,
            "salary": {"min": "60000", "max": "75000", "period": "year", "currency": "EUR"},
            "employment_type_code": "fulltime_permanent",
            "experience_code": "experienced",
            "published_at": "2026-10-05 10:10:39 UTC",
            "close_at": None,
        }
        for n in range(count)
    ]


def workable(count: int) -> list[Row]:
    return [
        {
            "title": f"Analyst {_word(n)}",
            "shortcode": f"DD136DD7E{n:X}",
            "telecommuting": True,
            "url": f"https://apply.workable.com/j/DD136DD7E{n:X}",
            "published_on": "2026-10-05",
            "created_at": "2026-10-02",
            "country": "Spain",
            "city": "",
            "state": "",
            "description": BODY,
            "locations": [
                {"country": "Spain", "countryCode": "ES", "city": "", "region": None, "hidden": False}
            ],
        }
        for n in range(count)
    ]


def jobtech(count: int) -> list[Row]:
    return [
        {
            "id": str(29000000 + n),
            "headline": f"Utvecklare {_word(n)}",
            "webpage_url": f"https://arbetsformedlingen.se/platsbanken/annonser/{29000000 + n}",
            "description": {"text": "Du skriver Python.", "text_formatted": BODY},
            "employer": {"name": "Acme AB", "workplace": "Acme"},
            "application_deadline": (datetime.now(UTC) + timedelta(days=20)).isoformat(),
            "publication_date": "2026-10-10T10:00:00",
            "employment_type": {"label": "Tillsvidareanställning"},
            "working_hours_type": {"label": "Heltid"},
            "salary_description": "45 000 SEK per månad",
            "workplace_address": {
                "municipality": "Stockholm",
                "region": "Stockholms län",
                "country": "Sverige",
            },
            "application_details": {"url": None},
            "occupation_field": {"concept_id": "apaJ_2ja_LuF", "label": "Data/IT"},
            "removed": False,
        }
        for n in range(count)
    ]


def himalayas(count: int) -> list[Row]:
    return [
        {
            "guid": f"https://himalayas.app/companies/acme/jobs/engineer-{n}",
            "title": f"Engineer {_word(n)}",
            "excerpt": "…",
            "companyName": "Acme",
            "employmentType": "Full Time",
            "minSalary": None,
            "maxSalary": None,
            "currency": "USD",
            "seniority": ["Senior"],
            "locationRestrictions": [],
            "timezoneRestrictions": [],
            "categories": ["Engineering"],
            "description": BODY,
            "pubDate": 1790000000000,
            "expiryDate": int((datetime.now(UTC) + timedelta(days=30)).timestamp() * 1000),
            "applicationLink": f"https://himalayas.app/apply/{n}",
        }
        for n in range(count)
    ]


def arbeitnow(count: int) -> list[Row]:
    return [
        {
            "slug": f"engineer-berlin-{n}",
            "company_name": "Acme GmbH",
            "title": f"Engineer {_word(n)} (m/w/d)",
            "description": BODY,
            "remote": False,
            "url": f"https://www.arbeitnow.com/jobs/companies/acme/engineer-berlin-{n}",
            "tags": [],
            "job_types": ["berufserfahren"],
            "location": "Berlin, Germany",
            "created_at": 1790000000,
        }
        for n in range(count)
    ]


def remotive(count: int) -> list[Row]:
    return [
        {
            "id": 2089990 + n,
            "url": f"https://remotive.com/remote-jobs/all-others/engineer-{n}",
            "title": f"Engineer {_word(n)}",
            "company_name": "Acme",
            "category": "All others",
            "tags": ["python"],
            "job_type": "full_time",
            "publication_date": "2026-10-21T12:46:23",
            "candidate_required_location": "USA, Canada",
            "salary": "$40- $60k",
            "description": BODY,
        }
        for n in range(count)
    ]


def remoteok(count: int) -> list[Row]:
    return [
        {
            "id": str(1000 + n),
            "slug": f"remote-engineer-{n}",
            "epoch": 1790000000,
            "date": "2026-10-21T12:46:23+00:00",
            "company": "Acme",
            "position": f"Engineer {_word(n)}",
            "tags": ["python"],
            "description": BODY
            + "<br/><br/>Please mention the word **THRILLED** and tag RMTI3LjAuMC4x when applying to show you read the "
            "job post completely (#RMTI3LjAuMC4x). This is a beta feature to avoid spam applicants. Companies can "
            "search these words to find applicants that read this and see they're human.",
            "location": "Worldwide",
            "salary_min": 0,
            "salary_max": 0,
            "url": f"https://remoteok.com/remote-jobs/{1000 + n}",
            "apply_url": f"https://remoteok.com/l/{1000 + n}",
        }
        for n in range(count)
    ]


def jobicy(count: int) -> list[Row]:
    return [
        {
            "id": 142416 + n,
            "url": f"https://jobicy.com/jobs/{142416 + n}-engineer",
            "jobTitle": f"Engineer &amp; Friend {_word(n)}",
            "companyName": "Acme",
            "jobIndustry": ["Engineering"],
            "jobType": ["Full-Time"],
            "jobGeo": "Canada",
            "jobLevel": "Midweight",
            "jobDescription": BODY,
            "pubDate": "2026-10-23T02:36:49+00:00",
            "salaryMin": 84800,
            "salaryMax": 94200,
            "salaryCurrency": "CAD",
            "salaryPeriod": "yearly",
        }
        for n in range(count)
    ]


def adzuna(count: int) -> list[Row]:
    return [
        {
            "id": str(4400000000 + n),
            "title": f"Engineer {_word(n)}",
            "description": "We look for an engineer who knows Python …",
            "redirect_url": f"https://www.adzuna.co.uk/jobs/land/ad/{4400000000 + n}",
            "company": {"display_name": "Acme Ltd"},
            "location": {"display_name": "London, UK", "area": ["UK", "London"]},
            "created": "2026-10-23T02:36:49Z",
            "salary_min": 61234.5,
            "salary_max": 61234.5,
            "salary_is_predicted": "1",
            "contract_time": "full_time",
        }
        for n in range(count)
    ]


def themuse(count: int) -> list[Row]:
    return [
        {
            "id": 16000000 + n,
            "name": f"Engineer {_word(n)}",
            "company": {"id": 1, "name": "Acme"},
            "contents": BODY,
            "publication_date": _recent().isoformat(),
            "locations": [{"name": "New York, NY"}, {"name": "Flexible / Remote"}],
            "levels": [{"name": "Senior Level", "short_name": "senior"}],
            "categories": [{"name": "Software Engineering"}],
            "refs": {"landing_page": f"https://www.themuse.com/jobs/acme/engineer-{n}"},
        }
        for n in range(count)
    ]


def usajobs(count: int) -> list[Row]:
    return [
        {
            "MatchedObjectId": str(790000000 + n),
            "MatchedObjectDescriptor": {
                "PositionTitle": f"IT Specialist {_word(n)}",
                "PositionURI": f"https://www.usajobs.gov/job/{790000000 + n}",
                "ApplyURI": [f"https://www.usajobs.gov/job/{790000000 + n}?apply"],
                "OrganizationName": "National Park Service",
                "QualificationSummary": "One year of specialized experience.",
                "PositionLocation": [{"LocationName": "Denver, Colorado", "CountryCode": "United States"}],
                "PositionRemuneration": [
                    {"MinimumRange": "86962.0", "MaximumRange": "113047.0", "RateIntervalCode": "PA"}
                ],
                "PositionSchedule": [{"Name": "Full-Time", "Code": "1"}],
                "PublicationStartDate": "2026-10-10T00:00:00.0000",
                "ApplicationCloseDate": (datetime.now(UTC) + timedelta(days=9)).isoformat(),
                "UserArea": {
                    "Details": {"JobSummary": BODY, "MajorDuties": ["Run servers."], "RemoteIndicator": False}
                },
            },
        }
        for n in range(count)
    ]


def hackernews(count: int) -> list[Row]:
    return [
        {
            "id": 42000000 + n,
            "author": "founder",
            "created_at_i": 1790000000,
            "text": f"Acme (YC S21) | Senior Engineer {_word(n)} | Remote (US) | Full-time | $150k-$180k<p>We use Rust."
            f'<p>Apply: <a href="https:&#x2F;&#x2F;acme.com&#x2F;jobs">acme.com</a>',
            "children": [{"id": 1, "text": "Is this still open?"}],
        }
        for n in range(count)
    ]


def rss(count: int) -> list[Row]:
    return [
        {
            "title": f"Engineer {_word(n)} at Acme",
            "link": f"https://acme.example/jobs/{n}",
            "guid": f"https://acme.example/jobs/{n}",
            "pubDate": "Wed, 21 Oct 2026 10:00:00 +0000",
            "description": BODY,
        }
        for n in range(count)
    ]


def rss_item(row: Row) -> str:
    return "<item>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in row.items()) + "</item>"


def jsonld(count: int) -> list[Row]:
    return [
        {
            "@context": "https://schema.org/",
            "@type": "JobPosting",
            "title": f"Engineer {_word(n)}",
            "description": BODY.replace("<script>steal()</script>", ""),
            "identifier": {"@type": "PropertyValue", "name": "Acme", "value": f"A-{n}"},
            "datePosted": "2026-10-18",
            "validThrough": (datetime.now(UTC) + timedelta(days=20)).isoformat(),
            "employmentType": "FULL_TIME",
            "hiringOrganization": {"@type": "Organization", "name": "Acme"},
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": {"@type": "Country", "name": "Germany"},
            "baseSalary": {
                "@type": "MonetaryAmount",
                "currency": "EUR",
                "value": {
                    "@type": "QuantitativeValue",
                    "minValue": 60000,
                    "maxValue": 80000,
                    "unitText": "YEAR",
                },
            },
        }
        for n in range(count)
    ]


def _word(n: int) -> str:
    """A word of its own for each record, so that no two are the same opening."""
    return "".join(chr(97 + int(digit)) for digit in f"{n:06d}")


MAKERS: dict[str, Callable[[int], list[Row]]] = {
    make.__name__: make  # type: ignore[attr-defined]
    for make in (
        greenhouse, ashby, lever, smartrecruiters, personio, recruitee, workable, jobtech, himalayas, arbeitnow,
        remotive, remoteok, jobicy, adzuna, themuse, usajobs, hackernews, rss, jsonld,
    )
}  # fmt: skip
