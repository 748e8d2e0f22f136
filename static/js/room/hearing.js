// Whether the candidate is heard: what the line of state says of it, and the notices when something comes between.

// Each tells whether the candidate is heard, and is read no more once another has come.
const NOTICES = ["sound", "peer_failed", "audio_stopped", "audio_silent", "audio_back"];

export class Hearing {
  #line = "connecting"; // the socket, as connection.js calls it
  #soundLost = false;
  #over = false;

  /**
   * @param {Stage} stage
   * @param {Record<string, string>} words
   * @param {() => boolean} isTyping whether the candidate types
   * @param {() => boolean} hasSound whether their microphone reaches the room
   */
  constructor(stage, words, isTyping, hasSound) {
    Object.assign(this, { stage, words, isTyping, hasSound });
  }

  /** The socket's state has changed. */
  lineChanged(state) {
    this.#line = state;
    this.show();
  }

  /** The state of the WebRTC connection has changed. */
  soundChanged(state) {
    if (state === "connected") {
      this.#soundLost = false;
      this.stage.clearNotice("sound");
      this.stage.clearNotice("peer_failed");
    }
    if ((state === "disconnected" || state === "failed") && !this.#soundLost) {
      this.#soundLost = true; // every attempt that fails comes by here; who has read it once may have put it away
      this.tell("warning", "sound", this.words.sound_failed);
    }
    this.show();
  }

  /** Say how the line stands, and to who speaks whether they are heard. */
  show() {
    if (this.#over) return;
    const { words } = this;
    const unheard = !this.isTyping() && !this.hasSound();
    let text = words[this.#line];
    if (this.#line === "live" && this.isTyping()) text = words.typing_only;
    else if (this.#line === "live" && unheard) text = this.#soundLost ? words.unheard : words.sound_connecting;
    else if (this.#line === "lost" && unheard) text = words.lost_unheard;
    this.stage.connection(this.#line, text);
  }

  tell(level, code, text) {
    if (code === "not_heard" || NOTICES.includes(code)) for (const other of NOTICES) this.stage.clearNotice(other);
    this.stage.notice(level, code, text);
  }

  /** What the line of state says is not changed any more. */
  end() {
    this.#over = true;
  }
}
