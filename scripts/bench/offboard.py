"""syncroctl offboard beside a minimal Selenium script: see scripts/bench-offboard."""

import base64
import hashlib
import hmac
import json
import os
import re
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request

from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait


def one_time_code(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[start:start + 4])[0] & 0x7FFFFFFF) % 1000000)


def bare(console, layout, admin, leaver):
    """What somebody would script who means to be fast: no more than the pages."""
    started = time.monotonic()
    options = webdriver.ChromeOptions()
    options.add_argument("--headless=new")
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    try:
        wait = WebDriverWait(browser, 10, poll_frequency=0.02)

        def find(css):
            return wait.until(lambda _: (browser.find_elements(By.CSS_SELECTOR, css) or [None])[0])

        def press(css):
            # The console draws parts of its pages late, and anew.
            def tried(_):
                try:
                    find(css).click()
                    return True
                except StaleElementReferenceException:
                    return False

            wait.until(tried)

        browser.get(console + "/users/sign_in")
        find("#user_email").send_keys(admin["email"])
        find("#user_password").send_keys(admin["password"])
        press("[name=commit]")
        find("input[autocomplete=one-time-code], #user_otp_attempt, #otp_attempt").send_keys(one_time_code(admin["totpSecret"]))
        press("[name=commit]")
        find(".bhv-account-email")
        if layout == "technicians":
            browser.get(console + "/technicians?query=" + leaver["email"].replace("+", "%2B"))
            press("table.bhv-technicians a[href$='/%d']" % leaver["id"])
            press(".bhv-deactivate")
            wait.until(lambda _: alert(browser)).accept()
            find(".bhv-reactivate, .alert-success")
            browser.get(console + "/technicians/%d" % leaver["id"])
            find(".bhv-reactivate")
        else:
            browser.get(console + "/users?query=" + leaver["email"].replace("+", "%2B"))
            press("a.bhv-disable-user[href*='/%d/']" % leaver["id"])
            reasons = Select(find("select[name='user[disable_reason]']"))
            reasons.select_by_index(1)
            press(".bhv-confirm-disable")
            find(".alert-success")
            browser.get(console + "/users/%d" % leaver["id"])
            assert find("#user_disabled, [type=checkbox][name='user[disabled]']").is_selected()
        return time.monotonic() - started
    finally:
        browser.quit()


def alert(browser):
    try:
        return browser.switch_to.alert
    except NoAlertPresentException:
        return False


def ours(program, folder, console, layout, admin, leaver):
    environment = {
        "PATH": os.environ["PATH"], "HOME": folder, "TMPDIR": os.environ.get("TMPDIR", "/tmp"), "SYNCROCTL_STATE_DIR": folder + "/state",
        "SYNCROCTL_CONSOLE": console, "SYNCROCTL_LAYOUT": layout, "SYNCROCTL_EMAIL": admin["email"],
        "SYNCROCTL_PASSWORD": admin["password"], "SYNCROCTL_TOTP_SECRET": admin["totpSecret"],
    }
    command = [program, "offboard", leaver["email"], "--yes", "--evidence", folder + "/runs"]
    started = time.monotonic()
    running = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    cut = None
    said = []
    for line in running.stderr:
        said.append(line)
        if ">>> access is cut <<<" in line:
            cut = time.monotonic() - started
    running.wait()
    if cut is None:
        sys.exit("syncroctl did not cut access:\n" + "".join(said))
    return cut, time.monotonic() - started


def main():
    program, pairs, layout, technicians = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
    with tempfile.TemporaryDirectory(prefix="bo-") as folder:
        emulator = subprocess.Popen(
            [program, "emulator", "--layout", layout, "--technicians", technicians], stdout=subprocess.PIPE, text=True, bufsize=1)
        try:
            lines = [next(emulator.stdout) for _ in range(2)]
            console, control = [re.search(r"http://[\d.:]+", line).group(0) for line in lines]
            state = json.load(urllib.request.urlopen(control + "/state"))
            active = [person for person in state["people"] if person["status"] == "active"]
            # Each signs in once: a one-time code serves once.
            admins = [person for person in active if person["kind"] == "admin"]
            leavers = [person for person in active if person["kind"] != "admin" and re.fullmatch(r"[\w.@+-]+", person["email"])]
            if len(admins) < 2 * pairs:
                sys.exit("there are only %d admins to sign in as" % len(admins))
            rows = []
            for number in range(pairs):
                turns = [("bare", number * 2), ("ours", number * 2 + 1)]
                row = {}
                for name, at in turns if number % 2 else reversed(turns):
                    if name == "bare":
                        row["bare"] = bare(console, layout, admins[at], leavers[at])
                    else:
                        row["ours"], row["whole"] = ours(program, folder, console, layout, admins[at], leavers[at])
                rows.append(row)
                print("bare %.2f s, syncroctl %.2f s to the cut, %.2f s in all" % (row["bare"], row["ours"], row["whole"]), flush=True)
            done = {entry["target"] for entry in json.load(urllib.request.urlopen(control + "/mutations")) if "deactivate" in entry["action"]}
            assert done == {person["email"] for person in leavers[:2 * pairs]}, "not everybody was deactivated"
            ratios = [row["ours"] / row["bare"] for row in rows]
            quartiles = statistics.quantiles(ratios, n=4) if pairs > 1 else [ratios[0]] * 3
            print("medians: bare %.2f s, syncroctl %.2f s to the cut; ratio %.2f (quartiles %.2f and %.2f), %d pairs, layout %s, %s technicians" % (
                statistics.median(row["bare"] for row in rows), statistics.median(row["ours"] for row in rows), statistics.median(ratios),
                quartiles[0], quartiles[2], pairs, layout, technicians))
        finally:
            emulator.terminate()


main()
