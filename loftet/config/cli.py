"""The `loftet` command. Django is imported only once the database is known to answer."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from .embedded import DatabaseUnavailable
from .environment import BadSetting


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what is wrong is said in one sentence on standard error, with exit status 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loftet.config.settings")
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except (BadSetting, DatabaseUnavailable) as error:
        print(f"loftet: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="loftet", description="Citizen promises, from agreement to publication."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser(
        "run", help="database, migrations, worker and web server in one, on this machine only"
    )
    run.add_argument("--no-demo", action="store_true", help="do not load demo data into an empty database")
    run.set_defaults(command=_run)
    web = commands.add_parser("web", help="the web server alone")
    web.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    web.add_argument("--workers", type=int, default=1, help="processes (default 1)")
    web.set_defaults(command=_web)
    worker = commands.add_parser("worker", help="the worker alone: mail, schedules")
    worker.set_defaults(command=_worker)
    migrate = commands.add_parser("migrate", help="bring the database to this version, as its owner")
    migrate.set_defaults(command=_migrate)
    _add_data_commands(commands)
    return parser


def _add_data_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _add_demo(commands)
    begin = commands.add_parser(
        "begin", help="start a municipality: prints a link for its first administrator"
    )
    begin.add_argument("municipality", help="name or four-digit code")
    begin.add_argument("email", help="address of the first administrator")
    begin.set_defaults(command=_begin)
    publish = commands.add_parser(
        "publish", help="bring the public folder up to what is published, and say what was made"
    )
    publish.set_defaults(command=_publish)
    export = commands.add_parser("export", help="write a table of the whole country as one file")
    export.add_argument("table", help="loften or utfall, as the open data names them")
    export.add_argument("file", type=Path, metavar="FILE", help="where to write it: .csv, .json or .jsonld")
    export.add_argument("--folder", type=Path, metavar="DIR", help="the public folder, if it is another")
    export.set_defaults(command=_export)
    messages = commands.add_parser("messages", help="the message catalogues")
    messages.add_argument("--check", action="store_true", help="say what is missing or unused")
    messages.add_argument("--compile", action="store_true", help="write the .mo files")
    messages.set_defaults(command=_messages)
    read = commands.add_parser("read", help="read promises and outcomes out of documents")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PDF, Word, web page or text")
    read.add_argument("--json", type=Path, metavar="DIR", help="write one JSON file a document there")
    read.add_argument("--jobs", type=int, default=2, metavar="N", help="files read at a time (default 2)")
    read.add_argument("--explain", action="store_true", help="tell what each part became, and why")
    read.set_defaults(command=_read)
    _add_verify(commands)
    manage = commands.add_parser("manage", help="Django's own commands", add_help=False)
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(command=_manage)


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = commands.add_parser(
        "demo",
        help="load the demo data, or remove it",
        description="Load the demo with its cast; or, with --municipalities or --years, a made-up country:"
        " twenty promises a year in each municipality, all of them followed up and published.",
    )
    demo.add_argument(
        "--municipalities", type=int, metavar="N", help="a country of N municipalities (default 290)"
    )
    demo.add_argument("--years", type=int, metavar="N", help="a country of N years (default 10)")
    demo.add_argument("--remove", action="store_true", help="remove all that belongs to the demo")
    demo.set_defaults(command=_demo)


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = commands.add_parser("verify", help="check a public folder, and name whatever differs")
    verify.add_argument("place", metavar="FOLDER|URL", help="the folder, or the address that serves it")
    verify.add_argument(
        "--checkpoint",
        type=Path,
        metavar="FILE",
        action="append",
        default=[],
        help="a checkpoint that you kept: any text that holds it, such as a mail; may be given several times",
    )
    verify.add_argument("--key", default="", help="the public key (name+id+key), or a file that holds it")
    verify.set_defaults(command=_verify)


def _run(arguments: argparse.Namespace) -> int:
    from .running import run

    return run(loads_demo=not arguments.no_demo)


def _web(arguments: argparse.Namespace) -> int:
    from .running import serve

    _open_database()
    return serve(host=arguments.host, workers=arguments.workers)


def _worker(arguments: argparse.Namespace) -> int:
    from .running import work

    _open_database()
    return work()


def _migrate(arguments: argparse.Namespace) -> int:
    _open_database()
    from .database import migrate

    migrate(verbosity=1)
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    _open_database()
    from .demo.country.loading import load_country
    from .demo.loading import load_demo
    from .demo.removal import remove_demo

    wants_country = arguments.municipalities is not None or arguments.years is not None
    if arguments.remove:
        print(remove_demo())
    elif wants_country:
        municipalities, years = arguments.municipalities, arguments.years
        tell = partial(print, file=sys.stderr, flush=True)
        print(
            load_country(
                municipalities=290 if municipalities is None else municipalities,
                years=10 if years is None else years,
                tell=tell,
            )
        )
    else:
        print(load_demo())
    return 0


def _begin(arguments: argparse.Namespace) -> int:
    _open_database()
    from .begin import begin

    print(begin(municipality=arguments.municipality, email=arguments.email))
    return 0


def _publish(arguments: argparse.Namespace) -> int:
    _open_database()
    from .publish_command import publish

    return publish()


def _export(arguments: argparse.Namespace) -> int:
    from .export_command import export

    return export(arguments.table, arguments.file, folder=arguments.folder)


def _messages(arguments: argparse.Namespace) -> int:
    from .messages import check, compile_catalogues

    if arguments.compile:
        compile_catalogues()
    findings = check() if arguments.check else []
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


def _read(arguments: argparse.Namespace) -> int:
    from .reading_command import read_files

    return read_files(arguments.files, folder=arguments.json, jobs=arguments.jobs, explains=arguments.explain)


def _verify(arguments: argparse.Namespace) -> int:
    from .verify_command import verify_place

    return verify_place(arguments.place, key=arguments.key, checkpoints=arguments.checkpoint)


def _manage(arguments: argparse.Namespace) -> int:
    _open_database()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["loftet manage", *arguments.rest])
    return 0


def _open_database() -> None:
    from .running import open_database

    open_database()


if __name__ == "__main__":
    sys.exit(main())
