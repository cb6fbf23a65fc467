"""Publication: what is published is read by the parties; `in_force` is a set that runs, not yet published."""

from __future__ import annotations

from typing import Any

TABLE = """
# --- publication -------------------------------------------- ano for par rea | adm coo com reg rep sig rea
GET  publication:edition_list            -           in  200         | 200 200 200 200 403 200 200
POST publication:edition_list            -           405
GET  publication:edition_detail          -           in  404 200 200 | 200 200 200 200 403 200 200
POST publication:edition_detail          -           405
GET  publication:edition_file            -           in  404 200 200 | 200 200 200 200 403 200 200
POST publication:edition_file            -           405
GET  publication:promise_set_editions    draft       in  404         | 200 200 200 200 403 200 200
GET  publication:promise_set_editions    past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST publication:promise_set_editions    any         405

# An administrator says how residents reach the own municipality.
GET  publication:public_contact_edit     -           in  200 200 403 | 200 403
POST publication:public_contact_edit     -           in  302 422 403 | 302 403

# A registrar of any party withdraws; a coordinator or communicator of any party publishes.
GET  publication:edition_withdraw        -           in  404 200 403 | 403 403 403 200 403
POST publication:edition_withdraw        -           in  404 302 403 | 403 403 403 302 403
GET  publication:promise_set_publish     draft       in  404 404 403 | 403 404 404 403
GET  publication:promise_set_publish     past_draft  in  404 200 403 | 403 200 200 403
POST publication:promise_set_publish     draft       in  404 404 403 | 403 404 404 403
POST publication:promise_set_publish     in_force    in  404 302 403 | 403 302 302 403
POST publication:promise_set_publish     shared,signed,ended in 404 422 403 | 403 422 422 403

# Nothing is handed in of the table's sets.
GET  publication:progress_publish        draft       in  404 404 403 | 403 200 200 403
GET  publication:progress_publish        past_draft  in  404 200 403 | 403 200 200 403
POST publication:progress_publish        draft       in  404 404 403 | 403 422 422 403
POST publication:progress_publish        past_draft  in  404 422 403 | 403 422 422 403

# The closed follow-up waits for signatures still.
GET  publication:follow_up_editions      -           in  404 200     | 200 200 200 200 403 200 200
POST publication:follow_up_editions      -           405
GET  publication:follow_up_publish       -           in  404 200 403 | 403 200 200 403
POST publication:follow_up_publish       -           in  404 422 403 | 403 422 422 403
"""
DATA: dict[str, dict[str, Any]] = {
    "publication:promise_set_publish": {"confirmed": "on", "version": "1"},
    "publication:progress_publish": {"confirmed": "on", "shown": "0" * 64},
    "publication:public_contact_edit": {"email": "trygghet@kommunen.example", "phone": "08-465 004 12"},
    "publication:edition_withdraw": {
        "ground": "personal_data",
        "reason": "Ett namn hade kommit med.",
        "confirmed": "on",
    },
}
