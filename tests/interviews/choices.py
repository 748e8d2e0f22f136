"""What a candidate chooses in the form at the least."""

CHOICES = {
    "domain": "backend",
    "seniority": "senior",
    "minutes": "10",
    "manner": "interview",
    "mode": "voice",
}
