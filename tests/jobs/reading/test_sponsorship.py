"""Whether the employer helps with permission to work, as far as the ad says so."""

import pytest

from jobs.reading.sponsorship import read_sponsorship


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("£75k. Unfortunately we are unable to sponsor visas.", "no"),
        ("We do not offer visa sponsorship for this role.", "no"),
        ("Visa sponsorship is not available.", "no"),
        ("You must be able to work in the UK without visa sponsorship, now and later.", "no"),
        ("No sponsorship.", "no"),
        ("We are a licensed sponsor and can support Skilled Worker visas.", "yes"),
        ("* Visa sponsorship and relocation support available.\n* Lunch", "yes"),
        ("We sponsor visas (EU Blue Card).", "yes"),
        ("We help with relocation and visas.", "yes"),
        ("Benefits\n* Visa sponsorship\n* Gym", "yes"),
        ("Will you now or in the future require sponsorship?", ""),
        ("We offer visa sponsorship in Germany. We cannot sponsor visas in the UK.", ""),
        ("You will work on the Visa network.", ""),
        ("An executive sponsor will support you.", ""),
        ("We are sponsored by the EU.", ""),
        ("You keep books.", ""),
        ("We don't just sponsor your visa, we also pay for your move.", "yes"),
        ("Please don't hesitate to ask about visa sponsorship.", ""),
        ("No need to worry about visas.", ""),
        ("You will not need a visa to work remotely for us.", ""),
        ("We hire without regard to race, citizenship or visa status.", ""),
        ("We do not discriminate on the basis of immigration or visa status.", ""),
        ("We provide tools for clinical trial sponsors.", ""),
        ("No visa? No problem - we sponsor.", "yes"),
        ("No visa? We will help you get one.", ""),
        ("No degree required, and we sponsor visas.", "yes"),
        ("Don't worry about your visa: we sponsor it.", "yes"),
        ("Visa sponsorship is not a problem for us.", ""),
        ("Do you need a visa? We can't sponsor one.", "no"),
        ("There is no visa sponsorship for this role.", "no"),
        ("At this time there is no possibility that we sponsor visas.", "no"),
        ("There is no budget for our visa sponsorship this year.", "no"),
        ("No visa sponsorship or relocation, we hire locally.", "no"),
        ("No degree needed, we sponsor visas too.", "yes"),
        ("We have no way to sponsor a visa.", "no"),
        ("We are not in a position where we can sponsor visas.", "no"),
        ("Visa sponsorship: Yes", "yes"),
        ("Visa sponsorship: No", "no"),
        ("Sponsorship - not available", "no"),
        ("We can only consider candidates who do not need sponsorship.", "no"),
        ("You must hold a work permit. We do not sponsor.", "no"),
        ("EU/EFTA citizens: No work permit needed.", ""),
        ("No visa is required for this.", ""),
        ("Applications from job seekers who require sponsorship to work in the UK are welcome.", "yes"),
        ("Benefits\n* Relocation package, visa sponsorship", "yes"),
        ("Must be a U.S. citizen or permanent resident.", "no"),
        ("Must be an Australian citizen and able to obtain clearance.", "no"),
        ("US citizens only.", "no"),
        ("Green card or citizen.", "no"),
        ("Singapore citizens and PRs only; no agencies", "no"),
        ("U.S. citizenship is required.", "no"),
        ("EU citizens only need a registration; we take care of permits for everyone else.", ""),
        ("We build services that citizens only have to open once.", ""),
        ("You must be good with citizens and doctors alike.", ""),
        ("Employment is decided without regard to citizenship.", ""),
        ("Preference is given to Canadian citizens.", ""),
    ],
)
def test_an_ad_says_whether_it_sponsors(text, helps):
    assert read_sponsorship(text).helps == helps


def test_the_words_are_the_sentence():
    text = "We build robots. Unfortunately we are unable to sponsor visas. Apply now."

    assert read_sponsorship(text).words == "Unfortunately we are unable to sponsor visas."
