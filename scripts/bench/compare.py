"""Drives four WebDriver clients over one session in turn, and prints what each of them takes. Run it by scripts/bench-webdriver."""

import argparse
import http.client
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

import selenium
from selenium import webdriver
from selenium.webdriver.common.by import By

PAGE = "data:text/html," + urllib.parse.quote(
    "<!doctype html><title>A page</title><button id=button onclick=\"this.n = (this.n || 0) + 1\">Press</button>"
    + "".join(f"<p>Paragraph number {n}</p>" for n in range(100))
)
# Commands, and how often each stands in one block.
COMMANDS = {"title": 40, "find": 40, "execute": 40, "click": 6, "texts": 1}
NAMES = {
    "title": "title", "find": "find an element", "execute": "execute a script", "click": "click",
    "texts": "text of 100 elements",
}


class Pipe:
    """A client in a process of its own: a line in, a line of nanoseconds out."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"bench-webdriver: {self.process.args[0]} ended at: {line}")
        return [int(word) for word in answer.split()]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Bare:
    """The bare loop in C."""

    def __init__(self, program, base, ids, button):
        self.file = tempfile.NamedTemporaryFile("w", suffix=".ids")
        self.file.write("\n".join(ids) + "\n")
        self.file.flush()
        self.pipe = Pipe(program, self.file.name)
        self.lines = {
            "title": f"GET {base}/title -",
            "find": f"POST {base}/element " + json.dumps({"using": "css selector", "value": "#button"}, separators=(",", ":")).replace(
                "css selector", "css\\u0020selector"),
            "execute": f"POST {base}/execute/sync " + '{"args":[],"script":"return(1+1)"}',
            "click": f"POST {base}/element/{button}/click {{}}",
            "texts": f"GET {base}/element/{{}}/text -",
        }

    def measure(self, command, count):
        return self.pipe.ask(f"{self.lines[command]} {count}")

    def end(self):
        self.pipe.end()


class Ours:
    """This project's client."""

    def __init__(self, program, url, session):
        self.pipe = Pipe(program, url, session)

    def measure(self, command, count):
        return self.pipe.ask(f"{command} {count}")

    def end(self):
        self.pipe.end()


def timed(count, body):
    times = []
    for _ in range(count):
        start = time.perf_counter_ns()
        body()
        times.append(time.perf_counter_ns() - start)
    return times


class Standard:
    """http.client, with the answers decoded."""

    def __init__(self, url, path, ids, button):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)
        self.path, self.ids, self.button = path, ids, button

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        self.connection.request(method, self.path + path, data, {"Content-Type": "application/json; charset=utf-8"})
        response = self.connection.getresponse()
        value = json.loads(response.read())["value"]
        if response.status != 200:
            sys.exit(f"bench-webdriver: {path}: {value}")
        return value

    def measure(self, command, count):
        bodies = {
            "title": lambda: self.send("GET", "/title"),
            "find": lambda: self.send("POST", "/element", {"using": "css selector", "value": "#button"}),
            "execute": lambda: self.send("POST", "/execute/sync", {"script": "return(1+1)", "args": []}),
            "click": lambda: self.send("POST", f"/element/{self.button}/click", {}),
            "texts": lambda: [self.send("GET", f"/element/{element}/text") for element in self.ids],
        }
        return timed(count, bodies[command])

    def end(self):
        self.connection.close()


class Selenium:
    """Selenium's own bindings."""

    def __init__(self, driver):
        self.driver = driver
        self.button = driver.find_element(By.CSS_SELECTOR, "#button")
        self.elements = driver.find_elements(By.CSS_SELECTOR, "p")

    def measure(self, command, count):
        bodies = {
            "title": lambda: self.driver.title,
            "find": lambda: self.driver.find_element(By.CSS_SELECTOR, "#button"),
            "execute": lambda: self.driver.execute_script("return(1+1)"),
            "click": self.button.click,
            "texts": lambda: [element.text for element in self.elements],
        }
        return timed(count, bodies[command])

    def end(self):
        pass


def compare(clients, blocks):
    """The medians of all samples, and the ratios of the blocks' medians, each block with itself."""
    samples = {command: {name: [] for name in clients} for command in COMMANDS}
    medians = {command: {name: [] for name in clients} for command in COMMANDS}
    names = list(clients)
    for command in COMMANDS:
        for name in names:
            clients[name].measure(command, COMMANDS[command])
    for block in range(blocks):
        for number, (command, count) in enumerate(COMMANDS.items()):
            first = (block + number) % len(names)
            for name in names[first:] + names[:first]:
                times = clients[name].measure(command, count)
                samples[command][name] += times
                medians[command][name].append(statistics.median(times))
        print(f"bench-webdriver: block {block + 1} of {blocks}", end="\r", file=sys.stderr)
    print(file=sys.stderr)
    return samples, medians


def ratio(medians, name, other):
    ratios = sorted(ours / theirs for ours, theirs in zip(medians[name], medians[other]))
    return statistics.median(ratios), ratios[len(ratios) // 4], ratios[(3 * len(ratios)) // 4]


def show(samples, medians):
    print("| command | C and libcurl | http.client | Selenium | this client | to C | to Selenium |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for command in COMMANDS:
        cells = [f"{statistics.median(samples[command][name]) / 1e6:.3f} ms" for name in ("bare", "http", "selenium", "ours")]
        for other in ("bare", "selenium"):
            middle, low, high = ratio(medians[command], "ours", other)
            cells.append(f"{middle:.3f} ({low:.3f}-{high:.3f})")
        print(f"| {NAMES[command]} | " + " | ".join(cells) + " |")


def machine():
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
    return f"{os.cpu_count()} cores ({model}), Linux {platform.release()}"


def main():
    # So that driver and browser end, whatever ends this.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser()
    parser.add_argument("--bare", required=True)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--blocks", type=int, default=40, help="how many blocks each client gets")
    parser.add_argument("--quick", action="store_true", help="the table alone")
    parser.add_argument("--json", help="where to write all blocks' medians")
    options = parser.parse_args()

    browser = shutil.which("chromium") or shutil.which("google-chrome")
    arguments = ["--headless=new", "--disable-background-networking"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
    settings = webdriver.ChromeOptions()
    settings.binary_location = browser
    for argument in arguments:
        settings.add_argument(argument)
    driver = webdriver.Chrome(options=settings, service=webdriver.ChromeService(shutil.which("chromedriver")))
    clients = {}
    try:
        driver.get(PAGE)
        url, session = driver.service.service_url, driver.session_id
        url = url.replace("localhost", "127.0.0.1")
        button = driver.find_element(By.CSS_SELECTOR, "#button").id
        ids = [element.id for element in driver.find_elements(By.CSS_SELECTOR, "p")]
        clients["bare"] = Bare(options.bare, f"{url}/session/{session}", ids, button)
        clients["http"] = Standard(url, f"/session/{session}", ids, button)
        clients["selenium"] = Selenium(driver)
        clients["ours"] = Ours(options.ours, url, session)

        samples, medians = compare(clients, options.blocks)
        version = driver.capabilities["browserVersion"]
        print(f"{machine()}; Chromium {version}, Selenium {selenium.__version__}, Python {platform.python_version()}; {options.blocks} blocks.\n")
        show(samples, medians)
        if options.json:
            with open(options.json, "w") as file:
                json.dump(medians, file)
        if not options.quick:
            before, after = clients["ours"].measure("soak", 10000)
            print(f"\n10,000 commands in one session: resident memory {before} kB before, {after} kB after ({after - before:+} kB).")
            times = sorted(time / 1e6 for time in clients["ours"].measure("cancel", 50))
            print(f"Cancelling a blocked command, 50 times: median {statistics.median(times):.2f} ms, "
                  f"longest {times[-1]:.2f} ms, shortest {times[0]:.2f} ms.")
            line = f"parallel 16 {browser} {' '.join(arguments)}"
            idle, most, took = clients["ours"].pipe.ask(line)
            print(f"16 sessions at once: {idle} threads before, {most} at most during; 20 scripts of 100 ms in each took {took} ms.")
    finally:
        for client in clients.values():
            client.end()
        driver.quit()


if __name__ == "__main__":
    main()
