"""How it was said: for coaching, never for monitoring."""
