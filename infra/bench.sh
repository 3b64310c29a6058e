#!/usr/bin/env bash
# infra/bench.sh [--quick|--check|--large|--calculator] [--parts full,delta,plain,peak,shared,accept,pages,serve,rebuild] [--people N] [--runs N] [--page-seconds N] [--folder F]
# Takes the figures of tests/JobAnalysis.Benchmarks/README.md on a private cluster with fsync on; one JSON line each on standard output.
# --check: exit code 1 when a figure misses its limit. --quick: 40,000 people, no pages, no plain. --folder keeps the nation for the next call.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. infra/build/sdk.sh
require_sdk

case " $* " in
  *" --quick "* | *" --large "* | *" --calculator "*) ;;
  *)
    if ! command -v wrk >/dev/null; then
      if [ "$(id -u)" -ne 0 ]; then
        echo "缺少 wrk，請以 root 執行 / wrk is missing, run as root: apt-get update && apt-get install -y wrk" >&2
        exit 2
      fi
      { apt-get -q -y update && apt-get -q -y install --no-install-recommends wrk; } >&2
    fi
    ;;
esac

echo "建置中… / building…" >&2
dotnet build tests/JobAnalysis.Benchmarks -c Release -v q -nologo -clp:NoSummary >&2
program=tests/JobAnalysis.Benchmarks/bin/Release/net10.0/JobAnalysis.Benchmarks.dll
commit="$(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
git diff --quiet HEAD 2>/dev/null || commit="$commit+changes"
printf '{"machine":"%s cores, %s","date":"%s","commit":"%s"}\n' "$(nproc)" "$(awk '/MemTotal/ {printf "%.0f GB", $2 / 1048576}' /proc/meminfo)" "$(date -u +%Y-%m-%dT%H:%MZ)" "$commit"

if [ "${1:-}" = --calculator ]; then
  shift
  cd artifacts 2>/dev/null || { mkdir -p artifacts && cd artifacts; }
  exec dotnet exec "../$program" calculator "$@"
fi
exec dotnet exec "$program" run "$@"
