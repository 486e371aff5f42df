"""Who used the processors: a process with its children, the whole machine, and so strangers."""

import os
import pathlib
import re
import resource

TICK = 1 / os.sysconf("SC_CLK_TCK")


def _stat(pid):
    text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    fields = text[text.rindex(")") + 2 :].split()
    parent = int(fields[1])
    own = (int(fields[11]) + int(fields[12])) * TICK
    ended_children = (int(fields[13]) + int(fields[14])) * TICK
    return parent, own, ended_children


def _family(root):
    """The process and its children, grandchildren included."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents[int(entry)] = _stat(entry)[0]
            except OSError:
                pass
    family, grown = {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in family} - family
        family |= more
        grown = bool(more)
    return family


def cpu_seconds(root):
    """Processor seconds of a process, its children, and those of them that have ended."""
    total = 0.0
    for pid in _family(root):
        try:
            _, own, ended = _stat(pid)
            total += own + ended
        except OSError:
            pass
    return total


def resident_megabytes(root):
    total = 0
    for pid in _family(root):
        try:
            found = re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())
            total += int(found.group(1)) if found else 0
        except OSError:
            pass
    return total / 1024


def busy_seconds():
    """Processor seconds of everybody since the machine started."""
    fields = [int(x) * TICK for x in pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    return fields[0] + fields[1] + fields[2] + fields[5] + fields[6]


def own_seconds():
    """Processor seconds of this driver and of the load generators that have ended."""
    return sum(u.ru_utime + u.ru_stime for u in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)))
