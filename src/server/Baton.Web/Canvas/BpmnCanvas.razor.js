// The one place that knows bpmn-js. create(element, address of the viewer, drawing) -> { update, dispose }.
/** Air around the drawing, as a share of its size. */
const margin = 0.04;

const colours = {
  bpmnRenderer: {
    defaultFillColor: "var(--bpmn-fill)",
    defaultStrokeColor: "var(--bpmn-line)",
    defaultLabelColor: "var(--bpmn-text)",
  },
};

export async function create(element, viewerAddress, drawing) {
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
    mark(viewer, next);
  }

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
    // For drawings that lay more over this one.
    viewer,
    update,
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

function mark(viewer, drawing) {
  const canvas = viewer.get("canvas");
  const registry = viewer.get("elementRegistry");
  const states = [["is-visited", new Set(drawing.visited)], ["is-active", new Set(drawing.active)]];
  registry.forEach(element => {
    for (const [marker, ids] of states) {
      if (ids.has(element.id) !== canvas.hasMarker(element, marker)) {
        canvas.toggleMarker(element, marker);
      }
    }
  });
}
