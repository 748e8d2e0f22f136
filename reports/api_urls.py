from rest_framework.routers import SimpleRouter

from .api import ReportViewSet

router = SimpleRouter(use_regex_path=False)
router.register("reports", ReportViewSet, basename="api-report")

urlpatterns = router.urls
