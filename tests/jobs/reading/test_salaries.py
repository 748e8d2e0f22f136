from decimal import Decimal

import pytest

from jobs.reading.salaries import from_fields, from_text, from_words, months_paid
from jobs.sources.port import Pay


@pytest.mark.parametrize(
    ("words", "countries", "expected"),
    [
        ("$14/hour", ["US"], (14, None, "USD", "HOUR")),
        ("$40- $60k", [], (40_000, 60_000, "USD", "YEAR")),
        ("$120 - $170 /hour", ["US", "CA"], (120, 170, "USD", "HOUR")),
        ("$31,2k- $52k", [], (31_200, 52_000, "USD", "YEAR")),
        ("65.000 – 80.000 € brutto im Jahr", ["DE"], (65_000, 80_000, "EUR", "YEAR")),
        ("£18.50 per hour", ["GB"], (Decimal("18.5"), None, "GBP", "HOUR")),
        ("45 000 SEK per month", ["SE"], (45_000, None, "SEK", "MONTH")),
        ("$45 an hour", ["US"], (45, None, "USD", "HOUR")),
        ("45.000 € par an", ["FR"], (45_000, None, "EUR", "YEAR")),
        ("45 000 €/an", ["FR"], (45_000, None, "EUR", "YEAR")),
        ("up to £60,000 a year", ["GB"], (None, 60_000, "GBP", "YEAR")),
        ("₹1,200,000 a year", ["IN"], (1_200_000, None, "INR", "YEAR")),
        ("$90k-$110k", ["CA"], (90_000, 110_000, "CAD", "YEAR")),
    ],
)
def test_reads_pay_when_it_is_written_so(words, countries, expected):
    salary = from_words(words, countries=countries)

    assert salary is not None and salary.basis == "parsed"
    assert (salary.low, salary.high, salary.currency, salary.period) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We raised $40 million in our Series B and pay well.",
        "Our customers spend $120k - $150k a year.",
        "Competitive salary and equity.",
        "You pay 17 % of your salary, up to $30,000, once you have a job.",
        "A bonus of 10% of base salary (up to $20,000 a year).",
        "Relocation: 15 percent of your annual compensation, at most $25,000.",
        "Salary: negotiable. A referral bonus of $2,000 for friends.",
        "Compensation is reviewed yearly; last year we had $3 billion in assets.",
    ],
)
def test_stays_unknown_when_an_amount_is_no_pay(text):
    assert from_text(text, countries=["US"]) is None


LAKH = 100_000


@pytest.mark.parametrize(
    ("words", "low", "high", "period"),
    [
        ("₹12-15 LPA", 12 * LAKH, 15 * LAKH, "YEAR"),
        ("₹30 LPA - ₹45 LPA", 30 * LAKH, 45 * LAKH, "YEAR"),
        ("22 to 30 LPA", 22 * LAKH, 30 * LAKH, "YEAR"),
        ("3.5 - 5 LPA", 350_000, 5 * LAKH, "YEAR"),
        ("25LPA", 25 * LAKH, None, "YEAR"),
        ("₹12,00,000", 12 * LAKH, None, "YEAR"),
        ("₹1,20,000 a month", 120_000, None, "MONTH"),
        ("Rs. 18,00,000 – 24,00,000 p.a.", 18 * LAKH, 24 * LAKH, "YEAR"),
        ("INR 12 lakhs", 12 * LAKH, None, "YEAR"),
        ("12-20 Lacs P.A.", 12 * LAKH, 20 * LAKH, "YEAR"),
        ("₹1.5 Cr", 150 * LAKH, None, "YEAR"),
        ("₹12L - ₹15L", 12 * LAKH, 15 * LAKH, "YEAR"),
        ("₹80k - ₹1.2L per month", 80_000, 120_000, "MONTH"),
    ],
)
def test_reads_pay_when_it_is_counted_in_lakhs(words, low, high, period):
    salary = from_words(words, countries=["IN"])

    assert salary is not None
    assert (salary.low, salary.high, salary.currency, salary.period) == (low, high, "INR", period)


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("₹8-12,00,000", ["IN"]),  # 8 of what?
        ("14-20L", ["IN"]),  # litres, too
        ("12 lakhs", ["PK"]),  # rupees of Pakistan
        ("₹50,000", ["IN"]),  # a month's or a year's
        ("45 000 SEK", ["SE"]),
    ],
)
def test_stays_unknown_when_unit_or_period_are_not_clear(words, countries):
    salary = from_words(words, countries=countries)

    assert salary is None or not salary.period


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period"),
    [
        ("Package upto 15 lakhs per annum.\nSkills", None, 15 * LAKH, "INR", "YEAR"),
        ("Exp: 4-9 yrs\nCTC up to 32 LPA", None, 32 * LAKH, "INR", "YEAR"),
        ("You join in Pune. 30 LPA fixed plus 10% variable.", 30 * LAKH, None, "INR", "YEAR"),
        ("15,00,000 INR per year", 15 * LAKH, None, "INR", "YEAR"),
        ("Pay: 10 – 16 Lakhs/Annum", 10 * LAKH, 16 * LAKH, "INR", "YEAR"),
        ("We offer a salary of ₹24-32 lakh.", 24 * LAKH, 32 * LAKH, "INR", "YEAR"),
    ],
)
def test_prose_that_counts_pay_in_lakhs(text, low, high, currency, period):
    salary = from_text(text, countries=["IN"])

    assert salary is not None
    assert (salary.low, salary.high, salary.currency, salary.period) == (low, high, currency, period)


@pytest.mark.parametrize(
    "text",
    [
        "Health insurance of ₹5 lakh for the family.",
        "Cover of 10 lakhs per annum for your parents.",
        "We serve 12 lakh users and 3 lakh orders a day.",
        "We raised ₹50 crore in our seed round.",
        "A learning budget of 1 lakh per annum.",
    ],
)
def test_stays_unknown_when_lakhs_are_of_something_else(text):
    assert from_text(text, countries=["IN"]) is None


def test_a_share_of_the_pay_hides_no_pay_beside_it():
    text = "A bonus of 10% of base salary (up to $20,000). The salary range is $120,000 - $150,000."

    salary = from_text(text, countries=["US"])

    assert (salary.low, salary.high) == (120_000, 150_000)


def test_reads_prose_that_speaks_of_pay():
    text = (
        "We are 40 people. The base salary range for this role is $120,000 - $150,000 per year. 401(k) match."
    )

    salary = from_text(text, countries=["US"])

    assert (salary.low, salary.high, salary.currency, salary.period) == (120_000, 150_000, "USD", "YEAR")
    assert "$120,000" in salary.words


def test_a_prediction_stays_a_prediction():
    salary = from_fields(Pay(61_000, 61_000, "GBP", "YEAR", basis="predicted"), countries=["GB"])

    assert salary.basis == "predicted"


def test_stays_unknown_when_nobody_could_earn_it():
    assert from_fields(Pay(1, 2, "USD", "YEAR"), countries=[]) is None
    assert from_fields(Pay(0, 0, "USD", "YEAR"), countries=[]) is None


@pytest.mark.parametrize(
    ("line", "low", "high", "currency", "period"),
    [
        ("* €70,000 – €85,000 a year", 70_000, 85_000, "EUR", "YEAR"),
        ("£55,000 - £65,000 + bonus", 55_000, 65_000, "GBP", "YEAR"),
        ("£75k–£90k. On-site four days a week.", 75_000, 90_000, "GBP", "YEAR"),
        ("60.000 – 75.000 € brutto im Jahr, zwei Tage Homeoffice", 60_000, 75_000, "EUR", "YEAR"),
        ("- €450 to €550 per day", 450, 550, "EUR", "DAY"),
        ("€65.000 - €80.000 p.a.", 65_000, 80_000, "EUR", "YEAR"),
        ("$140k-$180k CAD base + equity (0.05% - 0.15%)", 140_000, 180_000, "CAD", "YEAR"),
        ("$130,000 - $170,000 USD, same pay everywhere", 130_000, 170_000, "USD", "YEAR"),
        ("Our client needs you. $95-$110/hr on T4", 95, 110, "USD", "HOUR"),
        ("$165-205k plus equity", 165_000, 205_000, "USD", "YEAR"),
        ("€ 3.800 bis 4.600 x 14", 3_800, 4_600, "EUR", "MONTH"),
        ("$145,000 - $170,000 base salary, plus 10% annual bonus", 145_000, 170_000, "USD", "YEAR"),
        ("$60/hour", 60, None, "USD", "HOUR"),
        ("£500 per day, outside IR35.", 500, None, "GBP", "DAY"),
        ("$160,000 / yr", 160_000, None, "USD", "YEAR"),
        ("ab EUR 3.500 brutto/Monat", 3_500, None, "EUR", "MONTH"),
        ("ab 3.200 EUR brutto (Basis Vollzeit)", 3_200, None, "EUR", "MONTH"),
        ("mind. EUR 42.000,- brutto p. a.", 42_000, None, "EUR", "YEAR"),
        ("Bezahlung: € 2.500,-- brutto / Monat; Überzahlung möglich", 2_500, None, "EUR", "MONTH"),
        ("14 Gehälter à 4.200 Euro brutto", 4_200, None, "EUR", "MONTH"),
        ("Stundenlohn: 22 Euro", 22, None, "EUR", "HOUR"),
        ("Bruttomonatsgehalt 4.100 EUR", 4_100, None, "EUR", "MONTH"),
        ("Freelance. Tagessatz 400-500 €.", 400, 500, "EUR", "DAY"),
        ("Gross salary: 3.600 € (14 times) for 100%.", 3_600, None, "EUR", "MONTH"),
        ("Jahresgehalt 56.000 € brutto (14 Gehälter)", 56_000, None, "EUR", "YEAR"),
        ("Gehalt: 60.000 €, 14 x im Jahr ausgezahlt", 60_000, None, "EUR", "YEAR"),
        ("Annual salary EUR 70,000, paid 14 times", 70_000, None, "EUR", "YEAR"),
        ("Salary: £50,000 (12 month contract)", 50_000, None, "GBP", "YEAR"),
        ("Salary: CHF 7,000 x 13", 7_000, None, "CHF", "MONTH"),
        ("Salary: £6,000 for a month", 6_000, None, "GBP", "MONTH"),
        ("$60/hour DOE", 60, None, "USD", "HOUR"),
        ("$75/hr W2", 75, None, "USD", "HOUR"),
        ("ab 3.700 EUR brutto auf Basis Vollzeit", 3_700, None, "EUR", "MONTH"),
        ("Range: $120k-$150k", 120_000, 150_000, "USD", "YEAR"),
        ("US range: $120k-$150k", 120_000, 150_000, "USD", "YEAR"),
        ("$85,000 per year base salary", 85_000, None, "USD", "YEAR"),
        ("Comp: $180-220K + 0.5-1.2% equity.", 180_000, 220_000, "USD", "YEAR"),
        ("Entgelt nach ERA EG 12-14 (65.000 – 82.000 € p.a.)", 65_000, 82_000, "EUR", "YEAR"),
        ("Interns are paid $42/hour plus a $5,000 housing stipend.", 42, None, "USD", "HOUR"),
        ("Offers $25-40/hr. Only from Africa.", 25, 40, "USD", "HOUR"),
        ("Pay transparency: $243,000—$314,000 USD in NYC", 243_000, 314_000, "USD", "YEAR"),
        ("$130,000–$150,000 in the US, less elsewhere", 130_000, 150_000, "USD", "YEAR"),
        ("B2B: 24 000 – 30 000 PLN net + VAT / month", 24_000, 30_000, "PLN", "MONTH"),
        ("Salary band CHF 7'000 to CHF 9’000 per month x 13.", 7_000, 9_000, "CHF", "MONTH"),
        ("Pay: CHF 130'000 – 155'000 plus equity.", 130_000, 155_000, "CHF", "YEAR"),
        ("Grade 9, £38,626 - £42,708 per annum. Permanent.", 38_626, 42_708, "GBP", "YEAR"),
        ("In short: PyTorch; CUDA; €95-130k; remote.", 95_000, 130_000, "EUR", "YEAR"),
        ("£65,000 – £80,000 + on-call allowance. 4-day week.", 65_000, 80_000, "GBP", "YEAR"),
        ("£58,511 - £70,725 a year (includes an allowance)", 58_511, 70_725, "GBP", "YEAR"),
        ("Band 7: £47,810 to £54,710 a year pro rata", 47_810, 54_710, "GBP", "YEAR"),
        ("80 000 – 100 000 Kč měsíčně", 80_000, 100_000, "CZK", "MONTH"),
        ("Salary: AED 18,000 - 22,000", 18_000, 22_000, "AED", ""),
        ("The salary in high-cost locations is $150,000 to $180,000.", 150_000, 180_000, "USD", "YEAR"),
        ("Base salary, adjusted for the cost of living, $90k - $110k.", 90_000, 110_000, "USD", "YEAR"),
        ("Pay range, in order to be fair to all: £60k - £70k", 60_000, 70_000, "GBP", "YEAR"),
        ("Your compensation plan comes to €70,000 – €85,000 a year.", 70_000, 85_000, "EUR", "YEAR"),
        ("£60,000 pro rata", 60_000, None, "GBP", "YEAR"),
        ("£45,000 - £52,000 pro rata (0.6 FTE)", 45_000, 52_000, "GBP", "YEAR"),
        ("€72,000 pro rata (20 hours a week).", 72_000, None, "EUR", "YEAR"),
        ("Salary: £60,000 for four days a week", 60_000, None, "GBP", "YEAR"),
        ("Salaris € 4.200 bij 36 uur per week, per maand", 4_200, None, "EUR", "MONTH"),
        ("€60,000 FTE, pro rata for 30 hours", 60_000, None, "EUR", "YEAR"),
        ("€3.900 a month pro rata", 3_900, None, "EUR", "MONTH"),
        ("80–100 T€ p.a.", 80_000, 100_000, "EUR", "YEAR"),
        ("Gehalt: 70-85 TEUR", 70_000, 85_000, "EUR", "YEAR"),
        ("Monthly: €4.000–€5.200", 4_000, 5_200, "EUR", "MONTH"),
        ("4.000 - 5.500 EUR monthly", 4_000, 5_500, "EUR", "MONTH"),
        ("Between 70,000 and 85,000 euros gross per year", 70_000, 85_000, "EUR", "YEAR"),
        ("FWG 60: tussen €3.600 en €5.300 bruto per maand", 3_600, 5_300, "EUR", "MONTH"),
        ("Salaris: € 4.500 - € 6.000 bruto per maand", 4_500, 6_000, "EUR", "MONTH"),
        ("Schaal 11, minimaal € 4.537,- en maximaal € 6.318,- bruto per maand", 4_537, 6_318, "EUR", "MONTH"),
        ("Rémunération : 4 000 € brut mensuel", 4_000, None, "EUR", "MONTH"),
        ("Salaire : entre 48 000 € et 55 000 € par an", 48_000, 55_000, "EUR", "YEAR"),
        ("1.900 € – 2.400 € brutos por mês, 14 meses", 1_900, 2_400, "EUR", "MONTH"),
        ("TJM 550-650€", 550, 650, "EUR", "DAY"),
        ("Salário: R$ 6.000 - R$ 8.000 por mês", 6_000, 8_000, "BRL", "MONTH"),
        ("Rs. 12,00,000 - 18,00,000 PA", 1_200_000, 1_800_000, "INR", "YEAR"),
        ("Salary band: L4 €72,400 to L5 €91,200", 72_400, None, "EUR", "YEAR"),
        ("£52,000 per annum, plus a pension", 52_000, None, "GBP", "YEAR"),
        ("$160,000 per year (depending on experience)", 160_000, None, "USD", "YEAR"),
    ],
)
def test_a_line_that_begins_with_pay_is_about_pay(line, low, high, currency, period):
    salary = from_text(f"We make maps.\n{line}\nA desk", countries=())

    assert salary is not None
    assert (salary.low, salary.high, salary.currency, salary.period) == (low, high, currency, period)


@pytest.mark.parametrize(
    "line",
    [
        "£500 a year pro rata for books",
        "£2,500 pro rata bonus",
        "An investment of €20,000 – €50,000 a year in your lab",
        "We invest €20,000 – €50,000 a year in conferences",
        "We invest in our people: €2,000 – €3,000 a year for courses",
        "Between 200 and 500 euros per month for your gym",
        "Between €1,000 and €2,000 a year in shares",
        "Between 70,000 and 85,000 users a month",
        "Release every 4.000 - 5.500 builds monthly",
        "Monthly: 4.000 - 5.500 orders",
        "Level L4 € and L5 €€",
        "€1,000 - €2,000 learning budget a year",
        "$5m – $20m deals",
        "€20,000 – €50,000 in grants a year",
        "$100k - $200k in savings for our customers",
        "$10 - $50 vouchers",
        "10,000 - 20,000 users",
        "$100 per month for the internet",
        "€1.500 per year for conferences",
        "$75k per year in cloud credits",
        "€500 brutto Willkommensbonus",
        "£2,000 a month in rent support",
        "$5,000 sign-on bonus",
        "$200k",
        "$20,000 per year tuition reimbursement",
        "$30,000 a year family planning benefit",
        "$16,000 annual fertility cover",
        "1.000 € monatlich Mobilitätszuschuss",
        "£3,000 per month is what our clients save",
        "$25,000 per year to spend on your own research",
        "Deal range: $50k - $250k",
        "Typical contract value range: $20,000-$90,000",
        "Burn rate: $200,000 a month",
        "Ticket size: $100k - $500k",
        "Our plans: from $10 to $50 an hour of compute",
        "The project has a budget, €20,000 - €50,000 a year",
        "Customers save $60,000 - $90,000 in the US",
        "£2,000 training allowance (a year)",
        "PHP 8, 20 - 30 services",
        "ab 3.200 Kunden",
    ],
)
def test_a_line_that_begins_with_other_money_is_not(line):
    assert from_text(f"We make maps.\n{line}\nA desk", countries=()) is None


@pytest.mark.parametrize(
    ("line", "low", "high", "currency", "period"),
    [
        ("Salary: 4.000 - 5.500 monthly", 4_000, 5_500, "EUR", "MONTH"),
        ("💶 4.500 – 5.500 monthly", 4_500, 5_500, "EUR", "MONTH"),
        ("* 65.000 bis 82.000 brutto im Jahr", 65_000, 82_000, "EUR", "YEAR"),
        ("Gehalt: 3.800 - 4.600 brutto/Monat", 3_800, 4_600, "EUR", "MONTH"),
    ],
)
def test_pay_without_a_currency_is_in_the_country_s_own(line, low, high, currency, period):
    salary = from_text(f"We make maps.\n{line}\nA desk", countries=["DE"])

    assert salary is not None
    assert (salary.low, salary.high, salary.currency, salary.period) == (low, high, currency, period)
    elsewhere = from_text(f"We make maps.\n{line}\nA desk", countries=["DE", "GB"])
    assert elsewhere is None or not elsewhere.currency


@pytest.mark.parametrize(
    "line",
    [
        "4.000 - 5.500 orders monthly",
        "4.000 - 5.500 monthly users",
        "Salary review every 6 - 12 months",
        "Salary: we pay 500 - 900 people a year",
        "2.000 - 3.000 per year",
        "Umsatz: 40.000 - 55.000 im Jahr",
        "Teams ship 4,000 - 5,000 per month",
        "Between 4.000 and 5.000 monthly active users",
    ],
)
def test_numbers_without_a_currency_are_no_pay(line):
    assert from_text(f"We make maps.\n{line}\nA desk", countries=["DE"]) is None


def test_a_country_without_a_currency_gives_none_to_pay():
    salary = from_text("Salary: 4.000 - 5.500 monthly", countries=["AQ"])

    assert (salary.low, salary.currency) == (4_000, "")


@pytest.mark.parametrize(
    ("words", "months"),
    [("€ 3.800 x 14", 14), ("CHF 7,000 x 13", 13), ("3.600 € (14 times) for", 14),
     ("14 Gehälter à 4.200", 14), ("€4,000 a month", 12), ("", 12), ("€1,400 x 2", 12)],
)  # fmt: skip
def test_months_paid_in_a_year(words, months):
    assert months_paid(words) == months
