// Keeps each named field of a form in the browser from the first letter on, until the server has it.
// create(element, key) -> { kept, saved, forget, dispose }; forget(key) for a form that has left the page.
const pause = 700;
const placeOf = key => `baton.draft.${key}`;

export const forget = key => localStorage.removeItem(placeOf(key));

export function create(element, key) {
  const place = placeOf(key);
  const timers = new Map();
  const read = () => JSON.parse(localStorage.getItem(place) ?? "{}");
  const write = values => {
    if (Object.keys(values).length === 0) {
      localStorage.removeItem(place);
    } else {
      localStorage.setItem(place, JSON.stringify(values));
    }
  };

  // After a pause in typing the server is told as if the field had been left.
  const typed = event => {
    const field = event.target;
    if (!field.name || field.type === "file" || field.type === "password") {
      return;
    }
    write({ ...read(), [field.name]: field.type === "checkbox" ? String(field.checked) : field.value });
    clearTimeout(timers.get(field));
    if (field.matches("input:not([type=checkbox], [type=radio]), textarea") && !field.matches("[data-live]")) {
      timers.set(field, setTimeout(() => field.dispatchEvent(new Event("change", { bubbles: true })), pause));
    }
  };

  element.addEventListener("input", typed);

  return {
    kept: read,
    saved() {
      const typing = document.activeElement;
      const values = read();
      const pending = typing?.name && timers.has(typing) && element.contains(typing) ? { [typing.name]: values[typing.name] } : {};
      write(Object.fromEntries(Object.entries(pending).filter(([, value]) => value !== undefined)));
    },
    forget() {
      timers.forEach(clearTimeout);
      timers.clear();
      localStorage.removeItem(place);
    },
    dispose() {
      element.removeEventListener("input", typed);
    },
  };
}
