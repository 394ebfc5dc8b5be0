# Builds, under one lock. A publish lands in a folder of its own, named by the hash of the sources,
# so that files in use are never rewritten.
# shellcheck shell=bash

published="$root/artifacts/publish"

# CI restores exactly what the lock files say; at a desk a new package may write them.
restore_mode() { if [ -n "${CI:-}" ]; then echo --locked-mode; fi; }

hold_build_lock() {
    mkdir -p "$root/artifacts"
    exec 9>"$root/artifacts/.build-lock"
    if ! flock -n 9; then
        say "another build is running; waiting for it"
        flock 9
    fi
}
free_build_lock() { exec 9>&-; }

# The build's children must not inherit the lock, and its talk is progress, not an answer.
dotnet_quietly() { dotnet "$@" </dev/null >&2 9>&-; }

# Of the sources, and of further folders that are named.
sources_hash() {
    (
        cd "$root"
        {
            find src db "$@" \( -name node_modules -o -path '*/wwwroot/lib' \) -prune -o -type f -print0 \
                2>/dev/null || true
            find . -maxdepth 1 -type f \( -name 'Directory.*' -o -name global.json \) -print0
            find eng -maxdepth 1 -type f -print0
        } | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
    )
}

# restore PROJECT [OPTION…]
restore() {
    local project="$1" started=$SECONDS
    shift
    # shellcheck disable=SC2046
    dotnet_quietly restore "$root/$project" -v quiet $(restore_mode) "$@" ||
        refuse "the packages of $project could not be restored"
    say "downloads: packages restored in $((SECONDS - started)) s"
}

# Leaves in $host_folder a published Host of these sources, held by a shared lock for as long as this process lives.
publish_host() {
    program_folder="$published/$(sources_hash)"
    publish_program build_host
    host_folder="$program_folder"
}

# publish_program BUILDER: $program_folder, built by BUILDER unless it is there, and held. Its parent keeps the newest.
publish_program() {
    hold_program && return
    need_sdk
    hold_build_lock
    if ! [ -e "$program_folder/.in-use" ]; then "$1"; fi
    hold_program || refuse "the published program has vanished: $program_folder"
    prune_programs "$(dirname "$program_folder")"
    free_build_lock
}

hold_program() {
    [ -e "$program_folder/.in-use" ] || return 1
    exec 8<"$program_folder/.in-use"
    flock -s 8
    [ -e "$program_folder/.in-use" ] && touch "$program_folder"
}

build_host() {
    need openssl
    need_browser_libraries
    beside=publish_peers
    build_program src/Host/Host.csproj
}

# Goes into the same folder as the platform, under its own name: the demonstration's peers.
publish_peers() {
    restore src/Sandbox/Sandbox.csproj
    dotnet_quietly publish "$root/src/Sandbox/Sandbox.csproj" -c Release --no-restore -v quiet -o "$1/sandbox" ||
        refuse "the build of the sandbox failed"
}

# build_program PROJECT [OPTION…]: into $program_folder, which appears only when it is whole.
build_program() {
    local started project="$1" fresh="$program_folder.fresh"
    shift
    rm -rf "$(dirname "$program_folder")"/*.fresh
    restore "$project" "$@"
    started=$SECONDS
    dotnet_quietly publish "$root/$project" -c Release --no-restore -v quiet -o "$fresh" "$@" ||
        refuse "the build failed"
    if [ -n "${beside:-}" ]; then "$beside" "$fresh"; fi
    : >"$fresh/.in-use"
    mv -T "$fresh" "$program_folder"
    say "built in $((SECONDS - started)) s"
}

# Keeps the newest two and whatever a running process still holds.
prune_programs() {
    local old
    find "$1" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | tail -n +3 | cut -d' ' -f2- |
        while IFS= read -r old; do
            if flock -n -x "$old/.in-use" true 2>/dev/null; then rm -rf "$old"; fi
        done
}
