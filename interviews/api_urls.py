from rest_framework.routers import SimpleRouter

from .api import InterviewViewSet

router = SimpleRouter()
router.register("interviews", InterviewViewSet, basename="api-interview")

urlpatterns = router.urls
