// A page is shown before the circuit that makes it work is there. What is pressed and typed meanwhile is kept and done when the page answers, once,
// and only where the page is still the same there. What works without a circuit (links, forms with a method, the theme) is left alone.
const early = ".desk[data-interactive='false']";
const alive = ".desk[data-interactive='true']";
const works = "form[method], form[method] *, a *, [data-theme-choice], [data-copy]";
const fields = "input:not([type='file'], [type='hidden']), textarea, select";
/** How long a page may take to show, after its circuit is there, what was pressed. */
const patience = 10_000;

const typed = new Map();
let pressed = null;
let focused = null;
let deadline = 0;

if (document.querySelector(early)) {
  addEventListener("click", press, true);
  addEventListener("submit", submit, true);
  addEventListener("input", write, true);
  addEventListener("focusin", focus, true);
  new MutationObserver((_, observer) => {
    if (document.querySelector(alive)) {
      catchUp(observer);
    }
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-interactive"] });
  const active = document.activeElement;
  if (active?.closest(early)) {
    focused = mark(active);
    remember(active);
  }
}

function press(event) {
  hold(event, event.target.closest("button, summary, [type='submit']"));
}

/** By Enter in a form without a button. */
function submit(event) {
  hold(event, event.target);
}

function hold(event, element) {
  if (element?.closest(early) && !element.matches(works)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = mark(element);
  }
}

function write(event) {
  remember(event.target);
}

function remember(field) {
  if (!field.matches(fields) || !field.closest(early)) {
    return;
  }
  const place = mark(field);
  if (field.value === field.defaultValue && field.checked === field.defaultChecked) {
    typed.delete(place.path);
  } else {
    typed.set(place.path, { ...place, value: field.value, checked: field.checked });
  }
}

function focus(event) {
  focused = event.target.closest(early) ? mark(event.target) : focused;
}

/** Does what was kept; what is not there yet is waited for, as parts of a page may come later. */
function catchUp(observer) {
  deadline ||= Date.now() + patience;
  for (const [path, field] of typed) {
    const target = find(field);
    if (target) {
      typed.delete(path);
      fill(target, field);
    }
  }
  const target = focused && find(focused);
  if (target) {
    focused = null;
    if (!document.activeElement?.matches(fields)) {
      target.focus();
    }
  }
  const held = pressed && typed.size === 0 ? find(pressed) : null;
  if (held) {
    pressed = null;
    held.matches("form") ? held.requestSubmit() : held.click();
  }
  if ((!pressed && !focused && typed.size === 0) || Date.now() > deadline) {
    observer.disconnect();
  }
}

function fill(field, { value, checked }) {
  field.value = value;
  field.checked = checked;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Where an element is in the desk, and what it says. */
function mark(element) {
  const steps = [];
  for (let at = element; at && !at.matches(".desk"); at = at.parentElement) {
    const twins = [...at.parentElement.children].filter(other => other.tagName === at.tagName);
    steps.unshift(`${at.tagName}:nth-of-type(${twins.indexOf(at) + 1})`);
  }
  return { path: steps.join(" > "), words: words(element) };
}

/** The same element of the page that answers; null where there is none, or another one in its place. */
function find({ path, words: said }) {
  const found = document.querySelector(`${alive} > ${path}`);
  return found && !found.disabled && words(found) === said ? found : null;
}

function words(element) {
  const said = element.matches(`form, ${fields}`) ? "" : element.textContent.trim();
  return [element.tagName, element.type, element.name, element.getAttribute("aria-label"), element.dataset.testid, said].join("|");
}
