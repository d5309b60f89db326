# shellcheck shell=bash
# Sourced by the scripts of this folder, which all run from the root of the tree and stop at the first failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck disable=SC2034 # the scripts use it
cores=$(nproc 2>/dev/null || echo 1)

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# die MESSAGE [EXIT CODE]
die() {
  say "$1"
  exit "${2:-2}"
}

# Prints the comment at the head of the calling script when --help is among the arguments.
help_if_asked() {
  local arg
  for arg in "$@"; do
    case $arg in
      -h | --help)
        awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
        exit 0
        ;;
    esac
  done
}
