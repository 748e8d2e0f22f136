// Single keys: each presses the button that names it in data-key, while no text is being written.

// A field may go away under the hands of somebody who writes in it: what they go on with is no command. Who has seen
// that it is gone pauses for so long.
const PAUSE_MS = 1500;

const KEY = "single-keys";

/** Who steers by speech switches the keys off once: it is kept in this browser. */
function keep(box) {
  try {
    box.checked = localStorage.getItem(KEY) !== "off";
    box.addEventListener("change", () => localStorage.setItem(KEY, box.checked ? "on" : "off"));
  } catch {
    // a browser that keeps nothing has them on
  }
}

/**
 * @param {HTMLInputElement} box switches them on and off
 * @param {() => boolean} mayPress
 */
export function listenForKeys(box, mayPress) {
  keep(box);
  let wroteAt = -PAUSE_MS;
  const writes = (event) => {
    const now = performance.now();
    if (event.target.closest("textarea") || now - wroteAt < PAUSE_MS) wroteAt = now;
    return wroteAt === now;
  };
  const press = (event) => {
    if (writes(event) || !box.checked || !mayPress()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, select, dialog, .ace_editor")) return;
    const button = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button && !button.disabled && !button.hidden) {
      event.preventDefault();
      button.click();
    }
  };
  document.addEventListener("keydown", press, { capture: true }); // the editor keeps some of its keys to itself
  document.addEventListener("focusout", ({ target }) => {
    if (target.closest("[hidden] textarea, textarea[hidden]")) wroteAt = performance.now(); // nobody left it: it went
  });
}
