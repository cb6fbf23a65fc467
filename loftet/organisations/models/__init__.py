from .audit import AuditEvent
from .invitation import Invitation
from .organisation import Membership, Organisation, OrganisationKind, Role
from .outbox import OutboxMessage
from .person import Person
from .places import LocalPoliceArea, Municipality

__all__ = [
    "AuditEvent",
    "Invitation",
    "LocalPoliceArea",
    "Membership",
    "Municipality",
    "Organisation",
    "OrganisationKind",
    "OutboxMessage",
    "Person",
    "Role",
]
