// Finds words in the transcript while they are typed. Without it the form asks the server for the same.

const WAIT_MS = 120;

export function liveSearch(form) {
  const input = form.querySelector("input[type=search]");
  const status = form.querySelector("[data-search-status]");
  // A transcript that the server has already cut down is searched by the server.
  if (input.value) return;
  const turns = Array.from(document.querySelectorAll("[data-turn]"));
  let waiting = 0;

  function find() {
    const wanted = input.value.trim().toLowerCase();
    let hits = 0;
    for (const turn of turns) {
      const found = !wanted || spokenText(turn).toLowerCase().includes(wanted);
      turn.hidden = !found;
      hits += found && Boolean(wanted);
    }
    highlight(turns, wanted);
    status.textContent = wanted ? `${hits} / ${turns.length}` : "";
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, WAIT_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
}

function spokenText(turn) {
  return Array.from(turn.querySelectorAll(".transcript-asked, .said"), (part) => part.textContent).join(" ");
}

// Ranges, not elements: the words stay as they are for the player to light.
function highlight(turns, wanted) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("found");
  if (!wanted) return;
  const ranges = [];
  for (const turn of turns) {
    if (turn.hidden) continue;
    for (const part of turn.querySelectorAll(".transcript-asked, .said")) {
      const text = part.textContent.toLowerCase();
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        const range = new Range();
        range.setStart(...placeOf(part, at));
        range.setEnd(...placeOf(part, at + wanted.length));
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

// Which text node a character of the element stands in, and where in it.
function placeOf(element, at) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { length } = walker.currentNode;
    if (at <= length) return [walker.currentNode, at];
    at -= length;
  }
  return [element, element.childNodes.length];
}
