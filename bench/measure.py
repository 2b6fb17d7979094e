#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs the programs of this folder in turns and prints one table; bench/run prepares everything.

usage: measure.py --build FOLDER --many SHARES [--short] [--servers FEW=CREDENTIALS MANY=CREDENTIALS]

Every row has this library and its peers, measured in the same run and in turns, so that what else
the machine does meets them alike. Figures are the least, the median and the largest of the rounds.
The ratios are of medians and of leasts, this library's divided by the peer's.
"""
import argparse
import datetime
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import time

OURS = "netapi32"
SAMBA = "libnetapi"
SAMBA_FILE = "libnetapi.so.1"
TIMEOUT_S = 600


class Table:
    """The rows, printed as they come."""

    LINE = "{:<38} {:<9} {:>9} {:>9} {:>9}  {:<8} {:>9} {:>8}"

    def __init__(self):
        columns = ("what", "who", "least", "median", "largest", "unit", "medians", "leasts")
        head = self.LINE.format(*columns)
        print(f"{'ratio of':>{len(head)}}\n{head}\n{'-' * len(head)}")

    def add(self, what, unit, figures, more_is_better=False):
        """figures: a list of values for each peer, this library's among them. Where more is better
        there are no ratios; the row before says the same as time."""
        ours = figures[OURS]
        for who in sorted(figures, key=lambda who: who != OURS):
            theirs = figures[who]
            shown = [self.number(f(theirs)) for f in (min, statistics.median, max)]
            ratios = [f"{f(ours) / f(theirs):.2f}" for f in (statistics.median, min)]
            ratios = ("", "") if who == OURS or more_is_better else ratios
            print(self.LINE.format(what, who, *shown, unit, *ratios).rstrip())
            what = ""
        sys.stdout.flush()

    @staticmethod
    def number(value):
        if isinstance(value, int):
            return f"{value:,}"
        digits = 2 if value < 10 else 1 if value < 1000 else 0
        return f"{value:,.{digits}f}"


def run(command):
    command = [str(word) for word in command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}\n{done.stderr}")
    return done


def pairs(text):
    """Lines `NAME VALUE`."""
    return [(name, float(value)) for name, value in (line.split(" ") for line in text.splitlines())]


def by_name(text):
    figures = {}
    for name, value in pairs(text):
        figures.setdefault(name, []).append(value)
    return figures


def scaled(figures, function):
    return {who: [function(value) for value in values] for who, values in figures.items()}


class Bench:
    def __init__(self, options):
        build = pathlib.Path(options.build)
        self.programs = build / "bench"
        self.library = build / "src" / "libnetapi32.so.0"
        self.short = options.short
        self.rounds = 1 if options.short else 7
        self.table = Table()
        self.counted = False  # callgrind is slow: once will do for a short run

    # --- in one process ---

    def buffers(self):
        count = 10000 if self.short else 1000000
        libraries = [f"{OURS}={self.library}", f"{SAMBA}={SAMBA_FILE}"]
        for size, label in ((16, "16 B"), (64, "64 B"), (4096, "4 KiB")):
            done = run([self.programs / "bench_buffer", size, self.rounds, count, *libraries])
            self.table.add(f"allocate and free, {label}", "ns", by_name(done.stdout))

    def decode(self, shares):
        times = 2 if self.short else 100
        done = run([self.programs / "bench_decode", shares, self.rounds, times])
        figures = by_name(done.stdout)
        (size,) = figures.pop("stub")
        what = f"decode level 2, {shares:,} shares"
        self.table.add(what, "us", scaled(figures, lambda ns: ns / 1e3))
        # the same figures as bytes of the stub a nanosecond
        what = f"{what}, {size / 1e6:.2f} MB"
        self.table.add(what, "GB/s", scaled(figures, lambda ns: size / ns), more_is_better=True)

    # --- against a server ---

    def commands(self, function, server, credentials, level):
        """The command of each peer but for the number of calls."""
        call = self.programs / "bench_call"
        question = (function, server, level)
        return {
            OURS: lambda n: [call, self.library, *question, n, credentials],
            SAMBA: lambda n: [call, SAMBA_FILE, *question, n, credentials],
            "floor": lambda n: [self.programs / "bench_floor", *question, n],
        }

    @staticmethod
    def instructions(command):
        """Those of the whole process, as callgrind counts them."""
        tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
        found = re.search(r"Collected : (\d+)", run([*tool, *command]).stderr)
        if not found:
            sys.exit("callgrind did not say what it collected")
        return int(found.group(1))

    def instructions_a_call(self, command, calls):
        """What so many calls more cost; start, log-on and end of the process cancel out."""
        few, more = (self.instructions(command(n)) for n in (1, 1 + calls))
        return (more - few) / calls

    def warm(self, what, question, calls):
        """calls: measured calls of a peer in each round; callgrind gets a part of them."""
        peers = self.commands(*question)
        wall, cpu = ({who: [] for who in peers} for _ in range(2))
        for _ in range(self.rounds):
            for who, command in peers.items():
                said = dict(pairs(run(command(calls)).stdout))
                wall[who].append(said["wall_ns"] / 1e3)
                cpu[who].append(said["cpu_ns"] / 1e3)
        self.table.add(f"{what}: wall", "us", wall)
        self.table.add(f"{what}: client CPU", "us", cpu)
        if self.short and self.counted:
            return
        self.counted = True
        part = max(1, calls // 20)
        self.table.add(
            f"{what}: instructions",
            "thousand",  # one count: another would say the same
            {who: [self.instructions_a_call(peers[who], part) / 1e3] for who in peers},
        )

    def cold(self, server, credentials):
        """A process that makes one call, from before it is made until it is gone."""
        peers = self.commands("NetServerGetInfo", server, credentials, 101)
        del peers["floor"]
        run(peers[OURS](0))  # a server's idle helpers end after some seconds
        wall, rss, libraries = ({who: [] for who in peers} for _ in range(3))
        for _ in range(self.rounds if self.short else 3 * self.rounds):
            for who, command in peers.items():
                start = time.monotonic_ns()
                said = dict(pairs(run(command(0)).stdout))
                wall[who].append((time.monotonic_ns() - start) / 1e6)
                rss[who].append(said["rss_kib"] / 1024)
                libraries[who].append(int(said["libraries"]))
        counts = {who: [self.instructions(command(0)) / 1e3] for who, command in peers.items()}
        what = "cold NetServerGetInfo"
        self.table.add(f"{what}: wall", "ms", wall)
        self.table.add(f"{what}: instructions", "thousand", counts)
        self.table.add(f"{what}: peak RSS", "MiB", rss)
        self.table.add(f"{what}: libraries", "", libraries)

    def remote(self, few, many, many_shares):
        for server in few, many:  # servers start their helpers at the first question
            run(self.commands("NetServerGetInfo", *server, 101)[OURS](1))
        for what, function, server, level, calls in (
            ("NetServerGetInfo 101", "NetServerGetInfo", few, 101, 200),
            ("NetShareEnum 1, 100", "NetShareEnum", few, 1, 100),
            ("NetShareEnum 2, 100", "NetShareEnum", few, 2, 100),
            (f"NetShareEnum 1, {many_shares:,}", "NetShareEnum", many, 1, 3),
            (f"NetShareEnum 2, {many_shares:,}", "NetShareEnum", many, 2, 3),
        ):
            self.warm(what, (function, *server, level), 2 if self.short else calls)
        self.cold(*few)


def machine():
    cpu = re.search(r"(?m)^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text())
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "?")
    wanted = ["samba", "samba-libs", "libnettle8", "libc6", "valgrind"]
    versions = subprocess.run(
        ["dpkg-query", "-W", "-f=${Package} ${Version}, ", *wanted],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    print(f"{datetime.date.today()}, {os.cpu_count()} x {cpu.group(1) if cpu else '?'}")
    print(f"{system}, Linux {platform.release()}, {versions.rstrip(', ')}")
    print(f"load average at the start {os.getloadavg()[0]:.2f}\n")


def server(text):
    address, _, credentials = text.partition("=")
    return address, credentials


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", required=True)
    parser.add_argument("--many", type=int, required=True)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--servers", nargs=2, type=server, metavar="ADDRESS=CREDENTIALS")
    options = parser.parse_args()
    machine()
    bench = Bench(options)
    bench.buffers()
    bench.decode(options.many)
    if options.servers:
        bench.remote(*options.servers, options.many)
    print(f"\nload average at the end {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    main()
