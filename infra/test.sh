#!/usr/bin/env bash
# infra/test.sh [full|chaos]: everything that CI checks, on a clean Debian 12 with git and the .NET SDK.
# The last line is "N passed, N failed" (", N skipped" may follow); the exit code is 0 only when nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.."
exec </dev/null
. infra/build/sdk.sh

export LC_ALL=C.UTF-8
configuration="${CONFIGURATION:-Release}"
limit=20
results="$PWD/artifacts/test-results"
passed=0 failed=0 skipped=0
cluster=""
started=$SECONDS

only=""
case "${1:-}" in
  "") ;;
  full) export JOBANALYSIS_TEST_FULL=1 ;;
  # Every seed of the fault injection, and nothing else. JOBANALYSIS_CHAOS_SEED replays one.
  chaos) export JOBANALYSIS_TEST_CHAOS=1; only=JobAnalysis.Chaos.Tests limit=60 ;;
  *) echo "infra/test.sh [full|chaos]" >&2; exit 2 ;;
esac

say() { printf '[%02d:%02d] %s\n' $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)) "$*"; }

embedded() { dotnet exec "src/JobAnalysis.EmbeddedPostgres/bin/$configuration/net10.0/JobAnalysis.EmbeddedPostgres.dll" "$@"; }

stop_cluster() {
  [ -n "$cluster" ] || return 0
  embedded stop "$cluster/postgres" --fast >/dev/null 2>&1
  rm -rf "$cluster"
  cluster=""
}
trap stop_cluster EXIT
trap 'stop_cluster; exit 130' INT
trap 'stop_cluster; exit 143' TERM

finish() {
  stop_cluster
  # On a machine of its own, leave no compiler waiting for more work.
  [ "${CI:-}" != true ] || dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1
  local line="$passed passed, $failed failed"
  [ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
  say "end"
  [ -z "$failures" ] || printf '%s' "$failures"
  echo "$line"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# A step that cannot be skipped: when it fails, nothing after it means anything.
must() {
  local what="$1"; shift
  say "$what"
  if ! "$@"; then
    say "FAILED: $what"
    failed=$((failed + 1))
    finish
  fi
}

has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null; }
has_chromium() { [ -x /usr/bin/chromium ]; }
has_chinese_font() { command -v fc-list >/dev/null && fc-list :lang=zh-tw 2>/dev/null | grep -q .; }

install_needs() {
  local needs=()
  has_postgres || needs+=(postgresql)
  has_chromium || needs+=(chromium)
  has_chinese_font || needs+=(fontconfig fonts-noto-cjk)
  ldconfig -p 2>/dev/null | grep -q libicuuc || needs+=(libicu72)
  [ -d /usr/share/zoneinfo ] || needs+=(tzdata)
  [ ${#needs[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo "缺少套件，請以 root 執行 / packages are missing, run as root: apt-get update && apt-get install -y ${needs[*]}"
    # PostgreSQL alone is fetched without root by the test kit.
    [ "${needs[*]}" = postgresql ]
    return
  fi
  say "apt-get install ${needs[*]}"
  # The tests use a cluster of their own; the package need not make one.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  fi
  export DEBIAN_FRONTEND=noninteractive
  local apt=(apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Options::=--force-confold)
  "${apt[@]}" update >"$results/apt.log" 2>&1
  if ! "${apt[@]}" install --no-install-recommends "${needs[@]}" >>"$results/apt.log" 2>&1; then
    tail -n 20 "$results/apt.log"
    return 1
  fi
}

docker_answers() {
  { [ -S /var/run/docker.sock ] || [ -n "${DOCKER_HOST:-}" ]; } && command -v docker >/dev/null && timeout 3 docker info >/dev/null 2>&1
}

start_shared_cluster() {
  if [ -n "${JOBANALYSIS_TEST_POSTGRES:-}" ]; then
    say "PostgreSQL: JOBANALYSIS_TEST_POSTGRES"
  elif docker_answers; then
    say "PostgreSQL: Docker (each test project starts its own container)"
  else
    cluster="$(mktemp -d "${TMPDIR:-/tmp}/jobanalysis-run-XXXXXX")" || return 1
    chmod 711 "$cluster"
    JOBANALYSIS_TEST_POSTGRES="$(embedded start "$cluster/postgres" --fast)" || return 1
    export JOBANALYSIS_TEST_POSTGRES
    say "PostgreSQL: private cluster"
  fi
}

# Named again at the end: whoever reads only the tail of a long log must learn which test it was and why.
failures=""
name_failures() {
  python3 - "$1" 2>/dev/null <<'PY' || sed -n 's/.*<test name="\([^"]*\)".*result="Fail".*/FAILED: \1/p' "$1"
import sys, xml.etree.ElementTree as tree
for test in tree.parse(sys.argv[1]).iter("test"):
    if test.get("result") == "Fail":
        message = (test.findtext("failure/message") or "").strip().splitlines()
        trace = (test.findtext("failure/stack-trace") or "").strip().splitlines()
        print("FAILED: " + test.get("name"))
        for line in message[:12] + trace[:6]:
            print("    " + line[:300])
PY
}

attribute() { sed -n 's/.*<assembly [^>]*[ ]'"$1"'="\([0-9]*\)".*/\1/p' "$2" | head -n 1; }

run_project() {
  local name="$1" began=$SECONDS report="$results/$1.xml" code=0 ok errors bad ignored
  say "$name…"
  rm -f "$report"
  # The inner limit ends the run with a report; the outer one is for a process that hears nothing any more.
  timeout --kill-after=30s "$((limit + 1))m" dotnet exec "tests/$name/bin/$configuration/net10.0/$name.dll" \
    --no-ansi --no-progress --timeout "${limit}m" --results-directory "$results" --report-xunit-xml --report-xunit-xml-filename "$name.xml" || code=$?
  ok="$(attribute passed "$report" 2>/dev/null)"; bad="$(attribute failed "$report" 2>/dev/null)"
  errors="$(attribute errors "$report" 2>/dev/null)"; ignored="$(attribute skipped "$report" 2>/dev/null)"
  ok=${ok:-0} bad=$((${bad:-0} + ${errors:-0})) ignored=${ignored:-0}
  if [ $((ok + bad)) -eq 0 ]; then
    say "$name ran no test (exit code $code)"
    bad=1
  elif [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    say "$name ended with exit code $code"
    bad=1
  fi
  [ "$bad" -eq 0 ] || failures="$failures$(name_failures "$report")"$'\n'
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + ignored))
  say "$name: $ok passed, $bad failed, $ignored skipped, $((SECONDS - began)) s"
}

mkdir -p "$results"
must "packages of the machine" install_needs
( require_sdk ) || { failed=1; finish; }
require_sdk
must "restore, locked" dotnet restore JobAnalysis.sln --locked-mode -v q
say "format"
# Whitespace here; the style rules are errors of the build.
if ! dotnet format whitespace JobAnalysis.sln --verify-no-changes --no-restore -v q; then
  say "FAILED: format (dotnet format whitespace JobAnalysis.sln puts it right)"
  failed=$((failed + 1))
fi
must "build, $configuration, warnings are errors" dotnet build JobAnalysis.sln -c "$configuration" --no-restore -v q -nologo -clp:NoSummary
must "database" start_shared_cluster

# Quick ones first; what is not named here follows by name.
projects=(JobAnalysis.Domain.Tests JobAnalysis.Architecture.Tests JobAnalysis.EmbeddedPostgres.Tests JobAnalysis.Application.Tests JobAnalysis.Web.Tests)
for file in tests/*.Tests/*.Tests.csproj; do
  name="$(basename "$file" .csproj)"
  case " ${projects[*]} " in *" $name "*) ;; *) projects+=("$name") ;; esac
done
[ -z "$only" ] || projects=("$only")
for name in "${projects[@]}"; do
  [ -d "tests/$name" ] || continue
  if grep -rqE --include='*.cs' --exclude-dir=obj --exclude-dir=bin '\[(Fact|Theory)\b' "tests/$name"; then
    run_project "$name"
  else
    say "$name has no tests yet"
  fi
done
finish
