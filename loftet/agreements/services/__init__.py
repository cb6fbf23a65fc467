"""Everything that writes in this room."""

from .drafting import discard_draft, draft_agreement, edit_agreement, start_new_version
from .handing_over import share_agreement
from .letters import tell_ended, tell_shared
from .life import end_agreement, enter_into_force, follow_calendar
from .requests import close_older_requests, close_requests, request_signature, revoke_request
from .signing import send_code, sign_on_paper, sign_with_account, sign_with_link

__all__ = [
    "close_older_requests",
    "close_requests",
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
    "tell_ended",
    "tell_shared",
]
