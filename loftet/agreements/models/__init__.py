from .agreement import Agreement, AgreementParty, CouncilMember, PartyRole, Signatory
from .sharing import UNSHARED, SharedRecord, SharedRecordQuerySet, SharedVersion, Sharing
from .signature import Signature, SignatureRequest, SignatureRoute, StoredFile

__all__ = [
    "UNSHARED",
    "Agreement",
    "AgreementParty",
    "CouncilMember",
    "PartyRole",
    "SharedRecord",
    "SharedRecordQuerySet",
    "SharedVersion",
    "Sharing",
    "Signatory",
    "Signature",
    "SignatureRequest",
    "SignatureRoute",
    "StoredFile",
]
