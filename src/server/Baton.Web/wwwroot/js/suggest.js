// A list of suggestions belongs to one text. While the field already holds another one, the old list cannot be clicked: a fast hand
// would take what it did not see.
function check(suggest) {
  const list = suggest?.querySelector("[data-for]");
  const isStale = Boolean(list) && list.dataset.for !== suggest.querySelector("input").value;
  suggest?.toggleAttribute("data-stale", isStale);
  if (isStale) {
    sayAgain(suggest);
  }
}

// Where the answer to the last letters does not come, they are said again, once.
const patience = 3000;
const said = new WeakMap();

function sayAgain(suggest) {
  const field = suggest.querySelector("input");
  const text = field.value;
  if (said.get(field) === text) {
    return;
  }
  said.set(field, text);
  setTimeout(() => {
    if (suggest.hasAttribute("data-stale") && field.value === text && document.activeElement === field) {
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }, patience);
}

document.addEventListener("input", event => check(event.target.closest(".suggest")));

new MutationObserver(changes => {
  for (const change of changes) {
    check((change.target.closest ? change.target : change.target.parentElement)?.closest(".suggest"));
  }
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-for"] });
