// The menus of elements: the desk's own steps first, and nothing that the engine does not execute.
import { blocks } from "./blocks.js";
import { build, is, object } from "./model.js";

/** After everything else has filled and arranged the entries. */
const last = 100;

/** Entries whose elements the engine refuses: an event at a task that waits for nothing (see docs/bpmn.md). */
const refused = /none-boundary-event$/;

function withoutRefused(entries) {
  const kept = {};
  for (const [id, entry] of Object.entries(entries)) {
    if (refused.test(id)) {
      continue;
    }
    if (entry.entries) {
      const inner = withoutRefused(entry.entries);
      if (Object.keys(inner).length) {
        kept[id] = { ...entry, entries: inner };
      }
    } else {
      kept[id] = entry;
    }
  }
  return kept;
}

class BatonMenus {
  constructor(popupMenu, blockShapes, translate, autoPlace, create, mouse, commandStack, selection) {
    Object.assign(this, { blockShapes, translate, autoPlace, creation: create, mouse, commandStack, selection });
    this.actions = {
      append: (block, target) => this.append(block, target),
      create: block => this.create(block),
      replace: (block, target) => this.replace(block, target),
    };
    commandStack.registerHandler("baton.replace", ReplaceByBlock);
    for (const [menu, entry] of [["bpmn-append", "append"], ["bpmn-create", "create"], ["bpmn-replace", "replace"]]) {
      popupMenu.registerProvider(menu, last, {
        getPopupMenuEntries: target => entries => ({ ...this.own(entry, target), ...withoutRefused(entries) }),
        getPopupMenuHeaderEntries: () => entries => withoutRefused(entries),
      });
    }
  }

  own(way, target) {
    if (way === "replace" && !is(target, "bpmn:Task") && !is(target, "bpmn:CallActivity")) {
      return {};
    }
    const entries = {};
    for (const block of blocks) {
      if (way === "replace" && !/Task$|CallActivity$/.test(block.element.$type)) {
        continue;
      }
      entries[`${way}-baton-${block.id}`] = {
        label: this.translate(block.label),
        description: this.translate(block.description),
        className: block.icon,
        search: [block.id, block.label],
        group: { id: "baton", name: this.translate("Steps of the desk") },
        rank: 10,
        action: this.actions[way](block, target),
      };
    }
    return entries;
  }

  append(block, target) {
    const start = event => this.creation.start(event, this.blockShapes.shape(block.element), { source: target });
    return {
      click: () => this.autoPlace.append(target, this.blockShapes.shape(block.element)),
      dragstart: start,
    };
  }

  create(block) {
    return event => this.creation.start(event instanceof KeyboardEvent ? this.mouse.getLastMoveEvent() : event, this.blockShapes.shape(block.element));
  }

  replace(block, target) {
    return () => {
      const context = { target, block };
      this.commandStack.execute("baton.replace", context);
      this.selection.select(context.replaced);
    };
  }
}

BatonMenus.$inject = ["popupMenu", "blockShapes", "translate", "autoPlace", "create", "mouse", "commandStack", "selection"];

/** Turns a task into that of a block; its name stays where it has one. */
class ReplaceByBlock {
  constructor(bpmnReplace, modeling, bpmnFactory, translate) {
    Object.assign(this, { bpmnReplace, modeling, bpmnFactory, translate });
  }

  preExecute(context) {
    const { target, block } = context;
    const { $type, name, ...properties } = block.element;
    const named = object(target).name || this.translate(name);
    const replaced = object(target).$type === $type ? target : this.bpmnReplace.replaceElement(target, { type: $type });
    this.modeling.updateProperties(replaced, {
      extensionElements: undefined,
      loopCharacteristics: undefined,
      ...Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, build(this.bpmnFactory, value)])),
      name: named,
    });
    context.replaced = replaced;
  }
}

ReplaceByBlock.$inject = ["bpmnReplace", "modeling", "bpmnFactory", "translate"];

export const menusModule = {
  __init__: ["batonMenus"],
  batonMenus: ["type", BatonMenus],
};
