// The WebRTC connection: the microphone and, if wanted, the camera go out; the server's voice comes in.

const RETRY_MS = [1000, 3000, 6000];

/** The microphone was not given. `reason`: insecure (the page), denied (by the person or a policy), missing. */
export class MicrophoneRefused extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Ask for the microphone (and camera). Throws MicrophoneRefused. `noCamera` of what is returned tells why there is
 * no picture though it was asked for: denied, missing.
 */
export async function openMicrophone({ camera }) {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new MicrophoneRefused("insecure");
  }
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
  const video = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 20 } };
  let noCamera;
  if (camera) {
    try {
      return { stream: await navigator.mediaDevices.getUserMedia({ audio, video }) };
    } catch (error) {
      noCamera = refusal(error); // no reason to lose the voice: only asking for it alone tells whether it is there
    }
  }
  try {
    return { stream: await navigator.mediaDevices.getUserMedia({ audio }), noCamera };
  } catch (error) {
    throw new MicrophoneRefused(refusal(error));
  }
}

const refusal = ({ name }) => (name === "NotAllowedError" ? "denied" : "missing");

export class Peer {
  /**
   * @param {MediaStream} stream
   * @param {(message: object) => void} send
   * @param {(state: string) => void} onState gets RTCPeerConnection.connectionState
   * @param {(stream: MediaStream) => void} onVoice
   */
  constructor(stream, send, onState, onVoice) {
    Object.assign(this, { stream, send, onState, onVoice });
    this.failures = 0;
  }

  get connected() {
    return this.pc?.connectionState === "connected";
  }

  async connect(iceServers) {
    this.close();
    const pc = new RTCPeerConnection({ iceServers });
    this.pc = pc;
    this.early = [];
    this.answered = false;
    this.iceServers = iceServers;
    for (const track of this.stream.getTracks()) pc.addTrack(track, this.stream);
    pc.addEventListener("track", (event) => this.onVoice(event.streams[0] ?? new MediaStream([event.track])));
    pc.addEventListener("icecandidate", ({ candidate }) => this.#trickle(candidate));
    pc.addEventListener("connectionstatechange", () => this.#changed(pc));
    await pc.setLocalDescription(await pc.createOffer());
    this.send({ type: "offer", sdp: pc.localDescription.sdp });
  }

  async answer(sdp) {
    if (this.pc?.signalingState !== "have-local-offer") return;
    await this.pc.setRemoteDescription({ type: "answer", sdp });
    this.answered = true;
    for (const message of this.early.splice(0)) this.send(message);
  }

  close() {
    clearTimeout(this.retry);
    this.pc?.close();
    this.pc = undefined;
  }

  #trickle(candidate) {
    const message = {
      type: "candidate",
      candidate: candidate?.candidate ?? "",
      sdp_mid: candidate?.sdpMid ?? null,
      sdp_mline_index: candidate?.sdpMLineIndex ?? null,
    };
    // The server takes candidates only once it has answered the offer.
    if (this.answered) this.send(message);
    else this.early.push(message);
  }

  #changed(pc) {
    if (pc !== this.pc) return;
    this.onState(pc.connectionState);
    if (pc.connectionState === "connected") this.failures = 0;
    if (pc.connectionState === "failed") {
      const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)];
      this.retry = setTimeout(() => this.connect(this.iceServers), wait);
    }
  }
}
