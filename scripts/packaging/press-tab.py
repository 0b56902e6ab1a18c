#!/usr/bin/env python3
"""Types beginnings of syncroctl's command lines into a real interactive shell, presses Tab and Enter, and looks what the shell made of them.

    press-tab.py bash|zsh|fish

The shell is to find syncroctl's completions itself, where they were installed. syncroctl is a function of the shell here, which prints what
it is given, so that what was completed is read as the program would get it.
"""

import os
import pty
import re
import select
import signal
import sys
import tempfile
import time

# What is typed before Tab, and the arguments that Enter then hands over.
CASES = [
    ("offb", ["offboard"]),
    ("technicians deac", ["technicians", "deactivate"]),
    ("plan --max-s", ["plan", "--max-seats"]),
    ("plan --layout us", ["plan", "--layout", "users"]),
    ("report latest --format ht", ["report", "latest", "--format", "html"]),
    ("offboard --from leav", ["offboard", "--from", "leavers.csv"]),
    ("apply tea", ["apply", "team.yaml"]),
    ("selectors lint acm", ["selectors", "lint", "acme.yaml"]),
    # A folder is wanted here, not the file kept.txt.
    ("demo --evidence kep", ["demo", "--evidence", "kept"]),
    # A hidden command is offered to nobody.
    ("manu", ["manu"]),
]

PRINT = "printf 'GOT:%s;' {}; echo DONE"
SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        # What /etc/bash.bashrc or ~/.bashrc does: it loads a command's completions when they are first wanted.
        ["source /usr/share/bash-completion/bash_completion", "syncroctl() { " + PRINT.format('"$@"') + "; }", "PS1='REA''DY> '"],
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        ["autoload -Uz compinit; compinit -u -D", "syncroctl() { " + PRINT.format('"$@"') + " }", "unsetopt zle_bracketed_paste 2>/dev/null",
         # Of its own, zsh has to have found the file in its folders.
         "[[ $_comps[syncroctl] == _syncroctl ]] || echo NOT-FOUND", "PS1='REA''DY> '"],
    ),
    "fish": (
        ["fish", "--interactive"],
        ["function syncroctl; " + PRINT.format("$argv") + "; end", "function fish_prompt; echo -n 'REA''DY> '; end"],
    ),
}
SECONDS = 60
ESCAPES = re.compile(r"\x1b(\[[0-9;?>=]*[a-zA-Z]|\][^\x07\x1b]*(\x07|\x1b\\)|[=>()][0-9A-Z]?)")


class Shell:
    def __init__(self, name, folder):
        words, setup = SHELLS[name]
        environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "TERM": "xterm", "LANG": "C.UTF-8"}
        self.name = name
        self.said = ""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, environment)
        for line in setup:
            self.type(line + "\r")
        self.wait_for("READY> ")

    def type(self, text):
        os.write(self.terminal, text.encode())

    def wait_for(self, text):
        """What came up to `text`, which is taken away with it."""
        end = time.monotonic() + SECONDS
        while text not in self.said:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                raise SystemExit(f"{self.name}: {text!r} did not come in {SECONDS} s. It said:\n{self.said}")
            try:
                more = os.read(self.terminal, 65536)
            except OSError:
                raise SystemExit(f"{self.name} ended. It said:\n{self.said}")
            self.said = ESCAPES.sub("", self.said + more.decode(errors="replace"))
            if "NOT-FOUND" in self.said.replace("echo NOT-FOUND", ""):
                raise SystemExit(f"{self.name} has not found the completions in its folders")
        before, _, self.said = self.said.partition(text)
        return before

    def complete(self, line):
        self.type(f"syncroctl {line}\t\r")
        # The line itself, echoed, has no GOT in it.
        text = self.wait_for(";DONE")
        self.wait_for("READY> ")
        return re.findall(r"GOT:([^;]*)(?:;|$)", text)

    def end(self):
        os.close(self.terminal)
        try:
            os.kill(self.process, signal.SIGHUP)
        except ProcessLookupError:
            pass
        os.waitpid(self.process, 0)


def main():
    (name,) = sys.argv[1:]
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for file_name in ["leavers.csv", "team.yaml", "acme.yaml", "kept.txt"]:
            open(os.path.join(folder, file_name), "w").close()
        os.mkdir(os.path.join(folder, "kept"))
        shell = Shell(name, folder)
        try:
            for line, wanted in CASES:
                got = [argument.rstrip("/") for argument in shell.complete(line)]
                if got != wanted:
                    wrong.append(f"{name}: 'syncroctl {line}' and Tab: {got} instead of {wanted}")
        finally:
            shell.end()
    for line in wrong:
        print(line, file=sys.stderr)
    if not wrong:
        print(f"{name}: {len(CASES)} lines are completed as they should be")
    sys.exit(1 if wrong else 0)


main()
