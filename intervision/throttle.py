"""How often the API may be called."""

import logging
from typing import TYPE_CHECKING

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle

if TYPE_CHECKING:  # views import this module, by its name in the settings
    from rest_framework.views import APIView

logger = logging.getLogger(__name__)


class UserThrottle(UserRateThrottle):
    """The user's rate; while Redis, which counts, is away, calls are let through."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        try:
            return super().allow_request(request, view)
        except RedisError:
            logger.exception("The API's calls can't be counted; they are let through")
            return True
