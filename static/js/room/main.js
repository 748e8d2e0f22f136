// The room: wires the page, the socket, the sound and the recording together.

import { Connection } from "./connection.js";
import { watchLevel } from "./meter.js";
import { CodePad } from "./pad.js";
import { MicrophoneRefused, Peer, openMicrophone } from "./peer.js";
import { Recorder } from "./recorder.js";
import { Stage } from "./stage.js";
import { BrowserVoice } from "./voice.js";

const byId = (id) => document.getElementById(id);
const config = JSON.parse(byId("room-config").textContent);
const words = JSON.parse(byId("room-words").textContent);
const csrf = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

const stage = new Stage();
const connection = new Connection(config.socket, receive, connectionChanged);
const voice = new BrowserVoice(
  config.language,
  (turn, characters, finished) => connection.send({ type: "heard", turn, characters, finished }),
  (speaking) => speaking && stage.setPresence("speaking"),
);
const pad = new CodePad(byId("code-pad"), config.ace, (code, language) =>
  connection.send({ type: "code", code, language }, { keep: true }),
);

let peer;
let recorder;
let stream;
// The turn that is being said: its text so far, whether that is all, and whether this page speaks it.
let saying = { text: "", complete: false, byPage: true };
let serverVoices = [];
let typing = config.typing;
let typedSince;
let over = false;
let answered = false;

// --- entering -------------------------------------------------------------------------------------------

byId("enter").addEventListener("click", () => enter({ withVoice: !config.typing }));
byId("enter-typing")?.addEventListener("click", () => enter({ withVoice: false }));

async function enter({ withVoice }) {
  byId("gate").hidden = true;
  if (withVoice) {
    try {
      stream = await openMicrophone({ camera: config.camera });
    } catch (error) {
      if (!(error instanceof MicrophoneRefused)) throw error;
      stage.notice("warning", "microphone", words[`microphone_${error.reason}`]);
    }
  }
  setTyping(!stream);
  if (stream) {
    watchLevel(stream, (level) => stage.setLevel(level));
    showSelf();
    peer = new Peer(stream, (message) => connection.send(message), peerChanged, playServerVoice);
    for (const track of stream.getAudioTracks()) {
      track.addEventListener("ended", () =>
        stage.notice("warning", "microphone", words.microphone_gone),
      );
    }
  }
  connection.open();
}

function showSelf() {
  const video = byId("self-view");
  if (!stream.getVideoTracks().length) return;
  video.srcObject = new MediaStream(stream.getVideoTracks());
  video.closest("[data-self]")?.removeAttribute("hidden");
  video.hidden = false;
  video.play().catch(() => {});
}

function playServerVoice(remote) {
  const audio = byId("server-voice");
  if (!audio) return;
  audio.srcObject = remote;
  audio.play().catch(() => {});
}

// --- the socket -----------------------------------------------------------------------------------------

function connectionChanged(state) {
  if (over) return;
  stage.connection(state, state === "live" && typing ? words.typing_only : words[state]);
  if (state !== "live") stage.setPresence("offline");
  if (state === "taken_over" || state === "unknown") {
    voice.stop();
    peer?.close();
    recorder?.finish();
  }
  if (state === "over") location.assign(`/interviews/${config.interview}/wrapping-up/`);
}

function peerChanged(state) {
  if (state === "connected") stage.clearNotice("sound");
  if (state === "failed") {
    stage.notice("warning", "sound", words.sound_failed);
  }
}

const NEW_QUESTION = new Set(["open", "question", "move_on"]);

const receivers = {
  welcome(message) {
    stage.setClock(message.elapsed_ms, message.length_ms);
    stage.restore(message.turns);
    if (message.pending) stage.caption(message.pending);
    serverVoices = message.voices;
    fillVoices();
    chooseVoice();
    const last = message.turns.at(-1);
    answered = last?.answered ?? false;
    if (last?.code_language) pad.open(last.code_language, last.code);
    if (peer && !(message.peer && peer.connected)) peer.connect(message.ice_servers);
    if (config.record && stream && !recorder) startRecording();
    if (stream || typing) stage.setPresence("waiting");
  },
  answer: (message) => peer?.answer(message.sdp),
  saying(message) {
    answered = false;
    saying = { text: "", complete: false, byPage: message.by_page };
    if (saying.byPage) voice.begin(message.turn);
    stage.clearCaptions();
    stage.begin(message.turn);
    if (NEW_QUESTION.has(message.kind)) pad.renew(message.code);
  },
  token(message) {
    stage.token(message.turn, message.text);
    saying.text += message.text;
    if (saying.byPage) voice.add(message.text);
  },
  said(message) {
    stage.finishSaying(message.turn, message.text);
    saying.complete = true;
    if (saying.byPage) voice.finish();
  },
  stop(message) {
    if (saying.byPage) voice.stop();
    stage.cut(message.turn, message.keep);
    if (!message.keep) {
      stage.answerGoesOn(message.turn - 1);
      pad.takeBack();
    }
  },
  speak_yourself(message) {
    saying.byPage = true;
    voice.begin(message.turn, { text: saying.text, start: message.start });
    if (saying.complete) voice.finish();
  },
  caption: (message) => stage.caption(message.text),
  listening: (message) => stage.setPresence(message.state),
  answer_kept(message) {
    answered = true;
    stage.answerKept(message.turn, message.text);
    byId("typed-text").value = "";
    typedSince = undefined;
    stage.setPresence("working");
  },
  coaching(message) {
    const box = byId("coaching");
    (box.querySelector("[data-text]") ?? box).textContent = message.line;
    box.hidden = false;
  },
  notice(message) {
    if (message.code === "audio_back") stage.clearNotice("audio_stopped"), stage.clearNotice("audio_silent");
    stage.notice(message.level, message.code, message.text);
  },
  error: (message) => stage.notice("warning", message.code, message.text),
  pong(message) {
    stage.setClock(message.elapsed_ms);
  },
  async finished(message) {
    over = true;
    voice.stop();
    stage.connection("over", words.over);
    peer?.close();
    await Promise.race([recorder?.finish(), new Promise((resolve) => setTimeout(resolve, 8000))]);
    for (const track of stream?.getTracks() ?? []) track.stop();
    location.assign(message.url);
  },
};

function receive(message) {
  receivers[message.type]?.(message);
}

async function startRecording() {
  recorder = new Recorder(stream, {
    url: config.recordings,
    csrf,
    elapsed: () => stage.elapsedMs(),
    onState: (state) => {
      const element = byId("recording-state");
      if (element) element.dataset.state = state;
      if (state === "failed") {
        stage.notice("warning", "recording", words.recording_failed);
      }
    },
  });
  await recorder.start();
}

// --- what the candidate does ------------------------------------------------------------------------------

const control = (action) => connection.send({ type: "control", action }, { keep: true });

const actions = {
  moment: () => control("take_a_moment"),
  repeat: () => control("repeat"),
  skip: () => control("skip"),
  hint: () => control("hint"),
  done: () => (byId("typed-text").value.trim() && typing ? byId("typed-form").requestSubmit() : control("done")),
  "type-toggle": () => setTyping(!typing, true),
  end: () => byId("end-dialog").showModal(),
  "mute-voice": (button) => toggle(button, (on) => {
    voice.mute(on);
    control(on ? "mute" : "unmute");
  }),
  "coaching-toggle": (button) => toggle(button, (on) => control(on ? "coaching_on" : "coaching_off")),
  "transcript-toggle": (button) => toggle(button, (on) => (byId("transcript") ?? stage.log).toggleAttribute("hidden", !on)),
  "hide-self": (button) => toggle(button, (on) => byId("self-view").toggleAttribute("hidden", on)),
  "hide-time": (button) => toggle(button, (on) => byId("elapsed").toggleAttribute("hidden", on)),
  "shortcuts-open": () => byId("shortcuts")?.showModal(),
};

function toggle(button, then) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  then(on);
}

for (const [id, act] of Object.entries(actions)) {
  byId(id)?.addEventListener("click", (event) => act(event.currentTarget));
}
byId("end-confirm")?.addEventListener("click", () => {
  pad.flush();
  control("end");
  byId("end-dialog").close();
});
byId("coaching-dismiss")?.addEventListener("click", () => (byId("coaching").hidden = true));
byId("coaching-off")?.addEventListener("click", () => {
  byId("coaching").hidden = true;
  control("coaching_off");
});

function setTyping(on, focus = false) {
  typing = on;
  byId("type-toggle")?.setAttribute("aria-pressed", String(on));
  byId("typed-form").hidden = !on;
  if (on && focus) byId("typed-text").focus();
}

byId("typed-text").addEventListener("input", () => (typedSince ??= performance.now()));
byId("typed-text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("typed-form").requestSubmit();
});
byId("typed-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = byId("typed-text").value.trim();
  if (!text || answered) return;
  pad.flush();
  const started = typedSince === undefined ? 0 : Math.min(3600000, Math.round(performance.now() - typedSince));
  // It stays in the box until the room has said that it is kept.
  connection.send({ type: "typed", text, started_ms: started, reply_to: stage.current }, { keep: true });
});

// Keys work while no text is being written: the buttons name theirs in data-key.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (byId("keys-on")?.checked === false) return;
  if (event.target.closest("input, textarea, select, dialog, .ace_editor")) return;
  const button = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button && !button.disabled) {
    event.preventDefault();
    button.click();
  }
});

// --- the voice's settings ----------------------------------------------------------------------------------

// Kept in this browser: a voice is a matter of this machine, and of taste.
function storedVoice() {
  try {
    return JSON.parse(localStorage.getItem("voice") ?? "{}");
  } catch {
    return {};
  }
}

function fillVoices() {
  const select = byId("voice-select");
  if (!select) return;
  const own = voice.fitting().map(({ name }) => name);
  select.replaceChildren(new Option(words.default_voice, ""));
  for (const name of serverVoices.length ? serverVoices : own) select.add(new Option(name, name));
  const chosen = storedVoice().voice ?? "";
  select.value = [...select.options].some(({ value }) => value === chosen) ? chosen : "";
}

function chooseVoice() {
  voice.voiceName = byId("voice-select")?.value ?? "";
  voice.speed = Number(byId("voice-speed")?.value ?? 1);
  connection.send({ type: "voice_settings", voice: voice.voiceName, speed: voice.speed }, { keep: true });
}

if ("speechSynthesis" in window) speechSynthesis.addEventListener("voiceschanged", fillVoices);
if (byId("voice-speed")) byId("voice-speed").value = storedVoice().speed ?? 1;
fillVoices();
for (const id of ["voice-select", "voice-speed"]) {
  byId(id)?.addEventListener("change", () => {
    chooseVoice();
    try {
      localStorage.setItem("voice", JSON.stringify({ voice: voice.voiceName, speed: voice.speed }));
    } catch {
      // a browser that keeps nothing asks again next time
    }
  });
}

addEventListener("pagehide", () => {
  pad.flush();
  voice.stop();
});
