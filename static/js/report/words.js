// Words and when they were said. An answer is wrapped word by word only once it plays: a long session has thousands.

export class SaidWords {
  #answers;
  #lit = null;

  constructor(elements) {
    this.#answers = Array.from(elements, (element) => {
      const times = element.dataset.times.split(" ").map((pair) => pair.split(",").map(Number));
      const last = times.at(-1);
      return { element, times, start: times[0][0], end: last[0] + last[1], spans: null };
    });
  }

  // Light the word that is said at this time of the interview, and no other; null puts the light out.
  light(ms) {
    const span = ms === null ? null : this.#spanAt(ms);
    if (span === this.#lit) return;
    this.#lit?.classList.remove("said-now");
    span?.classList.add("said-now");
    this.#lit = span;
  }

  #spanAt(ms) {
    const answer = this.#answers.find(({ start, end }) => ms >= start && ms < end);
    if (!answer) return null;
    answer.spans ??= wrapped(answer.element);
    if (answer.spans.length !== answer.times.length) return null;
    let index = -1;
    for (let low = 0, high = answer.times.length - 1; low <= high; ) {
      const middle = (low + high) >> 1;
      if (answer.times[middle][0] <= ms) {
        index = middle;
        low = middle + 1;
      } else high = middle - 1;
    }
    // A little longer than it lasts: a word that goes dark at once flickers.
    return index >= 0 && ms < answer.times[index][0] + answer.times[index][1] + 200 ? answer.spans[index] : null;
  }
}

// A word keeps the class of the piece that it stood in.
function wrapped(element) {
  const spans = Array.from(element.childNodes).flatMap((piece) =>
    (piece.textContent.match(/\S+/g) ?? []).map((word) => {
      const span = document.createElement("span");
      span.className = piece.className ?? "";
      span.textContent = word;
      return span;
    }),
  );
  element.replaceChildren(...spans.flatMap((span, index) => (index ? [" ", span] : [span])));
  return spans;
}
