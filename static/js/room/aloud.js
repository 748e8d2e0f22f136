// What a screen reader tells of the room. It has a log of its own, apart from what is seen: there each thing is put
// once and whole, not token by token, and nothing of what the candidate said themselves.

const KEPT_MS = 10_000;

export class Aloud {
  #later = [];
  #own = true;

  /** @param {HTMLElement} log a live region */
  constructor(log) {
    this.log = log;
  }

  tell(text) {
    const line = document.createElement("p");
    line.textContent = text;
    this.log.append(line);
    setTimeout(() => line.remove(), KEPT_MS); // taken up by then; who reads on the page finds it once, where it is seen
  }

  /** What can wait is not told over the interviewer's voice, but once the turn is the candidate's own. */
  tellInTurn(text) {
    if (this.#own) this.tell(text);
    else this.#later.push(text);
  }

  /** What waits is about a question that was taken back, or an answer that goes on. */
  takeBack() {
    this.#later = [];
  }

  turn(own) {
    this.#own = own;
    if (own) for (const text of this.#later.splice(0)) this.tell(text);
  }
}
