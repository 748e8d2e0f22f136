"""What apps register in their ready(): panels of the dashboard. Accounts itself knows no app."""

from collections.abc import Callable

from .models import User

# Each returns {"template": …, "context": …} for a person's dashboard, or None for nothing to show.
Panel = Callable[[User], dict[str, object] | None]

panels: list[Panel] = []
