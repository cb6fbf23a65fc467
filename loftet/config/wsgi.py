"""What granian serves: the public folder, and everything else by Django."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from loftet.portal.serving import PublicPages

from .orphans import end_with_parent

# A server process left behind would hold the port against the next start.
end_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loftet.config.settings")
application = PublicPages(get_wsgi_application(), settings.PUBLIC_FOLDER, settings.PUBLIC_PATH)

# What is loaded by now stays: a collection that walks it all took a third of the time of a long page.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
