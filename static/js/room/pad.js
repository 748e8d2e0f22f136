// The code pad: Ace with its strict-CSP build of styles; nothing typed here is executed.

const SEND_AFTER_MS = 900;
const MODES = { python: "python", javascript: "javascript", typescript: "typescript", java: "java", go: "golang",
  rust: "rust", c: "c_cpp", cpp: "c_cpp", "c++": "c_cpp", csharp: "csharp", kotlin: "kotlin", swift: "swift",
  dart: "dart", ruby: "ruby", php: "php", sql: "sql", html: "html", css: "css", bash: "sh", shell: "sh", sh: "sh",
  yaml: "yaml", hcl: "terraform", terraform: "terraform", dockerfile: "dockerfile", json: "json", text: "text" };

export class CodePad {
  /** @param {(code: string, language: string) => void} onChange called a moment after the last key */
  constructor(element, base, onChange) {
    Object.assign(this, { element, base, onChange, sent: "" });
    this.area = element.querySelector("textarea");
    this.select = element.querySelector("select");
    this.select?.addEventListener("change", () => this.#setLanguage(this.select.value, true));
    this.area.addEventListener("input", () => this.#changed());
    element.querySelector("[data-close]")?.addEventListener("click", () => this.close());
  }

  async open(language, code = "") {
    this.element.hidden = false;
    if (code) this.#put(code);
    await this.#load();
    this.#setLanguage(language, false);
  }

  close() {
    this.element.hidden = true;
  }

  /** A new question: an empty pad where it wants code, none where it doesn't. */
  renew(language) {
    clearTimeout(this.timer);
    this.before = { hidden: this.element.hidden, language: this.language, code: this.code };
    this.#put("");
    if (language) this.open(language);
    else this.close();
  }

  /** The candidate is still at the question before. */
  takeBack() {
    if (!this.before) return;
    const { hidden, language, code } = this.before;
    this.before = undefined;
    this.#put(code);
    if (hidden) this.close();
    else this.open(language);
  }

  get code() {
    return this.editor ? this.editor.getValue() : this.area.value;
  }

  #put(code) {
    this.sent = this.area.value = code;
    this.editor?.setValue(code, -1);
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
    this.area.hidden = true;
  }

  #setLanguage(language, tell) {
    this.language = language || "text";
    if (this.select) this.select.value = this.language;
    this.editor?.session.setMode(`ace/mode/${MODES[this.language.toLowerCase()] ?? "text"}`);
    if (tell) this.#changed();
  }

  #changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), SEND_AFTER_MS);
  }

  /** Tell now what stands in the pad. */
  flush() {
    clearTimeout(this.timer);
    if (this.code !== this.sent) {
      this.sent = this.code;
      this.onChange(this.code, this.language ?? "text");
    }
  }
}
