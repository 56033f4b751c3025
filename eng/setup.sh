# What ./policy-ingest and ./dev.sh share: the .NET SDK is found, optional Debian packages are installed where that is allowed.
# To be sourced by bash; every message goes to stderr.

say() { printf '%s\n' "$*" >&2; }

# Finds a `dotnet` that has a .NET 10 SDK and puts it on the PATH; ends the program with a clear line when there is none.
require_dotnet() {
    local folder
    export HOME="${HOME:-$(eval echo "~$(id -un)")}"
    for folder in '' "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
        if [ -z "$folder" ]; then
            command -v dotnet >/dev/null || continue
        else
            [ -x "$folder/dotnet" ] || continue
            PATH="$folder:$PATH"
        fi
        if dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then return 0; fi
    done
    say "policy-ingest: the .NET 10 SDK is missing. Install it (package dotnet-sdk-10.0, or https://dotnet.microsoft.com/download/dotnet/10.0) and run the command again."
    exit 2
}

# apt-get without questions and without long waits; `become` holds what makes root of this user.
apt_get() {
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive timeout 300 \
        apt-get -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o DPkg::Lock::Timeout=120 "$@"
}

# Installs Debian packages where one of the commands named is missing and this user may; says what to install otherwise. Never fails.
#   offer 'COMMAND…' 'PACKAGE…' 'what they are for' [LOG]
offer() {
    local command missing='' become=() log="${4:-/dev/null}"
    for command in $1; do command -v "$command" >/dev/null || missing=1; done
    [ -n "$missing" ] || return 0
    if command -v apt-get >/dev/null; then
        if [ "$(id -u)" != 0 ]; then become=(sudo -n); fi
        if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then
            say "policy-ingest: installing $2 ($3) …"
            # shellcheck disable=SC2086 # several package names
            if { apt_get update && apt_get install -y --no-install-recommends $2; } >>"$log" 2>&1 </dev/null; then return 0; fi
        fi
        say "policy-ingest: $2 missing ($3). Run: sudo apt-get install $2"
    else
        say "policy-ingest: missing: $1 ($3). Install them and put them on the PATH."
    fi
}

# Fetches what drives the browser in tests, where a browser and npm are there. Never fails: tests that need it are skipped with a message.
offer_browser_driver() {
    local folder=tests/browser
    [ -d "$folder/node_modules/playwright-core" ] && return 0
    command -v npm >/dev/null && { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null || return 0
    say "dev.sh: fetching Playwright for the tests in $folder …"
    timeout 60 npm install --prefix "$folder" --no-package-lock --no-audit --no-fund --silent >/dev/null 2>&1 </dev/null ||
        say "dev.sh: Playwright could not be fetched; the tests in a browser are skipped"
}

# What some tests make use of; without it they are skipped and say so.
offer_test_packages() {
    offer 'sqlite3 chromium' 'sqlite3 chromium' "for tests by SQLite's own client and in a browser"
    offer 'pg_ctlcluster' 'postgresql' 'for tests on PostgreSQL'
    offer_browser_driver
}

# Quiet, English, and no server processes left behind.
dotnet_settings() {
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 \
        DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
}
