// The one line about how an answer was said: when it goes, and the switch that it can be had by.

export class CoachingLine {
  /** `choose` tells the room what the candidate wants. */
  constructor(box, button, choose) {
    this.box = box;
    this.button = button;
    this.choose = choose;
    this.chosen = undefined; // until the candidate has said so, it is as planned
    this.lastKept = -1; // the newest turn whose answer is kept
    this.about = -1; // the turn that the line is about
    button.addEventListener("click", () => this.#set(button.getAttribute("aria-pressed") !== "true"));
    box.querySelector("#coaching-dismiss").addEventListener("click", () => this.#hide());
    box.querySelector("#coaching-off").addEventListener("click", () => this.#set(false));
  }

  /** The room has what was planned, or what a page had chosen before its owner was replaced. */
  welcome(on, lastKept) {
    this.lastKept = lastKept;
    if (this.chosen === undefined) this.#press(on);
    else this.choose(this.chosen);
  }

  /** Return whether the line is wanted, and there. */
  show(line) {
    if (this.button.getAttribute("aria-pressed") !== "true") return false; // it was on its way
    this.about = this.lastKept;
    this.box.querySelector("[data-text]").textContent = line;
    this.box.hidden = false;
    return true;
  }

  /** The line stays while the next question is asked: there is hardly any time before. */
  asked(turn) {
    if (turn > this.about + 1) this.#hide();
  }

  answered(turn) {
    this.lastKept = turn;
    if (turn > this.about) this.#hide();
  }

  #set(on) {
    this.chosen = on;
    this.#press(on);
    if (!on) this.#hide();
    this.choose(on);
  }

  #press(on) {
    this.button.setAttribute("aria-pressed", String(on));
  }

  #hide() {
    this.box.hidden = true;
  }
}
