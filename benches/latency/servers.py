"""Servers under measurement, each on a port of its choice while entered."""

import re
import subprocess


class Server:
    """`command` prints its address once it serves."""

    def __init__(self, *command):
        self.command = [str(part) for part in command]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            if address := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.port = int(address[1])
                return self
        raise SystemExit(f"{self.command[0]} did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def daemon(programs, index, *options):
    return Server(programs / "dixit-searchd", "--index", index, "--listen", "127.0.0.1:0", *options)


def floor(programs, threads):
    return Server(programs / "dixit-floor-server", threads)
