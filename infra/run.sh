#!/usr/bin/env bash
# infra/run.sh: builds and starts the whole product with its own database, http://localhost:8080. Ctrl-C ends everything.
# PORT, JOBANALYSIS_DATA (folder for database, keys, files), JOBANALYSIS_DEMO=0, ConnectionStrings__JobAnalysis, ConnectionStrings__JobAnalysisOwner.
set -euo pipefail
# The web process prints how long it took from here to the first page.
export JOBANALYSIS_STARTED_AT="${JOBANALYSIS_STARTED_AT:-$(date +%s%3N)}"
cd "$(dirname "$(readlink -f "$0")")/.."
repository="$PWD"
. infra/build/sdk.sh
require_sdk

export PORT="${PORT:-8080}"
case "$PORT" in
  '' | *[!0-9]*) echo "PORT 必須是數字 / PORT must be a number: $PORT" >&2; exit 2 ;;
esac

default_data() {
  # As root the database server runs as another user, who must be able to walk to its folder: a clone in /root is closed to him.
  if [ "$(id -u)" -eq 0 ]; then
    local step="$repository"
    while [ "$step" != / ]; do
      case "$(stat -c %A "$step")" in
        *[xt]) ;;
        *) echo "/var/lib/jobanalysis/$(printf %s "$repository" | sha256sum | cut -c1-12)"; return ;;
      esac
      step="$(dirname "$step")"
    done
  elif [ ! -w "$repository" ]; then
    echo "${XDG_DATA_HOME:-$HOME/.local/share}/jobanalysis"
    return
  fi
  echo "$repository/.data"
}

JOBANALYSIS_DATA="${JOBANALYSIS_DATA:-$(default_data)}"
case "$JOBANALYSIS_DATA" in
  /*) ;;
  *) JOBANALYSIS_DATA="${OLDPWD:-$repository}/$JOBANALYSIS_DATA" ;;
esac
export JOBANALYSIS_DATA

output="$repository/artifacts/run"
# Paths, sizes and times of what goes into the build, and the SDK that builds it. Each build has a folder of its own named after this,
# so that a copy that runs keeps its files while another is built.
stamp="$({
  dotnet --version
  find src migrations infra/build global.json -type f -not -path '*/bin/*' -not -path '*/obj/*' -printf '%p %s %T@\n' | LC_ALL=C sort
} | sha256sum | cut -c1-16)"
web="$output/$stamp"

in_use() {
  local program
  for program in /proc/[0-9]*/exe; do
    case "$(readlink "$program" 2>/dev/null)" in "$1"/*) return 0 ;; esac
  done
  return 1
}

build() {
  [ ! -x "$web/JobAnalysis.Web" ] || return 0
  echo "建置中，第一次約需一到兩分鐘… / building, the first time takes a minute or two…"
  local half="$output/half-made" old
  rm -rf "$half"
  if ! dotnet publish src/JobAnalysis.Web/JobAnalysis.Web.csproj -c Release -o "$half" -p:RestoreLockedMode=true -p:NuGetAudit=false -v q -nologo >"$output/build.log" 2>&1; then
    grep -E 'error|warn' "$output/build.log" | sort -u | head -n 20 >&2
    echo "建置失敗，完整記錄在 / the build failed, the whole log is in $output/build.log" >&2
    exit 1
  fi
  for old in "$output"/*/; do
    old="${old%/}"
    [ "$old" = "$half" ] || in_use "$old" || rm -rf "$old"
  done
  mv "$half" "$web"
}

mkdir -p "$output"
(
  # Two copies started at once build once.
  flock 9
  build
) 9>"$output/lock"

export ASPNETCORE_URLS="${ASPNETCORE_URLS:-http://localhost:$PORT}"
# Links in mails are built from it; set it when others reach this machine by another address.
export JOBANALYSIS_PUBLIC_URL="${JOBANALYSIS_PUBLIC_URL:-http://localhost:$PORT}"
# Demo sign-ins never exist in Production, which is what ASP.NET Core assumes when nothing is said.
if [ "${JOBANALYSIS_DEMO:-1}" != 0 ]; then
  export ASPNETCORE_ENVIRONMENT="${ASPNETCORE_ENVIRONMENT:-Demo}"
fi
cd "$web"
exec ./JobAnalysis.Web --everything
