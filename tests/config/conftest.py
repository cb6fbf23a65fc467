from tests.config.demo import demo, demo_database
from tests.mail_server import mail_server

__all__ = ["demo", "demo_database", "mail_server"]
