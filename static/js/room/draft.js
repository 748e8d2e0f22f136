// What is written and has not reached the room: it outlives a reload, in this tab alone.

export class Draft {
  /**
   * @param {string} interview the id of the one that it is written in
   * @param {string} part where in the room it is written
   */
  constructor(interview, part) {
    this.key = `draft:${interview}:${part}`;
  }

  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key) ?? "{}");
    } catch {
      return {};
    }
  }

  keep(draft) {
    if (this.ended) return;
    try {
      sessionStorage.setItem(this.key, JSON.stringify(draft));
    } catch {
      // a browser that keeps nothing has the box alone
    }
  }

  drop() {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // nothing was kept
    }
  }

  /** Drop it, and keep nothing any more: the interview is over. */
  end() {
    this.ended = true;
    this.drop();
  }
}
