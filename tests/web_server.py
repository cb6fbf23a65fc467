"""A web server in a thread of its own, as long as a test needs one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import ThreadingHTTPServer
from socketserver import BaseRequestHandler, BaseServer


@contextmanager
def running(server: BaseServer) -> Iterator[str]:
    """Its host and port: `127.0.0.1:49152`."""
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    host, port = server.server_address[:2]
    yield f"{host}:{port}"
    server.shutdown()
    thread.join()
    server.server_close()


def served(handler: Callable[..., BaseRequestHandler]) -> AbstractContextManager[str]:
    """What the handler answers, at the host and port."""
    return running(ThreadingHTTPServer(("127.0.0.1", 0), handler))
