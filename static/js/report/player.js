// Plays the recording at a moment of the interview and lights the words as they are said.
import { SaidWords } from "./words.js";

// Who hears a quote from its first consonant on misses it.
const LEAD_IN_MS = 300;

export class Player {
  #root;
  #media;
  #recordings;
  #current = null;
  #link = null;
  #words;
  #frame = 0;

  constructor(root, recordings) {
    this.#root = root;
    this.#recordings = recordings;
    this.#media = root.querySelector("audio, video");
    this.#words = new SaidWords(document.querySelectorAll(".said[data-times]"));
    document.addEventListener("click", (event) => this.#clicked(event));
    root.querySelector("[data-player-close]").addEventListener("click", () => this.close());
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && !root.hidden) this.close();
    });
    for (const name of ["play", "seeked"]) this.#media.addEventListener(name, () => this.#follow());
    for (const name of ["pause", "ended"]) this.#media.addEventListener(name, () => this.#rest());
    this.#media.addEventListener("error", () => this.#failed());
  }

  // The recording that holds this moment of the interview: the last one that had begun by then.
  recordingAt(ms) {
    return this.#recordings.findLast(
      ({ offset, duration }) => ms >= offset && (duration === null || ms < offset + duration),
    );
  }

  async playAt(ms, link = null) {
    const recording = this.recordingAt(ms);
    if (!recording) return false;
    this.#mark(link);
    this.#root.hidden = false;
    this.#root.querySelector("[data-player-now]").textContent = link?.textContent ?? "";
    if (recording !== this.#current) {
      this.#current = recording;
      this.#media.src = recording.url;
      this.#media.load();
    }
    const seconds = Math.max(0, ms - recording.offset - LEAD_IN_MS) / 1000;
    if (this.#media.readyState >= HTMLMediaElement.HAVE_METADATA) this.#media.currentTime = seconds;
    else
      this.#media.addEventListener("loadedmetadata", () => (this.#media.currentTime = seconds), { once: true });
    try {
      await this.#media.play();
    } catch (error) {
      // A second click before the first was loaded aborts the first: nothing to tell.
      if (error.name !== "AbortError") this.#failed();
    }
    return true;
  }

  close() {
    this.#media.pause();
    this.#root.hidden = true;
    this.#words.light(null);
    const link = this.#link;
    this.#mark(null);
    link?.focus();
  }

  #clicked(event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a[data-at]");
    if (!link || !this.recordingAt(Number(link.dataset.at))) return;
    event.preventDefault();
    this.playAt(Number(link.dataset.at), link);
    // Who pressed a key stops it by one, too: the player stands at the end of the page.
    if (event.detail === 0) this.#media.focus();
  }

  #mark(link) {
    this.#link?.removeAttribute("aria-current");
    this.#link = link;
    link?.setAttribute("aria-current", "true");
  }

  #follow() {
    cancelAnimationFrame(this.#frame);
    const step = () => {
      this.#words.light(this.#current.offset + this.#media.currentTime * 1000);
      if (!this.#media.paused) this.#frame = requestAnimationFrame(step);
    };
    step();
  }

  #rest() {
    cancelAnimationFrame(this.#frame);
  }

  #failed() {
    this.#root.hidden = false;
    this.#root.querySelector("[data-player-now]").textContent =
      this.#root.querySelector("[data-words-failed]").textContent;
  }
}
