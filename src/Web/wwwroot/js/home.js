// The page of the day. It finds: today, answer, dock, type-form, words, microphone, level, talk-hint, mute, phrases,
// log-out.
import { getJson, Unreachable } from "./api.js";
import { AnswerView } from "./answer.js";
import { Board } from "./board.js";
import { Commands } from "./commands.js";
import { logOut } from "./log-out.js";
import { microphoneHindrance } from "./recorder.js";
import { TalkButton } from "./talk-button.js";
import { VoiceOut } from "./voice-out.js";

const byId = id => document.getElementById(id);
const DRAFT = "pawpal-draft";

const words = byId("words");
const voice = new VoiceOut();
const board = new Board(byId("today"), byId("dock"));
const answer = new AnswerView(byId("answer"), byId("dock"));
const commands = new Commands({
  answer, board, voice,
  onTextDone: text => {
    if (words.value.trim() === text) words.value = "";
    keepDraft();
  },
});

new TalkButton({ button: byId("microphone"), hint: byId("talk-hint"), level: byId("level"), answer, commands, voice });
setUpTyping();
setUpMute();
byId("log-out").addEventListener("click", event => logOut(event.currentTarget, words => answer.notice(words)));
showVoiceStatus();

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") board.refresh().catch(() => {});
});
window.addEventListener("offline", () =>
  answer.notice("You are offline. What you type or say now is kept until you send it again."));
window.addEventListener("beforeunload", event => {
  if (commands.holdsRecording) event.preventDefault();
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape") voice.hush();
});

function setUpTyping() {
  words.value ||= sessionStorage.getItem(DRAFT) ?? "";
  words.addEventListener("input", keepDraft);
  byId("type-form").addEventListener("submit", event => {
    event.preventDefault();
    voice.unlock();
    const text = words.value.trim();
    if (text) commands.sendText(text);
  });
  // Until here Enter does nothing: a form that the browser sends by itself would lose the words.
  byId("type-form").querySelector("[type=submit]").disabled = false;
  byId("phrases").addEventListener("click", event => {
    const chip = event.target.closest("[data-phrase]");
    if (!chip) return;
    voice.unlock();
    if (chip.dataset.send === "yes") {
      commands.sendText(chip.dataset.phrase);
    } else {
      words.value = chip.dataset.phrase;
      words.focus();
      keepDraft();
    }
  });
}

function keepDraft() {
  sessionStorage.setItem(DRAFT, words.value);
}

function setUpMute() {
  const mute = byId("mute");
  const show = () => {
    mute.setAttribute("aria-pressed", String(voice.muted));
    mute.title = voice.muted ? "Spoken replies are off" : "Spoken replies are on";
  };
  mute.addEventListener("click", () => {
    voice.muted = !voice.muted;
    show();
  });
  mute.disabled = false;
  show();
}

async function showVoiceStatus() {
  const hint = byId("talk-hint");
  const hindrance = microphoneHindrance();
  if (hindrance) {
    hint.textContent = hindrance;
    return;
  }
  try {
    const status = await getJson("/api/v1/voice/status");
    if (!status.available) hint.textContent = `${status.detail} Typing works.`;
    byId("dock").classList.toggle("voice-down", !status.available);
  } catch (error) {
    if (error instanceof Unreachable)
      answer.notice("PawPal cannot be reached. What you type or say is kept until it is back.");
  }
}
