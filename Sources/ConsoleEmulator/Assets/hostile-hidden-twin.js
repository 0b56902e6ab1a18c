// A copy of each committing button and field that is not displayed stands before it.
window.hostile.twins("display:none");
