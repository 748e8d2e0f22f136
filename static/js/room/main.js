// The room: wires the page, the socket, the sound and the recording together.

import { Aloud } from "./aloud.js";
import { CoachingLine } from "./coaching.js";
import { Connection } from "./connection.js";
import { Draft } from "./draft.js";
import { followWords } from "./following.js";
import { Hearing } from "./hearing.js";
import { listenForKeys } from "./keys.js";
import { makeMenuOpen } from "./menu.js";
import { watchLevel } from "./meter.js";
import { CodePad } from "./pad.js";
import { MicrophoneRefused, Peer, openMicrophone } from "./peer.js";
import { Recorder } from "./recorder.js";
import { putToRest } from "./rest.js";
import { Saying } from "./saying.js";
import { Stage } from "./stage.js";
import { TypedAnswer } from "./typed.js";
import { BrowserVoice } from "./voice.js";
import { VoiceSettings } from "./voice_settings.js";

const byId = (id) => document.getElementById(id);
const config = JSON.parse(byId("room-config").textContent);
const words = JSON.parse(byId("room-words").textContent);
const csrf = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

const stage = new Stage(config.minutes * 60000);
const aloud = new Aloud(byId("aloud"));
const followAnew = followWords(
  [document.querySelector(".room-talk"), byId("main")], byId("interviewer-words"), document.querySelector(".room-you"),
  byId("notices"),
);
const coaching = new CoachingLine(byId("coaching"), byId("coaching-toggle"), (on) =>
  control(on ? "coaching_on" : "coaching_off"),
);
const connection = new Connection(config.socket, receive, connectionChanged);
const voice = new BrowserVoice(
  config.language,
  (turn, characters, finished) => connection.send({ type: "heard", turn, characters, finished }),
  (speaking) => speaking && stage.setPresence("speaking"),
  () => saying.tellWords(),
);
const saying = new Saying(voice, aloud, () => peer?.connected);
const hearing = new Hearing(stage, words, () => typing, () => peer?.connected);
const voiceSettings = new VoiceSettings(byId("voice-select"), byId("voice-speed"), {
  defaultVoice: words.default_voice,
  ownVoices: () => voice.fitting().map(({ name }) => name),
  choose(chosen) {
    voice.voiceName = chosen.voice;
    voice.speed = chosen.speed;
    connection.send({ type: "voice_settings", ...chosen }, { keep: true });
  },
});
// What can't be told now is told when the line is back, and then only as it stands: see pad.restore below.
const padDraft = new Draft(config.interview, "code");
const pad = new CodePad(
  byId("code-pad"), byId("pad-open"), config.ace, padDraft, () => stage.current,
  (code, language, turn) => connection.send({ type: "code", code, language, turn }),
);
const draft = new Draft(config.interview, "answer");
const typed = new TypedAnswer(byId("typed-form"), draft, () => connection.send({ type: "writing" }), sendTyped);

let peer;
let recorder;
let stream;
let typing = config.typing;
let stopMeter;
let over = false;
let answered = false;

// --- entering -------------------------------------------------------------------------------------------

byId("enter").addEventListener("click", () => enter({ withVoice: !config.typing }));
byId("enter-typing")?.addEventListener("click", () => enter({ withVoice: false }));

async function enter({ withVoice }) {
  voice.unlock();
  byId("gate").hidden = true;
  byId("main").focus({ preventScroll: true }); // the button that had it has gone
  if (withVoice) {
    try {
      const opened = await openMicrophone({ camera: config.camera });
      stream = opened.stream;
      if (opened.noCamera) stage.notice("info", "camera", words[`camera_${opened.noCamera}`], { sticky: true });
    } catch (error) {
      if (!(error instanceof MicrophoneRefused)) throw error;
      stage.notice("warning", "microphone", words[`microphone_${error.reason}`]);
    }
  }
  byId("type-toggle").hidden = !stream; // there is nothing to change over to
  setTyping(!stream || typed.text !== ""); // what was typed before a reload is gone on with
  if (stream) {
    stopMeter = watchLevel(stream, (level) => stage.setLevel(level));
    showSelf();
    peer = new Peer(
      stream, (message) => connection.send(message), (state) => hearing.soundChanged(state), playServerVoice,
    );
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
  hearing.lineChanged(state);
  if (state !== "live") stage.setPresence("offline");
  if (state === "taken_over" || state === "unknown") rest(state);
  if (state === "over") leave(`/interviews/${config.interview}/wrapping-up/`);
}

/** Let go of everything, the microphone and the camera as well; return when the recording is uploaded. */
function hangUp() {
  voice.stop();
  peer?.close();
  const uploaded = recorder?.finish();
  stopMeter?.();
  for (const track of stream?.getTracks() ?? []) track.stop();
  return uploaded;
}

function end() {
  over = true;
  hearing.end();
}

/** Nothing that is pressed here would reach the room. */
function rest(why) {
  end();
  hangUp();
  closeMenu();
  stage.clearNotices();
  putToRest(why);
}

async function leave(url) {
  end();
  for (const one of [draft, padDraft]) one.end();
  stage.connection("over", words.over);
  const slow = setTimeout(() => stage.notice("info", "recording", words.recording_rest, { sticky: true }), 2000);
  try {
    await hangUp();
  } finally {
    clearTimeout(slow);
    location.assign(url);
  }
}

const NEW_QUESTION = new Set(["open", "question", "move_on"]);

const receivers = {
  welcome(message) {
    stage.setClock(message.elapsed_ms, message.length_ms);
    const last = message.turns.at(-1);
    if (last && !last.answered && last.number !== stage.current) aloud.tell(last.said); // the page was loaded again
    stage.restore(message.turns);
    stage.restoreAnswer(message.kept, message.captions);
    voiceSettings.offer(message.voices);
    control(voice.muted ? "mute" : "unmute"); // the room may still hold what another page had chosen
    coaching.welcome(message.coaching_lines, message.turns.findLast((turn) => turn.answered)?.number ?? -1);
    answered = last?.answered ?? false;
    for (const turn of message.turns) if (turn.answered) typed.kept(turn.number, turn.answer);
    const question = message.turns.findLast(({ kind }) => NEW_QUESTION.has(kind));
    pad.restore(question?.number, message.pad_language, message.pad_code);
    if (peer && !(message.peer && peer.connected)) peer.connect(message.ice_servers);
    if (config.record && stream && !recorder) startRecording();
    if (stream || typing) stage.setPresence(message.turns.length ? "waiting" : "arriving");
    for (const code of ["try_again", "not_now"]) stage.clearNotice(code); // it is back
  },
  answer: (message) => peer?.answer(message.sdp),
  saying(message) {
    answered = false;
    aloud.turn(false);
    saying.begin(message.turn, { byPage: message.by_page, code: message.code });
    stage.clearCaptions();
    stage.begin(message.turn, message.kind);
    followAnew();
    if (!NEW_QUESTION.has(message.kind)) return;
    pad.renew(message.turn, message.code);
    coaching.asked(message.turn);
  },
  token(message) {
    stage.token(message.turn, message.text);
    saying.add(message.text);
  },
  said(message) {
    stage.finishSaying(message.turn, message.text);
    saying.finish();
    if (saying.code) aloud.tellInTurn(words.pad_open);
  },
  stop(message) {
    saying.stop();
    if (!message.taken_back) {
      stage.cut(message.turn, message.keep, message.heard);
      return;
    }
    answered = false;
    stage.takeBack(message.turn);
    stage.answerGoesOn(message.turn - 1);
    pad.takeBack(message.turn);
    aloud.takeBack();
    typed.takeBack(message.turn);
  },
  speak_yourself: (message) => saying.speakFrom(message.turn, message.start),
  caption: (message) => stage.caption(message),
  listening({ state }) {
    stage.setPresence(state);
    if (state === "moment") aloud.tell(stage.presence.querySelector("[data-for=moment]").textContent); // as asked for
    if (state !== "speech") aloud.turn(state !== "working");
  },
  answer_kept(message) {
    answered = true;
    aloud.turn(false);
    for (const code of ["hearing_failed", "not_heard"]) stage.clearNotice(code); // said again, or typed
    stage.answerKept(message.turn, message.text);
    coaching.answered(message.turn);
    typed.kept(message.turn, message.text);
    stage.setPresence("working");
  },
  coaching: ({ line }) => coaching.show(line) && aloud.tellInTurn(line),
  notice: ({ level, code, text }) => hearing.tell(level, code, text),
  error: (message) => stage.notice("warning", message.code, message.text),
  pong(message) {
    stage.setClock(message.elapsed_ms);
    pad.reached(message.sent);
  },
  finished: (message) => leave(message.url),
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

const shownTurn = () => (stage.current < 0 ? undefined : stage.current); // undefined: left out of a message

const control = (action) => connection.send({ type: "control", action, turn: shownTurn() }, { keep: true });

const actions = {
  moment: () => control("take_a_moment"),
  repeat: () => control("repeat"),
  skip: () => control("skip"),
  hint: () => {
    closeMenu(); // which would lie over it
    if (typing && document.activeElement === byId("more")) byId("typed-text").focus({ preventScroll: true });
    control("hint");
  },
  done: () => (typed.text && typing ? byId("typed-form").requestSubmit() : done()),
  "type-toggle": () => setTyping(!typing),
  end: () => byId("end-dialog").showModal(),
  "go-on-here": () => location.reload(),
  "mute-voice": (button) => toggle(button, (on) => {
    voice.mute(on);
    control(on ? "mute" : "unmute");
    if (on && stage.presence.dataset.state === "speaking") saying.tellWords();
  }),
  "transcript-toggle": (button) => toggle(button, showLog),
  "hide-self": (button) => toggle(button, (on) => byId("self-view").toggleAttribute("hidden", on)),
  "hide-time": (button) => toggle(button, (on) => byId("elapsed").toggleAttribute("hidden", on)),
  "shortcuts-open": () => {
    closeMenu(); // so that the dialog gives the focus back to what is still there
    byId("shortcuts").showModal();
  },
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
  if (typing && typed.text) sendTyped(typed.text);
  pad.flush();
  control("end");
  byId("end-dialog").close();
});

function showLog(on) {
  if (!on && byId("transcript").contains(document.activeElement)) byId("main").focus({ preventScroll: true });
  byId("transcript").hidden = !on;
  stage.log.tabIndex = on ? 0 : -1;
  if (!on) return;
  closeMenu(); // which would lie over it on a phone
  byId("transcript").scrollIntoView({ block: "nearest" });
  stage.showNewest();
  stage.log.focus({ preventScroll: true });
}

function setTyping(on) {
  typing = on;
  byId("typed-form").hidden = !on;
  hearing.show();
  if (on) byId("typed-text").focus({ preventScroll: true }); // it stays in sight by itself, and so does the question
}

/** The answer is finished: what was said, or what stands in the pad. */
function done() {
  pad.flush();
  control("done");
}

function sendTyped(text) {
  if (answered) return;
  if (!text) return done();
  pad.flush();
  const [reply_to, started_ms] = [shownTurn(), typed.startedMs];
  connection.send({ type: "typed", text, started_ms, reply_to }, { keep: true });
  typed.sent(reply_to);
}

// Before the room is entered it would be kept, and skip what was never heard.
listenForKeys(byId("keys-on"), () => !over && byId("gate").hidden);

const closeMenu = makeMenuOpen(byId("more"), byId("more-menu"));

addEventListener("pagehide", () => {
  pad.flush();
  voice.stop();
});
