# Shared by the commands beside it; sourced, never run.
set -euo pipefail

SLUICE_COMMAND=$(basename "$0")
SLUICE_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
TOOLS="$SLUICE_HOME/.tools"

fail() {
    echo "gateway/$SLUICE_COMMAND: $*" >&2
    exit 1
}

misused() {
    echo "gateway/$SLUICE_COMMAND: $* (gateway/help lists what there is)" >&2
    exit 2
}

step() { echo "· $*" >&2; }

# The feature version of the JDK in $1; nothing when there is none or it lacks a compiler.
jdk_version() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    "$1/bin/java" -XshowSettings:properties -version 2>&1 |
        sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p'
}

# A file that names its JDK: no need to start it to learn its version.
jdk_release() {
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true
}

jdk_candidates() {
    [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
    local java
    if java=$(command -v java) && [ "$java" != /usr/bin/java ]; then
        dirname "$(dirname "$(real_path "$java")")"
    elif [ -n "${java:-}" ] && [ ! -x /usr/libexec/java_home ]; then
        dirname "$(dirname "$(real_path "$java")")"
    fi
    [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home -v 25 2>/dev/null || true
    local place
    for place in ${SLUICE_JDK_PLACES-/usr/lib/jvm /Library/Java/JavaVirtualMachines \
        "$HOME/.sdkman/candidates/java" "$HOME/.jdks"}; do
        ls -d "$place"/*/Contents/Home "$place"/* 2>/dev/null || true
    done
}

# readlink -f, which older macOS lacks
real_path() {
    local path=$1 link
    while link=$(readlink "$path"); do
        case $link in
            /*) path=$link ;;
            *) path=$(dirname "$path")/$link ;;
        esac
    done
    echo "$path"
}

# Sets JAVA_HOME to a JDK 25.
find_jdk() {
    local home version found=
    while IFS= read -r home; do
        version=$(jdk_release "$home")
        [ -n "$version" ] || version=$(jdk_version "$home")
        if [ "$version" = 25 ] && [ -x "$home/bin/javac" ]; then
            export JAVA_HOME=$home
            return
        fi
        [ -z "$version" ] || found="$version ($home)"
    done < <(jdk_candidates)
    fail "needs JDK 25${found:+, found only $found}; install it and point JAVA_HOME at it"
}

# Maven of at least 3.8.
find_maven() {
    command -v mvn >/dev/null || fail "needs Maven 3.8 or newer, and there is no mvn on the PATH"
    local version major minor
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -1)
    IFS=. read -r major minor _ <<<"$version.0.0"
    [ "${major:-0}" -gt 3 ] || { [ "${major:-0}" -eq 3 ] && [ "${minor:-0}" -ge 8 ]; } ||
        fail "needs Maven 3.8 or newer, found ${version:-none that runs}"
}

find_npm() {
    command -v npm >/dev/null && command -v node >/dev/null ||
        fail "needs Node.js 20 or newer with npm, and they are not on the PATH"
    local version
    version=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 20 ] || fail "needs Node.js 20 or newer, found ${version:-none that runs}"
}

# A checksum over the content and names of all files below the given paths.
digest_of() {
    (cd "$SLUICE_HOME" && find "$@" -type f -not -path '*/node_modules/*' 2>/dev/null |
        LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum) | cksum
}

# Installs the sandbox's chain and its test token into .tools/npm, once.
install_tools() {
    local digest fresh
    digest=$(digest_of src/sandbox/npm)
    [ "$(cat "$TOOLS/npm/installed" 2>/dev/null)" != "$digest" ] || return 0
    find_npm
    step "installing the sandbox's chain (anvil) and compiling its test token"
    mkdir -p "$TOOLS"
    fresh=$(mktemp -d "$TOOLS/npm.XXXXXX")
    cp "$SLUICE_HOME"/src/sandbox/npm/* "$fresh"
    if ! (cd "$fresh" && npm ci --ignore-scripts --no-audit --no-fund && node compile.js) \
        >"$TOOLS/npm.log" 2>&1; then
        rm -rf "$fresh"
        fail "npm could not install the sandbox's tools; see .tools/npm.log"
    fi
    echo "$digest" >"$fresh/installed"
    rm -rf "$TOOLS/npm"
    mv "$fresh" "$TOOLS/npm"
}
