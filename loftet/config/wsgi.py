"""What granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from .orphans import end_with_parent

# A server process left behind would hold the port against the next start.
end_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loftet.config.settings")
application = get_wsgi_application()
