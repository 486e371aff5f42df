"""Where Sanad's processor time goes for each question: JFR's CPU-time samples, by layer and by innermost method."""

import collections
import re

from harness import load, programs, settings

EVENTS = """<?xml version="1.0" encoding="UTF-8"?>
<configuration version="2.0">
  <event name="jdk.CPUTimeSample"><setting name="enabled">true</setting><setting name="throttle">10ms</setting><setting name="stackTrace">true</setting></event>
</configuration>
"""
# the innermost frame that one of these knows names the layer
LAYERS = [
    ("JSON", r"tools\.jackson"),
    ("database driver", r"io\.r2dbc\.postgresql"),
    ("connection pool", r"io\.r2dbc|reactor\.pool"),
    ("parsing and validating GraphQL", r"graphql\.(parser|validation)|org\.antlr"),
    ("data loaders", r"org\.dataloader"),
    ("executing GraphQL", r"graphql\."),
    ("Spring for GraphQL", r"org\.springframework\.graphql"),
    ("Spring's SQL and transactions", r"org\.springframework\.(r2dbc|transaction|jdbc|dao)"),
    ("Spring Security", r"org\.springframework\.security|com\.nimbusds"),
    ("Spring's web", r"org\.springframework\.(web|http|core\.codec|core\.io)"),
    ("the rest of Spring", r"org\.springframework"),
    ("Reactor Netty", r"reactor\.netty"),
    ("Reactor", r"reactor\."),
    ("Netty", r"io\.netty"),
    ("metrics and traces", r"io\.(micrometer|opentelemetry)"),
    ("Sanad", r"org\.sanad"),
]


def run(sanad, server, seconds):
    """Profiles each of the questions that are asked for; returns lines of Markdown."""
    lines = []
    tools = programs.java().parent
    settings_file = settings.TARGET / "profile.jfc"
    settings_file.write_text(EVENTS)
    for query in settings.QUERIES:
        if query not in ("point", "list", "nested", "search", "give", "home"):
            continue
        recording = settings.TARGET / f"profile-{query}.jfr"
        programs.run([tools / "jcmd", sanad.pid, "JFR.start", "name=bench", f"settings={settings_file}"])
        measured = load.measure(sanad, server, query, seconds)
        programs.run([tools / "jcmd", sanad.pid, "JFR.dump", "name=bench", f"filename={recording}"])
        programs.run([tools / "jcmd", sanad.pid, "JFR.stop", "name=bench"])
        printed = programs.run([tools / "jfr", "print", "--events", "jdk.CPUTimeSample", "--stack-depth", "64", recording])
        layers, tops, count = _count(printed)
        lines += [
            f"**{query}**, {measured['server_cpu']:.2f} s of processor in Sanad for 1,000 requests, {count:,} samples: "
            + ", ".join(f"{name} {n * 100 / max(1, count):.0f} %" for name, n in layers.most_common(12)) + ".",
            "",
            "Innermost: " + ", ".join(f"`{name}` {n * 100 / max(1, count):.1f} %" for name, n in tops.most_common(12)) + ".",
            "",
        ]
        programs.say("\n".join(lines[-4:]))
    return lines


def _count(printed):
    layers, tops, count = collections.Counter(), collections.Counter(), 0
    for event in printed.split("jdk.CPUTimeSample {")[1:]:
        frames = [line.strip() for line in event.split("stackTrace = [")[-1].split("\n") if "line:" in line]
        count += 1
        layers[next((name for frame in frames for name, pattern in LAYERS if re.match(pattern, frame)), "compiler, collector, native")] += 1
        if frames:
            tops[re.sub(r"\(.*", "", frames[0]).rsplit("/", 1)[-1]] += 1
    return layers, tops, count

