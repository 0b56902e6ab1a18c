// A copy of each committing button and field stands before it, far outside of the page.
window.hostile.twins("position:absolute;left:-9999px;top:0");
