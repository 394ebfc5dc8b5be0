# The tests and the fast check.
# shellcheck shell=bash

results="$root/artifacts/test-results"
passed=0
failed=0

build_for_tests() {
    need_sdk
    hold_build_lock
    need_browser_libraries
    restore Mingsuan.slnx
    local started=$SECONDS
    dotnet_quietly build "$root/Mingsuan.slnx" -c Debug --no-restore -v quiet || refuse_build
    free_build_lock
    say "built in $((SECONDS - started)) s"
}

refuse_build() {
    say "the build failed"
    if [ "$verb" = test ]; then summary; fi
    exit 1
}

summary() { echo "$passed passed, $failed failed"; }

# Test projects are found, not listed; the browser comes last.
test_projects() {
    find "$root/tests" -mindepth 2 -maxdepth 2 -name '*.Tests.csproj' | LC_ALL=C sort |
        awk '/Browser\.Tests/ { last = last $0 "\n"; next } { print } END { printf "%s", last }'
}

# The filter is a piece of a name, so the signs of the filter language lose their meaning.
name_filter() { printf 'FullyQualifiedName~%s' "$(printf '%s' "$1" | sed 's/[\\()&|=!~]/\\&/g')"; }

run_project() {
    local project="$1" name code=0
    shift
    name="$(basename "$project" .csproj)"
    dotnet test "$project" --no-build --nologo -c Debug -v quiet --logger "trx;LogFileName=$name.trx" \
        --logger "console;verbosity=minimal" --results-directory "$results" "$@" </dev/null || code=$?
    count_results "$name" "$results/$name.trx" "$code"
}

# Whatever did not pass has failed: skipped, timed out, crashed.
count_results() {
    local name="$1" file="$2" code="$3" good=0 bad=0
    if [ -f "$file" ]; then
        good="$(outcomes "$file" | grep -c '^Passed ' || true)"
        bad="$(outcomes "$file" | grep -vc '^Passed ' || true)"
        outcomes "$file" | sed -n '/^Passed /!s/^\([A-Za-z]*\) /FAILED (\1) /p' || true
    fi
    if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
        echo "FAILED (run) $name: the test run ended with exit code $code"
        bad=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
}

# One line a test: its outcome, then its name.
outcomes() {
    grep -o '<UnitTestResult [^>]*>' "$1" |
        sed -e 's/.* testName="\([^"]*\)".* outcome="\([^"]*\)".*/\2 \1/' \
            -e 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&apos;/'"'"'/g; s/&amp;/\&/g'
}

door_test() {
    [ $# -le 1 ] || refuse "usage: ./mingsuan test [FILTER]"
    local filter=()
    [ -n "${1:-}" ] && filter=(--filter "$(name_filter "$1")")
    need_sdk
    need postgresql chromium fonts openssl
    build_for_tests
    rm -rf "$results"
    local project
    while IFS= read -r project; do
        run_project "$project" "${filter[@]}"
    done < <(test_projects)
    [ $((passed + failed)) -gt 0 ] || say "no test was executed"
    summary
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

door_check() {
    [ $# -eq 0 ] || refuse "usage: ./mingsuan check"
    build_for_tests
    local code=0
    say "format"
    dotnet_quietly format "$root/Mingsuan.slnx" --verify-no-changes --no-restore --exclude src/Migrations || code=1
    say "architecture"
    dotnet_quietly test "$root/tests/Architecture.Tests/Architecture.Tests.csproj" --no-build --nologo -c Debug \
        -v quiet --logger "console;verbosity=minimal" || code=1
    if compgen -G "$root/law/*" >/dev/null; then
        say "law"
        dotnet "$root/artifacts/bin/Host/debug/Mingsuan.Host.dll" law check --law "$root/law" </dev/null >&2 || code=1
    fi
    if [ "$code" -eq 0 ]; then say "all is well"; fi
    exit "$code"
}
