// The check before the room: microphone, speaker, camera, network, each with a way out when it fails.

import { watchLevel } from "./room/meter.js";
import { MicrophoneRefused, openMicrophone } from "./room/peer.js";

const byId = (id) => document.getElementById(id);
const config = JSON.parse(byId("check-config").textContent);
const words = JSON.parse(byId("check-words").textContent);

function say(id, state, text) {
  const element = byId(id);
  if (!element) return;
  element.dataset.state = state;
  (element.querySelector("[data-text]") ?? element).textContent = text;
}

async function checkMicrophone() {
  say("mic-status", "working", words.microphone_asked);
  try {
    const { stream, noCamera } = await openMicrophone({ camera: config.camera });
    byId("mic-start").hidden = true;
    let heard = 0;
    watchLevel(stream, (level) => {
      byId("mic-level").value = level;
      if (level >= 4 && ++heard === 5) say("mic-status", "good", words.microphone_heard);
    });
    setTimeout(() => {
      if (heard < 5) say("mic-status", "bad", words.microphone_silent);
    }, 8000);
    const camera = stream.getVideoTracks()[0];
    if (camera) {
      const video = byId("camera-view");
      video.srcObject = new MediaStream([camera]);
      video.hidden = false;
      await video.play().catch(() => {});
      say("camera-status", "good", words.camera_works);
    } else if (noCamera) {
      say("camera-status", "bad", words[`camera_${noCamera}`]);
    }
  } catch (error) {
    if (!(error instanceof MicrophoneRefused)) throw error;
    say("mic-status", "bad", words[`microphone_${error.reason}`]);
    if (config.camera) say("camera-status", "bad", words.camera_not_opened);
  }
}

/** Tell whether the browser has a voice: its list is empty at first, and comes with an event. */
async function hasVoice() {
  if (!("speechSynthesis" in window)) return false;
  if (speechSynthesis.getVoices().length > 0) return true;
  await new Promise((resolve) => {
    speechSynthesis.addEventListener("voiceschanged", resolve, { once: true });
    setTimeout(resolve, 1000);
  });
  return speechSynthesis.getVoices().length > 0;
}

async function testSpeaker() {
  if (!(await hasVoice())) {
    say("speaker-status", "bad", words.speaker_missing);
    return;
  }
  speechSynthesis.cancel(); // a second click speaks anew, and not after the first
  const utterance = new SpeechSynthesisUtterance(words.speaker_sentence);
  utterance.lang = document.documentElement.lang;
  utterance.addEventListener("end", () => say("speaker-status", "good", words.speaker_spoke));
  utterance.addEventListener("error", ({ error }) => {
    if (error === "canceled" || error === "interrupted") return; // by the next click
    say("speaker-status", "bad", byId("speaker-test").dataset.failed);
  });
  say("speaker-status", "working", words.speaker_speaking);
  speechSynthesis.speak(utterance);
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
    const quick = median < 250;
    const text = quick ? words.network_quick : words.network_slow;
    say("network-status", quick ? "good" : "bad", text.replace("{ms}", median));
  } catch {
    say("network-status", "bad", words.network_down);
  }
}

window.speechSynthesis?.getVoices(); // asks for the list, so that it is there when the button is pressed
byId("speaker-test")?.addEventListener("click", testSpeaker);
byId("mic-start")?.addEventListener("click", checkMicrophone);
checkNetwork();
