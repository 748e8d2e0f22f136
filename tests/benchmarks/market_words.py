"""Sentences of ads for the made-up market: what teams do, what is done each day, how employers speak of themselves.

Each employer has a manner of its own: what it says of itself, its headings and its offers are the same in all of
its ads, as they are in real ones; the duties and what it asks for differ.
"""
# ruff: noqa: E501 - sentences

ABOUT = (
    "{employer} builds software that {people} rely on every day. We are {size} people in {offices} offices, and profitable since {year}.",
    "Founded in {year}, {employer} helps {people} to do in minutes what took them days. {size} of us work on it, most of them close to the customer.",
    "At {employer} small teams own what they build, from the first sketch to the pager. We serve {people} in {offices} countries.",
    "{employer} is on its way from a good product to an indispensable one: {people} come back to it {offices} times a week.",
    "We are {employer}. Since {year} {people} have trusted us with the part of their work that must not go wrong.",
    "{employer} is a family-owned company with {size} employees. What began in {year} with one machine is used today by {people} around the world.",
    "Everybody at {employer} talks with customers: {people} tell us what hurts, and {size} colleagues make it better.",
    "{employer} went public in {year}; it still feels like the {offices}-person company that {people} wrote letters to.",
)
PEOPLE = (
    "millions of shoppers", "hospitals and clinics", "small businesses", "truck drivers", "engineers", "students",
    "banks", "farmers", "shipping agents", "tax advisers", "game studios", "city councils", "airlines", "pharmacists",
)  # fmt: skip
TEAM_LINES = (
    "You will join {team}, {n} people who ship every {day} and meet the rest of the company for lunch.",
    "The {team} team is {n} strong, sits between {other} and {third}, and looks after {k} services.",
    "{team} moved {k} million records last {day}; this year it wants to do so without anybody noticing.",
    "You report to the head of {team} and work with {n} colleagues in {k} time zones.",
    "Last quarter {team} cut the time that customers wait from {n} seconds to one. You help with what is left.",
    "{team} is new: you are the person number {n}, and what you decide in the first {k} weeks stays.",
    "Our {team} group answers {k} thousand requests a second, and {n} people know how.",
    "This seat in {team} is open because a colleague went on to lead {other}; they will show you around for {k} weeks.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "month", "quarter")
GENERAL = (
    "Work with product and design to turn vague problems into things that ship.",
    "Review code, write down decisions, and help others to grow.",
    "Share an on-call rotation and make it boring.",
    "Talk with customers and bring what you hear back to {team}.",
    "Plan a quarter's work, and say no to what does not fit in it.",
    "Explain to people outside of {team} what is possible, and what it costs.",
    "Mentor {n} colleagues who are earlier on their way.",
    "Leave every part of the system that you touch a little better documented.",
    "Take part in hiring: every second week you meet a candidate.",
    "Measure before and after, and show both.",
)
DUTIES: dict[str, tuple[str, ...]] = {
    "backend": (
        "Design, build and run services that {team} depends on.", "Keep our data correct, private and where it belongs.",
        "Split a monolith along the lines where teams already talk.", "Write idempotent consumers for {k} kinds of events.",
        "Own the interfaces that {n} partners build upon, and their versions.", "Find the slow query, and the reason for it.",
        "Bring the p99 of the order path below {k} milliseconds.", "Carry migrations of {k} million rows through without downtime.",
    ),
    "frontend": (
        "Build screens that load in a second on an old phone.", "Own our component library and its {k} components.",
        "Make the checkout usable with a keyboard and a screen reader.", "Bring tests to the parts that break most often.",
        "Cut the bundle of {team} by a third.", "Sit with {n} users a month and watch what they click.",
        "Replace the old dashboard piece by piece.", "Agree with designers on tokens instead of pixels.",
    ),
    "mobile": (
        "Ship an app to {k} thousand phones every second {day}.", "Make the app work in the underground, too.",
        "Own start-up time, battery and crashes.", "Share code between platforms where it helps, and only there.",
        "Bring payments into the app together with {team}.", "Keep {n} years of releases upgradable.",
    ),
    "data": (
        "Build pipelines that land {k} sources before breakfast.", "Model the warehouse so that {team} can answer its own questions.",
        "Own the definitions of {n} figures that the board looks at.", "Run experiments, and report the ones that failed as well.",
        "Find out why numbers differ between two reports.", "Train models that {k} thousand decisions a day rest on.",
        "Move batch jobs of {team} to streams where minutes matter.", "Watch over drift and data quality with alarms that mean something.",
    ),
    "operations": (
        "Run {k} clusters in {n} regions, and make them all look alike.", "Write infrastructure as code that others dare to change.",
        "Lead incidents calmly and write the review afterwards.", "Halve the time from commit to production.",
        "Bring the bill of {team} down by a fifth.", "Set objectives for {n} services and hold to their budgets.",
        "Rehearse the failure of a region twice a year.", "Rotate every secret without anybody waking up.",
    ),
    "security": (
        "Threat-model what {team} builds, before it is built.", "Run the bounty programme and answer within {n} days.",
        "Hunt through {k} gigabytes of logs a day for what does not belong.", "Teach {n} teams to find their own mistakes.",
        "Prepare the audit, and make it the last one that hurts.", "Own identities of {k} thousand people and machines.",
    ),
    "quality": (
        "Automate what {n} people click through by hand today.", "Decide with {team} what is good enough to ship.",
        "Bring flaky tests below one in {k}.", "Build a bench on which {n} devices test themselves overnight.",
        "Measure load as customers make it.", "Trace a bug from a ticket to the commit.",
    ),
    "embedded": (
        "Write firmware for a board with {k} kilobytes to spare.", "Bring up the next revision together with {n} electrical engineers.",
        "Update {k} thousand devices in the field without visiting one.", "Read the oscilloscope as well as the debugger.",
        "Make a battery last {n} years.", "Prepare the certificate of {team}.",
    ),
    "": (
        "Win {n} new customers a quarter in your region.", "Lead renewals of {k} accounts from the first call on.",
        "Care for {n} patients on the ward together with {team}.", "Close the books of {k} companies by the fifth day.",
        "Set the roadmap of {team} and say what will not be built.", "Draft, negotiate and file contracts in {n} languages.",
        "Plan campaigns from the idea to the figures.", "Fill {n} seats a quarter, and write to everybody who applied.",
        "Keep the office running for {k} people.", "Turn {k} interviews into a design that {team} can build.",
        "Steer {n} programmes over {k} teams, and name risks early.", "Visit customers {n} days a month.",
    ),
}  # fmt: skip
KINDS = {
    "backend": "backend", "frontend": "frontend", "fullstack": "frontend", "mobile": "mobile", "data-engineering": "data",
    "data-science": "data", "machine-learning": "data", "llm-applications": "data", "devops-sre": "operations",
    "cloud-architecture": "operations", "security": "security", "databases": "backend", "qa-automation": "quality",
    "embedded": "embedded", "": "",
}  # fmt: skip
MUST = (
    "{n}+ years of experience with {skill}.", "Solid knowledge of {skill}.", "You have used {skill} in production.",
    "Hands-on experience with {skill}.", "Deep understanding of {skill}.", "You are at home in {skill}.",
    "Proven practice with {skill}, at work or in the open.", "{skill}, and the patience to explain it.",
    "You have seen {skill} fail, and know why.", "Fluent in {skill}.",
)  # fmt: skip
NICE = (
    "Experience with {skill} is a plus.", "You have seen {skill} at work.", "Some {skill}.", "{skill} would be nice.",
    "Curiosity about {skill}.", "{skill} helps, and can be learned here.",
)  # fmt: skip
TRAITS = (
    "You say early what will be late.", "You write clearly, in English and in code.", "You would rather delete than add.",
    "You ask until you have understood.", "You finish what you began.", "You like being told that you are wrong.",
    "You can tell a hard problem from an unclear one.", "You have led something without being its boss.",
)  # fmt: skip
# The headings of what is done, what is required, what is nice to have and what is offered.
HEADINGS = (
    ("What you will do", "What you bring", "Nice to have", "What we offer"),
    ("Responsibilities", "Requirements", "Preferred qualifications", "Benefits"),
    ("Your role", "Your profile", "Bonus points", "Perks"),
    ("The job", "Who you are", "Extra credit", "Why join us"),
    ("In this role you will", "Minimum qualifications", "Nice to have", "Benefits and perks"),
)
OFFERS = (
    "A yearly budget for learning, and time to use it.", "Thirty days of holiday and a pension.", "Health insurance and parental leave.",
    "Equipment of your choice and a home office budget.", "Shares, and a salary that we write down before you ask.",
    "A four-day week in August.", "A bicycle, a train card or a parking space.", "Lunch together, twice a week.",
    "A sabbatical after five years.", "Dental, life and disability insurance.", "Help with moving, and with the language.",
)  # fmt: skip
CLOSINGS = (
    "{employer} is an equal opportunity employer. We welcome applications from everybody.",
    "We read every application and answer within two weeks.",
    "If you don't meet every line of this ad, write to us all the same.",
    "Tell us in three sentences why; a letter is not needed. {employer} does not accept unsolicited resumes from agencies.",
    "We consider all applicants without regard to race, colour, religion, sex or age.",
)
