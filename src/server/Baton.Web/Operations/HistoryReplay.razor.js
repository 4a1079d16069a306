// Replays the steps of an instance in the browser. create(root, address of the viewer, settings, stream of the steps) -> { dispose }.
import { create as draw } from "./EngineCanvas.razor.js";

export async function create(root, viewerAddress, settings, stream) {
  const { rows, names } = JSON.parse(new TextDecoder().decode(await stream.arrayBuffer()));
  const part = name => root.querySelector(`[data-part=${name}]`);
  const slider = part("slider");
  const clock = new Intl.DateTimeFormat(settings.language, {
    dateStyle: "medium", timeStyle: "medium", timeZone: settings.zone,
  });
  const drawing = await draw(part("drawing"), viewerAddress, { xml: settings.xml, names: settings.names, active: [], visited: [], stopped: [] }, null, false);
  let state = fresh();
  let shown = -1;
  let wanted = 0;
  let asked = false;

  slider.max = String(Math.max(0, rows.length - 1));
  slider.value = slider.max;

  /** State after the first n + 1 steps; going back begins anew, which for thousands of steps takes a few milliseconds. */
  function go(step) {
    wanted = Math.min(Math.max(0, step), rows.length - 1);
    slider.value = String(wanted);
    if (!asked) {
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        show(wanted);
      });
    }
  }

  function show(step) {
    if (rows.length === 0) {
      return;
    }
    if (step < state.next - 1) {
      state = fresh();
    }
    while (state.next <= step) {
      apply(state, rows[state.next++]);
    }
    const row = rows[step];
    const words = sentence(row);
    part("at").textContent = clock.format(row[1]);
    part("words").textContent = words;
    slider.setAttribute("aria-valuetext", words);
    part("count").textContent = settings.count.replace("{0}", step + 1).replace("{1}", rows.length);
    part("back").disabled = step === 0;
    part("on").disabled = step === rows.length - 1;
    const active = [...state.tokens.values()];
    drawing.mark({
      active,
      visited: [...state.visited],
      stopped: [...state.incidents.keys()].map(key => state.tokens.get(key)).filter(id => id),
    });
    variables(row);
    shown = step;
    root.dataset.step = String(shown + 1);
  }

  function sentence([kind, , key, , element, detail, value]) {
    const id = element ?? state.known.get(key);
    const name = key === settings.root && !element ? settings.instance : names[id] ?? id ?? "";
    const shownDetail = kind === "timer-scheduled" ? clock.format(new Date(detail)) : detail ?? "";
    return (settings.words[kind] ?? kind).replace("{0}", name).replace("{1}", shownDetail).replace("{2}", value ?? "");
  }

  function variables(row) {
    const body = part("variables");
    const changed = row[0].startsWith("variable-") ? row[3] + "/" + row[5] : null;
    const lines = [];
    for (const [key, value] of [...state.variables].sort(([a], [b]) => a < b ? -1 : 1)) {
      const slash = key.indexOf("/");
      const scope = key.slice(0, slash);
      if (scope !== settings.root && !state.tokens.has(scope)) {
        continue;
      }
      const line = document.createElement("tr");
      line.classList.toggle("is-changed", key === changed);
      const id = state.known.get(scope);
      for (const text of [key.slice(slash + 1), scope === settings.root ? settings.instance : names[id] ?? id ?? "", value]) {
        const cell = document.createElement("td");
        cell.textContent = text;
        cell.title = text;
        line.append(cell);
      }
      lines.push(line);
    }
    body.replaceChildren(...lines);
  }

  slider.addEventListener("input", () => go(slider.valueAsNumber));
  const keys = event => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (step && event.target === slider) {
      // The keyboard steps by one, however far the slider reaches.
      event.preventDefault();
      event.stopPropagation();
      go(wanted + step);
    }
  };
  slider.addEventListener("keydown", keys);
  part("back").addEventListener("click", () => go(wanted - 1));
  part("on").addEventListener("click", () => go(wanted + 1));
  go(rows.length - 1);

  return {
    dispose() {
      drawing.dispose();
    },
  };
}

function fresh() {
  return { next: 0, tokens: new Map(), known: new Map(), visited: new Set(), variables: new Map(), incidents: new Map() };
}

function apply(state, [kind, , key, scope, element, detail, value]) {
  switch (kind) {
    case "element-activating":
    case "element-activated":
      state.tokens.set(key, element);
      state.known.set(key, element);
      state.visited.add(element);
      break;
    case "element-completed":
    case "element-terminated":
      state.tokens.delete(key);
      state.incidents.delete(key);
      break;
    case "flow-taken":
      state.visited.add(element);
      break;
    case "variable-created":
    case "variable-updated":
      state.variables.set(scope + "/" + detail, value);
      break;
    case "incident-raised":
      state.incidents.set(key, detail);
      break;
    case "incident-resolved":
      state.incidents.delete(key);
      break;
  }
}
