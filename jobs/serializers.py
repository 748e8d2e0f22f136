"""What the API says about jobs. Nothing in it rates a person: matches stand in order and carry reasons, no number."""
