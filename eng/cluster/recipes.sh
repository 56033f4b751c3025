#!/usr/bin/env bash
# Tries the recipes of docs/cluster.md on this machine: three hosts in network namespaces (root), a folder of documents, jobs that are killed; then holds what came out against one import.
#   recipes.sh parallel|dask|slurm FOLDER [PROGRAM]
# Debian packages: parallel openssh-server; python3-distributed; slurmctld slurmd slurm-client munge.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
recipe=${1:?parallel, dask or slurm} folder=$(readlink -f "${2:?a folder of documents}") program=$(readlink -f "${3:-$here/../../policy-ingest}")
work=$(mktemp -d) lake=$work/lake
started=()

clean() {
    local pid host
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    for host in 1 2 3; do
        for pid in $(ip netns pids "plans$host" 2>/dev/null); do kill "$pid" 2>/dev/null || true; done
        ip netns del "plans$host" 2>/dev/null || true
    done
    ip link del plans-bridge 2>/dev/null || true
    rm -rf "$work"
}
trap clean EXIT

# Three hosts, 10.99.0.1 to 3, that reach each other and this one, and nothing else.
hosts() {
    local host
    ip link add plans-bridge type bridge
    ip addr add 10.99.0.254/24 dev plans-bridge
    ip link set plans-bridge up
    for host in 1 2 3; do
        ip netns add "plans$host"
        ip link add "plans-v$host" type veth peer name eth0 netns "plans$host"
        ip link set "plans-v$host" master plans-bridge up
        ip -n "plans$host" addr add "10.99.0.$host/24" dev eth0
        ip -n "plans$host" link set eth0 up
        ip -n "plans$host" link set lo up
    done
}

# Kills what runs the program on a host, some times, at random moments.
killer() {
    local pid killed=0
    while [ "$killed" -lt "$2" ]; do
        sleep "$(awk 'BEGIN { srand(); print 0.5 + rand() * 3 }')"
        for pid in $(ip netns pids "plans$1"); do
            if grep -qa "extract" "/proc/$pid/cmdline" 2>/dev/null && ! grep -qaE "sshd|parallel|bash|dask" "/proc/$pid/cmdline"; then
                kill -KILL "$pid" 2>/dev/null && killed=$((killed + 1)) && echo "killed $pid on host $1" >&2
                break
            fi
        done
    done
}

by_parallel() {
    local host
    hosts
    mkdir -p /run/sshd
    ssh-keygen -q -t ed25519 -N '' -f "$work/key"
    ssh-keygen -q -t ed25519 -N '' -f "$work/host"
    printf 'Host 10.99.0.*\n IdentityFile %s\n StrictHostKeyChecking no\n UserKnownHostsFile /dev/null\n LogLevel ERROR\n' "$work/key" >"$work/ssh"
    for host in 1 2 3; do
        ip netns exec "plans$host" /usr/sbin/sshd -o ListenAddress="10.99.0.$host" -o HostKey="$work/host" -o AuthorizedKeysFile="$work/key.pub" -o StrictModes=no \
            -o PidFile="$work/sshd$host" -o UsePAM=no -o PermitRootLogin=yes -f /dev/null
        echo "1/ssh -F $work/ssh 10.99.0.$host" >>"$work/hosts"
    done
    killer 2 10 & started+=($!)
    find "$folder" -type f | parallel --will-cite --sshloginfile "$work/hosts" --pipe -N 50 --retries 12 --joblog "$work/log" "$program extract - --format parquet --output $lake --jobs 1"
    awk 'NR > 1 { print $2 }' "$work/log" | sort | uniq -c
}

by_dask() {
    local host
    hosts
    ip netns exec plans1 dask-scheduler --host 10.99.0.1 --port 8786 --no-dashboard >"$work/scheduler" 2>&1 & started+=($!)
    for host in 1 2 3; do
        (cd "$work" && exec ip netns exec "plans$host" dask-worker tcp://10.99.0.1:8786 --nthreads 1 --name "host$host" --no-dashboard --local-directory "$work/dask$host" >"$work/worker$host" 2>&1) & started+=($!)
    done
    ip netns exec plans1 /usr/bin/python3 "$here/dask_extract.py" tcp://10.99.0.1:8786 "$program" "$folder" "$lake" &
    local client=$!
    sleep "${KILL_AFTER:-15}"
    # The second host goes down for good: the worker and whatever it runs.
    ip netns pids plans2 | xargs -r kill -KILL
    echo "host 2 is down" >&2
    wait "$client"
}

by_slurm() {
    local jobs
    "$here/slurm.sh" start "$work"
    find "$folder" -type f | split -l 50 -d -a 4 - "$work/list."
    jobs=$(find "$work" -name 'list.*' | wc -l)
    export SLURM_CONF=$work/slurm.conf
    printf '#!/bin/bash\n%s extract --from-file %s/list.$(printf %%04d "$SLURM_ARRAY_TASK_ID") --format parquet --output %s --jobs 1\n' "$program" "$work" "$lake" >"$work/job.sh"
    sbatch --wait --array "0-$((jobs - 1))%2" --output "$work/out.%a" "$work/job.sh" || true
    sacct 2>/dev/null || true
    "$here/slurm.sh" stop "$work"
}

time "by_$recipe"
"$program" import "$folder" --db "$work/one.db" --quiet || true
documents=$("$program" query "SELECT count(*) AS documents FROM documents" --db "$work/one.db" 2>/dev/null | tail -1)
tasks=$("$program" query "SELECT count(*) AS tasks FROM v_task" --db "$work/one.db" 2>/dev/null | tail -1)
"$program" compact "$lake" || true
manifest=$(ls "$lake"/parts/*/manifest.json)
echo "one import: $documents documents, $tasks tasks; the lake:"
grep -E '"(documents|v_task)"' $manifest
grep -q "\"documents\": $documents," $manifest && grep -q "\"v_task\": $tasks[,\s]*$" $manifest && echo "the same"
