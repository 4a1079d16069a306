/** Calls one after another what was given; of the calls that wait only the last is done, as it is the one that is wanted. */
export function inTurn(act) {
  let last = 0;
  let before = Promise.resolve();
  return (...given) => {
    const turn = ++last;
    const done = before.then(() => (turn === last ? act(...given) : undefined));
    before = done.catch(() => {});
    return done;
  };
}
