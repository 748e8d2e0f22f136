// Which voice the interviewer has, and how fast it speaks: kept in this browser, as both are a matter of this
// machine, and of taste.

function stored() {
  try {
    return JSON.parse(localStorage.getItem("voice") ?? "{}");
  } catch {
    return {};
  }
}

export class VoiceSettings {
  #fromServer = [];

  /** `ownVoices` returns the names of the browser's own; `choose` is told of what is chosen: {voice, speed}. */
  constructor(select, speed, { defaultVoice, ownVoices, choose }) {
    this.select = select;
    this.speed = speed;
    this.defaultVoice = defaultVoice;
    this.ownVoices = ownVoices;
    this.choose = choose;
    speed.value = stored().speed ?? 1;
    this.#fill();
    for (const input of [select, speed]) input.addEventListener("change", () => this.#changed());
    if ("speechSynthesis" in window) speechSynthesis.addEventListener("voiceschanged", () => this.#fill());
  }

  /** The server speaks in one of these `voices`; with none, the browser speaks. */
  offer(voices) {
    this.#fromServer = voices;
    this.#fill();
    this.choose(this.#chosen());
  }

  #chosen() {
    return { voice: this.select.value, speed: Number(this.speed.value) };
  }

  #fill() {
    const names = this.#fromServer.length ? this.#fromServer : this.ownVoices();
    this.select.replaceChildren(new Option(this.defaultVoice, ""), ...names.map((name) => new Option(name, name)));
    const kept = stored().voice ?? "";
    this.select.value = names.includes(kept) ? kept : "";
  }

  #changed() {
    const chosen = this.#chosen();
    this.choose(chosen);
    try {
      localStorage.setItem("voice", JSON.stringify(chosen));
    } catch {
      // a browser that keeps nothing asks again next time
    }
  }
}
