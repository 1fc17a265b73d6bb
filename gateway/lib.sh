# Shared by the commands beside it; sourced, never run.
set -euo pipefail

COMMAND=$(basename "$0")
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
TOOLS=$ROOT/.tools

fail() {
    echo "gateway/$COMMAND: $*" >&2
    exit 1
}

# For what cannot be asked: exits with 2.
misused() {
    echo "gateway/$COMMAND: $* (gateway/help lists what there is)" >&2
    exit 2
}

step() { echo "· $*" >&2; }

# What the file beside a JDK's programs says its version is: quicker than starting it.
jdk_version() {
    [ -x "$1/bin/javac" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true
}

# readlink -f, which older macOS lacks.
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

jdk_candidates() {
    local java place
    [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
    java=$(command -v java || true)
    [ -z "$java" ] || dirname "$(dirname "$(real_path "$java")")"
    [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home -v 25 2>/dev/null || true
    # The places are a variable so that a test can look into none of them.
    for place in ${SLUICE_JDK_PLACES-/usr/lib/jvm /Library/Java/JavaVirtualMachines \
        "$HOME/.sdkman/candidates/java" "$HOME/.jdks"}; do
        ls -d "$place"/* "$place"/*/Contents/Home 2>/dev/null || true
    done
}

# Points JAVA_HOME at a JDK 25.
find_jdk() {
    local home version found=
    while IFS= read -r home; do
        version=$(jdk_version "$home")
        if [ "$version" = 25 ]; then
            export JAVA_HOME=$home
            return
        fi
        [ -z "$version" ] || [ -n "$found" ] || found=$version
    done < <(jdk_candidates)
    fail "needs exactly JDK 25${found:+ and found only JDK $found}: install it, or point JAVA_HOME at it"
}

find_maven() {
    command -v mvn >/dev/null || fail "needs Maven 3.8 or newer, and there is no mvn on the PATH"
    local version major minor
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -1)
    IFS=. read -r major minor _ <<<"${version:-0}.0.0"
    [ "$major" -gt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -ge 8 ]; } ||
        fail "needs Maven 3.8 or newer, and found ${version:-none that runs}"
}

find_node() {
    command -v node >/dev/null || fail "needs Node.js 20 or newer, and there is no node on the PATH"
    local version
    version=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 20 ] || fail "needs Node.js 20 or newer, and found ${version:-none that runs}"
}

find_npm() {
    command -v npm >/dev/null && command -v node >/dev/null ||
        fail "needs Node.js 20 or newer with npm, and they are not on the PATH"
    find_node
}

# A checksum over the names and content of all files below the given paths.
digest_of() {
    (cd "$ROOT" && find "$@" -type f 2>/dev/null | LC_ALL=C sort |
        tr '\n' '\0' | xargs -0 cksum | cksum)
}

# Fills .tools/NAME with a folder of packages of the npm registry, once for each state of it, and
# runs the command after that in it.
install_npm() {
    local name=$1 from=$2 what=$3 digest fresh
    shift 3
    digest=$(digest_of "$from")
    [ "$(cat "$TOOLS/$name/installed" 2>/dev/null)" != "$digest" ] || return 0
    find_npm
    step "installing $what"
    mkdir -p "$TOOLS"
    fresh=$(mktemp -d "$TOOLS/$name.XXXXXX")
    cp "$ROOT/$from"/* "$fresh"
    if ! (cd "$fresh" && npm ci --ignore-scripts --no-audit --no-fund && "$@") \
        >"$TOOLS/$name.log" 2>&1; then
        rm -rf "$fresh"
        fail "npm could not install $what: see .tools/$name.log"
    fi
    echo "$digest" >"$fresh/installed"
    rm -rf "${TOOLS:?}/$name"
    mv "$fresh" "$TOOLS/$name"
}

# Installs the sandbox's chain and its test token into .tools/npm.
install_tools() {
    install_npm npm src/sandbox/npm \
        "the sandbox's chain (anvil) and its test token" node compile.js
}

# Installs the clients that the contract of the streams is held against into .tools/clients.
install_clients() {
    install_npm clients src/sandbox/clients "clients of event streams that others wrote" true
}

# Runs Maven quietly; what it says is in .tools/NAME.log.
quiet_maven() {
    local log=$1.log
    shift
    mkdir -p "$TOOLS"
    if ! (cd "$ROOT" && mvn -B -ntp "$@") >"$TOOLS/$log" 2>&1; then
        grep -m 5 '^\[ERROR\]' "$TOOLS/$log" >&2 || true
        fail "Maven could not build it: see .tools/$log"
    fi
}

# Compiles gateway and sandbox, once for each state of their sources. They are kept apart from
# target/: building there disturbs nobody who runs, and nothing of the tests is on the class path.
build_classes() {
    local digest
    digest=$(digest_of pom.xml src/main src/sandbox)
    [ "$(cat "$TOOLS/built" 2>/dev/null)" != "$digest" ] || return 0
    find_maven
    step "compiling the gateway and the sandbox: a minute or two, this once"
    rm -f "$TOOLS/built" "$TOOLS"/*.jsa
    quiet_maven build test-compile dependency:build-classpath \
        "-Dmdep.outputFile=$TOOLS/classpath" -Dmdep.includeScope=test
    "$JAVA_HOME/bin/jar" --create --file "$TOOLS/gateway-classes.jar" -C "$ROOT/target/classes" .
    "$JAVA_HOME/bin/jar" --create --file "$TOOLS/sandbox-classes.jar" \
        -C "$ROOT/target/test-classes" io/sluice/sandbox
    echo "$digest" >"$TOOLS/built"
}

# Compiles the benchmarks as well, once for each state of the sources.
build_benchmarks() {
    local digest
    digest=$(digest_of pom.xml src/main src/sandbox src/test)
    [ "$(cat "$TOOLS/benchmarks-built" 2>/dev/null)" != "$digest" ] || return 0
    find_maven
    step "compiling the benchmarks: a minute or two, this once"
    rm -f "$TOOLS/benchmarks-built"
    quiet_maven build-benchmarks test-compile
    "$JAVA_HOME/bin/jar" --create --file "$TOOLS/benchmark-classes.jar" -C "$ROOT/target/test-classes" .
    echo "$digest" >"$TOOLS/benchmarks-built"
}

# Benchmarks use what tests use, behind the gateway's own classes.
bench_path() {
    echo "$TOOLS/gateway-classes.jar:$TOOLS/benchmark-classes.jar:$(cat "$TOOLS/classpath")"
}

# Runs a Java program out of reach of the terminal's Ctrl-C: it is told to end, and ends its own
# processes in order. Otherwise they would all end at once.
run_java_apart() {
    local java code
    set -m
    (run_java "$@") </dev/null &
    java=$!
    trap 'kill -TERM "$java" 2>/dev/null || true' INT TERM HUP
    # A signal ends the waiting, not the program.
    while :; do
        code=0
        wait "$java" || code=$?
        kill -0 "$java" 2>/dev/null || return "$code"
    done
}

# Becomes a Java program with gateway and sandbox on its class path. What the JVM learns about
# classes in the first run is kept, and makes the next ones start twice as fast.
run_java() {
    cd "$ROOT"
    exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx768m \
        -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$TOOLS/demo.jsa" \
        -Xlog:cds=off -Xlog:cds+dynamic=off \
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -cp "$TOOLS/gateway-classes.jar:$TOOLS/sandbox-classes.jar:$(cat "$TOOLS/classpath")" "$@"
}

# Prints a value that the newest running sandbox wrote down; nothing when none runs.
sandbox_value() {
    local pid
    # Names without the folder's: that may have spaces.
    for pid in $(cd "$TOOLS/sandbox" 2>/dev/null && ls -t); do
        if kill -0 "$pid" 2>/dev/null; then
            sed -n "s/^$1=//p" "$TOOLS/sandbox/$pid"
            return
        fi
    done
}

# Starts a sandbox that ends with this command, unless one runs already.
start_sandbox_unless_running() {
    [ -z "$(sandbox_value gateway)" ] || return 0
    step "starting a sandbox of its own"
    (run_java io.sluice.sandbox.DemoMain --no-story) >"$TOOLS/$COMMAND-sandbox.log" 2>&1 &
    sandbox=$!
    trap 'kill "$sandbox" 2>/dev/null; wait "$sandbox" 2>/dev/null || true' EXIT
    until [ -e "$TOOLS/sandbox/$sandbox" ]; do
        kill -0 "$sandbox" 2>/dev/null ||
            fail "the sandbox did not start: $(tail -1 "$TOOLS/$COMMAND-sandbox.log")"
        sleep 0.2
    done
}
