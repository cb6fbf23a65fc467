"""The demo and the beginning of a municipality."""

from django.urls import path

from loftet.config.demo import begin_views, views

app_name = "demo"

urlpatterns = [
    path("demo/", views.cast_list, name="cast_list"),
    path("demo/logga-in/", views.cast_sign_in, name="cast_sign_in"),
    path("demo/ta-bort/", views.demo_remove, name="demo_remove"),
    path("demobrevlada/", views.letter_list, name="letter_list"),
    path("demobrevlada/<slug:key>/", views.letter_detail, name="letter_detail"),
    path("borja/", begin_views.municipality_begin, name="municipality_begin"),
    path("borja/lank/", begin_views.municipality_invited, name="municipality_invited"),
    path("borja/polisen/", begin_views.police_invite, name="police_invite"),
    path("borja/klart/", begin_views.next_steps, name="next_steps"),
]
