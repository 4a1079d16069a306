// Figures on the desk's BPMN canvas. create(element, address of the viewer, drawing) -> { update, dispose }.
import { create as createDrawing } from "../Canvas/BpmnCanvas.razor.js";

const hottest = 5;

export async function create(element, viewerAddress, drawing) {
  const canvas = await createDrawing(element, viewerAddress, drawing);
  mark(canvas.viewer, drawing);
  return {
    async update(next) {
      await canvas.update(next);
      mark(canvas.viewer, next);
    },
    dispose: canvas.dispose,
  };
}

function mark(viewer, drawing) {
  const canvas = viewer.get("canvas");
  const overlays = viewer.get("overlays");
  const registry = viewer.get("elementRegistry");
  const heat = new Map(drawing.marks.map(one => [one.id, one]));
  const chosen = new Set(drawing.chosen);
  overlays.clear();
  registry.forEach(element => {
    if (element.type === "label") {
      return;
    }
    const figure = heat.get(element.id);
    for (let level = 0; level <= hottest; level++) {
      put(canvas, element, `heat-${level}`, figure?.heat === level);
    }
    put(canvas, element, "is-chosen", chosen.has(element.id));
    put(canvas, element, "is-beside", chosen.size > 0 && !chosen.has(element.id) && element !== canvas.getRootElement());
    if (figure?.text) {
      overlays.add(element.id, { position: place(element), html: badge(figure, drawing.names[element.id], Boolean(element.waypoints)) });
    }
  });
}

function put(canvas, element, marker, wanted) {
  if (canvas.hasMarker(element, marker) !== wanted) {
    canvas.toggleMarker(element, marker);
  }
}

/** On the upper edge of an element; in the middle of an arrow, whose overlays count from the corner of its frame. */
function place(element) {
  if (!element.waypoints) {
    return { top: -10, left: element.width / 2 };
  }
  const left = Math.min(...element.waypoints.map(point => point.x));
  const top = Math.min(...element.waypoints.map(point => point.y));
  const middle = half(element.waypoints);
  return { top: middle.y - top, left: middle.x - left };
}

/** The point half way along a line. */
function half(points) {
  const lengths = points.slice(1).map((point, at) => Math.hypot(point.x - points[at].x, point.y - points[at].y));
  let left = lengths.reduce((sum, one) => sum + one, 0) / 2;
  for (const [at, length] of lengths.entries()) {
    if (left <= length && length > 0) {
      const share = left / length;
      return { x: points[at].x + (points[at + 1].x - points[at].x) * share, y: points[at].y + (points[at + 1].y - points[at].y) * share };
    }
    left -= length;
  }
  return points[0];
}

function badge(figure, name, isOnArrow) {
  const element = document.createElement(figure.address ? "a" : "span");
  element.className = isOnArrow ? "flow-badge flow-badge-arrow" : "flow-badge";
  element.textContent = figure.text;
  if (figure.address) {
    element.href = figure.address;
    element.setAttribute("aria-label", name ? `${name}: ${figure.text}` : figure.text);
  }
  return element;
}
