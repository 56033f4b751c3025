#!/usr/bin/env bash
# The developer's commands; `./dev.sh` alone lists them.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
. eng/setup.sh
tests=tests/PolicyIngest.Tests

usage() {
    cat >&2 <<'TEXT'
./dev.sh VERB [ARGUMENT…]
  test     build and run all tests; arguments go to `dotnet test` (--filter Name~Docx)
  check    what CI demands, without changing a file: format, build without warnings, tests
  accept   make the snapshots what the program now says; read the diff before you commit it
  samples  write the generated samples (docx, encodings) anew
  fuzz     import damaged files, made of the samples and ../shared: [--files 20000] [--seed 1]; what fares badly is kept in artifacts/fuzz;
           `fuzz --guided` has AFL++ look for inputs that reach new branches of each reader and of the reading: [--minutes 60] [--target NAME]
  commands run 5,000 random command lines over files and databases that are whole, damaged or missing: none may fail unforeseen;
           arguments: [LINES [SEED]]
  kill     kill an import of 300 files 200 times at random moments, it, its workers or both; fill the disk 40 times (root alone);
           import the files by 1, 2 and 8 workers: the content is the same each time
  worst    import the worst files one by one: reason, time and memory of each; arguments are names of files
  scale    make a database of a million tasks in FILE, once, and hold the clock against questions to it
  bench    measure the whole program beside lower bounds and other programs (some minutes) and write docs/bench.md;
           `bench peers [FILES]` measures it beside other programs alone, on some files of each format; `bench stages` measures the stages, its arguments go to BenchmarkDotNet (--filter '*Growth*')
  native   compile the program for this machine to machine code (some minutes, needs clang or gcc): ./policy-ingest then starts it,
           in a third of the time
  publish  build what users install, below artifacts/publish: the dotnet tool, and programs that need no .NET; arguments name
           platforms (linux-x64 linux-arm64 win-x64 osx-x64 osx-arm64 by default); tried with an empty PATH where it runs here.
           With linux-x64, on a machine like it, comes linux-x64-native, a folder of machine code (needs clang or gcc)
TEXT
    exit 2
}

# Runs the tests and closes with `N passed, N failed, N skipped`, alone on its line.
run_tests() {
    local log status=0
    log=$(mktemp)
    dotnet test PolicyIngest.sln -c Release -nologo "$@" 2>&1 </dev/null | tee "$log" || status=$?
    # Passed!  - Failed:     0, Passed:   312, Skipped:     4, Total:   316, Duration: 9 s - PolicyIngest.Tests.dll (net10.0)
    sed -nE 's/^(Passed|Failed|Skipped)! +- Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+).*/\2 \3 \4/p' "$log" |
        awk -v status="$status" '{ failed += $1; passed += $2; skipped += $3 }
            END { if (status != 0 && failed == 0) failed = 1; printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
                  exit (status != 0 || failed > 0 || passed == 0) }' || status=1
    rm -f "$log"
    return "$status"
}

# Compiles to machine code into a folder, and tries the result with an empty PATH; what follows the folder goes to `dotnet publish`.
machine_code() {
    local folder=$1
    dotnet publish src/Cli -c Release --use-current-runtime -o "$folder" --artifacts-path "$PWD/artifacts/native-work" -nologo -v q \
        -p:PublishAot=true -p:DebugType=none -p:GenerateDocumentationFile=false "${@:2}" </dev/null
    try_bare "$folder/policy-ingest"
}

# Whether a program does its work with nothing beside it.
try_bare() {
    POLICYINGEST_PROGRAM=$1 dotnet test "$tests" -c Release -nologo -v q --filter "FullyQualifiedName~BareMachineTests" </dev/null
}

# Machine code for the processor of this machine, for the launcher.
native() {
    local app
    app=$(POLICYINGEST_WHERE=1 ./policy-ingest)
    machine_code "$app/native.part" -p:IlcInstructionSet=native
    rm -rf "$app/native"
    mv "$app/native.part" "$app/native"
}

# Publishes for the platforms named: one file each, which needs no .NET, and the package for `dotnet tool install`. For Linux also a folder of machine
# code, where there is a linker; it can't be made for other platforms from here.
publish() {
    local platform out=$PWD/artifacts/publish
    [ $# -gt 0 ] || set -- linux-x64 linux-arm64 win-x64 osx-x64 osx-arm64
    rm -rf "$out"
    dotnet pack src/Cli -c Release -o "$out" --artifacts-path "$out/work" -nologo -v q </dev/null
    for platform in "$@"; do
        dotnet publish src/Cli -c Release -r "$platform" --self-contained -o "$out/$platform" --artifacts-path "$out/work" -nologo -v q \
            -p:PublishSingleFile=true -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=false -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=none \
            -p:GenerateDocumentationFile=false </dev/null
    done
    rm -rf "$out/work"
    if [ "$(uname -sm)" = 'Linux x86_64' ] && [ -x "$out/linux-x64/policy-ingest" ]; then
        try_bare "$out/linux-x64/policy-ingest"
        if command -v clang gcc >/dev/null; then
            machine_code "$out/linux-x64-native"
        else
            say "dev.sh: no clang and no gcc, so linux-x64-native is not made; linux-x64 does the same, but starts later."
        fi
    fi
    find "$out" -type f -printf '%P\t%s bytes\n' | LC_ALL=C sort
}

verb=${1:-}
[ $# -gt 0 ] && shift
case $verb in
    test|check|accept|samples|scale|bench|native|publish|worst|fuzz|kill|commands) require_dotnet; dotnet_settings ;;
    *) usage ;;
esac
case $verb in
    test)
        offer_test_packages
        run_tests "$@"
        ;;
    check)
        offer_test_packages
        dotnet format PolicyIngest.sln --verify-no-changes
        dotnet build src/Cli -c Release -nologo -v q -p:AnalyzeForNative=true
        dotnet build tests/PolicyIngest.Bench -c Release -nologo -v q
        dotnet build tests/PolicyIngest.Fuzz -c Release -nologo -v q
        run_tests "$@"
        ;;
    accept)
        POLICYINGEST_ACCEPT=1 dotnet test "$tests" -nologo --filter "FullyQualifiedName~SnapshotTests|FullyQualifiedName~SchemaDictionaryTests|FullyQualifiedName~CliReferenceTests" "$@" </dev/null
        git --no-pager diff --stat -- "$tests/Snapshots" docs
        ;;
    samples)
        POLICYINGEST_WRITE_SAMPLES=1 dotnet test "$tests" -nologo --filter "FullyQualifiedName~SampleFilesTests" </dev/null
        git --no-pager diff --stat -- samples
        ;;
    native)
        native
        ;;
    publish)
        publish "$@"
        ;;
    fuzz)
        if [ "${1:-}" = --guided ]; then
            command -v afl-fuzz >/dev/null || { say "dev.sh: afl-fuzz is missing. Install AFL++ (Debian: sudo apt-get install afl++) and run the command again."; exit 2; }
            dotnet build tests/PolicyIngest.Fuzz -c Release -nologo -v q -clp:NoSummary </dev/null
            exec dotnet tests/PolicyIngest.Fuzz/bin/Release/net10.0/PolicyIngest.Fuzz.dll guided "$PWD/artifacts/guided" "${@:2}"
        fi
        ./policy-ingest --help >/dev/null
        dotnet run -c Release --project tests/PolicyIngest.Bench -- fuzz "$PWD/policy-ingest" "$PWD/artifacts/fuzz" "$@"
        ;;
    kill)
        POLICYINGEST_KILLS=200 POLICYINGEST_KILL_FILES=300 POLICYINGEST_KILL_ROUNDS=7 POLICYINGEST_FULL_DISKS=40 \
            dotnet test "$tests" -nologo --filter "FullyQualifiedName~CrashSafetyTests" --logger "console;verbosity=normal" "$@" </dev/null
        ;;
    commands)
        POLICYINGEST_COMMANDS=${1:-5000} POLICYINGEST_COMMANDS_SEED=${2:-1} \
            dotnet test "$tests" -c Release -nologo --filter "FullyQualifiedName~RandomCommandTests" --logger "console;verbosity=normal" </dev/null
        ;;
    worst)
        ./policy-ingest --help >/dev/null
        dotnet run -c Release --project tests/PolicyIngest.Bench -- worst "$PWD/policy-ingest" "$@"
        ;;
    scale)
        [ $# = 1 ] || { say "./dev.sh scale FILE: name a file with room for 4 GB"; exit 2; }
        POLICYINGEST_SCALE=$(realpath -m "$1") dotnet test "$tests" -c Release -nologo --filter "FullyQualifiedName~ScaleTests" \
            --logger "console;verbosity=detailed" </dev/null | grep -E '^ +[0-9.]+ ms |ms$|\[FAIL\]|^(Passed|Failed)!'
        ;;
    bench)
        if [ "${1:-}" = stages ]; then
            dotnet run -c Release --project tests/PolicyIngest.Bench -- "${@:2}"
        elif [ "${1:-}" = peers ]; then
            ./policy-ingest --help >/dev/null
            dotnet run -c Release --project tests/PolicyIngest.Bench -- peers "$PWD/policy-ingest" "${@:2}"
        else
            ./policy-ingest --help >/dev/null
            dotnet run -c Release --project tests/PolicyIngest.Bench -- whole "$PWD/policy-ingest" "$PWD/docs/bench.md" "$@"
        fi
        ;;
esac
