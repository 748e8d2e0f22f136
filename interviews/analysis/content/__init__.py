"""What was said, beside the rubric of its question."""
