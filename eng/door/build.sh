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

sources_hash() {
    (
        cd "$root"
        {
            find src db \( -name node_modules -o -path '*/wwwroot/lib' \) -prune -o -type f -print0 2>/dev/null || true
            find . -maxdepth 1 -type f \( -name 'Directory.*' -o -name global.json \) -print0
            find eng -maxdepth 1 -type f -print0
        } | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
    )
}

restore() {
    local started=$SECONDS
    # shellcheck disable=SC2046
    dotnet_quietly restore "$root/$1" -v quiet $(restore_mode) || refuse "the packages of $1 could not be restored"
    say "downloads: packages restored in $((SECONDS - started)) s"
}

# Leaves in $host_folder a published Host of these sources, held by a shared lock for as long as this process lives.
publish_host() {
    local hash
    hash="$(sources_hash)"
    host_folder="$published/$hash"
    hold_host_folder && return
    need_sdk
    hold_build_lock
    if ! [ -e "$host_folder/.in-use" ]; then build_host "$host_folder"; fi
    hold_host_folder || refuse "the published host has vanished: $host_folder"
    prune_hosts
    free_build_lock
}

hold_host_folder() {
    [ -e "$host_folder/.in-use" ] || return 1
    exec 8<"$host_folder/.in-use"
    flock -s 8
    [ -e "$host_folder/.in-use" ] && touch "$host_folder"
}

build_host() {
    local started fresh="$published/.fresh"
    rm -rf "$fresh"
    need openssl
    need_browser_libraries
    restore src/Host/Host.csproj
    started=$SECONDS
    dotnet_quietly publish "$root/src/Host/Host.csproj" -c Release --no-restore -v quiet -o "$fresh" ||
        refuse "the build failed"
    : >"$fresh/.in-use"
    mv -T "$fresh" "$1"
    say "built in $((SECONDS - started)) s"
}

# Keeps the newest two and whatever a running process still holds.
prune_hosts() {
    local old
    find "$published" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | tail -n +3 | cut -d' ' -f2- |
        while IFS= read -r old; do
            if flock -n -x "$old/.in-use" true 2>/dev/null; then rm -rf "$old"; fi
        done
}
