// What the engine does, on the desk's BPMN canvas: numbers at elements, heat, tokens that are dragged.
// create(element, address of the viewer, drawing, listener, may be dragged) -> { update, mark, dispose }.
import { create as createDrawing, markers } from "../Canvas/BpmnCanvas.razor.js";

/** Badges stand out of the drawing. */
const margin = 0.06;

/** What of a drawing can be a place for a token. */
const noPlace = /^bpmn:(Process|Collaboration|Participant|Lane|SequenceFlow|MessageFlow|Association|TextAnnotation|Group|DataObject.*|DataStore.*|DataInput|DataOutput|StartEvent|BoundaryEvent)$/;

export async function create(element, viewerAddress, drawing, listener, mayDrag) {
  const canvas = await createDrawing(element, viewerAddress, drawing, margin);
  const viewer = canvas.viewer;
  lay(drawing);

  async function update(next) {
    await canvas.update(next);
    lay(next);
  }

  function lay(next) {
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

  return {
    update,
    mark,
    dispose: canvas.dispose,
  };
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
