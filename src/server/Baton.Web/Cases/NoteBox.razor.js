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

// Puts a text in place of a part. The caret goes behind it, unless it is already further on.
export function insert(field, from, to, text) {
  if (!field) {
    return;
  }
  const isFurther = field.selectionStart > to;
  field.focus();
  field.setRangeText(text, from, Math.min(to, field.value.length), isFurther ? "preserve" : "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
