#!/usr/bin/env python
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intervision.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError as error:
        sys.exit(f"A part is missing: {error}. 'make run' installs what is needed.")
    try:
        from django.conf import settings

        settings.INSTALLED_APPS  # noqa: B018  (reads the environment, and says what is wrong in it)
    except ImproperlyConfigured as error:
        sys.exit(f"A setting is wrong: {error} docs/settings.md explains each.")
    except ImportError as error:
        sys.exit(f"A part is missing: {error}. 'make run' installs what is needed.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
