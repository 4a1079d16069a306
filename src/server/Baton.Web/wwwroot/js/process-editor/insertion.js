// Puts blocks and patterns into the drawing, each as one command that one undo takes away.
import { build, is, isAny, object } from "./model.js";

const gap = 70;

function within(element, parent) {
  return element.parent === parent || (element.parent ? within(element.parent, parent) : false);
}

/** How far a pattern reaches from the middle of its first node. */
function extent(pattern) {
  const free = pattern.nodes.filter(node => !node.on);
  const xs = free.map(node => node.at[0]);
  const ys = free.map(node => node.at[1]);
  return {
    left: Math.min(...xs) - 60,
    right: Math.max(...xs) + (pattern.next ? 160 : 60),
    top: Math.min(...ys) - 50,
    bottom: Math.max(...ys) + 50,
  };
}

/** The only way on from the source, which from now on leads on from the pattern. */
function onlyWayOn(source) {
  const ways = source.outgoing.filter(one => is(one, "bpmn:SequenceFlow"));
  const [way] = ways;
  return ways.length === 1 && !is(source, "bpmn:Gateway") && !object(way).conditionExpression ? way : null;
}

class Insertion {
  constructor(bpmnFactory, elementFactory, modeling, translate, bpmnjs, elementRegistry, spaceTool) {
    Object.assign(this, { bpmnFactory, elementFactory, modeling, translate, bpmnjs, elementRegistry, spaceTool });
  }

  /** A shape for the element of a block, not yet in the drawing. */
  shape(data) {
    const { error, ...element } = data;
    const businessObject = build(this.bpmnFactory, { ...element, name: element.name && this.translate(element.name) });
    return this.elementFactory.createShape({ type: element.$type, businessObject, ...(is(businessObject, "bpmn:SubProcess") && { isExpanded: true }) });
  }

  preExecute(context) {
    const { pattern, source, follow, parent, middle } = context;
    const shapes = {};
    if (follow) {
      this.makeRoom(source, parent, pattern);
    }
    for (const node of pattern.nodes) {
      const shape = this.shape(node.element);
      const host = node.on && shapes[node.on];
      const at = host
        ? { x: host.x + host.width / 2 + node.at[0], y: host.y + host.height / 2 + node.at[1] }
        : { x: middle.x + node.at[0], y: middle.y + node.at[1] };
      shapes[node.key] = host
        ? this.modeling.createShape(shape, at, host, { attach: true })
        : this.modeling.createShape(shape, at, parent);
      if (node.element.error) {
        this.waitForError(shapes[node.key], node.element.error);
      }
    }
    for (const flow of pattern.flows) {
      const connection = this.connect(shapes[flow.from], shapes[flow.to], flow);
      if (flow.way) {
        this.modeling.updateWaypoints(connection, flow.way.map(([x, y]) => ({ x: middle.x + x, y: middle.y + y })));
      }
    }
    context.shapes = shapes;
    const exit = shapes[pattern.exit];
    if (source) {
      this.modeling.connect(source, shapes[pattern.entry], { type: "bpmn:SequenceFlow" });
    }
    if (follow) {
      const target = follow.target;
      this.modeling.removeConnection(follow);
      this.connect(exit, target, pattern.next ?? {});
    } else if (pattern.next) {
      this.leadOn(context, exit, pattern, parent);
    }
  }

  /** What stands right of the source moves on, so that the pattern lies in its row. */
  makeRoom(source, parent, pattern) {
    const { left, right } = extent(pattern);
    const from = source.x + source.width + 10;
    const delta = right - left + gap;
    const all = [parent, ...this.elementRegistry.filter(element => within(element, parent))];
    const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(all, "x", delta, from);
    this.spaceTool.makeSpace(movingShapes, resizingShapes, { x: delta, y: 0 }, "e", from);
  }

  /** The way on, with its condition, needs somewhere to lead: an end that can be drawn over. */
  leadOn(context, exit, pattern, parent) {
    const end = this.shape({ $type: "bpmn:EndEvent", name: pattern.next.name });
    const placed = this.modeling.createShape(end, { x: exit.x + exit.width + 110, y: exit.y + exit.height / 2 }, parent);
    context.shapes.next = placed;
    this.connect(exit, placed, pattern.next);
  }

  connect(from, to, { name, conditionExpression, isDefault }) {
    const connection = this.modeling.connect(from, to, { type: "bpmn:SequenceFlow" });
    const properties = {};
    if (name) {
      properties.name = this.translate(name);
    }
    if (conditionExpression) {
      properties.conditionExpression = build(this.bpmnFactory, conditionExpression);
    }
    if (Object.keys(properties).length) {
      this.modeling.updateProperties(connection, properties);
    }
    if (isDefault) {
      this.modeling.updateProperties(from, { default: object(connection) });
    }
    return connection;
  }

  waitForError(shape, wanted) {
    const definitions = this.bpmnjs.getDefinitions();
    let error = definitions.rootElements.find(one => is(one, "bpmn:Error") && one.errorCode === wanted.errorCode);
    if (!error) {
      error = build(this.bpmnFactory, { $type: "bpmn:Error", ...wanted, name: this.translate(wanted.name) });
      error.$parent = definitions;
      this.modeling.updateModdleProperties(shape, definitions, { rootElements: [...definitions.rootElements, error] });
    }
    this.modeling.updateModdleProperties(shape, object(shape).eventDefinitions[0], { errorRef: error });
  }
}

Insertion.$inject = ["bpmnFactory", "elementFactory", "modeling", "translate", "bpmnjs", "elementRegistry", "spaceTool"];

/** The service `patternInsertion`: insert(pattern, selected element or null). */
class PatternInsertion {
  constructor(commandStack, canvas, elementRegistry, selection) {
    Object.assign(this, { commandStack, canvas, elementRegistry, selection });
    commandStack.registerHandler("baton.insert", Insertion);
  }

  insert(pattern, selected) {
    const source = isAny(selected, ["bpmn:FlowNode"]) && !isAny(selected, ["bpmn:EndEvent"]) && selected.parent ? selected : null;
    const parent = source?.parent ?? this.home();
    const follow = source && onlyWayOn(source);
    const context = { pattern, source, follow, parent, middle: this.place(pattern, source, follow) };
    this.commandStack.execute("baton.insert", context);
    this.selection.select(Object.values(context.shapes));
    return context.shapes;
  }

  /** Where flow nodes may lie: the plane that is seen, or the first pool on it. */
  home() {
    const root = this.canvas.getRootElement();
    return is(root, "bpmn:Collaboration") ? root.children.find(child => is(child, "bpmn:Participant") && object(child).processRef) ?? root : root;
  }

  /** The middle of the first node: right of the source, else so that the pattern stands in the middle of what is seen; moved down where it would cover something. */
  place(pattern, source, follow) {
    const { left, right, top, bottom } = extent(pattern);
    const view = this.canvas.viewbox();
    const middle = source
      ? { x: source.x + source.width + gap - left - 10, y: source.y + source.height / 2 }
      : { x: view.x + view.width / 2 - (left + right) / 2, y: view.y + view.height / 2 - (top + bottom) / 2 };
    middle.x = Math.round(middle.x / 10) * 10;
    middle.y = Math.round(middle.y / 10) * 10;
    if (follow) {
      return middle;
    }
    const others = this.elementRegistry.filter(
      element => element !== source && !element.waypoints && element.parent && isAny(element, ["bpmn:FlowNode", "bpmn:Artifact"]) && element.type !== "label"
        && element !== source?.parent,
    );
    const covers = () => others.some(
      other => other.x < middle.x + right && other.x + other.width > middle.x + left && other.y < middle.y + bottom && other.y + other.height > middle.y + top,
    );
    for (let tries = 0; tries < 60 && covers(); tries++) {
      middle.y += 40;
    }
    return middle;
  }
}

PatternInsertion.$inject = ["commandStack", "canvas", "elementRegistry", "selection"];

/** Makes shapes of blocks for palettes and menus. */
class BlockShapes extends Insertion {}

BlockShapes.$inject = Insertion.$inject;

export const insertionModule = {
  __init__: ["patternInsertion"],
  patternInsertion: ["type", PatternInsertion],
  blockShapes: ["type", BlockShapes],
};
