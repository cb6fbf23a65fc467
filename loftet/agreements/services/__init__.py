"""Everything that writes in this room."""

from .drafting import discard_draft, draft_agreement, edit_agreement, start_new_version
from .handing_over import share_agreement
from .life import end_agreement, enter_into_force, follow_calendar
from .requests import request_signature, revoke_request
from .signing import send_code, sign_on_paper, sign_with_account, sign_with_link

__all__ = [
    "discard_draft",
    "draft_agreement",
    "edit_agreement",
    "end_agreement",
    "enter_into_force",
    "follow_calendar",
    "request_signature",
    "revoke_request",
    "send_code",
    "share_agreement",
    "sign_on_paper",
    "sign_with_account",
    "sign_with_link",
    "start_new_version",
]
