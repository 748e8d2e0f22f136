// What is asked for again and again is put on the page only when it is something else: a part that is spoken
// as it changes (aria-live) would be spoken every time, and what has the focus in it would lose it.

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target, serverResponse } = detail;
  if (!("onlyChanged" in target.dataset)) return;
  if (target.shown === serverResponse) detail.shouldSwap = false;
  target.shown = serverResponse;
});
