// The turn that is being said: by this page's voice or the server's, and to a screen reader where no voice says it.

export class Saying {
  #text = "";
  #complete = false; // all of its words are there
  #byPage = true; // else the server's voice says it
  #told = false; // a screen reader has it

  /**
   * @param {BrowserVoice} voice
   * @param {Aloud} aloud
   * @param {() => boolean} serverIsHere whether the server's voice comes in
   */
  constructor(voice, aloud, serverIsHere) {
    Object.assign(this, { voice, aloud, serverIsHere });
    this.code = ""; // the language of the code that the turn asks for
  }

  begin(turn, { byPage, code }) {
    this.#text = "";
    this.#complete = this.#told = false;
    this.#byPage = byPage;
    this.code = code;
    if (byPage) this.voice.begin(turn);
    else this.voice.stop();
  }

  add(text) {
    this.#text += text;
    if (this.#byPage) this.voice.add(text);
  }

  finish() {
    this.#complete = true;
    if (this.#byPage) this.voice.finish();
    if (!this.#isVoiced) this.tellWords();
  }

  stop() {
    if (this.#byPage) this.voice.stop();
  }

  /** The server's voice failed: this page's goes on from character `start`. */
  speakFrom(turn, start) {
    this.#byPage = true;
    this.voice.begin(turn, { text: this.#text, start });
    if (this.#complete) this.voice.finish();
    if (!this.#isVoiced) this.tellWords();
  }

  /** Two voices at once are understood by nobody: a screen reader is told the words that no voice says. */
  tellWords() {
    if (!this.#complete || this.#told) return;
    this.#told = true; // each sentence that no voice began asks for it anew, as does who mutes the voice twice
    this.aloud.tell(this.#text);
  }

  /** Whether somebody can hear it. */
  get #isVoiced() {
    return this.#byPage ? this.voice.sounds : this.serverIsHere() && !this.voice.muted;
  }
}
