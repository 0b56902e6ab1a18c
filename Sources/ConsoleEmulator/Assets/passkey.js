// The second factor by passkey: has the browser sign the page's challenge, and sends what it has signed.
(function () {
  "use strict";

  function bytes(text) {
    return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), function (letter) { return letter.charCodeAt(0); });
  }

  function text(buffer) {
    return btoa(String.fromCharCode.apply(null, new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  }

  function send(credential) {
    var form = document.createElement("form");
    form.method = "post";
    form.action = document.querySelector("[data-passkey-target]").href;
    form.hidden = true;
    [
      ["authenticity_token", document.querySelector("meta[name=csrf-token]").content],
      ["user[passkey]", text(credential.rawId)],
      ["user[client_data]", text(credential.response.clientDataJSON)],
      ["user[authenticator_data]", text(credential.response.authenticatorData)],
      ["user[signature]", text(credential.response.signature)],
    ].forEach(function (field) {
      var input = document.createElement("input");
      input.type = "hidden";
      input.name = field[0];
      input.value = field[1];
      form.appendChild(input);
    });
    document.body.appendChild(form);
    form.submit();
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-passkey]");
    if (!button) return;
    var options = {
      challenge: bytes(button.dataset.passkeyChallenge), rpId: button.dataset.passkeySite, timeout: 5000, userVerification: "preferred",
      allowCredentials: [{ type: "public-key", id: bytes(button.dataset.passkey) }],
    };
    navigator.credentials.get({ publicKey: options }).then(send, function () {
      document.querySelector("[data-passkey-failed]").hidden = false;
    });
  });
})();
