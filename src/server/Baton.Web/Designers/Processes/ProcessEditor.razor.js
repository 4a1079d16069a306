// The one place that knows the modeler of bpmn.io. create(element, options, callbacks) -> handle.
import { inTurn } from "../../js/in-turn.js";
import { forget, keep, take } from "../../js/kept-edits.js";
import { batonModdle } from "../../js/process-editor/baton-moddle.js";
import { patterns } from "../../js/process-editor/blocks.js";
import { check, join } from "../../js/process-editor/checks.js";
import { node } from "../../js/process-editor/fields.js";
import { FindingMarks } from "../../js/process-editor/findings.js";
import { insertionModule } from "../../js/process-editor/insertion.js";
import { menusModule } from "../../js/process-editor/menus.js";
import { Panel } from "../../js/process-editor/panel.js";
import { roomModule } from "../../js/process-editor/room.js";

/** From the last change to its way to the server. */
const rest = 1000;
/** How long to wait again when an edit is still under way. */
const again = 300;
/** How long to wait before an edit that could not be told is told again. */
const patience = 5000;
/** From the last change to what is kept in this browser. */
const soon = 250;

export async function create(element, options, callbacks) {
  const [words] = await Promise.all([
    options.words ? fetch(options.words).then(answer => answer.json()) : {},
    import(options.modeler),
    styled(),
  ]);
  return new Editor(element, options, callbacks, words);
}

class Editor {
  constructor(element, options, callbacks, words) {
    this.element = element;
    this.callbacks = callbacks;
    this.storeKey = options.storeKey;
    this.isReadOnly = options.isReadOnly;
    this.fromServer = [];
    this.changes = 0;
    this.sent = 0;
    this.listeners = new AbortController();
    const place = name => element.querySelector(`[data-place=${name}]`);
    this.places = { drawing: place("drawing"), panel: place("panel"), properties: place("properties"), findings: place("findings"), patterns: place("patterns") };

    const translate = (template, values) => {
      this.asked?.add(template);
      return (words[template] ?? template).replace(/{([^}]+)}/g, (whole, key) => values?.[key] ?? whole);
    };
    this.modeler = new globalThis.BpmnModeler({
      container: this.places.drawing,
      // Its own tool tips and links lead to another product's manual.
      propertiesPanel: { parent: this.places.properties, feelPopupContainer: element, tooltip: {}, getFeelPopupLinks: () => [] },
      moddleExtensions: { baton: batonModdle },
      elementTemplateChooser: false,
      exporter: { name: "Baton", version: "1" },
      bpmnRenderer: { defaultFillColor: "var(--bpmn-fill)", defaultStrokeColor: "var(--bpmn-line)", defaultLabelColor: "var(--bpmn-text)" },
      // Positions stay as they were drawn.
      alignToOrigin: { alignOnSave: false },
      additionalModules: [{ translate: ["value", translate] }, insertionModule, menusModule, roomModule],
    });
    this.t = translate;
    this.panel = new Panel(this.places.panel, this.modeler, options);
    this.marks = new FindingMarks(this.places.findings, this.modeler);
    /** Draws a text anew; what this browser kept of an edit of it wins and is told. */
    this.load = inTurn((stream, storeKey) => this.open(stream, storeKey));
    this.offerPatterns();
    this.listen();
    this.lock();
    if (this.isNarrow()) {
      this.get("palette").close();
    }
  }

  get(name) {
    return this.modeler.get(name);
  }

  async open(stream, storeKey) {
    const text = typeof stream === "string" ? stream : new TextDecoder().decode(await stream.arrayBuffer());
    this.storeKey = storeKey;
    const kept = this.isReadOnly ? null : take(storeKey);
    if (kept !== null && kept !== text && (await this.draw(kept))) {
      this.changes++;
      this.schedule();
      return;
    }
    forget(storeKey);
    if (!(await this.draw(text))) {
      throw new Error(this.fault);
    }
  }

  async draw(text) {
    clearTimeout(this.timer);
    clearTimeout(this.keeping);
    this.changes = this.sent = 0;
    try {
      this.isLoading = true;
      // In attributes a carriage return before a line feed would come back as a blank.
      await this.modeler.importXML(text.replace(/&#(?:13|x0*D);(?=&#(?:10|x0*A);)/gi, ""));
      this.fit();
      this.check();
      this.refresh();
      this.element.dataset.drawn = "";
      return true;
    } catch (error) {
      this.fault = error.message.split("\n")[0];
      return false;
    } finally {
      this.isLoading = false;
    }
  }

  listen() {
    const bus = this.get("eventBus");
    const { signal } = this.listeners;
    bus.on("commandStack.changed", () => {
      this.refresh();
      if (this.isLoading) {
        return;
      }
      this.changes++;
      this.element.dataset.state = "changed";
      this.schedule();
    });
    this.keepUndrawn(bus);
    this.element.addEventListener("click", event => {
      const command = event.target.closest("[data-command]")?.dataset.command;
      if (command) {
        this.command(command);
      }
    }, { signal });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.keep(), { signal });
    addEventListener("pagehide", () => this.keep(), { signal });
    this.resized = new ResizeObserver(() => this.places.drawing.clientWidth > 0 && this.get("canvas").resized());
    this.resized.observe(this.places.drawing);
  }

  /** The modeler writes the shapes that it has drawn; those of other drawings in the same file stay as well. */
  keepUndrawn(bus) {
    let before = [];
    bus.on("saveXML.start", 5000, () => {
      before = (this.modeler.getDefinitions()?.diagrams ?? []).map(({ plane }) => [plane, [...(plane?.get("planeElement") ?? [])]]);
    });
    bus.on("saveXML.start", 1, () => {
      for (const [plane, shapes] of before) {
        const now = plane?.get("planeElement");
        now?.push(...shapes.filter(shape => !now.includes(shape)));
      }
    });
  }

  command(name) {
    const commands = {
      undo: () => this.get("commandStack").undo(),
      redo: () => this.get("commandStack").redo(),
      "zoom-in": () => this.get("zoomScroll").stepZoom(1),
      "zoom-out": () => this.get("zoomScroll").stepZoom(-1),
      fit: () => this.fit(),
      map: () => this.get("minimap").toggle(),
      find: () => this.get("searchPad").toggle(),
      simple: () => this.show("panel"),
      all: () => this.show("properties"),
    };
    commands[name]?.();
  }

  show(which) {
    for (const [name, command] of [["panel", "simple"], ["properties", "all"]]) {
      this.places[name].hidden = name !== which;
      const tab = this.element.querySelector(`[data-command=${command}]`);
      tab?.setAttribute("aria-selected", String(name === which));
    }
  }

  fit() {
    const canvas = this.get("canvas");
    canvas.zoom("fit-viewport", "auto");
    if (canvas.zoom() > 1) {
      canvas.zoom(1, "auto");
    }
    // The palette lies over the left edge.
    const { x, y, width, height } = canvas.viewbox();
    const hidden = this.isReadOnly || this.isNarrow() ? 0 : 130 / canvas.zoom();
    const margin = 20 / canvas.zoom();
    canvas.viewbox({ x: x - hidden - margin, y: y - margin, width: width + hidden + 2 * margin, height: height + 2 * margin });
  }

  isNarrow() {
    return this.places.drawing.clientWidth < 600;
  }

  /** Which buttons can be pressed now. */
  refresh() {
    const stack = this.get("commandStack");
    for (const [name, can] of [["undo", stack.canUndo()], ["redo", stack.canRedo()]]) {
      const button = this.element.querySelector(`[data-command=${name}]`);
      if (button) {
        button.disabled = !can || this.isReadOnly;
      }
    }
  }

  offerPatterns() {
    this.places.patterns?.replaceChildren(
      ...patterns.map(pattern =>
        node(
          "button",
          {
            type: "button",
            class: "menu-item pe-pattern",
            "data-testid": `pe-pattern-${pattern.id}`,
            onclick: () => {
              const selected = this.get("selection").get();
              this.get("patternInsertion").insert(pattern, selected.length === 1 ? selected[0] : null);
            },
          },
          node("span", {}, node("strong", {}, this.t(pattern.label)), node("small", {}, this.t(pattern.description))),
        ),
      ),
    );
  }

  /** A drawing that is only looked at refuses every change, whatever it comes from. */
  lock() {
    this.element.classList.toggle("is-read-only", this.isReadOnly);
    if (!this.isReadOnly) {
      return;
    }
    const bus = this.get("eventBus");
    const first = 100000;
    bus.on(
      ["shape.move.start", "connectionSegment.move.start", "bendpoint.move.start", "resize.start", "connect.start", "create.start", "spaceTool.start", "lasso.start", "element.dblclick"],
      first,
      () => false,
    );
    this.get("commandStack").execute = () => {};
    this.get("keyboard", false)?.unbind();
    this.closed = new MutationObserver(() => {
      for (const field of this.places.properties.querySelectorAll("input, textarea, select, [contenteditable=true]")) {
        if (field.isContentEditable) {
          field.setAttribute("contenteditable", "false");
        } else {
          field.disabled = true;
        }
      }
    });
    this.closed.observe(this.places.properties, { childList: true, subtree: true });
  }

  isUnderWay() {
    return Boolean(this.get("dragging").context() || this.get("directEditing").isActive() || this.places.panel.querySelector("[data-typing]"));
  }

  schedule() {
    clearTimeout(this.timer);
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), soon);
    this.timer = setTimeout(() => this.send(), rest);
  }

  async keep() {
    if (this.changes === this.sent || this.isReadOnly || !this.storeKey) {
      return;
    }
    const text = await this.text();
    keep(this.storeKey, text);
  }

  async send() {
    if (this.isUnderWay()) {
      this.timer = setTimeout(() => this.send(), again);
      return;
    }
    this.check();
    const changes = this.changes;
    if (changes === this.sent) {
      return;
    }
    await this.keep();
    try {
      await this.callbacks.invokeMethodAsync("Edited", changes);
    } catch {
      // The connection is gone: the edit is kept here and told when it comes back, or with the next page.
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), patience);
    }
  }

  async text() {
    return (await this.modeler.saveXML({ format: true })).xml;
  }

  /** The text as it is now; a final one with what is just being typed. */
  async read(isFinal) {
    if (isFinal && !this.isReadOnly) {
      this.get("directEditing").complete();
      for (const field of this.places.panel.querySelectorAll("[data-typing]")) {
        field.dispatchEvent(new Event("change"));
      }
    }
    return new TextEncoder().encode(await this.text());
  }

  /** The server has taken everything up to this change. */
  taken(changes) {
    this.sent = Math.max(this.sent, changes);
    if (this.sent === this.changes) {
      forget(this.storeKey);
      this.element.dataset.state = "taken";
    }
  }

  /** A new revision has a new key; what is not taken yet moves there. */
  async store(storeKey) {
    if (storeKey === this.storeKey) {
      return;
    }
    const before = this.storeKey;
    this.storeKey = storeKey;
    await this.keep();
    forget(before);
  }

  /** What the server says about the text that it has taken. */
  findings(findings) {
    this.fromServer = findings;
    this.check();
  }

  check() {
    const definitions = this.modeler.getDefinitions();
    this.marks.show(definitions ? join(this.fromServer, check(definitions, this.t)) : this.fromServer);
  }

  async dispose() {
    clearTimeout(this.timer);
    clearTimeout(this.keeping);
    this.listeners.abort();
    this.closed?.disconnect();
    this.resized.disconnect();
    await this.keep();
    this.panel.dispose();
    this.modeler.destroy();
  }
}

/** The modeler measures its texts and its frame, so its style sheets must be there first. */
function styled() {
  const pending = [...document.querySelectorAll("link[rel=stylesheet]")].filter(link => link.sheet === null);
  return Promise.all(pending.map(link => new Promise(done => {
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    // One that failed before we listened says nothing more.
    setTimeout(done, 2000);
  })));
}

