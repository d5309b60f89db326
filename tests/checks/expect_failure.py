#!/usr/bin/env python3
"""Runs a check on a sample of what is wrong: it must fail, and say all that is expected.

    expect_failure.py EXPECTED COMMAND...

EXPECTED is a file: each line that is not blank must occur in what the command prints, and the command's exit status
must not be 0.
"""

import subprocess
import sys
from pathlib import Path


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    expected = [line.strip() for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()]
    if not expected:
        print(f"{sys.argv[1]}: expects nothing", file=sys.stderr)
        return 2
    run = subprocess.run(
        sys.argv[2:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False)
    unsaid = [line for line in expected if line not in run.stdout]
    if run.returncode != 0 and not unsaid:
        return 0
    print(run.stdout)
    print(f"status {run.returncode}; not said:")
    print("\n".join(unsaid))
    return 1


if __name__ == "__main__":
    sys.exit(main())
