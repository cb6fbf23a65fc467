"""nginx for tests, with the examples of the documentation, on a port of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

NGINX = shutil.which("nginx")
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def nginx_with(inside: str, own: Path) -> list[str]:
    """The command that starts it with what stands inside `http`; all it writes goes to the folder `own`."""
    places = "".join(f"{kind}_temp_path {own}/{kind};" for kind in KINDS)
    around = f"daemon off; pid {own}/pid; error_log {own}/error.log; events {{}}\n"
    user = "user root;" if os.getuid() == 0 else ""
    config = own / "nginx.conf"
    config.write_text(f"{user}{around}http {{ access_log off; {places}\n{inside}\n}}\n")
    return [str(NGINX), "-c", str(config)]


@contextmanager
def serving(command: list[str], address: str) -> Iterator[str]:
    """A server of any kind, once it answers at the address."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _attempt in range(100):
            with suppress(URLError):
                urlopen(address, timeout=5).close()
                break
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)
