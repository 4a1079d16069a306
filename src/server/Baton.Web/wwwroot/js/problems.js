// A form that was refused leads to its first wrong field; without one, to the sentence that says why.
function lead(notice) {
  const wrong = [...document.querySelectorAll("[aria-invalid='true']")].find(element => element.checkVisibility?.() ?? true);
  if (wrong) {
    wrong.focus();
  } else {
    notice.scrollIntoView({ block: "nearest" });
  }
}

function noticeIn(change) {
  if (change.type === "attributes") {
    return change.target;
  }
  const added = [...change.addedNodes].filter(node => node.nodeType === Node.ELEMENT_NODE);
  return added.map(node => (node.matches("[data-problem]") ? node : node.querySelector("[data-problem]"))).find(Boolean);
}

new MutationObserver(changes => {
  const notice = changes.map(noticeIn).find(Boolean);
  if (notice) {
    lead(notice);
  }
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-problem"] });
