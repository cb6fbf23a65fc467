from .consent import AnswerTimeConsent
from .follower import Follower
from .question import Question, Receipt

__all__ = ["AnswerTimeConsent", "Follower", "Question", "Receipt"]
