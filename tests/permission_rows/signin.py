"""Who gets what at the addresses of signing in."""

TABLE = """
# --- signing in -----------------------------------------------------------------------------------------
GET  account_login                       -           200 302
POST account_login                       -           422 302
GET  account_logout                      -           405
POST account_logout                      -           in
GET  account_reset_password              -           200
POST account_reset_password              -           422
GET  account_reset_password_done         -           200
POST account_reset_password_done         -           405
GET  account_reset_password_from_key     -           200
POST account_reset_password_from_key     -           422
GET  account_reset_password_from_key_done -          200
POST account_reset_password_from_key_done -          405
GET  account_inactive                    -           200
POST account_inactive                    -           405
GET  openid_connect_login                -           405
POST openid_connect_login                -           404
GET  openid_connect_callback             -           404
POST openid_connect_callback             -           405
GET  mfa_login_webauthn                  -           405
POST mfa_login_webauthn                  -           in  302
GET  passkey_options                     -           405
POST passkey_options                     -           200
GET  saml_login                          -           405
POST saml_login                          -           404
GET  saml_acs                            -           405
POST saml_acs                            -           404
GET  saml_finish_acs                     -           404
POST saml_finish_acs                     -           405
GET  saml_metadata                       -           404
POST saml_metadata                       -           405
GET  socialaccount_login_cancelled       -           200
POST socialaccount_login_cancelled       -           405

# These people came by their organisation's own sign-in: no password, no second step here.
GET  account_reauthenticate              -           in  403
POST account_reauthenticate              -           in  403
GET  account_change_password             -           in  302
POST account_change_password             -           in  302
GET  mfa_index                           -           in  200
POST mfa_index                           -           in  405
GET  mfa_authenticate                    -           in  302
POST mfa_authenticate                    -           in  302
GET  mfa_reauthenticate                  -           in  403
POST mfa_reauthenticate                  -           in  403
GET  mfa_reauthenticate_webauthn         -           in  403
POST mfa_reauthenticate_webauthn         -           in  403
GET  mfa_add_webauthn                    -           in  302
POST mfa_add_webauthn                    -           in  302
GET  mfa_edit_webauthn                   -           in  302
POST mfa_edit_webauthn                   -           in  302
GET  mfa_remove_webauthn                 -           in  302
POST mfa_remove_webauthn                 -           in  302
GET  mfa_activate_totp                   -           in  200
POST mfa_activate_totp                   -           in  422
GET  mfa_deactivate_totp                 -           in  404
POST mfa_deactivate_totp                 -           in  404
GET  mfa_view_recovery_codes             -           in  404
POST mfa_view_recovery_codes             -           in  405
GET  mfa_generate_recovery_codes         -           in  200
POST mfa_generate_recovery_codes         -           in  422
GET  mfa_download_recovery_codes         -           in  404
POST mfa_download_recovery_codes         -           in  404
"""
