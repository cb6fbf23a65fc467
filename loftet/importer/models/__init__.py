from .item import ItemKind, ReviewItem
from .precedent import Precedent, PrecedentQuerySet
from .upload import Upload, UploadQuerySet

__all__ = ["ItemKind", "Precedent", "PrecedentQuerySet", "ReviewItem", "Upload", "UploadQuerySet"]
