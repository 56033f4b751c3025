"""Extracts the documents of a folder into a lake with Dask: batches of files as tasks, which Dask gives out again where a worker dies.

    dask_extract.py SCHEDULER PROGRAM FOLDER LAKE
"""
import os
import subprocess
import sys

from distributed import Client, as_completed

BATCH = 50


def extract(program, lake, files):
    """Runs the program on a batch; 1 says that some files could not be read, which the lake's table files tells as well."""
    done = subprocess.run([program, "extract", "-", "--format", "parquet", "--output", lake, "--jobs", "1"],
                          input="\n".join(files).encode(), stderr=subprocess.PIPE)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())
    return len(files)


def main():
    scheduler, program, folder, lake = sys.argv[1:]
    files = sorted(os.path.join(path, name) for path, _, names in os.walk(folder) for name in names)
    batches = [files[i:i + BATCH] for i in range(0, len(files), BATCH)]
    client = Client(scheduler)
    client.wait_for_workers(3)
    futures = [client.submit(extract, program, lake, batch, retries=10, pure=False) for batch in batches]
    print(sum(future.result() for future in as_completed(futures)), "files,", len(client.scheduler_info()["workers"]), "workers left")


if __name__ == "__main__":
    main()
