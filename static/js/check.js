// The check before the room: microphone, speaker, camera, network, each with a way out when it fails.

import { watchLevel } from "./room/meter.js";
import { MicrophoneRefused, openMicrophone } from "./room/peer.js";

const byId = (id) => document.getElementById(id);
const config = JSON.parse(byId("check-config").textContent);

function say(id, state, text) {
  const element = byId(id);
  if (!element) return;
  element.dataset.state = state;
  (element.querySelector("[data-text]") ?? element).textContent = text;
}

async function checkMicrophone() {
  say("mic-status", "working", "Say something: the bar should move.");
  try {
    const stream = await openMicrophone({ camera: config.camera });
    let heard = 0;
    watchLevel(stream, (level) => {
      byId("mic-level").value = level;
      if (level >= 4 && ++heard === 5) say("mic-status", "good", "Your microphone is heard.");
    });
    setTimeout(() => {
      if (heard < 5) {
        say("mic-status", "bad", "Connected, but nothing is heard. Is it muted? Another input can be chosen in the browser's site settings; typing works as well.");
      }
    }, 8000);
    const camera = stream.getVideoTracks()[0];
    if (camera) {
      const video = byId("camera-view");
      video.srcObject = new MediaStream([camera]);
      video.hidden = false;
      await video.play().catch(() => {});
      say("camera-status", "good", "Your camera works. Only framing and light are looked at.");
    } else if (config.camera) {
      say("camera-status", "bad", "No camera was found. The interview works without one.");
    }
  } catch (error) {
    if (!(error instanceof MicrophoneRefused)) throw error;
    say("mic-status", "bad", error.message);
    if (config.camera) say("camera-status", "bad", "The camera was not opened. The interview works without one.");
  }
}

function testSpeaker() {
  if (!("speechSynthesis" in window) || speechSynthesis.getVoices().length === 0) {
    say("speaker-status", "bad", "This browser has no voice of its own. You read the interviewer's words instead; they are always on the page.");
    return;
  }
  const utterance = new SpeechSynthesisUtterance("Hello. If you hear this, the interviewer's voice works.");
  utterance.addEventListener("end", () => say("speaker-status", "good", "If you heard a sentence, the voice works. If not, check the volume; captions are always there."));
  speechSynthesis.speak(utterance);
  say("speaker-status", "working", "Speaking …");
}

async function checkNetwork() {
  const times = [];
  try {
    for (let n = 0; n < 5; n += 1) {
      const began = performance.now();
      await fetch(config.ping_url, { cache: "no-store" });
      times.push(performance.now() - began);
    }
    const median = Math.round(times.sort((a, b) => a - b)[2]);
    say("network-status", median < 250 ? "good" : "bad", median < 250
      ? `The server answers in ${median} ms.`
      : `The server takes ${median} ms to answer. The conversation may feel slow; typing is not affected.`);
  } catch {
    say("network-status", "bad", "The server does not answer. Check the connection, then reload this page.");
  }
}

byId("speaker-test")?.addEventListener("click", testSpeaker);
byId("mic-start")?.addEventListener("click", checkMicrophone);
checkNetwork();
if (!config.typing && !byId("mic-start")) checkMicrophone();
