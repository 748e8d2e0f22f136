"""HTTP to Django, WebSockets to the live interview."""

import asyncio
import os
import sys
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intervision.settings")
django_application = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402  (needs the apps to be loaded)
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from twisted.internet import defer, reactor  # noqa: E402  (daphne has chosen asyncio's)

from interviews.live import rooms, warm  # noqa: E402
from interviews.routing import websocket_urlpatterns  # noqa: E402

# Answers are judged in threads; a shorter turn for each keeps the tokens of all rooms flowing meanwhile.
sys.setswitchinterval(0.001)
warm.start()


def _before_the_end() -> Any:
    return defer.Deferred.fromFuture(asyncio.ensure_future(rooms.close_all()))


# daphne cancels its consumers when it is stopped, and would wait for nothing that the rooms still write.
reactor.addSystemEventTrigger("before", "shutdown", _before_the_end)  # type: ignore[arg-type]

application = ProtocolTypeRouter(
    {
        "http": django_application,
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)
