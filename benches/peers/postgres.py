"""A cluster of PostgreSQL for one benchmark: in a folder of its own, spoken to over a socket in it."""

import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile

SETTINGS = {
    "listen_addresses": "",  # the socket only
    "shared_buffers": "2GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "1GB",
    "fsync": "off",
    "synchronous_commit": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",  # one thread a question, as the other engines have
    "autovacuum": "off",
}


def programs():
    """The folder of the server's programs: Debian keeps them out of the path."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise SystemExit("PostgreSQL's server is missing: script/bootstrap peers")
    return found[-1].parent


class Cluster:
    """Running while entered; `folder` is where its socket is. The server refuses to be run by root, so root runs it as postgres."""

    def __enter__(self):
        # Ended from outside, a program must not leave a server behind.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dixit-postgres-"))
        self.data = self.folder / "data"
        try:
            if os.geteuid() == 0:
                owner = pwd.getpwnam("postgres")
                os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-D", self.data)
            options = " ".join(f"-c {name}={value or repr('')}" for name, value in SETTINGS.items())
            self.run("pg_ctl", "start", "--wait", "-D", self.data, "-l", self.folder / "log", "-o", f"{options} -k {self.folder}")
        except BaseException:
            shutil.rmtree(self.folder)
            raise
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "stop", "--mode=fast", "-D", self.data)
        shutil.rmtree(self.folder)

    def run(self, program, *arguments):
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        command = as_postgres + [programs() / program, *arguments]
        subprocess.run([str(part) for part in command], check=True, cwd="/", stdout=subprocess.DEVNULL)

    def version(self):
        return subprocess.run([programs() / "postgres", "--version"], capture_output=True, text=True, check=True).stdout.strip()
