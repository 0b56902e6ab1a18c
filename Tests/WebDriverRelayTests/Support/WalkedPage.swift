/// The page that the tests with a real driver walk through.
enum WalkedPage {
  static let html = """
    <!doctype html>
    <title>Walk</title>
    <h1>Walk</h1>
    <p id="text" style="color: rgb(255, 0, 0)">some <b>bold</b> text</p>
    <form onsubmit="return false">
      <label for="name">Name</label> <input id="name" name="who">
      <label><input id="box" type="checkbox"> Box</label>
      <button id="press" onclick="document.title = 'pressed'">Press</button>
      <input id="file" type="file">
      <select id="pick"><option value="a">A</option><option value="b">B</option></select>
    </form>
    <a href="/next">The next page</a>
    <iframe id="frame" srcdoc="<p id='inner'>inner</p>"></iframe>
    <div id="host"></div>
    <script>
      host.attachShadow({mode: 'open'}).innerHTML = '<span class="deep">in the shadow</span>'
    </script>
    """

  static let next = "<!doctype html><title>Next</title><p>next"

  /// A zip file with the one file `note.txt`, in base64.
  static let zip =
    "UEsDBBQAAAAAAFB/eF2GphA2BQAAAAUAAAAIAAAAbm90ZS50eHRoZWxsb1BLAQIUAxQAAAAAAFB/eF2GphA2BQAAAAUAAAAIAAAAAAAAAAAAAACAAQAAAABub3RlLnR4dFBLBQYAAAAAAQABADYAAAArAAAAAAA="

  /// A key pair that was made for these tests and is used nowhere else, in PKCS#8 and base64url.
  static let privateKey =
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBQNBPWkyV9K4THUcpLmFoDLKlwB9bithEUYsqTi86dihRANCAAQC8IrZQDm54H1erhYVc3maeNvr9vAfUALnfpQeA8wtwPsab4V7Bz-_oH3VzNf5oJiYCclWfvuMPvcmzECT1wdF"
}
