// The rows of tables change places all the time.
setInterval(function () {
  document.querySelectorAll(window.hostile.lists).forEach(function (list) {
    var rows = list.querySelectorAll(window.hostile.row);
    if (rows.length > 1) list.insertBefore(rows[0], rows[rows.length - 1].nextSibling);
  });
}, 30);
