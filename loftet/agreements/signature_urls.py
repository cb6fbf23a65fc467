"""The pages of signatures, below a record's own address in the room that includes them with its `kind`."""

from __future__ import annotations

from django.urls import path

from .views import signatures

urlpatterns = [
    path("be-om-underskrift/", signatures.signature_request, name="signature_request"),
    path("underskrift-pa-papper/", signatures.signature_paper, name="signature_paper"),
    path("underteckna/<int:request_pk>/", signatures.signature_sign, name="signature_sign"),
    path("underteckna/<int:request_pk>/aterkalla/", signatures.signature_revoke, name="signature_revoke"),
    path("underskriven-sida/<int:signature_pk>/", signatures.signature_page, name="signature_page"),
]
