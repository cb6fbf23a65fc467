from tests.mail_server import mail_server, surroundings

__all__ = ["mail_server", "surroundings"]
