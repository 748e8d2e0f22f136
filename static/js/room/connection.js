// The WebSocket to the room: joins, joins again after a loss, and says how it stands.

const CLOSED_FOR_GOOD = new Map([
  [4001, "taken_over"],
  [4004, "unknown"],
  [4010, "over"],
]);
const WAITS_MS = [200, 500, 1000, 2000, 4000, 8000];
const OPENS_WITHIN_MS = 8000;
const PING_EVERY_MS = 5000;
const DEAD_AFTER_MS = 15000;

export class Connection {
  /**
   * @param {string} path of the socket
   * @param {(message: object) => void} onMessage
   * @param {(state: "connecting"|"live"|"lost"|"taken_over"|"unknown"|"over") => void} onState
   */
  constructor(path, onMessage, onState) {
    this.url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`;
    this.onMessage = onMessage;
    this.onState = onState;
    this.attempts = 0;
    this.waiting = []; // what a person did while the line was down
    addEventListener("online", () => this.reconnectNow());
  }

  open() {
    this.onState(this.attempts ? "lost" : "connecting");
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.joined = false;
    this.lastSign = performance.now();
    // A network that swallows packets lets an attempt hang for minutes. One that has opened is watched by #ping.
    this.opening = setTimeout(() => this.#giveUp(), OPENS_WITHIN_MS);
    socket.addEventListener("open", () => {
      clearTimeout(this.opening);
      this.#write({ type: "join" });
      this.pinging = setInterval(() => this.#ping(), PING_EVERY_MS);
    });
    socket.addEventListener("message", (event) => this.#read(event.data));
    socket.addEventListener("close", (event) => {
      if (this.socket === socket) this.#closed(event.code);
    });
  }

  /** Send now, or, with `keep`, as soon as the line is back. Returns whether it went out. */
  send(message, { keep = false } = {}) {
    if (this.joined && this.socket.readyState === WebSocket.OPEN) {
      this.#write(message);
      return true;
    }
    if (keep) this.waiting.push(message);
    return false;
  }

  reconnectNow() {
    if (this.socket?.readyState === WebSocket.CONNECTING) this.#giveUp(); // it began on a network that has gone
    if (this.retry) {
      clearTimeout(this.retry);
      this.retry = undefined;
      this.open();
    }
  }

  #write(message) {
    this.socket.send(JSON.stringify(message));
  }

  #read(data) {
    this.lastSign = performance.now();
    const message = JSON.parse(data);
    if (message.type === "welcome") {
      this.joined = true;
      this.attempts = 0;
      this.onState("live");
    }
    this.onMessage(message);
    if (message.type === "welcome") {
      for (const kept of this.waiting.splice(0)) this.#write(kept);
    }
  }

  #ping() {
    if (performance.now() - this.lastSign > DEAD_AFTER_MS) {
      this.#giveUp();
      return;
    }
    if (this.joined && this.socket.readyState === WebSocket.OPEN) {
      this.#write({ type: "ping", sent: performance.now() });
    }
  }

  /** Don't wait for the socket to say that it is closed: it may be long, and does not count any more by then. */
  #giveUp() {
    this.socket.close();
    this.#closed(1006);
  }

  #closed(code) {
    clearTimeout(this.opening);
    clearInterval(this.pinging);
    this.socket = { readyState: WebSocket.CLOSED };
    this.joined = false;
    if (CLOSED_FOR_GOOD.has(code)) {
      this.onState(CLOSED_FOR_GOOD.get(code));
      return;
    }
    this.onState("lost");
    const wait = WAITS_MS[Math.min(this.attempts++, WAITS_MS.length - 1)];
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.open();
    }, wait);
  }
}
