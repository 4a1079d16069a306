// While colleagues are offered, the keys that choose one do nothing else; Ctrl+Enter sends the note and not the step of the page.
export function keys(field) {
  field?.addEventListener("keydown", event => {
    const choosing = field.getAttribute("aria-activedescendant") !== null;
    const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (sends || choosing && ["ArrowDown", "ArrowUp", "Enter", "Tab"].includes(event.key)) {
      event.preventDefault();
    }
  });
}

export function caret(field) {
  return field?.selectionStart ?? 0;
}

export function place(field, at) {
  field?.focus();
  field?.setSelectionRange(at, at);
}
