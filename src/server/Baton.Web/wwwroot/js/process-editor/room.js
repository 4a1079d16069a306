// A step that is dropped on an arrow gets the room that it needs: what follows moves on, so that nothing lies over anything.
import { is } from "./model.js";

const gap = 50;

/** Before the modeler puts the step between: it finds the arrow long enough, and the step in the middle of it. */
const early = 5000;

class RoomOnFlow {
  constructor(eventBus, modeling, spaceTool, elementRegistry) {
    Object.assign(this, { modeling, spaceTool, elementRegistry });
    eventBus.on("commandStack.elements.create.preExecute", early, ({ context }) => {
      const { parent, elements } = context;
      if (is(parent, "bpmn:SequenceFlow") && elements.length === 1 && leadsRight(parent)) {
        context.position = this.make(parent, elements[0]);
      }
    });
  }

  /** The middle of the arrow once there is room on it. */
  make(flow, shape) {
    const { source, target } = flow;
    const end = source.x + source.width;
    const missing = shape.width + 2 * gap - (target.x - end);
    if (missing > 0) {
      const all = this.elementRegistry.filter(element => element.parent === source.parent);
      const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(all, "x", missing, end);
      this.spaceTool.makeSpace(movingShapes, resizingShapes, { x: missing, y: 0 }, "e", end);
    }
    return { x: Math.round((end + target.x) / 2), y: flow.waypoints[0].y };
  }
}

/** An arrow with bends, or one that leads down or back, has its room elsewhere. */
function leadsRight({ source, target, waypoints }) {
  const [from, to] = waypoints;
  return waypoints.length === 2 && Math.abs(from.y - to.y) < 1 && source.x + source.width <= target.x && source.parent === target.parent;
}

RoomOnFlow.$inject = ["eventBus", "modeling", "spaceTool", "elementRegistry"];

export const roomModule = {
  __init__: ["roomOnFlow"],
  roomOnFlow: ["type", RoomOnFlow],
};
