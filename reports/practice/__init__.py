"""What to do next: actions, practice that comes back, and what of it has landed since."""
