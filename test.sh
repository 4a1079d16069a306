#!/usr/bin/env bash
# Runs all tests and ends with the line 'N passed, N failed'.
#   ./test.sh              everything
#   ./test.sh --story A    only the browser and API stories of deployment A
# Installs what it needs where it may (Debian, root). What is missing elsewhere is skipped with a
# message; with CI=true a missing part fails.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en TESTINGPLATFORM_TELEMETRY_OPTOUT=1
# Servers of tests live for seconds: they are not measured for code that is yet to be made faster.
export DOTNET_TieredPGO=0
# Most of what a test makes is garbage when it ends: collected in larger portions it costs a tenth less.
export DOTNET_GCgen0size=0x4000000

story=""
while [ $# -gt 0 ]; do
  case "$1" in
    --story) story="${2:-}"; [ -n "$story" ] || { echo "test.sh: --story needs a letter, for example: ./test.sh --story A" >&2; exit 2; }; shift 2 ;;
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "test.sh: unknown argument '$1'; see ./test.sh --help" >&2; exit 2 ;;
  esac
done

install() { # install PACKAGE...: where this machine lets us
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
  echo "test.sh: installing $*"
  [ -n "${apt_updated:-}" ] || { apt-get update -qq && apt_updated=1; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need() { # need COMMAND PACKAGE...: install Debian packages when the command is missing
  local command=$1; shift
  command -v "$command" >/dev/null 2>&1 && return 0
  install "$@" && command -v "$command" >/dev/null 2>&1 && return 0
  echo "test.sh: '$command' is missing (Debian: apt-get install $*); the tests that need it are skipped, in CI they fail" >&2
}

command -v dotnet >/dev/null 2>&1 || { echo "test.sh: the .NET SDK 10 is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }
need node nodejs npm
need chromium chromium
need pdftotext poppler-utils
need haproxy haproxy
# The servers to which messages go. Tests start them as processes of their own: packages must not start services meanwhile.
may_start() { # may_start yes|no
  [ "$(id -u)" = 0 ] && [ -d /usr/sbin ] || return 0
  if [ "$1" = no ] && [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d && policy_is_ours=1
  elif [ "$1" = yes ] && [ -n "${policy_is_ours:-}" ]; then rm -f /usr/sbin/policy-rc.d; fi
}
may_start no
PATH=$PATH:/usr/sbin
need postfix postfix
need dovecot dovecot-imapd
need /usr/lib/dovecot/pop3-login dovecot-pop3d
need bearerbox kannel kannel-extras
need faxq hylafax-server hylafax-client
may_start yes
has_postgres() { # Debian keeps the programs of the server off the path
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1
}
has_postgres || { install postgresql && has_postgres; } ||
  echo "test.sh: PostgreSQL is missing (Debian: apt-get install postgresql); the tests that need it are skipped, in CI they fail" >&2
# Screens with Chinese text are looked at with Chinese letters.
[ -d /usr/share/fonts/opentype/noto ] || install fonts-noto-cjk || true

# One warm compiler for all projects; it is stopped again at the end.
export UseSharedCompilation=true
logs=$(mktemp -d)
trap 'rm -rf "$logs"; dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1' EXIT
dotnet build Baton.slnx --nologo -v quiet -clp:NoSummary || { echo "test.sh: the build failed" >&2; echo "0 passed, 1 failed"; exit 1; }

passed=0 failed=0 skipped=0

start() { # start NAME PROJECT [ARGUMENT...]: run one test project beside at most one other; NAME is what is printed
  local name=$1 project=$2; shift 2
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; show; done
  ( dotnet run --no-build --project "$project" -- --ansi off "$@" >"$logs/$name.log" 2>&1
    echo $? >"$logs/$name.code"; mv "$logs/$name.code" "$logs/$name.ended" ) &
}

finish() { # wait for all that was started
  wait; show
}

show() { # print what has ended since and add up its figures
  local ended
  for ended in "$logs"/*.ended; do
    [ -e "$ended" ] || continue
    count "$(basename "$ended" .ended)"
    rm -f "$ended"
  done
}

count() { # count NAME: print how one test project ended and add up its figures
  local name=$1 log="$logs/$1.log" code; code=$(cat "$logs/$1.ended")
  echo "== $name"
  figure() { sed -nE "s/^ *$1: ([0-9]+).*/\1/p" "$log" | tail -n 1; }
  local total ok bad skip; total=$(figure total) ok=$(figure succeeded) bad=$(figure failed) skip=$(figure skipped)
  passed=$((passed + ${ok:-0})) failed=$((failed + ${bad:-0})) skipped=$((skipped + ${skip:-0}))
  if [ -z "$total" ] || { [ "$code" -ne 0 ] && [ "$code" -ne 8 ] && [ "${bad:-0}" = 0 ]; }; then
    failed=$((failed + 1)); cat "$log"; echo "test.sh: $name did not finish (exit code $code)"
  elif [ "${bad:-0}" != 0 ]; then cat "$log"
  else grep -E '^(skipped|  *skipped|.*\[SKIP\])' "$log" | head -n 20; echo "   $ok passed${skip:+, $skip skipped}"; fi
}

end_to_end=tests/Baton.EndToEnd/Baton.EndToEnd.csproj
desk=tests/desk/Baton.Desk.Tests/Baton.Desk.Tests.csproj
if [ -n "$story" ]; then
  start Baton.EndToEnd "$end_to_end" --filter-trait "Story=$story"
else
  # The desk takes longest, on each of its databases: it begins. All share nothing: each makes its own folders, ports and databases.
  start Baton.Desk.Tests "$desk"
  BATON_TEST_STORAGE=postgres start "Baton.Desk.Tests on PostgreSQL" "$desk"
  for project in $(find tests -name '*.csproj' | sort | grep -v -e Baton.EndToEnd -e Baton.Desk.Tests); do
    start "$(basename "$project" .csproj)" "$project"
  done
  finish
  # The end-to-end tests start real servers and browsers: they come last and alone.
  start Baton.EndToEnd "$end_to_end"
fi
finish

[ "$skipped" = 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
