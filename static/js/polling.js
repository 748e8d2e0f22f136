// Parts of a page that are asked for again and again. Each is put on the page only when it is something else: one
// that is spoken as it changes (aria-live) would be spoken every time, and what has the focus in it would lose it.

const UNANSWERED_BEFORE_IT_IS_TOLD = 3;

let unanswered = 0;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target, serverResponse, xhr, pathInfo } = detail;
  if (!("onlyChanged" in target.dataset)) return;
  if (new URL(xhr.responseURL).pathname !== new URL(pathInfo.finalRequestPath, location).pathname) {
    detail.shouldSwap = false;
    location.reload(); // who is not signed in any more gets the form for it, and comes back here
  }
  if (target.shown === serverResponse) detail.shouldSwap = false;
  target.shown = serverResponse;
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const note = document.querySelector("[data-unanswered]");
  if (!note || !("onlyChanged" in detail.target.dataset)) return;
  unanswered = detail.successful ? 0 : unanswered + 1;
  note.hidden = unanswered < UNANSWERED_BEFORE_IT_IS_TOLD;
});
