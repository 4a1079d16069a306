// The drawing of a run on the desk's BPMN canvas: tokens with their number, and tokens that travel. create(element, address of the viewer, drawing) ->
// { update, dispose }.
import { create as createDrawing } from "../Canvas/BpmnCanvas.razor.js";

/** How long a token is on one flow, and on all flows of a step together at most, in milliseconds. */
const onOneFlow = 420;
const together = 3000;

export async function create(element, viewerAddress, drawing) {
  const canvas = await createDrawing(element, viewerAddress, drawing.model);
  const viewer = canvas.viewer;
  let turn = 0;
  let travelled = drawing.step;
  stand(drawing.tokens);

  function stand(tokens) {
    const overlays = viewer.get("overlays");
    const registry = viewer.get("elementRegistry");
    overlays.remove({ type: "token" });
    for (const [id, count] of Object.entries(tokens)) {
      if (registry.get(id)) {
        const html = document.createElement("span");
        html.className = "sandbox-token";
        html.textContent = String(count);
        html.setAttribute("aria-hidden", "true");
        overlays.add(id, "token", { position: { top: -12, right: 14 }, html });
      }
    }
  }

  async function update(next) {
    const mine = ++turn;
    // Whoever changes the text while tokens travel sees the new drawing at once.
    const moves = next.step > travelled ? next.travelled : [];
    travelled = next.step;
    if (moves.length > 0 && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
      viewer.get("overlays").remove({ type: "token" });
      await travel(moves, () => mine === turn);
    }
    if (mine === turn) {
      await canvas.update(next.model);
      stand(next.tokens);
      element.dataset.step = String(next.step);
    }
  }

  async function travel(flows, isWanted) {
    const layer = viewer.get("canvas").getLayer("sandbox-tokens", 50);
    const registry = viewer.get("elementRegistry");
    const time = Math.min(onOneFlow, together / flows.length);
    for (const id of flows) {
      const points = registry.get(id)?.waypoints;
      if (points && isWanted()) {
        await walk(layer, points, time, isWanted);
      }
    }
  }

  element.dataset.step = String(drawing.step);
  return {
    update,
    dispose() {
      turn++;
      canvas.dispose();
    },
  };
}

/** Moves a dot along the points; gives up when nobody wants to see it any more. */
function walk(layer, points, time, isWanted) {
  const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  dot.setAttribute("r", "7");
  dot.setAttribute("class", "sandbox-dot");
  layer.appendChild(dot);
  const lengths = points.slice(1).map((point, index) => Math.hypot(point.x - points[index].x, point.y - points[index].y));
  const whole = lengths.reduce((sum, length) => sum + length, 0) || 1;
  return new Promise(done => {
    let began = null;
    function frame(now) {
      began ??= now;
      const share = Math.min(1, (now - began) / time);
      let left = share * whole;
      let index = 0;
      while (index < lengths.length - 1 && left > lengths[index]) {
        left -= lengths[index++];
      }
      const part = lengths[index] ? left / lengths[index] : 1;
      dot.setAttribute("cx", points[index].x + (points[index + 1].x - points[index].x) * part);
      dot.setAttribute("cy", points[index].y + (points[index + 1].y - points[index].y) * part);
      if (share < 1 && isWanted()) {
        requestAnimationFrame(frame);
      } else {
        dot.remove();
        done();
      }
    }
    requestAnimationFrame(frame);
    // A page in the background gets no frames; it must not wait for them.
    setTimeout(() => { dot.remove(); done(); }, time + 500);
  });
}
