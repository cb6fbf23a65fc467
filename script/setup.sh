# Brings in place what the other scripts need; they read this file. Run by itself it does all of it.
# A step is skipped while what it is made from, and what it made, are as it noted them.
set -eu

case ${LOFTET_DATA:-} in '' | /*) ;; *) LOFTET_DATA=$PWD/$LOFTET_DATA && export LOFTET_DATA ;; esac
cd -P -- "$(dirname -- "$0")/.."
root=$PWD
data=${LOFTET_DATA:-$root/data}
stamps=.venv/stamps
steps='packages assets catalogues static'

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

set_up() {
    for step in "$@"; do
        is_current "$step" || {
            find_python
            alone sh script/setup.sh "$@" || exit
            return
        }
    done
}

# --- the steps: what each was made from and made, and how it is made ------------------------------

packages_now() {
    [ -x .venv/bin/loftet ] && [ -x .venv/bin/python ] && echo "$root" && cksum requirements.lock &&
        sed -n '/^\[project/,/^\[tool/p' pyproject.toml | cksum
}

packages_make() {
    make_venv
    say 'Installing the Python packages; the first time takes a minute or two.'
    quietly 'Installing the Python packages' pip --require-hashes --only-binary :all: -r requirements.lock
    quietly 'Installing Löftet itself' pip --no-deps --no-build-isolation --no-index -e .
}

assets_now() {
    [ -f loftet/web/static/web/vendor/.stamp ] && [ -d node_modules ] &&
        cat package.json package-lock.json designsystemet.config.json loftet/config/assets.py | cksum
}

assets_make() {
    say 'Putting the front-end assets in place.'
    quietly 'Putting the front-end assets in place' .venv/bin/python -m loftet.config.assets
}

catalogues_now() {
    set -- loftet/*/locale/sv/LC_MESSAGES/*.mo
    [ -f "$1" ] && find loftet/*/locale -type f -exec cksum {} + | sort
}

catalogues_make() {
    quietly 'Compiling the message catalogues' .venv/bin/loftet messages --compile
}

static_now() {
    [ -f "$data/static/staticfiles.json" ] && echo "$data" && cksum requirements.lock &&
        find loftet/*/static -type f -exec cksum {} + | sort
}

static_make() {
    quietly 'Collecting the static files' .venv/bin/loftet manage collectstatic --noinput
}

# --- how steps are taken --------------------------------------------------------------------------

is_current() {
    [ -f "$stamps/$1" ] && now=$("$1_now") && [ "$now" = "$(cat "$stamps/$1")" ]
}

take() {
    is_current "$1" && return
    "$1_make"
    { mkdir -p "$stamps" && "$1_now" >"$stamps/$1"; } || fail "Nothing can be written in $root: is the disk full?"
}

# One set-up at a time. The kernel holds the lock, so a set-up that is killed leaves none behind.
alone() {
    "$python" -c '
import fcntl, subprocess, sys
with open("script/setup.sh") as lock:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another set-up to end.", file=sys.stderr)
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        sys.exit(subprocess.call(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
' "$@"
}

find_python() {
    lacks_venv=
    for python in python3.14 python3.13 python3.12 python3.11 python3; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        "$python" -c 'import venv; from ensurepip import version' 2>/dev/null && return
        lacks_venv=${lacks_venv:-$python}
    done
    [ -z "$lacks_venv" ] ||
        fail "Python's venv module is missing: install it (Debian: apt install $lacks_venv-venv) and start again."
    fail 'Python 3.11 or later is missing: install it (Debian: apt install python3 python3-venv; macOS: brew install python) and start again.'
}

# Keep a whole one; one half made, copied or moved here, or of a Python that is gone, is made anew.
make_venv() {
    case $(.venv/bin/pip --version 2>/dev/null) in *" from $root/.venv/"*) return 0 ;; esac
    find_python
    free=$(df -Pk . | awk 'END { print $4 }')
    [ "$free" -gt 1500000 ] || fail "The disk of $root is full: free at least 1.5 GB and start again."
    rm -rf .venv || fail "$root/.venv cannot be removed: does it belong to another user?"
    quietly 'Making the virtual environment' "$python" -m venv .venv
}

pip() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --retries 2 "$@"
}

# Show nothing unless it fails, and then one sentence.
quietly() {
    what=$1
    shift
    said=$("$@" 2>&1 </dev/null) && return
    case $said in
        *'No space left on device'* | *'Disk quota exceeded'*)
            fail "$what failed, the disk is full: free at least 1.5 GB and start again." ;;
        *'Permission denied'*)
            fail "$what failed, $(last_line "$said"): run as the user whom $root belongs to." ;;
        *NewConnectionError* | *NameResolutionError* | *ConnectTimeout* | *ReadTimeout* | *ProxyError* | *ENOTFOUND* | *ECONNREFUSED* | *EAI_AGAIN* | *ETIMEDOUT*)
            fail "$what failed, the package index does not answer: the first start needs the network, check it and start again." ;;
    esac
    fail "$what failed: $(last_line "$said")"
}

last_line() {
    printf '%s\n' "$1" | grep -v '^ *$' | tail -n 1
}

case $0 in
    */setup.sh)
        for step in ${*:-$steps}; do take "$step"; done
        ;;
esac
