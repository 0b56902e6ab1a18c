// A message slides over a committing button when the pointer comes to it, before it is pressed.
window.hostile.onApproach(window.hostile.commits, function (button) { window.hostile.toast(button, 3000); });
