#!/usr/bin/env bash
# A Slurm controller and one node on this machine, for recipes.sh: slurm.sh start|stop FOLDER
set -euo pipefail
folder=${2:?a folder} host=$(hostname -s)
case ${1:?start or stop} in
    start)
        mkdir -p "$folder/slurm/state" "$folder/slurm/spool" /run/munge
        chown munge: /run/munge
        [ -s /etc/munge/munge.key ] || { head -c 128 /dev/urandom >/etc/munge/munge.key; chown munge: /etc/munge/munge.key; chmod 400 /etc/munge/munge.key; }
        setpriv --reuid=munge --regid=munge --clear-groups /usr/sbin/munged --pid-file=/run/munge/plans.pid || true
        cat >"$folder/slurm.conf" <<CONF
ClusterName=plans
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation=$folder/slurm/state
SlurmdSpoolDir=$folder/slurm/spool
SlurmctldPidFile=$folder/slurm/ctld.pid
SlurmdPidFile=$folder/slurm/d.pid
SlurmctldLogFile=$folder/slurm/ctld.log
SlurmdLogFile=$folder/slurm/d.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SwitchType=switch/none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
        export SLURM_CONF=$folder/slurm.conf
        /usr/sbin/slurmctld -f "$SLURM_CONF"
        /usr/sbin/slurmd -f "$SLURM_CONF" -N "$host"
        for _ in $(seq 30); do sinfo -h -o %T 2>/dev/null | grep -q idle && exit 0; sleep 1; done
        cat "$folder"/slurm/*.log >&2
        exit 1
        ;;
    stop)
        for pid in "$folder"/slurm/*.pid /run/munge/plans.pid; do [ -f "$pid" ] && kill "$(cat "$pid")" 2>/dev/null || true; done
        ;;
esac
