// Edits that the server has not taken yet stay in this browser: a dropped connection or a restart loses none of them.
const prefix = "baton.edit.";
/** What nobody came back for in this time goes first when the browser has no room left. */
const stale = 14 * 24 * 60 * 60 * 1000;

/** Keeps a text under the key, over an earlier one. False where the browser has no room or allows no storage. */
export function keep(storeKey, text) {
  if (!storeKey) {
    return false;
  }
  const entry = JSON.stringify({ at: Date.now(), text });
  return write(storeKey, entry) || (makeRoom(storeKey) && write(storeKey, entry));
}

/** The text that was kept under the key; null where there is none. It stays until it is forgotten. */
export function take(storeKey) {
  return storeKey ? read(prefix + storeKey)?.text ?? null : null;
}

/** Forgets what is kept under the key. With a text, only when that one is kept: a newer edit stays. */
export function forget(storeKey, text) {
  if (!storeKey || (text !== undefined && take(storeKey) !== text)) {
    return;
  }
  try {
    localStorage.removeItem(prefix + storeKey);
  } catch {
    // Storage is forbidden here, so nothing was kept.
  }
}

function write(storeKey, entry) {
  try {
    localStorage.setItem(prefix + storeKey, entry);
    return true;
  } catch {
    return false;
  }
}

function read(name) {
  try {
    const entry = JSON.parse(localStorage.getItem(name));
    return typeof entry?.text === "string" ? entry : null;
  } catch {
    return null;
  }
}

/** Drops what is stale or broken under other keys; true when anything went. */
function makeRoom(storeKey) {
  try {
    const names = Object.keys(localStorage).filter(name => name.startsWith(prefix) && name !== prefix + storeKey);
    const old = names.filter(name => !(Date.now() - (read(name)?.at ?? 0) < stale));
    for (const name of old) {
      localStorage.removeItem(name);
    }
    return old.length > 0;
  } catch {
    return false;
  }
}
