"""Drives a browser through webdriver-relay with Selenium, which knows nothing of it.

Arguments: the relay's address, the page to walk through, the capabilities to ask for as JSON.
"""

import json
import os
import sys
import tempfile

from selenium import webdriver
from selenium.common.exceptions import JavascriptException, NoSuchElementException, StaleElementReferenceException
from selenium.common.exceptions import UnexpectedAlertPresentException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.print_page_options import PrintOptions
from selenium.webdriver.common.virtual_authenticator import Credential, VirtualAuthenticatorOptions
from selenium.webdriver.remote.file_detector import LocalFileDetector, UselessFileDetector
from selenium.webdriver.support.ui import Select, WebDriverWait
from selenium.webdriver.support import expected_conditions as expected


def fails(kind, action):
    try:
        action()
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")


def walk(driver, page):
    driver.set_page_load_timeout(20)
    driver.set_script_timeout(10)
    assert driver.timeouts.page_load == 20
    driver.get(page)
    assert driver.title == "Walk"

    # Finding, and what is not found.
    assert driver.find_element(By.ID, "text").text == "some bold text"
    assert driver.find_element(By.NAME, "who").get_attribute("id") == "name"
    assert driver.find_element(By.XPATH, "//b").tag_name == "b"
    assert driver.find_element(By.TAG_NAME, "h1").text == "Walk"
    assert len(driver.find_elements(By.CSS_SELECTOR, "option")) == 2
    error = fails(NoSuchElementException, lambda: driver.find_element(By.CSS_SELECTOR, "#nope"))
    assert "#nope" in error.msg and error.stacktrace, error
    text = driver.find_element(By.ID, "text")
    assert text.find_element(By.TAG_NAME, "b").text == "bold"
    assert text.value_of_css_property("color") == "rgba(255, 0, 0, 1)"
    assert text.is_displayed() and text.rect["width"] > 0

    # Acting.
    name = driver.find_element(By.ID, "name")
    name.send_keys("a \"b\" é", Keys.BACKSPACE)
    assert name.get_property("value") == "a \"b\" "
    assert driver.switch_to.active_element == name
    name.clear()
    assert name.get_property("value") == ""
    press = driver.find_element(By.ID, "press")
    assert press.aria_role == "button" and press.accessible_name == "Press" and press.is_enabled()
    press.click()
    assert driver.title == "pressed"
    Select(driver.find_element(By.ID, "pick")).select_by_visible_text("B")
    assert Select(driver.find_element(By.ID, "pick")).first_selected_option.get_attribute("value") == "b"
    box = driver.find_element(By.ID, "box")
    webdriver.ActionChains(driver).move_to_element(box).click().perform()
    assert box.is_selected()
    webdriver.ActionChains(driver).click(name).key_down(Keys.SHIFT).send_keys("x").key_up(Keys.SHIFT).perform()
    assert name.get_property("value") == "X"
    webdriver.ActionChains(driver).scroll_by_amount(0, 10).perform()

    # A file. The bindings would send it to a grid's machine first, with a command that chromedriver does not have, and says so.
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "note.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("hello")
        field = driver.find_element(By.ID, "file")
        driver.file_detector = LocalFileDetector()
        assert "unknown command" in fails(WebDriverException, lambda: field.send_keys(path)).msg
        driver.file_detector = UselessFileDetector()
        field.send_keys(path)
        assert field.get_property("value").endswith("note.txt")

    # Frames and shadow roots.
    driver.switch_to.frame(driver.find_element(By.ID, "frame"))
    assert driver.find_element(By.ID, "inner").text == "inner"
    driver.switch_to.parent_frame()
    driver.switch_to.frame(0)
    driver.switch_to.default_content()
    root = driver.find_element(By.ID, "host").shadow_root
    assert root.find_element(By.CSS_SELECTOR, ".deep").text == "in the shadow"

    # Scripts.
    assert driver.execute_script("return [arguments[0], 1.5, null, {a: [true]}]", 7) == [7, 1.5, None, {"a": [True]}]
    assert driver.execute_script("return arguments[0]", press) == press
    assert driver.execute_async_script("arguments[arguments.length - 1](3)") == 3
    assert "boom" in fails(JavascriptException, lambda: driver.execute_script("throw new Error('boom')")).msg

    # Dialogs.
    driver.execute_script("setTimeout(() => { document.title = prompt('who?') })")
    alert = WebDriverWait(driver, 10).until(expected.alert_is_present())
    assert alert.text == "who?"
    alert.send_keys("me")
    alert.accept()
    assert driver.title == "me"
    driver.execute_script("setTimeout(() => alert('hey'))")
    WebDriverWait(driver, 10).until(expected.alert_is_present())
    assert fails(UnexpectedAlertPresentException, lambda: driver.title).alert_text == "hey"
    driver.switch_to.alert.dismiss()

    # Cookies.
    driver.add_cookie({"name": "a", "value": "v", "path": "/"})
    assert driver.get_cookie("a")["value"] == "v"
    assert [cookie["name"] for cookie in driver.get_cookies()] == ["a"]
    driver.delete_cookie("a")
    driver.delete_all_cookies()
    assert driver.get_cookies() == []

    # Windows.
    first = driver.current_window_handle
    driver.switch_to.new_window("tab")
    assert len(driver.window_handles) == 2
    driver.close()
    driver.switch_to.window(first)
    driver.set_window_rect(0, 0, 900, 700)
    assert driver.get_window_size() == {"width": 900, "height": 700}

    # Pictures.
    assert driver.get_screenshot_as_png().startswith(b"\x89PNG")
    assert driver.find_element(By.ID, "press").screenshot_as_png.startswith(b"\x89PNG")
    assert driver.print_page(PrintOptions()).startswith("JVBER")

    # A virtual authenticator.
    options = VirtualAuthenticatorOptions()
    options.has_resident_key = True
    driver.add_virtual_authenticator(options)
    key = (
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBQNBPWkyV9K4THUcpLmFoDLKlwB9bithEUYsqTi86dihRANCAAQC8IrZQDm54H1erhYVc3ma"
        "eNvr9vAfUALnfpQeA8wtwPsab4V7Bz-_oH3VzNf5oJiYCclWfvuMPvcmzECT1wdF"
    )
    driver.add_credential(Credential.from_dict(
        {"credentialId": "AQID", "isResidentCredential": False, "rpId": "127.0.0.1", "privateKey": key, "signCount": 0}))
    assert [credential.id for credential in driver.get_credentials()] == ["AQID"]
    driver.set_user_verified(False)
    driver.remove_all_credentials()
    driver.remove_virtual_authenticator()

    # Chromium's own.
    version = driver.execute("executeCdpCommand", {"cmd": "Browser.getVersion", "params": {}})["value"]
    assert "Chrome" in version["product"]

    # Going elsewhere.
    press = driver.find_element(By.ID, "press")
    driver.find_element(By.LINK_TEXT, "The next page").click()
    assert driver.current_url == page + "next"
    fails(StaleElementReferenceException, press.click)
    driver.back()
    driver.forward()
    driver.refresh()
    assert driver.find_elements(By.PARTIAL_LINK_TEXT, "next") == []
    assert "<title>Next</title>" in driver.page_source


def main():
    relay, page, capabilities = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    options = webdriver.ChromeOptions()
    for name, value in capabilities.items():
        if name == "goog:chromeOptions":
            options.binary_location = value["binary"]
            for argument in value["args"]:
                options.add_argument(argument)
            options.add_experimental_option("prefs", value.get("prefs", {}))
        else:
            options.set_capability(name, value)
    driver = webdriver.Remote(relay, options=options)
    try:
        walk(driver, page)
    finally:
        driver.quit()
    print("done")


main()
