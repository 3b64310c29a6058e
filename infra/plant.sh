#!/usr/bin/env bash
# infra/plant.sh [NAME]: plants known bugs, one at a time, in a copy of the repository, and says which scenario of the fault injection catches each.
# A harness that lets one of them pass is not to be trusted; then this ends with 1. Takes about ten minutes.
set -uo pipefail
cd "$(dirname "$0")/.."
. infra/build/sdk.sh
require_sdk
copy="$(mktemp -d "${TMPDIR:-/tmp}/jobanalysis-plant-XXXXXX")"
chmod 755 "$copy"
trap 'rm -rf "$copy"' EXIT
missed=0
edited=()

# Each edit must change its file: a bug that is no longer there to plant is a fault of this script.
edit() {
  local file="$copy/$1" before
  before="$(sha256sum "$file")"
  edited+=("$file")
  perl -0pi -e "$2" "$file"
  [ "$before" != "$(sha256sum "$file")" ] || { echo "plant.sh: nothing to change in $1" >&2; exit 2; }
}

sql=src/JobAnalysis.Application/Data/Sql
no_epoch_check() {
  edit "$sql/GapPublicationSql.cs" 's/ and r\.epoch = f\.epoch//g; s/ and r\.published < f\.requested//g'
}
published_before_staging_is_complete() {
  # Every second row that was staged is lost before it is merged.
  edit "$sql/GapResultSql.cs" 's/(await Send\(connection, scope, "gap_staged", "", staging\.Staged, cancellationToken\);)/$1\n            await Execute(connection, cancellationToken, "delete from gap_staged where get_byte(uuid_send(appointment_id), 15) % 2 = 0");/'
}
catch_all_retry() {
  edit src/JobAnalysis.Application/Gaps/GapGroupWorker.cs 's/when \(IsPassing\(exception\) && attempt < Tries && clock\.GetElapsedTime\(begun\) < Patience\)/when (attempt < Tries)/'
}
lock_by_Hangfire_only() {
  edit "$sql/GapSlotSql.cs" 's/ and \(w\.lease_until is null or w\.lease_until < run_clock\(\)\)//g'
  edit "$sql/GapPublicationSql.cs" 's/ and r\.epoch = f\.epoch//g; s/ and r\.published < f\.requested//g'
}
page_reads_without_a_snapshot() {
  edit src/JobAnalysis.Application/Messaging/TransactMessage.cs 's/IsolationLevel\.RepeatableRead/IsolationLevel.ReadCommitted/'
}
idempotency_key_dropped() {
  edit src/JobAnalysis.Application/Messaging/Idempotency.cs 's/if \(context\.IdempotencyKey is not \{ \} key\) return default;/if (context.IdempotencyKey is not { } key || key != Guid.Empty) return default;/'
}

declare -A scenario=(
  [no_epoch_check]='*D6_a_worker_that_stood_still*'
  [published_before_staging_is_complete]='*D4*'
  [catch_all_retry]='*D8_a_full_disk*'
  [lock_by_Hangfire_only]='*D13_a_slot*'
  [idempotency_key_dropped]='*D11_a_line_cut_between*'
  [page_reads_without_a_snapshot]='*A_reader*'
)

[ $# -gt 0 ] || set -- no_epoch_check published_before_staging_is_complete catch_all_retry lock_by_Hangfire_only idempotency_key_dropped page_reads_without_a_snapshot
for bug; do
  [ -n "${scenario[$bug]:-}" ] || { echo "plant.sh: no such bug: $bug" >&2; exit 2; }
  git ls-files -z | tar --null -T - -cf - | tar -xf - -C "$copy"
  # What the last bug changed is as it was, and older than what was built of it.
  [ ${#edited[@]} -eq 0 ] || touch "${edited[@]}"
  edited=()
  "$bug"
  if ! dotnet build "$copy/tests/JobAnalysis.Chaos.Tests" -c Release -v q -nologo -p:NuGetAudit=false >"$copy/build.log" 2>&1; then
    grep -m 5 error "$copy/build.log"; echo "plant.sh: $bug does not build" >&2; exit 2
  fi
  JOBANALYSIS_CHAOS_SEED=7 timeout 300 dotnet exec "$copy/tests/JobAnalysis.Chaos.Tests/bin/Release/net10.0/JobAnalysis.Chaos.Tests.dll" \
    --no-ansi --filter-method "${scenario[$bug]}" >"$copy/test.log" 2>&1
  if grep -q '^failed' "$copy/test.log"; then
    echo "caught: $bug by $(sed -n 's/^failed [A-Za-z.]*Tests\.\([A-Za-z0-9_]*\).*/\1/p' "$copy/test.log" | head -n 1)"
    sed -n '/^failed/,$p' "$copy/test.log" | sed -n 2,3p | grep -v '^ *at ' | cut -c1-240 | sed 's/^ */    /'
  else
    echo "MISSED: $bug"; missed=1
    tail -n 5 "$copy/test.log"
  fi
done
exit $missed
