// The code pad: Ace with its strict-CSP build of styles; nothing typed here is executed.

const SEND_AFTER_MS = 900;
// Who writes on without a rest is told of so often: while they write, no pause ends what they say beside it.
const SEND_EVERY_MS = 3000;
// Of what was told, the room holds one of so many: a line that swallows it is noticed within 20 s.
const LATEST = 25;
const MODES = { python: "python", javascript: "javascript", typescript: "typescript", java: "java", go: "golang",
  rust: "rust", c: "c_cpp", cpp: "c_cpp", "c++": "c_cpp", csharp: "csharp", kotlin: "kotlin", swift: "swift",
  dart: "dart", ruby: "ruby", php: "php", sql: "sql", html: "html", css: "css", bash: "sh", shell: "sh", sh: "sh",
  yaml: "yaml", hcl: "terraform", terraform: "terraform", dockerfile: "dockerfile", json: "json", text: "text" };

export class CodePad {
  /**
   * @param {HTMLButtonElement} opener brings the pad back; it is there while the pad is wanted and closed
   * @param {import("./draft.js").Draft} draft outlives a reload: what is not known to have reached the room
   * @param {() => number} turn returns the one that is being answered
   * @param {(code: string, language: string, turn: number) => boolean} onChange called with the first key, now and
   *   then, and a moment after the last one, with the turn that it was pressed in; returns whether it was told
   */
  constructor(element, opener, base, draft, turn, onChange) {
    Object.assign(this, { element, opener, base, draft, turn, onChange });
    this.wanted = false; // by the question
    this.question = undefined; // the turn that asked what this pad is for
    this.drafted = false; // what stands here is in the draft
    this.#holds("");
    this.area = element.querySelector("textarea");
    this.select = element.querySelector("select");
    this.select?.addEventListener("change", () => this.#setLanguage(this.select.value, true));
    this.area.addEventListener("input", () => this.#changed());
    opener.addEventListener("click", () => this.#reopen());
    element.querySelector("[data-close]")?.addEventListener("click", () => {
      this.#unfold(false);
      opener.focus();
    });
  }

  /** Turn `question` asks something new: an empty pad where it wants code, none where it doesn't. */
  renew(question, language) {
    if (question === this.question) return; // it is said once more
    this.flush();
    this.before = {
      question: this.question,
      language: this.wanted ? this.language : "",
      code: this.code,
      open: !this.element.hidden,
    };
    this.#show(question, language, "");
  }

  /** Turn `question` was never asked: the candidate is still at the one before. */
  takeBack(question) {
    if (!this.before || question !== this.question) return;
    const { question: earlier, language, code, open } = this.before;
    this.before = undefined;
    this.#show(earlier, language, code, { open });
  }

  /** Show what the server has for turn `question`, or tell it what this page has that is newer. */
  restore(question, language, code) {
    const newer = this.code !== this.sent || this.mine.includes(code);
    if (question === this.question && newer) {
      this.sent = code;
      if (language) this.sentLanguage = language;
      this.flush();
      return;
    }
    if (question !== this.question) this.flush();
    this.before = undefined;
    this.#show(question, language, code);
    this.#takeDraftUp();
  }

  /** Put back what was written here before a reload, unless somebody has written on in another window. */
  #takeDraftUp() {
    const { question, turn, language, code, over } = this.draft.read();
    this.drafted = code !== undefined && question === this.question && over.includes(this.sent);
    if (!this.drafted) {
      this.draft.drop();
      return;
    }
    this.#setLanguage(language, false);
    this.area.value = code;
    this.editor?.setValue(code, -1);
    this.writtenIn = turn;
    this.flush();
  }

  #show(question, language, code, { open = true } = {}) {
    this.question = question;
    this.wanted = Boolean(language);
    if (language) this.#setLanguage(language, false);
    this.#put(code);
    this.#unfold(this.wanted && open);
  }

  #unfold(open) {
    const held = [this.element, this.opener].some((part) => part.contains(document.activeElement));
    this.element.hidden = !open;
    this.opener.hidden = open || !this.wanted;
    if (held && !open) this.element.closest("main").focus({ preventScroll: true }); // what had it has gone
    if (open) this.#load();
  }

  async #reopen() {
    this.#unfold(true);
    this.element.scrollIntoView({ block: "nearest" });
    await this.#load();
    this.editor?.resize(); // it may have been made while it could not be seen
    (this.editor ?? this.area).focus();
  }

  get code() {
    return this.editor ? this.editor.getValue() : this.area.value;
  }

  #put(code) {
    this.#holds(code);
    this.area.value = code;
    this.editor?.setValue(code, -1);
  }

  /** The server holds this code, in the language shown; of what it may hold later, `mine` is what this page wrote. */
  #holds(code) {
    this.sent = code;
    this.sentLanguage = this.language;
    this.mine = [code];
  }

  async #load() {
    if (this.editor || this.loading) return this.loading;
    this.loading = this.#mount().catch(() => {}); // without Ace the plain text area does
    return this.loading;
  }

  async #mount() {
    const dark = getComputedStyle(this.element).colorScheme !== "light";
    const theme = dark ? "tomorrow_night" : "tomorrow";
    for (const sheet of ["css/ace.css", `css/theme/${theme}.css`]) {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: this.base + sheet });
      document.head.append(link);
    }
    await new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: `${this.base}ace.js` });
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
    const { ace } = window;
    ace.config.set("basePath", this.base.replace(/\/$/, ""));
    ace.config.set("useStrictCSP", true);
    const mount = document.createElement("div");
    mount.className = "code-pad-editor";
    this.area.after(mount);
    this.editor = ace.edit(mount, {
      value: this.area.value, theme: `ace/theme/${theme}`, useWorker: false, fontSize: 15, tabSize: 4,
      showPrintMargin: false, highlightActiveLine: true, useSoftTabs: true,
    });
    this.editor.textInput.getElement().setAttribute("aria-label", this.area.getAttribute("aria-label"));
    // Tab leaves the editor, so that nobody is caught in it; Ace indents by itself.
    this.editor.commands.bindKey("Tab", null);
    this.editor.commands.bindKey("Shift-Tab", null);
    this.editor.on("change", () => this.#changed());
    this.#setMode();
    if (document.activeElement === this.area) this.#takeCursorOver();
    this.area.hidden = true;
  }

  /** Somebody writes in the plain text area already: they go on in the editor, where they were. */
  #takeCursorOver() {
    const [start, end] = [this.area.selectionStart, this.area.selectionEnd].map((index) =>
      this.editor.session.doc.indexToPosition(index),
    );
    this.editor.selection.setRange({ start, end });
    this.editor.focus();
  }

  #setLanguage(language, tell) {
    this.language = language || "text";
    if (this.select) this.select.value = this.language;
    this.#setMode();
    if (tell) this.#changed();
  }

  #setMode() {
    this.editor?.session.setMode(`ace/mode/${MODES[this.language.toLowerCase()] ?? "text"}`);
  }

  #changed() {
    this.writtenIn = this.turn();
    clearTimeout(this.timer);
    const due = performance.now() - (this.sentMs ?? -SEND_EVERY_MS) >= SEND_EVERY_MS;
    // Never at once: a text that is put here from elsewhere comes in two changes.
    this.timer = setTimeout(() => this.flush(), due ? 0 : SEND_AFTER_MS);
  }

  /** Tell now what stands in the pad. */
  flush() {
    clearTimeout(this.timer);
    const { question, writtenIn: turn, language, code } = this;
    this.drafted ||= !this.#told; // a draft from before a reload is left alone until it is taken up
    if (this.drafted) this.draft.keep({ question, turn, language, code, over: this.mine });
    if (this.#told || !this.onChange(code, language ?? "text", turn)) return;
    Object.assign(this, { sent: code, sentLanguage: language, sentMs: performance.now() });
    this.mine = [...this.mine, code].slice(-LATEST);
  }

  /** All that was told until `ms` has reached the room. */
  reached(ms) {
    if (!this.#told || this.sentMs > ms) return;
    this.drafted = false;
    this.draft.drop();
  }

  get #told() {
    return this.code === this.sent && this.language === this.sentLanguage;
  }
}
