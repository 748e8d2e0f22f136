"""What apps register in their ready(). Accounts itself knows no app."""

from collections.abc import Callable
from uuid import UUID

from .models import User

# Each returns {"template": …, "context": …} for a person's dashboard, or None for nothing to show.
Panel = Callable[[User], dict[str, object] | None]

panels: list[Panel] = []

# Each returns what the account page says about an app's part: names and values of its template's context.
Facts = Callable[[User], dict[str, object]]

facts: list[Facts] = []

# Each says in the report of a rehearsal how it went for what it was planned for ("job:…"), as a panel does;
# None for a purpose of somebody else's.
Purpose = Callable[[User, UUID, str], dict[str, object] | None]

purposes: list[Purpose] = []

# Each removes what deleting a person's rows does not reach: files, records in Redis. Runs before the rows go.
Eraser = Callable[[User], None]

erasers: list[Eraser] = []
