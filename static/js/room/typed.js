// The text box: an answer that is typed instead of spoken. It stays in the box until the room has kept it.

const WRITING_EVERY_MS = 3000;
const LONGEST_MS = 3600000;

// The room sets the words of an answer apart by single spaces.
const plain = (text) => text.trim().split(/\s+/).join(" ");

export class TypedAnswer {
  /**
   * @param {HTMLFormElement} form
   * @param {Draft} draft where it is kept meanwhile
   * @param {() => boolean} onWriting called now and then while somebody types; returns whether it was told
   * @param {(text: string) => void} onSubmit called with an empty text, too
   */
  constructor(form, draft, onWriting, onSubmit) {
    Object.assign(this, { draft, onWriting });
    this.box = form.querySelector("textarea");
    this.told = -WRITING_EVERY_MS;
    this.#restore(draft.read());
    this.box.addEventListener("input", () => this.#written(performance.now()));
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      onSubmit(this.text);
    });
  }

  get text() {
    return this.box.value.trim();
  }

  /** How long ago the first key was pressed. */
  get startedMs() {
    return this.since === undefined ? 0 : Math.max(0, Math.min(LONGEST_MS, Date.now() - this.since));
  }

  /** What is in the box has gone out as the answer to `turn`. */
  sent(turn) {
    this.out = { turn, text: this.text };
    this.#keep();
  }

  /** Turn `turn` was never asked: what went out as its answer is a part of the one before. */
  takeBack(turn) {
    if (this.out?.turn === turn) this.out.turn = turn - 1;
  }

  /** The room has kept `answer`: if it is the one from here, it leaves the box; what was typed since stays. */
  kept(turn, answer) {
    const { out } = this;
    // What went out before the page knew the turn went to the one that is answered now.
    if (!out || (out.turn ?? turn) !== turn || !plain(answer).endsWith(plain(out.text))) return;
    this.out = this.since = undefined;
    const rest = this.box.value.trimStart();
    if (rest.startsWith(out.text)) this.box.value = rest.slice(out.text.length).trimStart();
    this.#keep();
  }

  // With what was sent and not answered yet: the room may turn out to have kept it, and then it leaves the box.
  #restore({ text = "", out, since }) {
    this.box.value = text;
    Object.assign(this, { out, since });
  }

  #keep() {
    if (this.text) this.draft.keep({ text: this.box.value, out: this.out, since: this.since });
    else this.draft.drop();
  }

  #written(now) {
    // The page's own clock starts anew with a reload. An empty box is no beginning.
    this.since = this.text ? (this.since ?? Date.now()) : undefined;
    this.#keep();
    if (now - this.told >= WRITING_EVERY_MS && this.onWriting()) this.told = now;
  }
}
