// Two of the desk's BPMN canvases that move together. create(element, element, address of the viewer, drawing, clicks) -> { update, show, dispose }.
import { air as margin, open } from "../Canvas/BpmnCanvas.razor.js";

/** Signs beside the colours: not everybody tells those apart. */
const signs = { added: "+", removed: "×", changed: "✎", rerouted: "⇄", moved: "↔" };

export async function create(beforeElement, afterElement, viewerAddress, drawing, clicks) {
  const before = await side(beforeElement, false);
  const after = await side(afterElement, true);
  let isFollowing = false;
  let chosen = [null, null];
  follow(before, after);
  follow(after, before);

  async function side(element, isAfter) {
    const { viewer, load } = await open(element, viewerAddress);
    viewer.on("element.click", event => {
      const target = event.element.labelTarget ?? event.element;
      if (target.parent) {
        clicks.invokeMethodAsync("Click", isAfter, target.id);
      }
    });
    return { element, viewer, load, xml: null, marks: new Map(), canvas: viewer.get("canvas") };
  }

  function follow(leader, follower) {
    leader.viewer.on("canvas.viewbox.changed", ({ viewbox }) => {
      if (isFollowing || follower.xml === null || follower.element.clientWidth === 0) {
        return;
      }
      isFollowing = true;
      follower.canvas.viewbox({ x: viewbox.x, y: viewbox.y, width: viewbox.width, height: viewbox.height });
      isFollowing = false;
    });
  }

  async function load(one, xml, names) {
    if (one.xml === xml) {
      return false;
    }
    one.xml = null;
    one.marks.clear();
    isFollowing = true;
    try {
      await one.load(xml, names);
      one.xml = xml;
    } finally {
      isFollowing = false;
    }
    return true;
  }

  /** Both show the same part of the plane, all of both drawings. */
  function fit() {
    const shown = [before, after].filter(one => one.xml !== null && one.element.clientWidth > 0);
    if (shown.length === 0) {
      return;
    }
    isFollowing = true;
    const boxes = shown.map(one => {
      one.canvas.resized();
      return one.canvas.viewbox().inner;
    });
    const x = Math.min(...boxes.map(box => box.x));
    const y = Math.min(...boxes.map(box => box.y));
    const width = Math.max(...boxes.map(box => box.x + box.width)) - x;
    const height = Math.max(...boxes.map(box => box.y + box.height)) - y;
    const box = { x: x - width * margin, y: y - height * margin, width: width * (1 + 2 * margin), height: height * (1 + 2 * margin) };
    for (const one of shown) {
      one.canvas.viewbox(box);
      one.element.dataset.drawn = "";
    }
    isFollowing = false;
  }

  function mark(one, marks, counts) {
    const registry = one.viewer.get("elementRegistry");
    const overlays = one.viewer.get("overlays");
    for (const [id, kind] of one.marks) {
      if (registry.get(id)) {
        one.canvas.removeMarker(id, "diff-" + kind);
      }
    }
    one.marks.clear();
    overlays.remove({ type: "diff" });
    for (const [id, kind] of Object.entries(marks)) {
      if (!registry.get(id)) {
        continue;
      }
      one.canvas.addMarker(id, "diff-" + kind);
      one.marks.set(id, kind);
      const isLine = registry.get(id).waypoints !== undefined;
      badge(overlays, id, isLine ? { top: -8, left: -8 } : { top: -10, left: -10 }, "diff-badge diff-badge-" + kind, signs[kind] ?? "");
    }
    for (const [id, text] of Object.entries(counts)) {
      if (registry.get(id)) {
        badge(overlays, id, { bottom: 10, right: 14 }, "diff-count", text);
      }
    }
  }

  function badge(overlays, id, position, className, text) {
    const html = document.createElement("span");
    html.className = className;
    html.textContent = text;
    overlays.add(id, "diff", { position, html, show: { minZoom: 0.2 }, scale: false });
  }

  async function update(next) {
    const isNew = [await load(before, next.beforeXml, next.namesBefore), await load(after, next.afterXml, next.namesAfter)].some(Boolean);
    mark(before, next.before, next.counts);
    mark(after, next.after, {});
    if (isNew) {
      fit();
    }
    highlight();
  }

  function highlight() {
    for (const [index, one] of [before, after].entries()) {
      const registry = one.viewer.get("elementRegistry");
      if (one.chosen && registry.get(one.chosen)) {
        one.canvas.removeMarker(one.chosen, "diff-chosen");
      }
      one.chosen = chosen[index] && registry.get(chosen[index]) ? chosen[index] : null;
      if (one.chosen) {
        one.canvas.addMarker(one.chosen, "diff-chosen");
      }
    }
  }

  function show(beforeId, afterId) {
    chosen = [beforeId, afterId];
    highlight();
    const places = [[after, afterId], [before, beforeId]];
    for (const [one, id] of places) {
      const element = id && one.xml !== null && one.element.clientWidth > 0 ? one.viewer.get("elementRegistry").get(id) : null;
      if (element) {
        centre(one, element);
        return;
      }
    }
  }

  function centre(one, element) {
    const view = one.canvas.viewbox();
    const points = element.waypoints ?? [element, { x: element.x + element.width, y: element.y + element.height }];
    const [x, y] = [(points[0].x + points.at(-1).x) / 2, (points[0].y + points.at(-1).y) / 2];
    one.canvas.viewbox({ x: x - view.width / 2, y: y - view.height / 2, width: view.width, height: view.height });
  }

  await update(drawing);
  // Its first call comes with the next frame, so a drawing counts as drawn only when it fits the frame that people see.
  let size = "";
  const resized = new ResizeObserver(() => {
    const now = [before, after].map(one => `${one.element.clientWidth}x${one.element.clientHeight}`).join(" ");
    if (now !== size) {
      size = now;
      fit();
    }
  });
  resized.observe(beforeElement);
  resized.observe(afterElement);

  return {
    update,
    show,
    dispose() {
      resized.disconnect();
      before.viewer.destroy();
      after.viewer.destroy();
    },
  };
}
