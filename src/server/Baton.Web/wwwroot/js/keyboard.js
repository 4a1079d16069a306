// Shortcuts are declared where they act: an element with data-key="n" is clicked when n is pressed outside of a field,
// data-key-focus="/" is focused, boxes that tick a row (data-tick) are no fields, and inside data-rows the keys j and k, or the arrows, walk over the elements marked data-row.
const fields = "input, textarea, select, [contenteditable='true']";

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.ctrlKey && event.key !== "Enter" || event.metaKey && event.key !== "Enter" || event.altKey) {
    return;
  }

  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    document.activeElement?.blur();
    press(visible("[data-key='ctrl+enter']"), event);
    return;
  }

  const active = document.activeElement;
  if (active?.matches(fields) && !active.matches("[data-tick]")) {
    if (event.key === "Escape") {
      active.blur();
    }
    return;
  }

  if (document.querySelector("dialog[open]")) {
    return;
  }

  const step = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && (event.key.length === 1 || !active || active === document.body || active.closest("[data-rows]"))) {
    walk(step, event);
    return;
  }

  if (event.key === "Enter") {
    if (!active?.closest("a, button, summary")) {
      press(visible("[data-key='enter']"), event);
    }
    return;
  }

  const key = CSS.escape(event.key);
  const target = visible(`[data-key-focus="${key}"]`);
  if (target) {
    event.preventDefault();
    target.focus();
    target.select?.();
    return;
  }

  press(visible(`[data-key="${key}"]`) ?? document.querySelector(`details:not([open]) [data-key="${key}"]`), event);
});

function visible(selector) {
  return [...document.querySelectorAll(selector)].find(element => element.checkVisibility?.() ?? true);
}

function press(element, event) {
  if (element && !element.disabled && element.getAttribute("aria-disabled") !== "true") {
    event.preventDefault();
    element.click();
  }
}

function walk(step, event) {
  const rows = [...document.querySelectorAll("[data-rows] [data-row]")];
  if (rows.length === 0) {
    return;
  }

  event.preventDefault();
  const at = rows.findIndex(row => row.getAttribute("aria-selected") === "true");
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  next.scrollIntoView({ block: "nearest" });
  next.click();
  // The focus comes along: Enter is meant for this row, and not for the link from which the walk began.
  document.activeElement?.blur();
  next.querySelector("a")?.focus({ preventScroll: true });
}
