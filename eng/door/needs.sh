# What the door needs from the machine: it installs what apt-get can install, and otherwise says what is missing.
# shellcheck shell=bash

say() { printf 'mingsuan: %s\n' "$*" >&2; }
refuse() { say "$*"; exit 2; }

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# No build server may outlive the door: whoever stops it finds nothing left running.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
if [ -z "${HOME:-}" ]; then export DOTNET_CLI_HOME="$root/artifacts/home" NUGET_PACKAGES="$root/artifacts/packages"; fi

# The .NET SDK is the one thing that the door does not install.
find_dotnet() {
    command -v dotnet >/dev/null && return
    local place
    for place in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
        if [ -n "$place" ] && [ -x "$place/dotnet" ]; then
            export PATH="$place:$PATH" DOTNET_ROOT="$place"
            return
        fi
    done
    refuse "the .NET SDK is missing. Install $(wanted_sdk), so that 'dotnet' is found on the PATH."
}

wanted_sdk() {
    echo "the .NET SDK 10.0 ($(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$root/global.json") or a later 10.0 one)"
}

need_sdk() {
    find_dotnet
    (cd "$root" && dotnet --version >/dev/null 2>&1) ||
        refuse "no .NET SDK here fits global.json. Install $(wanted_sdk). Found: $(dotnet --list-sdks 2>/dev/null |
            cut -d' ' -f1 | tr '\n' ' ')"
}

# Each need: is it there, and which Debian package brings it.
has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
has_chromium() { [ -x /usr/bin/chromium ]; }
has_fonts() { compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null; }
has_nodejs() { command -v node >/dev/null; }
has_npm() { command -v npm >/dev/null; }
has_openssl() { compgen -G '/usr/lib/*/libcrypto.so.3' >/dev/null || compgen -G '/usr/lib*/libcrypto.so.3' >/dev/null; }

package_of() {
    case "$1" in
        fonts) echo fonts-noto-cjk ;;
        *) echo "$1" ;;
    esac
}

# need postgresql chromium …: installs those that are missing, in one go.
need() {
    local missing=() one
    for one in "$@"; do
        "has_$one" || missing+=("$(package_of "$one")")
    done
    [ ${#missing[@]} -eq 0 ] && return
    command -v apt-get >/dev/null ||
        refuse "missing: ${missing[*]}. This is no Debian system, so install them by hand and try again."
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        { command -v sudo >/dev/null && sudo -n true 2>/dev/null; } ||
            refuse "missing: ${missing[*]}. Run as root, or first: sudo apt-get install ${missing[*]}"
        as_root=(sudo -n)
    fi
    local started=$SECONDS
    say "installing ${missing[*]}"
    install_packages "${missing[@]}" >&2 || refuse "apt-get could not install: ${missing[*]}"
    for one in "$@"; do
        "has_$one" || refuse "$(package_of "$one") was installed, and still $one is not found"
    done
    say "downloads: Debian packages in $((SECONDS - started)) s"
}

# The lists are fetched only when the packages cannot be had from the lists at hand.
install_packages() {
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq)
    if ! "${apt[@]}" install --simulate --no-install-recommends "$@" >/dev/null 2>&1; then
        "${apt[@]}" update
    fi
    "${apt[@]}" install --yes --no-install-recommends "$@" </dev/null && return
    "${apt[@]}" update && "${apt[@]}" install --yes --no-install-recommends "$@" </dev/null
}

# Browser libraries come from npm by lock file; eng/browser-libraries installs them and puts them where pages look.
need_browser_libraries() {
    local ui="$root/src/Ui" copier="$root/eng/browser-libraries" mark="$root/artifacts/browser-libraries" wanted
    [ -f "$ui/package-lock.json" ] && [ -x "$copier" ] || return 0
    wanted="$(cat "$ui/package-lock.json" "$copier" | sha256sum | cut -c1-16)"
    if [ -d "$ui/wwwroot/lib" ] && [ "$(cat "$mark" 2>/dev/null)" = "$wanted" ]; then return 0; fi
    need nodejs npm
    local started=$SECONDS
    "$copier" </dev/null >&2 9>&- || refuse "eng/browser-libraries failed"
    say "downloads: browser libraries in $((SECONDS - started)) s"
    mkdir -p "$root/artifacts"
    printf '%s\n' "$wanted" >"$mark"
}
