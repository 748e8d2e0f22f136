// What is on the page: the interviewer's words, captions, log, notices, clock. Nothing here talks to a server.

const byId = (id) => document.getElementById(id);

// Said beside a question, which stays to be answered.
const BESIDE = new Set(["check_in", "clarify", "hint"]);

export class Stage {
  /** @param {number} plannedMs how long the interview is meant to be */
  constructor(plannedMs) {
    this.plannedMs = plannedMs;
    this.words = byId("interviewer-words");
    this.question = byId("question-beside");
    this.captions = byId("captions");
    this.log = byId("log");
    this.presence = byId("presence");
    this.said = new Map(); // turn -> text
    this.beside = new Set(); // turns
    this.current = -1;
    this.kept = ""; // what was kept of an answer that goes on
    this.phrases = new Map(); // start_ms -> text, in order of time
    this.clockBase = undefined;
    setInterval(() => this.#tick(), 500);
  }

  // --- the interviewer ---------------------------------------------------------------------------------

  begin(turn, kind) {
    this.current = turn;
    this.said.set(turn, "");
    this.#note(turn, kind);
    this.#show(turn);
    this.setPresence("speaking");
  }

  token(turn, text) {
    this.said.set(turn, (this.said.get(turn) ?? "") + text);
    if (turn !== this.current) return;
    this.words.append(text);
    this.#fit();
  }

  #note(turn, kind) {
    if (BESIDE.has(kind)) this.beside.add(turn);
    else this.beside.delete(turn);
  }

  /** Show what is said in `turn`, and the question that it stands beside. */
  #show(turn) {
    const asked = this.beside.has(turn)
      ? [...this.said.keys()].filter((number) => number < turn && !this.beside.has(number)).at(-1)
      : undefined;
    this.question.textContent = this.said.get(asked) ?? "";
    this.question.hidden = !this.question.textContent;
    this.words.textContent = this.said.get(turn) ?? "";
    this.#fit();
  }

  /** Long words are set smaller, so that the captions stay in sight below them. */
  #fit() {
    this.words.classList.toggle("is-long", this.words.textContent.length > 240);
  }

  finishSaying(turn, text) {
    this.said.set(turn, text);
    if (turn === this.current) this.words.textContent = text;
    this.#fit();
    this.#logLine(turn, "interviewer", text);
  }

  /** The interviewer was interrupted: `keep` is what had come of it; without it the words stay. What was not
   *  `heard` is not in the transcript, and may be read on. */
  cut(turn, keep, heard) {
    if (!keep) return;
    this.said.set(turn, keep);
    const spoken = heard || keep;
    this.#logLine(turn, "interviewer", /[.?!…]["')]?$/.test(spoken) ? spoken : `${spoken} —`);
    if (turn === this.current) this.words.textContent = keep;
  }

  /** The turn was never asked: the one before it stands again. */
  takeBack(turn) {
    this.said.delete(turn);
    this.log.querySelector(`[data-turn="${turn}"][data-who="interviewer"]`)?.remove();
    if (turn === this.current) {
      this.current = [...this.said.keys()].filter((number) => number < turn).at(-1) ?? turn;
      this.#show(this.current);
    }
  }

  // --- the candidate -----------------------------------------------------------------------------------

  /** A phrase that was told before, from the same moment on, has better words now. */
  caption({ text, start_ms: start }) {
    this.phrases.set(start, text);
    this.phrases = new Map([...this.phrases].sort(([one], [other]) => one - other));
    this.#showPhrases();
  }

  /** Each phrase is heard by itself and gets a stop; it was none where the next goes on in small letters. */
  #showPhrases() {
    const runOn = (before, text) =>
      [/^\p{Ll}/u.test(text) ? before.replace(/([^.])\.$/, "$1") : before, text].filter(Boolean).join(" ");
    const heard = [...this.phrases.values()].filter(Boolean).reduce(runOn, "");
    this.captions.textContent = [this.kept, heard].filter(Boolean).join(" ");
    this.captions.scrollTop = this.captions.scrollHeight;
  }

  answerKept(turn, text) {
    this.kept = "";
    this.phrases.clear();
    this.captions.textContent = text;
    if (text) this.#logLine(turn, "candidate", text);
  }

  answerGoesOn(turn) {
    const line = this.log.querySelector(`[data-turn="${turn}"][data-who="candidate"]`);
    this.kept = line?.querySelector("p").textContent ?? ""; // it sounded finished: its stop stays
    this.phrases.clear();
    line?.remove();
    this.#showPhrases();
  }

  clearCaptions() {
    this.kept = "";
    this.phrases.clear();
    this.captions.textContent = "";
  }

  // --- both ---------------------------------------------------------------------------------------------

  #logLine(turn, who, text) {
    const old = this.log.querySelector(`[data-turn="${turn}"][data-who="${who}"]`);
    const line = old ?? document.createElement("li");
    line.dataset.turn = turn;
    line.dataset.who = who;
    const name = document.createElement("strong");
    name.textContent = this.log.dataset[who];
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    line.replaceChildren(name, paragraph);
    if (!old) this.log.append(line);
    this.showNewest();
  }

  showNewest() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** The running answer: what is `kept` of it, and the phrases that came since. */
  restoreAnswer(kept, captions) {
    this.clearCaptions();
    this.kept = kept;
    for (const caption of captions) this.caption(caption);
    this.#showPhrases();
  }

  restore(turns) {
    this.said.clear();
    for (const { number, kind, said } of turns) {
      this.said.set(number, said);
      this.#note(number, kind);
    }
    this.#restoreLog(
      turns
        .flatMap(({ number, said, heard, answered, answer }) => [
          [number, "interviewer", heard || said],
          [number, "candidate", answered && answer], // of one that goes on the captions tell
        ])
        .filter(([, , text]) => text),
    );
    const last = turns.at(-1);
    if (last) {
      this.current = last.number;
      this.#show(last.number);
    }
  }

  /** Lines that stand there already are left alone: put in anew, who reads there would lose their place. */
  #restoreLog(lines) {
    const stands = (line, [turn, who, text]) =>
      line.dataset.turn === String(turn) && line.dataset.who === who && line.querySelector("p").textContent === text;
    const here = [...this.log.children];
    const different = here.findIndex((line, index) => !(index < lines.length && stands(line, lines[index])));
    const kept = different < 0 ? here.length : different;
    for (const line of here.slice(kept)) line.remove();
    for (const line of lines.slice(kept)) this.#logLine(...line);
  }

  setPresence(state) {
    if (this.presence) this.presence.dataset.state = state;
  }

  /** Loudness from 0 to 10 moves the presence. */
  setLevel(level) {
    if (!this.presence || level === this.level) return;
    this.presence.classList.remove(`level-${this.level}`);
    this.level = level;
    this.presence.classList.add(`level-${level}`);
  }

  notice(level, code, text, { sticky = level !== "info" } = {}) {
    const region = byId("notices");
    region.querySelector(`[data-code="${code}"]`)?.remove();
    const item = document.createElement("div");
    item.className = `notice notice-${level}`;
    item.dataset.code = code;
    const words = document.createElement("p");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button button-quiet";
    close.textContent = region.dataset.dismiss;
    close.addEventListener("click", () => item.remove());
    item.append(words, close);
    region.append(item);
    if (!sticky) setTimeout(() => item.remove(), 9000);
  }

  clearNotice(code) {
    byId("notices").querySelector(`[data-code="${code}"]`)?.remove();
  }

  clearNotices() {
    byId("notices").replaceChildren();
  }

  connection(state, text) {
    const element = byId("connection");
    element.dataset.state = state;
    const shown = element.querySelector("[data-text]");
    if (shown.textContent !== text) shown.textContent = text; // the same words, put in anew, would be read out anew
  }

  // --- the clock ----------------------------------------------------------------------------------------

  /** The room's clock runs on while nobody is there, and makes the interview longer by as much; the one that is
   * shown stands still. */
  setClock(elapsedMs, lengthMs) {
    this.clockBase = performance.now() - elapsedMs;
    if (lengthMs) this.awayMs = lengthMs - this.plannedMs;
  }

  elapsedMs() {
    return this.clockBase === undefined ? 0 : performance.now() - this.clockBase;
  }

  #tick() {
    if (this.clockBase === undefined) return;
    const clock = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor((ms % 60000) / 1000)).padStart(2, "0")}`;
    const element = byId("elapsed");
    (element.querySelector("[data-text]") ?? element).textContent =
      `${clock(this.elapsedMs() - this.awayMs)} / ${clock(this.plannedMs)}`;
  }
}
