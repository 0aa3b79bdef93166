import { call, newKey, Problem, SessionEnded, Unreachable } from "./api.js";

/**
 * Sends what was said or typed, one at a time. What could not be sent waits, with its key, until the person sends it
 * again: the server does it once, however often it comes.
 */
export class Commands {
  #waiting = [];
  #busy = false;

  constructor({ answer, board, voice, onTextDone }) {
    this.answer = answer;
    this.board = board;
    this.voice = voice;
    this.onTextDone = onTextDone;
  }

  get busy() {
    return this.#busy;
  }

  /** True while a recording would be lost with the page. */
  get holdsRecording() {
    return this.#waiting.some(command => command.wav);
  }

  sendText(text) {
    const known = this.#waiting.find(command => command.text === text);
    return this.#send(known ?? { key: newKey(), text });
  }

  sendRecording(wav) {
    return this.#send({ key: newKey(), wav });
  }

  async #send(command) {
    if (this.#busy) return;
    this.#busy = true;
    this.answer.state = "thinking";
    try {
      const response = await call("/api/v1/voice/commands", {
        method: "POST",
        key: command.key,
        ...(command.wav ? { body: command.wav, type: "audio/wav" } : { json: { text: command.text } }),
      });
      const outcome = await response.json();
      this.#forget(command);
      if (command.text) this.onTextDone(command.text);
      this.#answered(outcome);
    } catch (error) {
      this.#failed(command, error);
    } finally {
      this.#busy = false;
      this.answer.state = "idle";
    }
  }

  #answered(outcome) {
    if (outcome.unsure) {
      this.answer.ask(`Did you say “${outcome.transcript}”?`, [
        { name: "yes", label: "Yes", act: () => this.sendText(outcome.transcript) },
        { name: "no", label: "No", act: () => this.answer.notice("Then say it again, or type it.") },
      ]);
      this.voice.say(outcome.reply);
      return;
    }
    if (outcome.asksYes) {
      this.answer.ask(outcome.reply, [
        { name: "yes", label: "Yes", act: () => this.sendText("yes") },
        { name: "no", label: "No", act: () => this.sendText("no") },
      ]);
      this.voice.say(outcome.reply);
      return;
    }
    const key = newKey();
    this.answer.show(outcome, [
      ...(outcome.undoToken ? [{ name: "undo", label: "Undo", act: () => this.#undo(outcome.undoToken, key) }] : []),
      ...this.#retryButtons(),
    ]);
    this.voice.say(outcome.reply);
    this.#refreshBoard();
  }

  async #undo(undoToken, key) {
    try {
      const response = await call("/api/v1/care/undo", { method: "POST", key, json: { undoToken } });
      const { reply } = await response.json();
      this.answer.show({ reply }, this.#retryButtons());
      this.voice.say(reply);
      this.#refreshBoard();
    } catch (error) {
      const again = [{ name: "undo", label: "Undo", act: () => this.#undo(undoToken, key) }];
      const buttons = error instanceof Problem && error.status < 500 ? [] : [...loginButton(error), ...again];
      this.answer.notice(wordsFor(error, "Nothing was taken back yet."), buttons);
    }
  }

  #failed(command, error) {
    const final = error instanceof Problem && error.status < 500 && error.status !== 429;
    if (final) this.#forget(command);
    else if (!this.#waiting.includes(command)) this.#waiting.push(command);
    const kept = command.wav ? "Your recording is kept." : "Your words are kept.";
    this.answer.notice(final ? error.message : wordsFor(error, kept), [...loginButton(error), ...this.#retryButtons()]);
  }

  #retryButtons() {
    const count = this.#waiting.length;
    if (count === 0) return [];
    return [{ name: "retry", label: count === 1 ? "Send again" : `Send ${count} again`, act: () => this.#retry() }];
  }

  // In the order they were said, and no further than the first that fails.
  async #retry() {
    for (const command of [...this.#waiting]) {
      await this.#send(command);
      if (this.#waiting.includes(command)) return;
    }
  }

  #forget(command) {
    this.#waiting = this.#waiting.filter(other => other !== command);
  }

  // The answer is on the screen already; a board that cannot be had now comes with the next look at the page.
  #refreshBoard() {
    this.board.refresh().catch(() => {});
  }
}

function wordsFor(error, consolation) {
  if (error instanceof Unreachable)
    return `${navigator.onLine ? "PawPal cannot be reached" : "You are offline"}. ${consolation}`;
  if (error instanceof SessionEnded) return `Your session has ended. ${consolation}`;
  if (error instanceof Problem) return `${error.message} ${error.status >= 500 ? consolation : ""}`.trim();
  return `Something went wrong on this page. ${consolation}`;
}

// A second window, so that what waits here is still here afterwards.
function loginButton(error) {
  return error instanceof SessionEnded
    ? [{ name: "login", label: "Log in", act: () => window.open("/login", "_blank", "noopener") }]
    : [];
}
