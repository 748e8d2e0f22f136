// Recording, if the candidate said yes: short chunks, uploaded while the interview runs.

const CHUNK_MS = 4000;
const KINDS = {
  video: ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"],
  audio: ["audio/webm;codecs=opus", "audio/webm", "audio/mp4", "audio/ogg;codecs=opus"],
};
const RETRIES_MS = [500, 1000, 2000, 4000, 8000];

export class Recorder {
  /** @param {(state: "off"|"on"|"late"|"failed") => void} onState */
  constructor(stream, { url, csrf, elapsed, onState }) {
    Object.assign(this, { stream, url, csrf, elapsed, onState });
    this.queue = [];
    this.number = 0;
  }

  async start() {
    const hasVideo = this.stream.getVideoTracks().length > 0;
    const mimeType = KINDS[hasVideo ? "video" : "audio"].find((kind) => MediaRecorder.isTypeSupported(kind));
    if (!mimeType) return this.onState("failed");
    this.recorder = new MediaRecorder(this.stream, { mimeType, audioBitsPerSecond: 48000, videoBitsPerSecond: 600000 });
    const begun = new Promise((resolve) => {
      this.recorder.addEventListener("start", () => resolve(Math.round(this.elapsed())), { once: true });
    });
    this.recorder.addEventListener("dataavailable", ({ data }) => {
      if (data.size) this.#enqueue(data);
    });
    this.recorder.start(CHUNK_MS);
    const body = new URLSearchParams({ mime_type: mimeType, offset_ms: await begun, has_video: String(hasVideo) });
    const response = await this.#post(this.url, body);
    if (!response?.ok) {
      this.recorder.stop();
      this.queue.length = 0;
      return this.onState("failed");
    }
    this.id = (await response.json()).id;
    this.onState("on");
    this.#upload();
  }

  /** Stop, upload what is left, and let the server put the parts together. */
  async finish() {
    if (!this.recorder) return;
    if (this.recorder.state !== "inactive") {
      const last = new Promise((resolve) => this.recorder.addEventListener("stop", resolve, { once: true }));
      this.recorder.stop();
      await last;
    }
    await this.#upload();
    if (this.id) await this.#post(`/recordings/${this.id}/finish/`);
    this.onState("off");
  }

  #enqueue(data) {
    this.queue.push({ number: this.number++, data });
    if (this.queue.length > 3) this.onState("late");
    this.#upload();
  }

  /** One upload at a time, in order; whoever calls meanwhile waits for the same one. */
  #upload() {
    if (!this.id) return Promise.resolve();
    this.uploading ??= this.#drain().finally(() => {
      this.uploading = undefined;
    });
    return this.uploading;
  }

  async #drain() {
    while (this.queue.length) {
      const { number, data } = this.queue[0];
      const response = await this.#post(`/recordings/${this.id}/chunks/${number}/`, data);
      if (!response) return; // the line is down: the next chunk tries again
      this.queue.shift();
      if (!response.ok) return this.onState("failed");
    }
    this.onState("on");
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
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
