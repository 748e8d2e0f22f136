// Recording, if the candidate said yes: short chunks, uploaded while the interview runs.

const CHUNK_MS = 4000;
const KINDS = {
  video: ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"],
  audio: ["audio/webm;codecs=opus", "audio/webm", "audio/mp4", "audio/ogg;codecs=opus"],
};
const RETRIES_MS = [500, 1000, 2000, 4000, 8000];
// At the end: how long a chunk may take (less than the minute after which the server closes a recording), how
// long all that are left may take together, and the word that they are all there.
const PATIENCE_MS = 45000;
const LONGEST_MS = 300000;
const FINISH_MS = 8000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Recorder {
  /** @param {(state: "off"|"on"|"late"|"failed") => void} onState */
  constructor(stream, { url, csrf, elapsed, onState }) {
    Object.assign(this, { stream, url, csrf, elapsed, onState });
    this.queue = [];
    this.number = 0;
    this.failed = false;
  }

  start() {
    this.starting = this.#start().catch(() => this.#fail());
    return this.starting;
  }

  async #start() {
    const hasVideo = this.stream.getVideoTracks().length > 0;
    const mimeType = KINDS[hasVideo ? "video" : "audio"].find((kind) => MediaRecorder.isTypeSupported(kind));
    if (!mimeType) return this.#fail();
    this.recorder = new MediaRecorder(this.stream, { mimeType, audioBitsPerSecond: 48000, videoBitsPerSecond: 600000 });
    const begun = new Promise((resolve) => {
      this.recorder.addEventListener("start", () => resolve(Math.round(this.elapsed())), { once: true });
    });
    this.recorder.addEventListener("dataavailable", ({ data }) => {
      if (data.size) this.#enqueue(data);
    });
    // It stops by itself when its last track has ended: a microphone unplugged, a permission taken back.
    this.recorder.addEventListener("stop", () => this.#tell("off"));
    this.recorder.start(CHUNK_MS);
    const body = new URLSearchParams({ mime_type: mimeType, offset_ms: await begun, has_video: String(hasVideo) });
    const response = await this.#post(this.url, body);
    if (!taken(response)) return this.#fail();
    this.id = (await response.json()).id;
    this.#tell("on");
    this.#upload();
  }

  /** Stop, upload what is left, and let the server put the parts together. */
  async finish() {
    if (!this.recorder || this.failed) return;
    if (this.recorder.state !== "inactive") {
      const last = new Promise((resolve) => this.recorder.addEventListener("stop", resolve, { once: true }));
      this.recorder.stop();
      await last;
    }
    await this.#rest();
    if (this.failed) return;
    if (this.#waits) return this.#fail();
    await Promise.race([this.#post(`/recordings/${this.id}/finish/`), pause(FINISH_MS)]);
  }

  /** Say `state`, or that nothing is recorded; what is left is uploaded all the same. A failure stays one. */
  #tell(state) {
    if (!this.failed) this.onState(this.recorder.state === "recording" ? state : "off");
  }

  get #waits() {
    return this.queue.length > 0 || !this.id;
  }

  /** Wait for as long as chunks get through, though not for ever. */
  async #rest() {
    const end = performance.now() + LONGEST_MS;
    this.movedAt = performance.now();
    while (!this.failed && this.#waits && performance.now() < Math.min(end, this.movedAt + PATIENCE_MS)) {
      this.#upload();
      await pause(200);
    }
  }

  /** Nothing more is kept: what comes after a gap could not be played. */
  #fail() {
    this.failed = true;
    this.queue.length = 0;
    if (this.recorder && this.recorder.state !== "inactive") this.recorder.stop();
    this.onState("failed");
  }

  #enqueue(data) {
    if (this.failed) return;
    this.queue.push({ number: this.number++, data });
    if (this.queue.length > 3) this.#tell("late");
    this.#upload();
  }

  /** One upload at a time, in order. */
  #upload() {
    if (!this.id) return;
    this.uploading ??= this.#drain().finally(() => {
      this.uploading = undefined;
    });
  }

  async #drain() {
    while (this.queue.length) {
      const { number, data } = this.queue[0];
      const response = await this.#post(`/recordings/${this.id}/chunks/${number}/`, data);
      if (!response || this.failed) return; // the line is down: the next chunk tries again
      if (!taken(response)) return this.#fail();
      this.queue.shift();
      this.movedAt = performance.now();
    }
    this.#tell("on");
  }

  async #post(url, body) {
    for (const wait of [...RETRIES_MS, undefined]) {
      try {
        const response = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": this.csrf } });
        if (response.status < 500) return response;
      } catch {
        // no network: wait and try again
      }
      if (wait === undefined) return undefined;
      await pause(wait);
    }
  }
}

// Who is not signed in any more is led to a page that answers 200.
function taken(response) {
  return response?.ok && !response.redirected;
}
