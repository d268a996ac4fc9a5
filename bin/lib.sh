# What the commands in this folder share: read by ". bin/lib.sh" from the project's folder.

say() { printf '%s\n' "$*"; }

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

root=$(pwd -P)
python=$root/.venv/bin/python

# A stranger's packages must not creep in, and pip must install into .venv and nowhere else.
unset PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV

# What the system trusts, a company's proxy say, holds for uv and Node too.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}" NODE_USE_SYSTEM_CA="${NODE_USE_SYSTEM_CA:-1}"

# A service account may have no home to keep downloads in.
if [ ! -w "${HOME:-/nonexistent}" ]; then
  HOME=$root/.cache
  export HOME
fi

# All data live under one folder; a relative name counts from where the command was typed ($here).
CALLBOARD_DATA=${CALLBOARD_DATA:-$root/instance}
case $CALLBOARD_DATA in
  /*) ;;
  *) CALLBOARD_DATA=${here:-$root}/$CALLBOARD_DATA ;;
esac
export CALLBOARD_DATA

# Runs a command without its chatter and shows the end of it when it fails.
quietly() {
  chatter=$("$@" 2>&1) && return
  printf '%s\n' "$chatter" | tail -n 12 >&2
  return 1
}
