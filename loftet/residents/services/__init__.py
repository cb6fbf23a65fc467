"""Everything that writes in this room."""

from .answering import answer_question, close_question, register_question, take_question
from .asking import ask_question
from .consents import give_consent, withdraw_consent
from .emptying import empty_question
from .followers import confirm_follower, follow, forget_unconfirmed, leave
from .publishing import publish_answer
from .telling import tell_followers

__all__ = [
    "answer_question",
    "ask_question",
    "close_question",
    "confirm_follower",
    "empty_question",
    "follow",
    "forget_unconfirmed",
    "give_consent",
    "leave",
    "publish_answer",
    "register_question",
    "take_question",
    "tell_followers",
    "withdraw_consent",
]
