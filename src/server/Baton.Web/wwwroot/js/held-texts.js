// Texts that the server asks this browser to keep: as streams, because a long string would be more than a circuit takes.
import { forget, keep, take } from "./kept-edits.js";

export async function hold(key, stream) {
  keep(key, new TextDecoder().decode(await stream.arrayBuffer()));
}

export const holds = key => take(key) !== null;

export const held = key => new TextEncoder().encode(take(key) ?? "");

export const drop = key => forget(key);
