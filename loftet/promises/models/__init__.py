from .promise import Commitment, FocusArea, Promise
from .promise_set import NoPersonAnswer, PromiseSet, PromiseSetSignatory

__all__ = ["Commitment", "FocusArea", "NoPersonAnswer", "Promise", "PromiseSet", "PromiseSetSignatory"]
