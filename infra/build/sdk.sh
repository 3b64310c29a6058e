# Sourced by run.sh and test.sh: puts a .NET SDK 10 on PATH, or says what is missing and ends with 1.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en
# Worker processes that outlive a build keep the pipes of a CI run open.
export MSBUILDDISABLENODEREUSE=1
# A user without a home (a service account) still needs a place for packages.
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
  export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-${TMPDIR:-/tmp}/jobanalysis-home-$(id -u)}"
  export NUGET_PACKAGES="${NUGET_PACKAGES:-$DOTNET_CLI_HOME/packages}"
  mkdir -p "$NUGET_PACKAGES"
fi

require_sdk() {
  local place
  for place in "" "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /opt/dotnet; do
    if [ -n "$place" ]; then
      [ -x "$place/dotnet" ] || continue
      if "$place/dotnet" --list-sdks 2>/dev/null | grep -q '^10\.'; then
        export DOTNET_ROOT="$place" PATH="$place:$PATH"
        return
      fi
    elif command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
      # Programs that the build makes look for the runtime at DOTNET_ROOT or in the usual places.
      export DOTNET_ROOT="${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}"
      return
    fi
  done
  echo "找不到 .NET SDK 10：請先安裝（https://dotnet.microsoft.com/download），並確認 dotnet --list-sdks 列出 10.x。" >&2
  echo "No .NET SDK 10 found: install it (https://dotnet.microsoft.com/download) and check that dotnet --list-sdks shows 10.x." >&2
  exit 1
}
