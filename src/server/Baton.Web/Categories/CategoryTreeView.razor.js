// Keys and dragging in the category tree; one node at a time can be reached by Tab, the others by the arrows.
// create(element, callbacks) -> { refresh, dispose }; callbacks: Toggle(code), Rename(code), Drop(code, target, where).
const pause = 700;

export function create(element, callbacks) {
  const nodes = () => [...element.querySelectorAll("[role=treeitem]")];
  const level = node => Number(node.dataset.level);
  let [dragged, over, opening] = [null, null, 0];

  // The server never writes which node Tab reaches, so that drawing anew does not move it.
  const reach = node => {
    for (const one of nodes()) {
      const wanted = one === node ? 0 : -1;
      if (one.tabIndex !== wanted) {
        one.tabIndex = wanted;
      }
    }
  };

  const refresh = () => {
    const all = nodes();
    const reached = all.filter(one => one.tabIndex === 0);
    if (reached.length !== 1) {
      reach(all.find(one => one.getAttribute("aria-selected") === "true") ?? all[0]);
    }
  };

  const go = node => {
    if (node) {
      reach(node);
      node.focus();
      node.scrollIntoView({ block: "nearest" });
    }
  };

  const pressed = event => {
    const node = event.target.closest("[role=treeitem]");
    if (!node || event.target !== node || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const all = nodes();
    const at = all.indexOf(node);
    const expanded = node.getAttribute("aria-expanded");
    switch (event.key) {
      case "ArrowDown":
        go(all[at + 1]);
        break;
      case "ArrowUp":
        go(all[at - 1]);
        break;
      case "Home":
        go(all[0]);
        break;
      case "End":
        go(all.at(-1));
        break;
      case "ArrowRight":
        if (expanded === "false") {
          callbacks.invokeMethodAsync("Toggle", node.dataset.code);
        } else if (expanded === "true") {
          go(all[at + 1]);
        }
        break;
      case "ArrowLeft":
        if (expanded === "true") {
          callbacks.invokeMethodAsync("Toggle", node.dataset.code);
        } else {
          go(all.slice(0, at).findLast(one => level(one) < level(node)));
        }
        break;
      case "Enter":
      case " ":
        node.click();
        break;
      case "F2":
        callbacks.invokeMethodAsync("Rename", node.dataset.code);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const focused = event => {
    const node = event.target.closest("[role=treeitem]");
    if (node) {
      reach(node);
    }
  };

  const unmark = () => {
    clearTimeout(opening);
    over?.removeAttribute("data-drop");
    over = null;
  };

  const end = () => {
    unmark();
    dragged = null;
    element.removeAttribute("data-dragging");
  };

  const start = event => {
    const node = event.target.closest?.("[role=treeitem]");
    if (!node) {
      return;
    }
    dragged = node.dataset.code;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged);
    element.setAttribute("data-dragging", "");
  };

  const place = (node, event) => {
    const box = node.getBoundingClientRect();
    const part = (event.clientY - box.top) / box.height;
    return part < 0.25 ? "before" : part > 0.75 ? "after" : "into";
  };

  const above = event => event.target.closest?.("[role=treeitem], [data-drop-top]");

  const moved = event => {
    const node = dragged === null ? null : above(event);
    if (!node || node.dataset.code === dragged) {
      unmark();
      return;
    }
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    if (node !== over) {
      unmark();
      over = node;
      // Who waits above a closed node wants to see what is below it.
      if (node.getAttribute("aria-expanded") === "false") {
        opening = setTimeout(() => callbacks.invokeMethodAsync("Toggle", node.dataset.code), pause);
      }
    }
    node.setAttribute("data-drop", node.dataset.code ? place(node, event) : "into");
  };

  const dropped = event => {
    const node = dragged === null ? null : above(event);
    const code = dragged;
    if (node && node.dataset.code !== code) {
      event.preventDefault();
      callbacks.invokeMethodAsync("Drop", code, node.dataset.code ?? null, node.dataset.code ? place(node, event) : "into");
    }
    end();
  };

  const listeners = { keydown: pressed, focusin: focused, dragstart: start, dragover: moved, drop: dropped, dragend: end };
  for (const [name, listener] of Object.entries(listeners)) {
    element.addEventListener(name, listener);
  }
  refresh();

  return {
    refresh,
    dispose() {
      end();
      for (const [name, listener] of Object.entries(listeners)) {
        element.removeEventListener(name, listener);
      }
    },
  };
}
