// Draws with bpmn-js what the engine does: numbers at elements, heat, tokens that are dragged.
// create(element, address of the viewer, drawing, listener, may be dragged) -> { update, mark, dispose }.
/** Air around the drawing, as a share of its size. */
const margin = 0.06;

const colours = {
  bpmnRenderer: {
    defaultFillColor: "var(--bpmn-fill)",
    defaultStrokeColor: "var(--bpmn-line)",
    defaultLabelColor: "var(--bpmn-text)",
  },
};

/** What of a drawing can be a place for a token. */
const noPlace = /^bpmn:(Process|Collaboration|Participant|Lane|SequenceFlow|MessageFlow|Association|TextAnnotation|Group|DataObject.*|DataStore.*|DataInput|DataOutput|StartEvent|BoundaryEvent)$/;

export async function create(element, viewerAddress, drawing, listener, mayDrag) {
  await import(viewerAddress);
  let names = drawing.names;
  const viewer = new globalThis.BpmnNavigatedViewer({ container: element, ...colours });
  viewer.on("import.parse.complete", event => rename(event.definitions, names));
  let xml = null;

  async function update(next) {
    names = next.names;
    if (next.xml !== xml) {
      xml = next.xml;
      await viewer.importXML(xml);
      fit();
    }
    mark(next);
    heat(viewer, next.heat ?? []);
    badges(next.badges ?? []);
  }

  function mark(next) {
    markers(viewer, [["is-visited", next.visited], ["is-active", next.active], ["is-stopped", next.stopped]]);
  }

  function badges(list) {
    const overlays = viewer.get("overlays");
    overlays.remove({ type: "engine-badge" });
    const registry = viewer.get("elementRegistry");
    const taken = new Map();
    for (const badge of list) {
      const shape = registry.get(badge.element);
      if (!shape || shape.waypoints) {
        continue;
      }
      const row = taken.get(badge.element) ?? document.createElement("div");
      if (!taken.has(badge.element)) {
        row.className = "engine-badges";
        taken.set(badge.element, row);
        overlays.add(badge.element, "engine-badge", { position: { bottom: 10, left: -8 }, html: row, scale: { min: 0.85, max: 1.2 } });
      }
      row.append(badge.address ? link(badge) : token(badge));
    }
  }

  function token(badge) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "engine-badge engine-badge-token";
    button.dataset.testid = "token-" + badge.element;
    button.textContent = badge.text;
    button.title = badge.label;
    button.setAttribute("aria-label", badge.label);
    button.addEventListener("click", () => listener.invokeMethodAsync("Choose", badge.element));
    if (mayDrag) {
      drag(button, badge.element);
    }
    return button;
  }

  function drag(button, from) {
    button.addEventListener("pointerdown", start => {
      start.stopPropagation();
      let ghost = null;
      let target = null;
      button.setPointerCapture(start.pointerId);

      function move(event) {
        if (!ghost && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < 6) {
          return;
        }
        if (!ghost) {
          ghost = button.cloneNode(true);
          ghost.removeAttribute("data-testid");
          ghost.classList.add("engine-badge-ghost");
          document.body.append(ghost);
        }
        ghost.style.left = event.clientX + "px";
        ghost.style.top = event.clientY + "px";
        const next = place(event, from);
        if (next !== target) {
          target = next;
          markers(viewer, [["is-target", target ? [target] : []]]);
        }
      }

      function end(event) {
        button.removeEventListener("pointermove", move);
        button.removeEventListener("pointerup", end);
        button.removeEventListener("pointercancel", end);
        markers(viewer, [["is-target", []]]);
        if (ghost) {
          ghost.remove();
          // The click that follows a drag is none.
          const swallow = click => click.stopImmediatePropagation();
          button.addEventListener("click", swallow, { capture: true });
          setTimeout(() => button.removeEventListener("click", swallow, { capture: true }), 60);
        }
        if (event.type === "pointerup" && target) {
          listener.invokeMethodAsync("Drop", from, target);
        }
      }

      button.addEventListener("pointermove", move);
      button.addEventListener("pointerup", end);
      button.addEventListener("pointercancel", end);
    });
  }

  /** The element below the pointer on which a token may stand. */
  function place(event, from) {
    for (const hit of document.elementsFromPoint(event.clientX, event.clientY)) {
      const id = hit.closest?.(".djs-element")?.dataset.elementId;
      const shape = id && element.contains(hit) ? viewer.get("elementRegistry").get(id) : null;
      if (shape && !shape.waypoints && !shape.labelTarget && id !== from && !noPlace.test(shape.type)) {
        return id;
      }
    }
    return null;
  }

  viewer.on("element.click", event => {
    const shape = event.element;
    if (shape.parent && !shape.waypoints) {
      listener?.invokeMethodAsync("Choose", (shape.labelTarget ?? shape).id);
    }
  });

  function fit() {
    const canvas = viewer.get("canvas");
    canvas.zoom("fit-viewport", "auto");
    const { x, y, width, height } = canvas.viewbox();
    canvas.viewbox({ x: x - width * margin, y: y - height * margin, width: width * (1 + 2 * margin), height: height * (1 + 2 * margin) });
  }

  const resized = new ResizeObserver(() => {
    if (xml && element.clientWidth > 0) {
      viewer.get("canvas").resized();
      fit();
      element.dataset.drawn = "";
    }
  });
  await styled();
  await update(drawing);
  // Its first call comes with the next frame, so a drawing counts as drawn only when it fits the frame that people see.
  resized.observe(element);

  return {
    update,
    mark,
    dispose() {
      resized.disconnect();
      viewer.destroy();
    },
  };
}

/** The viewer measures its texts and its frame, so its style sheet must be there first. */
function styled() {
  const pending = [...document.querySelectorAll("link[rel=stylesheet]")].filter(link => link.sheet === null);
  return Promise.all(pending.map(link => new Promise(done => {
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    // One that failed before we listened says nothing more.
    setTimeout(done, 2000);
  })));
}

function rename(definitions, names) {
  const visit = element => {
    if (names[element.id]) {
      element.name = names[element.id];
    }
    for (const child of element.flowElements ?? []) {
      visit(child);
    }
  };
  for (const root of definitions?.rootElements ?? []) {
    visit(root);
  }
}

function markers(viewer, states) {
  const canvas = viewer.get("canvas");
  const sets = states.map(([marker, ids]) => [marker, new Set(ids ?? [])]);
  viewer.get("elementRegistry").forEach(element => {
    for (const [marker, ids] of sets) {
      if (ids.has(element.id) !== canvas.hasMarker(element, marker)) {
        canvas.toggleMarker(element, marker);
      }
    }
  });
}

function heat(viewer, list) {
  const levels = [1, 2, 3, 4, 5].map(level => ["heat-" + level, list.filter(one => one.level === level).map(one => one.element)]);
  markers(viewer, levels);
  const overlays = viewer.get("overlays");
  overlays.remove({ type: "engine-heat" });
  const registry = viewer.get("elementRegistry");
  for (const one of list) {
    const shape = registry.get(one.element);
    // Beside a gateway or an event there is no room for words; the table has them.
    if (!shape || shape.waypoints || shape.width < 80) {
      continue;
    }
    const words = document.createElement("span");
    words.className = "engine-heat";
    words.textContent = one.text;
    overlays.add(one.element, "engine-heat", { position: { top: -20, left: 0 }, html: words, scale: { min: 0.85, max: 1.2 } });
  }
}

function link(badge) {
  const anchor = document.createElement("a");
  anchor.className = "engine-badge engine-badge-" + badge.kind;
  anchor.href = badge.address;
  anchor.dataset.testid = `badge-${badge.kind}-${badge.element}`;
  anchor.textContent = badge.text;
  anchor.title = badge.label;
  anchor.setAttribute("aria-label", badge.label);
  return anchor;
}
