// Reading and changing what stands in the model, by commands that can be undone.

/** The business object behind a shape, a connection or a label. */
export const object = element => element?.businessObject ?? element;

export const is = (element, type) => Boolean(object(element)?.$instanceOf?.(type));

export const isAny = (element, types) => types.some(type => is(element, type));

/** The extension element of a type, or undefined. */
export const extension = (element, type) => object(element)?.extensionElements?.values?.find(value => is(value, type));

/** Makes model elements out of plain data: { $type, ...properties }, where properties may hold such data again. */
export function build(factory, data) {
  if (Array.isArray(data)) {
    return data.map(one => build(factory, one));
  }
  if (!data?.$type) {
    return data;
  }
  const properties = {};
  for (const [name, value] of Object.entries(data)) {
    if (name !== "$type" && value !== undefined && value !== null) {
      properties[name] = build(factory, value);
    }
  }
  const made = factory.create(data.$type, properties);
  for (const value of Object.values(properties)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child?.$type) {
        child.$parent = made;
      }
    }
  }
  return made;
}

/** What changes a model: each method is one step of undo. */
export class Changes {
  constructor(modeler) {
    this.modeling = modeler.get("modeling");
    this.factory = modeler.get("bpmnFactory");
  }

  set(element, properties) {
    this.modeling.updateProperties(element, properties);
  }

  setInside(element, inner, properties) {
    this.modeling.updateModdleProperties(element, inner, properties);
  }

  /** Puts the extension element of a type there with these properties, changes the one that is there, or takes it away (null). */
  setExtension(element, type, properties) {
    const owner = object(element);
    const present = extension(element, type);
    const values = owner.extensionElements?.values ?? [];
    if (properties === null) {
      if (present) {
        this.setInside(element, owner.extensionElements, { values: values.filter(value => value !== present) });
      }
    } else if (present) {
      this.setInside(element, present, build(this.factory, { ...properties }));
    } else {
      const added = build(this.factory, { $type: type, ...properties });
      if (owner.extensionElements) {
        added.$parent = owner.extensionElements;
        this.setInside(element, owner.extensionElements, { values: [...values, added] });
      } else {
        this.set(element, { extensionElements: build(this.factory, { $type: "bpmn:ExtensionElements", values: [added] }) });
      }
    }
  }

  /** Sets one header of a task; an empty value takes it away. */
  setHeader(element, key, value) {
    const headers = extension(element, "zeebe:TaskHeaders")?.values ?? [];
    const others = headers.filter(header => header.key !== key).map(header => ({ $type: "zeebe:Header", key: header.key, value: header.value }));
    const at = headers.findIndex(header => header.key === key);
    if (value) {
      others.splice(at < 0 ? others.length : at, 0, { $type: "zeebe:Header", key, value });
    }
    this.setExtension(element, "zeebe:TaskHeaders", others.length ? { values: build(this.factory, others) } : null);
  }
}

export const header = (element, key) => extension(element, "zeebe:TaskHeaders")?.values?.find(one => one.key === key)?.value ?? "";

/** All flow elements of a definition, those inside sub-processes as well. */
export function flowElements(definitions) {
  const all = [];
  const visit = container => {
    for (const one of container.flowElements ?? []) {
      all.push(one);
      visit(one);
    }
  };
  for (const root of definitions?.rootElements ?? []) {
    visit(root);
  }
  return all;
}

/**
 * What the buttons of steps may have decided: { steps, variable, value, id, condition, isVote } each, with the names of the steps that have the button. Where several had the step, their answers lie in a list
 * and the majority counts.
 */
export function outcomes(definitions) {
  const found = new Map();
  for (const one of flowElements(definitions)) {
    const actions = extension(one, "baton:Actions");
    if (!actions?.resultVariable) {
      continue;
    }
    const answers = extension(one.loopCharacteristics, "zeebe:LoopCharacteristics")?.outputCollection;
    if (one.loopCharacteristics && !answers) {
      continue;
    }
    const variable = answers ?? actions.resultVariable;
    for (const { id, value } of actions.actions ?? []) {
      const said = JSON.stringify(value ?? "");
      const condition = answers ? majority(answers, said) : `=${variable} = ${said}`;
      const steps = [...(found.get(condition)?.steps ?? []), one.name || one.id];
      found.set(condition, { steps, variable, value, id, condition, isVote: Boolean(answers) });
    }
  }
  return [...found.values()];
}

/** More than half of those who answered said so. */
export const majority = (answers, said) => `=count(${answers}[item = ${said}]) * 2 > count(${answers}[item != null])`;
