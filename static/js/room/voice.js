// The interviewer's voice when the browser speaks: sentence by sentence, as the words arrive.

const SENTENCE_END = /[.!?…]["'”’)]?\s+/g;
const NEVER_STARTED_MS = 2500;

export class BrowserVoice {
  /**
   * @param {string} language of the interview, as BCP 47
   * @param {(turn: number, characters: number, finished: boolean) => void} onHeard
   * @param {(speaking: boolean) => void} onSpeaking
   * @param {() => void} onSilent called when it turns out that nothing of a turn is heard
   */
  constructor(language, onHeard, onSpeaking, onSilent) {
    this.language = language;
    this.onHeard = onHeard;
    this.onSpeaking = onSpeaking;
    this.onSilent = onSilent;
    this.muted = false;
    this.speed = 1;
    this.voiceName = "";
    this.silent = !("speechSynthesis" in window);
    this.reset(-1);
    if (!this.silent) speechSynthesis.getVoices(); // asks the browser to load them
  }

  reset(turn) {
    this.turn = turn;
    this.text = "";
    this.queued = 0; // characters given to the synthesiser
    this.heard = 0;
    this.complete = false;
    this.speaking = 0;
  }

  /** `text` of the turn is there already, and somebody else has spoken it up to `start`. */
  begin(turn, { text = "", start = 0 } = {}) {
    this.stop();
    this.reset(turn);
    this.queued = this.heard = start;
    this.add(text);
  }

  add(text) {
    if (this.turn < 0) return; // a turn that began before this page was there: its rest alone makes no sense
    this.text += text;
    SENTENCE_END.lastIndex = this.queued;
    let end = -1;
    while (SENTENCE_END.exec(this.text)) end = SENTENCE_END.lastIndex;
    if (end > this.queued) this.#speakTo(end);
  }

  finish() {
    this.complete = true;
    if (this.queued < this.text.length) this.#speakTo(this.text.length);
    this.#maybeFinished();
  }

  /** Call it within a click: on iPhones and iPads nothing is spoken before something was spoken within one. */
  unlock() {
    if (!this.silent) speechSynthesis.speak(new SpeechSynthesisUtterance(""));
  }

  /** Fall silent at once. */
  stop() {
    this.generation = (this.generation ?? 0) + 1;
    if (!this.silent) speechSynthesis.cancel();
    this.speaking = 0;
    this.onSpeaking(false);
  }

  mute(muted) {
    this.muted = muted;
    if (muted) {
      this.stop();
      this.heard = this.queued;
      this.#maybeFinished();
    }
  }

  voices() {
    return this.silent ? [] : speechSynthesis.getVoices();
  }

  /** Whether what is given to it can be heard. */
  get sounds() {
    return !this.silent && !this.muted && this.voices().length > 0;
  }

  /** The voices that speak the interview's language. */
  fitting() {
    return this.voices().filter((voice) => voice.lang.startsWith(this.language.split("-")[0]));
  }

  /** The voice that the candidate chose; else null, the browser's own choice: the first of a list may be a joke, as
   * on a Mac. Only where it could choose one that sends the words away, the first that doesn't. */
  #chosen() {
    const voices = this.fitting();
    const local = voices.filter(({ localService }) => localService);
    const kept = local.length < voices.length ? local[0] : undefined;
    return voices.find(({ name }) => name === this.voiceName) ?? kept ?? null;
  }

  #speakTo(end) {
    const start = this.queued;
    this.queued = end;
    if (!this.sounds) {
      this.#advance(end); // it is on the page, and is read there
      return;
    }
    this.#utter(this.text.slice(start, end), start, end);
  }

  #utter(sentence, start, end) {
    const generation = this.generation;
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.voice = this.#chosen();
    utterance.lang = (utterance.voice ?? this.fitting()[0])?.lang ?? this.language;
    utterance.rate = this.speed;
    const current = () => generation === this.generation;
    let done = false;
    const end_once = () => {
      if (done) return;
      done = true;
      clearTimeout(watchdog);
      if (!current()) return;
      this.speaking -= 1;
      if (this.speaking === 0) this.onSpeaking(false);
      this.#advance(end);
    };
    const watchdog = setTimeout(() => {
      if (current() && this.heard <= start && !speechSynthesis.speaking) {
        this.silent = true; // a synthesiser that never starts would keep the candidate waiting
        this.onSilent();
        end_once();
      }
    }, NEVER_STARTED_MS);
    utterance.addEventListener("start", () => {
      clearTimeout(watchdog);
      if (current()) this.onSpeaking(true);
    });
    utterance.addEventListener("boundary", (event) => {
      if (current()) this.#advance(start + event.charIndex);
    });
    utterance.addEventListener("end", end_once);
    utterance.addEventListener("error", end_once);
    this.speaking += 1;
    speechSynthesis.speak(utterance);
  }

  #advance(characters) {
    if (characters <= this.heard && !this.complete) return;
    this.heard = Math.max(this.heard, characters);
    if (!this.#maybeFinished()) this.onHeard(this.turn, this.heard, false);
  }

  #maybeFinished() {
    if (!this.complete || this.heard < this.text.length || this.turn < 0) return false;
    this.onHeard(this.turn, this.heard, true);
    return true;
  }
}
