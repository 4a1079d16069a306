// Opens the dialog of a preview, and lets the arrows walk over the files. The browser itself closes it with Escape and gives the focus back.
const walked = new WeakSet();

export function open(dialog) {
  if (!walked.has(dialog)) {
    walked.add(dialog);
    dialog.addEventListener("keydown", walk);
  }
  if (!dialog.open) {
    dialog.showModal();
  }
}

function walk(event) {
  // In a player the arrows wind forward and back.
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("audio, video")) {
    return;
  }
  const direction = { ArrowLeft: "earlier", ArrowRight: "later" }[event.key];
  const button = direction && event.currentTarget.querySelector(`[data-preview-${direction}]`);
  if (button && !button.disabled) {
    event.preventDefault();
    button.click();
  }
}
