// The one place that knows the viewer of bpmn-js.
// create(element, address of the viewer, drawing, share of air) -> { viewer, update, dispose }, for one drawing that fits its frame.
// open(element, address of the viewer) -> { viewer, load }, for those who place drawings themselves.
/** Air around the drawing, as a share of its size. */
export const air = 0.04;

const colours = {
  bpmnRenderer: {
    defaultFillColor: "var(--bpmn-fill)",
    defaultStrokeColor: "var(--bpmn-line)",
    defaultLabelColor: "var(--bpmn-text)",
  },
};

export async function open(element, viewerAddress) {
  await import(viewerAddress);
  await styled();
  let called = {};
  const viewer = new globalThis.BpmnNavigatedViewer({ container: element, ...colours });
  viewer.on("import.parse.complete", event => rename(event.definitions, called));
  return {
    viewer,
    /** Names by the ids of elements stand where the file has others. */
    load(xml, names) {
      called = names ?? {};
      return viewer.importXML(xml);
    },
  };
}

export async function create(element, viewerAddress, drawing, margin = air) {
  const { viewer, load } = await open(element, viewerAddress);
  let xml = null;

  async function update(next) {
    if (next.xml !== xml) {
      xml = next.xml;
      await load(xml, next.names);
      fit();
    }
    markers(viewer, [["is-visited", next.visited], ["is-active", next.active]]);
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

/** Gives each marker, of [marker, ids], to the elements that are to have it, and takes it from all others. */
export function markers(viewer, states) {
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
