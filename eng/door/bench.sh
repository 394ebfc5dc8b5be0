# The measurements, and the rivals that they are held against.
# shellcheck shell=bash

# Those of the core need no database, and so no Host.
core_benches=(price adjudicate whatif)
benches=("${core_benches[@]}" settle settle-load settle-unprepared settle-growth settle-profile trace)

bench_usage="usage: ./mingsuan bench [NAME] [--json] [--quick]"

door_bench() {
    if [ "${1:-}" = kill ]; then door_bench_kill "${@:2}"; fi
    local name="" one
    for one in "$@"; do
        case "$one" in
            --json | --quick) ;;
            -*) refuse "$bench_usage" ;;
            *) [ -z "$name" ] || refuse "$bench_usage"; name="$one" ;;
        esac
    done
    case " ${benches[*]} " in
        *" ${name:-price} "*) ;;
        *) refuse "there is no measurement '$name'; there are: ${benches[*]}" ;;
    esac
    find_dotnet
    local program=Settlement.Bench
    case " ${core_benches[*]} " in *" ${name:-all} "*) program=Policy.Bench ;; esac
    [ "$program" = Policy.Bench ] || need postgresql openssl
    program_folder="$root/artifacts/publish-$program/$(sources_hash bench tests/Testing)"
    publish_program "build_$program"
    case "$name" in "" | price) install_rival zen ;; esac
    export MINGSUAN_LAW="${MINGSUAN_LAW:-$root/law}" MINGSUAN_PEERS="$root/bench/peers"
    exec dotnet "$program_folder/Mingsuan.$program.dll" "$@"
}

# Kills the real server again and again: [--kills N] [--seed S] [--database sqlite|postgres].
door_bench_kill() {
    need_sdk
    need postgresql openssl
    program_folder="$root/artifacts/publish-kill-host/$(sources_hash)"
    publish_program build_kill_host
    export MINGSUAN_HOST="$program_folder/Mingsuan.Host.dll"
    program_folder="$root/artifacts/publish-kill/$(sources_hash bench tests/Testing)"
    publish_program build_kill_bench
    exec dotnet "$program_folder/Mingsuan.Kill.Bench.dll" "$@"
}

# A server that is started a thousand times is compiled ahead of time, for this machine. The lock files know packages
# of no machine in particular, so they stay out of it; the versions are the same.
build_kill_host() {
    need_browser_libraries
    build_program src/Host/Host.csproj --use-current-runtime -p:SelfContained=false -p:PublishReadyToRun=true \
        -p:RestorePackagesWithLockFile=false -p:NuGetLockFilePath=none
}

build_kill_bench() { build_program bench/Kill.Bench/Kill.Bench.csproj; }

build_Policy.Bench() { build_program bench/Policy.Bench/Policy.Bench.csproj; }
build_Settlement.Bench() {
    need_browser_libraries
    build_program bench/Settlement.Bench/Settlement.Bench.csproj
}

# A rival comes from npm by its lock file; where it cannot be had, the measurement says so and goes on without.
install_rival() {
    local folder="$root/bench/peers/$1" mark wanted started=$SECONDS
    mark="$folder/node_modules/.lock-hash"
    wanted="$(sha256sum <"$folder/package-lock.json" | cut -c1-16)"
    if [ "$(cat "$mark" 2>/dev/null)" = "$wanted" ]; then return 0; fi
    hold_build_lock
    if (need nodejs npm && cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund </dev/null >&2 9>&-); then
        printf '%s\n' "$wanted" >"$mark"
        say "downloads: the rival $1 in $((SECONDS - started)) s"
    else
        say "the rival $1 could not be installed; its figures stay empty"
    fi
    free_build_lock
}
