# Ends a process when its parent is gone, in whatever way the parent went.
#
#   guard.sh PID SIGNAL GRACE_SECONDS [FOLDER]
#
# FOLDER, if given, is removed after the process has ended.
#
# Standard input is a pipe whose only writer is the parent: the kernel closes it with the parent, also at kill -9,
# and `read` sees the end. The guard ignores the signals of a terminal, which would otherwise end it before its work.
trap '' INT TERM HUP
while read -r _; do :; done
kill -"$2" "$1" 2>/dev/null
elapsed=0
while kill -0 "$1" 2>/dev/null; do
  if [ "$elapsed" -eq "$3" ]; then kill -KILL "$1" 2>/dev/null; fi
  sleep 1
  elapsed=$((elapsed + 1))
done
if [ -n "$4" ]; then rm -rf "$4"; fi
