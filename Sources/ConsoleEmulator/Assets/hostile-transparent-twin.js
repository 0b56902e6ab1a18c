// A copy of each committing button and field stands before it, without a size and transparent.
window.hostile.twins("position:absolute;opacity:0;width:0;height:0;min-width:0;padding:0;border:0;margin:0;pointer-events:none");
