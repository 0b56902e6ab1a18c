// A message lies over each committing button for a moment after it has appeared.
window.hostile.each(window.hostile.commits, function (button) { window.hostile.toast(button, 600); });
