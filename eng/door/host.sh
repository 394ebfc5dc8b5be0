# Verbs of the published Host.
# shellcheck shell=bash

run_host() { exec dotnet "$host_folder/Mingsuan.Host.dll" "$@"; }

# The Host takes its law library from --law, else from MINGSUAN_LAW; the user's directory stays the current one.
door_host() {
    find_dotnet
    export MINGSUAN_LAW="${MINGSUAN_LAW:-$root/law}"
    # Where `trail` looks when no database is named: the demonstration's, wherever the user stands.
    export MINGSUAN_DATA="${MINGSUAN_DATA:-$root/.data/demo}"
    publish_host
    run_host "$@"
}

has_option() {
    local wanted="$1" given
    shift
    for given in "$@"; do
        case "$given" in "$wanted" | "$wanted="*) return 0 ;; esac
    done
    return 1
}

# The demonstration is a process group of its own, from the first build step on, so that it ends as a whole.
door_demo() {
    listen_to_signals "$@"
    find_dotnet
    local arguments=("$@")
    has_option --port "$@" || arguments+=(--port 5080)
    has_option --data "$@" || arguments+=(--data "$root/.data/demo")
    set -m
    door_host demo "${arguments[@]}" </dev/null &
    demo_group=$!
    set +m
    trap end_demo INT TERM HUP
    local code=0
    wait "$demo_group" || code=$?
    exit "$code"
}

# A shell that starts the door in the background may have told it to ignore Ctrl-C, and bash cannot undo that.
listen_to_signals() {
    [ -z "${MINGSUAN_LISTENS:-}" ] && [ -n "$(trap -p INT TERM HUP)" ] || return 0
    env --default-signal=INT true 2>/dev/null || return 0
    export MINGSUAN_LISTENS=1
    exec env --default-signal=INT,TERM,HUP "$root/mingsuan" demo "$@"
}

# Asked politely first; after three seconds whatever is left is killed.
end_demo() {
    trap '' INT TERM HUP
    kill -TERM -- "-$demo_group" 2>/dev/null || exit 0
    local turn
    for turn in {1..30}; do
        kill -0 -- "-$demo_group" 2>/dev/null || exit 0
        sleep 0.1
    done
    kill -KILL -- "-$demo_group" 2>/dev/null || true
    exit 0
}
