// A list of suggestions belongs to one text. While the field already holds another one, the old list cannot be clicked: a fast hand
// would take what it did not see.
function check(suggest) {
  const list = suggest?.querySelector("[data-for]");
  suggest?.toggleAttribute("data-stale", list !== null && list.dataset.for !== suggest.querySelector("input").value);
}

document.addEventListener("input", event => check(event.target.closest(".suggest")));

new MutationObserver(changes => {
  for (const change of changes) {
    check((change.target.closest ? change.target : change.target.parentElement)?.closest(".suggest"));
  }
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-for"] });
