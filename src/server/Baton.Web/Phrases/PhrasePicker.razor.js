// Watches a text area for a slash with letters behind it and puts in what is chosen. While phrases are offered, the keys that choose one do
// nothing else. create(element, listId, callbacks) -> { open, insert, shut, dispose }.
const begun = /(?:^|[\s(（，。；：、！？])\/([\p{L}\p{M}\p{N}_-]{0,30})$/u;

export function create(element, listId, callbacks) {
  const field = element.querySelector("textarea");
  const own = { "aria-controls": field?.getAttribute("aria-controls"), "aria-activedescendant": null };
  let [from, to, count, at, asked, isOpen] = [0, 0, 0, 0, 0, false];
  let looking = null;

  const mark = () => {
    field.setAttribute("aria-controls", listId);
    if (count > 0) {
      field.setAttribute("aria-activedescendant", `${listId}-${at}`);
    }
  };

  const ask = async (start, end, letters, isAsked) => {
    const mine = ++asked;
    const look = callbacks.invokeMethodAsync("Look", letters, isAsked);
    looking = look;
    const found = await look;
    if (looking === look) {
      looking = null;
    }
    // Letters that came meanwhile ask for themselves.
    if (mine !== asked) {
      return;
    }
    if (found === 0 && !isAsked) {
      shut();
      return;
    }
    [from, to, count, at, isOpen] = [start, end, found, 0, true];
    mark();
  };

  const shut = () => {
    asked++;
    if (!isOpen) {
      return;
    }
    isOpen = false;
    for (const [name, value] of Object.entries(own)) {
      if (value === null || value === undefined) {
        field.removeAttribute(name);
      } else {
        field.setAttribute(name, value);
      }
    }
    callbacks.invokeMethodAsync("Shut");
  };

  const typed = () => {
    const before = field.value.slice(0, field.selectionStart);
    const match = begun.exec(before);
    if (match) {
      ask(before.length - match[1].length - 1, before.length, match[1], false);
    } else {
      shut();
    }
  };

  const takes = key => key === "Enter" || key === "Tab";

  const pressed = event => {
    // The offers are drawn a moment before their number is known; who sees them means them.
    if (looking && takes(event.key) && document.getElementById(listId)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      looking.then(() => isOpen && count > 0 && callbacks.invokeMethodAsync("Take", at));
      return;
    }
    if (!isOpen || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count > 0) {
      at = Math.min(count - 1, Math.max(0, at + step));
      mark();
      callbacks.invokeMethodAsync("Walk", at);
    } else if (takes(event.key) && count > 0) {
      callbacks.invokeMethodAsync("Take", at);
    } else if (event.key === "Escape") {
      shut();
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const left = event => {
    if (!element.contains(event.relatedTarget)) {
      shut();
    }
  };

  field?.addEventListener("input", typed);
  field?.addEventListener("keydown", pressed, true);
  element.addEventListener("focusout", left);

  return {
    open() {
      field.focus();
      ask(field.selectionStart, field.selectionEnd, "", true);
    },
    insert(text) {
      field.focus();
      field.setRangeText(text, from, Math.min(to, field.value.length), "end");
      // Whoever binds the field hears of it as if it had been typed and left.
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    shut,
    dispose() {
      field?.removeEventListener("input", typed);
      field?.removeEventListener("keydown", pressed, true);
      element.removeEventListener("focusout", left);
    },
  };
}
