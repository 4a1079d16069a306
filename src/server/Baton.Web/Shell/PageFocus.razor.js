// Focuses the title of the page. It may come a while after the page: until then it is waited for. Who has gone to a field meanwhile stays there.
const patience = 15_000;
const fields = "main :is(input, textarea, select, [contenteditable])";
let waiting = null;

export function focusTitle() {
  waiting?.disconnect();
  waiting = null;
  if (isSettled()) {
    return;
  }
  const began = performance.now();
  const observer = new MutationObserver(() => {
    if (performance.now() - began > patience || isSettled()) {
      observer.disconnect();
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
  waiting = observer;
}

function isSettled() {
  if (document.activeElement?.matches(fields)) {
    return true;
  }
  const title = document.querySelector("h1");
  title?.focus();
  return title !== null;
}
