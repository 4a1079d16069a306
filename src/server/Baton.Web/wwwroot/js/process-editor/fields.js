// The few kinds of fields that the panel has. Each returns a node; what is entered goes to its callback.

/** An element: node("p", { class: "hint" }, "text", child, ...). */
export function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (name === "value") {
      made.value = value;
    } else if (value === true) {
      made.setAttribute(name, "");
    } else if (value !== false && value !== undefined && value !== null) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return made;
}

let numbers = 0;
const pause = 400;

function labelled(label, input, hint) {
  input.id ||= `pe-field-${++numbers}`;
  return node("div", { class: "field" }, node("label", { class: "label", for: input.id }, label), input, hint && node("p", { class: "hint" }, hint));
}

/** A text that is taken a moment after the last key, or when the field is left. */
export function text(label, value, change, { testId, isLong, isCode, hint, isReadOnly, placeholder } = {}) {
  let timer = 0;
  let taken = value ?? "";
  const take = () => {
    clearTimeout(timer);
    delete input.dataset.typing;
    if (input.value !== taken) {
      taken = input.value;
      change(taken);
    }
  };
  const input = node(isLong ? "textarea" : "input", {
    class: isLong ? "textarea" : "input",
    "data-testid": testId,
    readonly: isReadOnly,
    placeholder,
    rows: isLong ? 3 : undefined,
    spellcheck: isCode ? "false" : undefined,
    oninput: () => {
      clearTimeout(timer);
      input.dataset.typing = "";
      timer = setTimeout(take, pause);
    },
    onchange: take,
  });
  input.classList.toggle("mono", Boolean(isCode));
  input.value = taken;
  return labelled(label, input, hint);
}

/** One of some choices ({ value, name, group? }); what the model names and nobody knows stays visible. */
export function choice(label, value, choices, change, { testId, none, hint, isReadOnly } = {}) {
  const known = value === "" || choices.some(one => one.value === value);
  const select = node("select", { class: "select", "data-testid": testId, disabled: isReadOnly, onchange: event => change(event.target.value) });
  if (none !== undefined) {
    select.append(node("option", { value: "" }, none));
  }
  if (!known) {
    select.append(node("option", { value }, value));
  }
  append(select, choices);
  select.value = value;
  return labelled(label, select, hint);
}

function append(select, choices) {
  const groups = new Map();
  for (const one of choices) {
    const option = node("option", { value: one.value }, one.name);
    if (one.group) {
      if (!groups.has(one.group)) {
        groups.set(one.group, node("optgroup", { label: one.group }));
        select.append(groups.get(one.group));
      }
      groups.get(one.group).append(option);
    } else {
      select.append(option);
    }
  }
}

/** Several of some choices: chips that can be taken away and a list to add from. */
export function several(label, values, choices, change, { testId, add, remove, empty, isReadOnly } = {}) {
  const nameOf = value => choices.find(one => one.value === value)?.name ?? value;
  const chips = values.map(value =>
    node(
      "li",
      { class: "chip" },
      nameOf(value),
      !isReadOnly &&
        node(
          "button",
          {
            type: "button",
            class: "pe-chip-remove",
            "aria-label": `${remove}: ${nameOf(value)}`,
            title: remove,
            "data-testid": `${testId}-remove`,
            onclick: () => change(values.filter(one => one !== value)),
          },
          "×",
        ),
    ),
  );
  const select = node("select", {
    class: "select",
    "data-testid": testId,
    disabled: isReadOnly,
    onchange: event => event.target.value && change([...values, event.target.value]),
  });
  select.append(node("option", { value: "" }, add));
  append(select, choices.filter(one => !values.includes(one.value)));
  const field = labelled(label, select);
  field.insertBefore(chips.length ? node("ul", { class: "pe-chips" }, chips) : node("p", { class: "hint" }, empty ?? ""), select);
  return field;
}

/** Yes or no. */
export function tick(label, value, change, { testId, isReadOnly } = {}) {
  const input = node("input", { type: "checkbox", "data-testid": testId, disabled: isReadOnly, onchange: event => change(event.target.checked) });
  input.checked = value;
  return node("label", { class: "check" }, input, node("span", {}, label));
}

const units = [
  { value: "M", name: "minutes", of: count => `PT${count}M` },
  { value: "H", name: "hours", of: count => `PT${count}H` },
  { value: "D", name: "days", of: count => `P${count}D` },
];

/** A simple ISO duration as a number and a unit; null for one that is neither. */
export function readDuration(value) {
  const found = /^P(?:T(\d+)([HM])|(\d+)D)$/.exec(value);
  return found && (found[3] ? { count: found[3], unit: "D" } : { count: found[1], unit: found[2] });
}

/** So many minutes, hours or days. */
export function span(label, value, change, t, { testId, isReadOnly, hint } = {}) {
  const read = readDuration(value) ?? { count: "", unit: "D" };
  let { count, unit } = read;
  const say = () => {
    const number = Number.parseInt(count, 10);
    if (number > 0) {
      change(units.find(one => one.value === unit).of(number));
    } else if (count === "") {
      change("");
    }
  };
  const number = node("input", {
    class: "input pe-count",
    type: "number",
    min: "1",
    max: "9999",
    "data-testid": testId,
    readonly: isReadOnly,
    onchange: event => {
      count = event.target.value;
      say();
    },
  });
  number.value = count;
  const select = node("select", {
    class: "select select-auto",
    "aria-label": t("Unit"),
    "data-testid": `${testId}-unit`,
    disabled: isReadOnly,
    onchange: event => {
      unit = event.target.value;
      say();
    },
  });
  append(select, units.map(one => ({ value: one.value, name: t(one.name) })));
  select.value = unit;
  const field = labelled(label, number, hint);
  const row = node("div", { class: "row" });
  number.replaceWith(row);
  row.append(number, select);
  return field;
}
