from .item import ItemKind, ReviewItem
from .upload import Upload, UploadQuerySet

__all__ = ["ItemKind", "ReviewItem", "Upload", "UploadQuerySet"]
