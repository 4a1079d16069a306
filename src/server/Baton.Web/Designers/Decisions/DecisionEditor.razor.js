// The one place that knows dmn-js. create(places, setup, circuit) -> { load, read, rekey, open, show, mark, dispose }.
import { inTurn } from "../../js/in-turn.js";
import { pendingEdit } from "../../js/pending-edit.js";

const owner = "data-decision-editor";
let count = 0;

/**
 * places: { canvas, properties }, setup: { library, words, text, isReadOnly, storeKey }.
 * circuit: Take(stream), Views(views, active), Fail(message).
 */
export async function create(places, setup, circuit) {
  const [words] = await Promise.all([load(setup.words), import(setup.library), styled()]);
  const translation = { translate: ["value", (template, values) => translate(words, template, values)] };
  const options = setup.isReadOnly
    ? viewing(places, translation)
    : editing(places, translation);
  const modeler = new globalThis[setup.isReadOnly ? "DmnJS" : "DmnModeler"](options);
  const marks = markings(places.canvas);
  const titles = titled(places.properties, words);
  let isLoading = false;

  const edits = pendingEdit({
    storeKey: setup.storeKey,
    read,
    isBusy: () => Boolean(modeler.getActiveViewer()?.get("dragging", false)?.context()?.payload),
    send: text => circuit.invokeMethodAsync("Take", DotNet.createJSStreamReference(new TextEncoder().encode(text))),
  });

  modeler.on("viewer.created", ({ viewer }) => viewer.on("commandStack.changed", () => {
    if (!isLoading && !setup.isReadOnly) {
      edits.touched();
    }
  }));
  modeler.on("views.changed", ({ views, activeView }) => {
    places.properties.hidden = activeView?.type !== "drd" || setup.isReadOnly;
    tell(views, activeView);
  });

  function tell(views, active) {
    const seen = views.map(view => ({ id: view.id ?? "", name: view.name ?? view.id ?? "", type: view.type }));
    circuit.invokeMethodAsync("Views", seen, active?.id ?? "");
  }

  async function read() {
    const { xml } = await modeler.saveXML({ format: true });
    return xml;
  }

  async function loadText(text) {
    isLoading = true;
    try {
      await modeler.importXML(text);
      edits.known(await read());
      fit();
    } finally {
      isLoading = false;
    }
  }

  function fit() {
    if (modeler.getActiveView()?.type === "drd") {
      modeler.getActiveViewer().get("canvas").zoom("fit-viewport", "auto");
    }
  }

  async function open(id) {
    const view = modeler.getViews().find(one => one.id === id);
    if (view && view !== modeler.getActiveView()) {
      await modeler.open(view);
      fit();
    }
  }

  const kept = setup.isReadOnly ? null : edits.kept();
  try {
    await loadText(kept ?? setup.text);
  } catch (error) {
    if (kept === null) {
      throw error;
    }
    // What was kept does not open: the text of the server does.
    await loadText(setup.text);
  }
  if (kept !== null) {
    edits.known(null);
    edits.touched();
  }
  places.canvas.dataset.drawn = "";

  return {
    load: inTurn(loadText),
    /** As bytes: a long string would be more than a circuit takes. */
    async read() {
      settle(places);
      return new TextEncoder().encode(await read());
    },
    rekey: storeKey => edits.rekey(storeKey),
    open,
    async show(id) {
      const element = find(modeler.getDefinitions(), id);
      const view = element && above(element, modeler.getViews());
      if (view) {
        await open(view.id);
        select(modeler.getActiveViewer(), places.canvas, id);
      }
    },
    mark: (findings, matched) => marks.show(modeler, findings, matched),
    async dispose() {
      if (!setup.isReadOnly) {
        settle(places);
        await edits.dispose();
      }
      marks.dispose();
      titles.disconnect();
      modeler.destroy();
    },
  };
}

const colours = {
  drdRenderer: { defaultFillColor: "var(--bpmn-fill)", defaultStrokeColor: "var(--bpmn-line)", defaultLabelColor: "var(--bpmn-text)" },
};

function editing({ canvas, properties }, translation) {
  const view = { additionalModules: [translation] };
  return {
    container: canvas,
    common: {
      expressionLanguages: { options: [{ value: "feel", label: "FEEL" }], defaults: { editor: "feel" } },
      feelLanguageContext: { parserDialect: "camunda" },
    },
    drd: { ...view, ...colours, propertiesPanel: { parent: properties } },
    decisionTable: view,
    literalExpression: view,
    boxedExpression: view,
  };
}

function viewing({ canvas }, translation) {
  const view = { additionalModules: [translation] };
  return { container: canvas, drd: { ...view, ...colours }, decisionTable: view, literalExpression: view, boxedExpression: view };
}

/** What is being typed becomes part of the model when its field is left. */
function settle({ canvas, properties }) {
  const field = document.activeElement;
  if (field && (canvas.contains(field) || properties.contains(field))) {
    field.blur();
  }
}

async function load(address) {
  if (!address) {
    return {};
  }
  const answer = await fetch(address);
  return answer.ok ? await answer.json() : {};
}

function translate(words, template, values = {}) {
  const said = words[template] ?? words[template?.trim()] ?? template ?? "";
  return said.replace(/\{\s*([^}\s]+)\s*\}/g, (whole, name) => values[name] ?? whole);
}

/** The headings of the properties have no hook for other languages: they are put right where they stand. */
function titled(properties, words) {
  const observer = new MutationObserver(() => {
    for (const title of properties.querySelectorAll(".bio-properties-panel-group-header-title, .bio-properties-panel-header-type")) {
      const text = title.firstChild;
      const said = text?.nodeType === Node.TEXT_NODE ? words[text.data] ?? words[sentence(text.data)] : null;
      if (said && said !== text.data) {
        text.data = said;
        title.title = said;
      }
    }
  });
  observer.observe(properties, { childList: true, subtree: true, characterData: true });
  return observer;
}

const sentence = text => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

/** The element with the id, wherever it lies below. */
function find(element, id) {
  if (!element || typeof element !== "object") {
    return null;
  }
  if (element.id === id) {
    return element;
  }
  for (const { name, isMany, isReference } of element.$descriptor?.properties ?? []) {
    if (isReference) {
      continue;
    }
    for (const child of isMany ? element[name] ?? [] : [element[name]]) {
      const found = child?.$type ? find(child, id) : null;
      if (found) {
        return found;
      }
    }
  }
  return null;
}

/** The view that shows the element: of itself, or of what it lies in. */
function above(element, views) {
  for (let one = element; one; one = one.$parent) {
    const view = views.find(candidate => candidate.element === one);
    if (view) {
      return view;
    }
  }
  return null;
}

function select(viewer, canvas, id) {
  const shape = viewer.get("elementRegistry", false)?.get(id);
  if (shape && viewer.get("canvas", false)?.scrollToElement) {
    viewer.get("canvas").scrollToElement(shape);
    viewer.get("selection").select(shape);
    return;
  }
  const cell = canvas.querySelector(`[data-element-id="${CSS.escape(id)}"], [data-row-id="${CSS.escape(id)}"], [data-col-id="${CSS.escape(id)}"]`);
  cell?.scrollIntoView({ block: "center", inline: "center" });
  cell?.click();
}

/** Marks live in a style sheet of their own, because the library draws its cells anew as it likes. */
function markings(canvas) {
  const sheet = new CSSStyleSheet();
  const own = String(++count);
  canvas.setAttribute(owner, own);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const within = `[${owner}="${own}"]`;

  function wrong({ elementId, isError }) {
    const id = CSS.escape(elementId);
    const colour = isError ? "var(--bad)" : "var(--warn)";
    return `${within} :is(td, th)[data-element-id="${id}"] { box-shadow: inset 0 0 0 2px ${colour}; }
      ${within} .djs-element[data-element-id="${id}"] > .djs-visual > :first-child { stroke: ${colour} !important; stroke-width: 3px !important; }`;
  }

  function hit(id) {
    return `${within} td[data-row-id="${CSS.escape(id)}"] { background: var(--good-soft) !important; }
      ${within} td.rule-index[data-row-id="${CSS.escape(id)}"] { box-shadow: inset 4px 0 0 var(--good); }`;
  }

  return {
    show(modeler, findings, matched) {
      const rules = matched.flatMap(({ decisionId, rules: numbers }) => {
        const decision = modeler.getDefinitions()?.get("drgElement").find(one => one.id === decisionId);
        return numbers.map(number => decision?.decisionLogic?.rule?.[number - 1]?.id).filter(Boolean);
      });
      canvas.dataset.matched = rules.join(" ");
      sheet.replaceSync([...findings.filter(one => one.elementId).map(wrong), ...rules.map(hit)].join("\n"));
    },
    dispose() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet);
    },
  };
}

/** The library measures its texts, so its style sheets must be there first. */
function styled() {
  const pending = [...document.querySelectorAll("link[rel=stylesheet]")].filter(link => link.sheet === null);
  return Promise.all(pending.map(link => new Promise(done => {
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    setTimeout(done, 2000);
  })));
}
