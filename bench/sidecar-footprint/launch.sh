#!/bin/sh
# launch.sh ROOT GROUP_FILES COMMAND...
# Runs a command in its own root, with what a container would see there, as a member of control
# groups. It waits for a line on its input first, so that none of this counts as start time. Meant
# for `unshare --mount`: the mounts go when the command ends.
set -e
root=$1
groups=$2
shift 2
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
# Node.js sizes its heap by the limits it reads here.
mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
echo ready
read -r _
for group in $groups; do echo $$ >"$group"; done
exec chroot "$root" "$@" </dev/null
