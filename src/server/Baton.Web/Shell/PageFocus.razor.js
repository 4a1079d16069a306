// Focuses the title of the page. It may come a while after the page: until then, and unless the user has gone elsewhere, it is waited for.
const patience = 15_000;
let waiting = null;

export function focusTitle() {
  waiting?.disconnect();
  waiting = null;
  if (focus()) {
    return;
  }
  const before = document.activeElement;
  const began = performance.now();
  const observer = new MutationObserver(() => {
    const isElsewhere = document.activeElement !== before && document.activeElement !== document.body;
    if (isElsewhere || performance.now() - began > patience || focus()) {
      observer.disconnect();
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
  waiting = observer;
}

function focus() {
  const title = document.querySelector("h1");
  title?.focus();
  return title !== null;
}
