"""Addresses of signing in, under the names that allauth looks for."""

from django.urls import path, re_path

from .views import passkeys, saml
from .views import signin as views

urlpatterns = [
    path("logga-in/", views.account_login, name="account_login"),
    path("logga-ut/", views.account_logout, name="account_logout"),
    path("logga-in/bekrafta/", views.account_reauthenticate, name="account_reauthenticate"),
    path("logga-in/stangt/", views.account_inactive, name="account_inactive"),
    path("logga-in/avbruten/", views.socialaccount_login_cancelled, name="socialaccount_login_cancelled"),
    path("logga-in/via/saml/", saml.saml_login, name="saml_login"),
    path("logga-in/via/saml/svar/", saml.saml_acs, name="saml_acs"),
    path("logga-in/via/saml/svar/klart/", saml.saml_finish_acs, name="saml_finish_acs"),
    path("logga-in/via/saml/metadata/", saml.saml_metadata, name="saml_metadata"),
    path("logga-in/via/<slug:provider_id>/", views.openid_connect_login, name="openid_connect_login"),
    path(
        "logga-in/via/<slug:provider_id>/svar/", views.openid_connect_callback, name="openid_connect_callback"
    ),
    path("logga-in/losennyckel/", passkeys.mfa_login_webauthn, name="mfa_login_webauthn"),
    path("logga-in/losennyckel/fraga/", passkeys.passkey_options, name="passkey_options"),
    path("losenord/byt/", views.account_change_password, name="account_change_password"),
    path("losenord/glomt/", views.account_reset_password, name="account_reset_password"),
    path("losenord/glomt/skickat/", views.account_reset_password_done, name="account_reset_password_done"),
    path(
        "losenord/glomt/klart/",
        views.account_reset_password_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^losenord/glomt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        views.account_reset_password_from_key,
        name="account_reset_password_from_key",
    ),
    path("tvasteg/", views.mfa_index, name="mfa_index"),
    path("tvasteg/kod/", views.mfa_authenticate, name="mfa_authenticate"),
    path("tvasteg/bekrafta/", views.mfa_reauthenticate, name="mfa_reauthenticate"),
    path(
        "tvasteg/bekrafta/losennyckel/",
        passkeys.mfa_reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("tvasteg/losennyckel/", passkeys.mfa_add_webauthn, name="mfa_add_webauthn"),
    path("tvasteg/losennyckel/<int:pk>/", passkeys.mfa_edit_webauthn, name="mfa_edit_webauthn"),
    path("tvasteg/losennyckel/<int:pk>/ta-bort/", passkeys.mfa_remove_webauthn, name="mfa_remove_webauthn"),
    path("tvasteg/app/", views.mfa_activate_totp, name="mfa_activate_totp"),
    path("tvasteg/app/av/", views.mfa_deactivate_totp, name="mfa_deactivate_totp"),
    path("tvasteg/reservkoder/", views.mfa_view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tvasteg/reservkoder/nya/", views.mfa_generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tvasteg/reservkoder/fil/", views.mfa_download_recovery_codes, name="mfa_download_recovery_codes"),
]
