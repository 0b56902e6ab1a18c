// The rows of tables change places all the time.
setInterval(function () {
  document.querySelectorAll(".content tbody").forEach(function (body) {
    if (body.rows.length > 1) body.appendChild(body.rows[0]);
  });
}, 30);
