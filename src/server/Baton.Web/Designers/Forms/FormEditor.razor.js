// The one place that knows form-js. create(places, setup, circuit) -> { load, read, rekey, select, edit, move, remove, undo, redo, mark, dispose }.
import { inTurn } from "../../js/in-turn.js";
import { pendingEdit } from "../../js/pending-edit.js";

const mark = "data-form-editor";
let count = 0;

/**
 * places: { canvas, palette }, setup: { library, text, isReadOnly, storeKey, words: { types, empty, remove } }.
 * circuit: Take(stream), Select(stream or null).
 */
export async function create(places, setup, circuit) {
  await Promise.all([import(setup.library), styled()]);
  const { FormEditor } = globalThis.FormEditor;
  const editor = new FormEditor({
    container: places.canvas,
    // The desk has a palette and properties of its own, which offer what it renders and checks.
    palette: { parent: document.createElement("div") },
    propertiesPanel: { parent: document.createElement("div") },
  });
  speak(editor, places.canvas, setup.words);
  const marks = markings(places.canvas);
  const registry = editor.get("formFieldRegistry");
  const modeling = editor.get("modeling");
  const selection = editor.get("selection");
  let isLoading = false;
  let isDragging = false;
  let edited = 0;

  const edits = pendingEdit({
    storeKey: setup.storeKey,
    read: async () => read(),
    isBusy: () => isDragging,
    send: text => circuit.invokeMethodAsync("Take", streamed(text)),
  });

  editor.on("drag.start", () => { isDragging = true; });
  editor.on("drag.end", () => { isDragging = false; });
  editor.on("commandStack.changed", () => {
    if (!isLoading) {
      edits.touched();
      tell();
    }
  });
  editor.on("selection.changed", () => tell());

  function tell() {
    const field = chosen();
    const seen = field ? JSON.stringify(bare(field)) : null;
    const place = field ? { index: position(field).index, count: position(field).parent.components.length } : null;
    const stack = editor.get("commandStack");
    circuit.invokeMethodAsync("Select", seen === null ? null : streamed(seen), place?.index ?? 0, place?.count ?? 0, stack.canUndo(), stack.canRedo(), edited);
  }

  function chosen() {
    const field = selection.get();
    return field && field.type !== "default" && registry.get(field.id) === field ? field : null;
  }

  function position(field) {
    const parent = registry.get(field._parent);
    return { parent, index: parent.components.findIndex(one => one.id === field.id) };
  }

  const read = () => JSON.stringify(editor.saveSchema(), null, 2);

  async function loadText(text) {
    isLoading = true;
    try {
      await editor.importSchema(JSON.parse(text));
      edits.known(read());
    } finally {
      isLoading = false;
    }
    tell();
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
  if (setup.isReadOnly) {
    places.canvas.inert = true;
  }

  function append(type) {
    const { schema } = editor._getState();
    modeling.addFormField({ type }, schema, schema.components.length);
  }

  function onPalette(event) {
    const type = event.target.closest("[data-field-type]")?.dataset.fieldType;
    // A click of the keyboard has no position; one of the mouse is the end of a drag that did not move.
    if (type && event.detail === 0) {
      append(type);
    }
  }

  function onDouble(event) {
    const type = event.target.closest("[data-field-type]")?.dataset.fieldType;
    if (type) {
      append(type);
    }
  }

  places.palette?.addEventListener("click", onPalette);
  places.palette?.addEventListener("dblclick", onDouble);
  places.canvas.dataset.drawn = "";

  return {
    load: inTurn(loadText),
    /** As bytes: a long string would be more than a circuit takes. */
    read: () => new TextEncoder().encode(read()),
    rekey: storeKey => edits.rekey(storeKey),
    select(id) {
      const field = registry.get(id);
      if (field) {
        selection.set(field);
        places.canvas.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
      }
    },
    /** Null removes a property. The number is told with the field, so that the circuit knows which of its edits are in it. */
    edit(id, changes, number) {
      edited = number;
      const field = registry.get(id);
      if (field) {
        modeling.editFormField(field, Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? undefined])));
      }
    },
    move(id, step) {
      const field = registry.get(id);
      const { parent, index } = position(field);
      const target = index + step;
      if (target >= 0 && target < parent.components.length) {
        const layouter = editor.get("formLayouter");
        const row = layouter.getRowForField(field);
        modeling.moveFormField(field, parent, parent, index, step > 0 ? target + 1 : target, row, null);
      }
    },
    remove(id) {
      const field = registry.get(id);
      if (field) {
        const { parent, index } = position(field);
        modeling.removeFormField(field, parent, index);
      }
    },
    undo: () => editor.get("commandStack").undo(),
    redo: () => editor.get("commandStack").redo(),
    mark: findings => marks.show(findings),
    async dispose() {
      places.palette?.removeEventListener("click", onPalette);
      places.palette?.removeEventListener("dblclick", onDouble);
      if (!setup.isReadOnly) {
        await edits.dispose();
      }
      marks.dispose();
      editor.destroy();
    },
  };
}

const streamed = text => DotNet.createJSStreamReference(new TextEncoder().encode(text));

/** A field without what the library keeps on it for itself. */
const bare = field => Object.fromEntries(Object.entries(field).filter(([name]) => !name.startsWith("_") && name !== "components"));

/** The library has no hook for other languages: names of new fields and the few words on the drawing are set here. */
function speak(editor, canvas, words) {
  const fields = editor.get("formFields");
  for (const [type, name] of Object.entries(words.types)) {
    const config = fields.get(type)?.config;
    if (config) {
      config.name = name;
    }
  }
  const modeling = editor.get("modeling");
  const add = modeling.addFormField.bind(modeling);
  modeling.addFormField = (attributes, ...place) => add({ ...fresh(attributes.type, words), ...attributes }, ...place);
  editor.get("formFieldContextActions").registerProvider(1, {
    getContextPadEntries: () => entries => {
      for (const entry of Object.values(entries)) {
        entry.title = words.remove;
      }
      return entries;
    },
  });
  canvas.style.setProperty("--designer-empty", JSON.stringify(words.empty));
}

/** How a new field of the type is called. */
function fresh(type, words) {
  const name = words.types[type];
  switch (type) {
    case "text":
      return { text: name };
    case "datetime":
      return { label: name, dateLabel: name };
    default:
      return { label: name };
  }
}

/** Marks live in a style sheet of their own, because the library draws its fields anew as it likes. */
function markings(canvas) {
  const sheet = new CSSStyleSheet();
  const own = String(++count);
  canvas.setAttribute(mark, own);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return {
    show(findings) {
      sheet.replaceSync(findings.filter(one => one.elementId).map(({ elementId, isError }) =>
        `[${mark}="${own}"] .fjs-children .fjs-element[data-id="${CSS.escape(elementId)}"] { box-shadow: inset 3px 0 0 var(${isError ? "--bad" : "--warn"}); }`).join("\n"));
    },
    dispose() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet);
    },
  };
}

/** The library measures what it draws, so its style sheets must be there first. */
function styled() {
  const pending = [...document.querySelectorAll("link[rel=stylesheet]")].filter(link => link.sheet === null);
  return Promise.all(pending.map(link => new Promise(done => {
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    setTimeout(done, 2000);
  })));
}
