// Tells the server about an edit when the person rests; until the server has taken it, it stays kept in this browser.
import { forget, keep, take } from "./kept-edits.js";

/** How long nothing may happen before the whole text is sent. */
const rest = 800;
/** How soon is asked again while a drag or an open cell is under way. */
const retry = 250;

/**
 * read() gives the whole text, send(text) takes it to the server, isBusy() says that an edit is under way.
 * -> { kept, touched, rekey, known, dispose }
 */
export function pendingEdit({ storeKey, read, send, isBusy }) {
  let key = storeKey;
  let last = null;
  let timer = 0;
  let isOver = false;
  let sending = Promise.resolve();

  function touched() {
    if (!isOver) {
      clearTimeout(timer);
      timer = setTimeout(report, rest);
    }
  }

  async function report() {
    if (isBusy()) {
      timer = setTimeout(report, retry);
      return;
    }
    const text = await read();
    if (isOver || text === null || text === last) {
      return;
    }
    last = text;
    const keptUnder = key;
    keep(keptUnder, text);
    sending = sending.then(() => send(text)).then(() => forget(keptUnder, text), () => {
      // It stays kept: whoever opens the draft next in this browser finds it.
      last = null;
    });
  }

  return {
    /** What an earlier visit left behind; null for nothing. */
    kept: () => take(key),
    touched,
    /** The text that the server has already. */
    known(text) {
      last = text;
    },
    rekey(storeKeyNow) {
      key = storeKeyNow;
    },
    async dispose() {
      clearTimeout(timer);
      const text = await read().catch(() => null);
      isOver = true;
      if (text !== null && text !== last) {
        keep(key, text);
      }
    },
  };
}
