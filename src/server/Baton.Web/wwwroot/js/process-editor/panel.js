// The panel for people who write no expressions: what an element is about, by lists in their own language.
import { choice, node, readDuration, several, span, text, tick } from "./fields.js";
import { Changes, extension, header, is, isAny, object, outcomes } from "./model.js";

const list = value => value.split(",").map(one => one.trim()).filter(Boolean);
const isExpression = value => (value ?? "").startsWith("=");
/** The texts of a FEEL list of plain texts; null for any other expression. */
function feelList(value) {
  const inner = /^=\s*\[(.*)\]\s*$/s.exec(value ?? "")?.[1];
  if (inner === undefined) {
    return null;
  }
  const items = inner.trim() === "" ? [] : inner.split(",").map(one => one.trim());
  return items.every(one => /^"[^"\\]*"$/.test(one)) ? items.map(one => one.slice(1, -1)) : null;
}
const writeList = values => `=[${values.map(one => JSON.stringify(one)).join(", ")}]`;

export class Panel {
  constructor(place, modeler, { palette, isReadOnly }) {
    this.place = place;
    this.modeler = modeler;
    this.palette = palette;
    this.isReadOnly = isReadOnly;
    this.t = modeler.get("translate");
    this.changes = new Changes(modeler);
    this.selection = modeler.get("selection");
    this.canvas = modeler.get("canvas");
    this.shown = undefined;
    const bus = modeler.get("eventBus");
    bus.on(["selection.changed", "commandStack.changed", "import.done", "root.set"], () => this.schedule());
  }

  /** At most one drawing of the panel a frame, whatever many commands changed. */
  schedule() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.show();
    });
  }

  dispose() {
    cancelAnimationFrame(this.waiting);
  }

  element() {
    const selected = this.selection.get();
    return selected.length === 1 ? selected[0].labelTarget ?? selected[0] : selected.length === 0 ? this.canvas.getRootElement() : null;
  }

  show() {
    const element = this.element();
    const focused = this.place.contains(document.activeElement) ? document.activeElement : null;
    // What is being typed and was not taken yet is not drawn over; the change that takes it draws anew.
    if (focused && element === this.shown && focused.dataset.typing !== undefined) {
      return;
    }
    const at = focused?.dataset.testid;
    const [start, end] = focused && "selectionStart" in focused && focused.type !== "number" && focused.type !== "checkbox" ? [focused.selectionStart, focused.selectionEnd] : [];
    this.shown = element;
    this.place.replaceChildren(...this.parts(element));
    if (at && element) {
      const again = this.place.querySelector(`[data-testid="${CSS.escape(at)}"]`);
      again?.focus({ preventScroll: true });
      if (start !== null && start !== undefined && again?.setSelectionRange) {
        again.setSelectionRange(start, end);
      }
    }
  }

  parts(element) {
    const { t } = this;
    if (!element) {
      return [node("p", { class: "hint" }, t("Several elements are selected. Select one to see what it is about."))];
    }
    const of = object(element);
    if (!of?.$instanceOf) {
      return [];
    }
    const parts = [this.head(element), ...this.general(element)];
    if (is(of, "bpmn:UserTask")) {
      parts.push(...this.work(element));
    }
    if (isAny(of, ["bpmn:ServiceTask", "bpmn:SendTask"])) {
      parts.push(...this.job(element));
    }
    if (is(of, "bpmn:BusinessRuleTask")) {
      parts.push(...this.decision(element));
    }
    if (is(of, "bpmn:CallActivity")) {
      parts.push(...this.call(element));
    }
    if (is(of, "bpmn:SequenceFlow")) {
      parts.push(...this.flow(element));
    }
    if (isAny(of, ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway"])) {
      parts.push(...this.ways(of));
    }
    if (is(of, "bpmn:Event")) {
      parts.push(...this.timer(element));
    }
    if (isAny(of, ["bpmn:Activity", "bpmn:IntermediateCatchEvent", "bpmn:EndEvent"])) {
      parts.push(this.status(element));
    }
    return parts.filter(Boolean);
  }

  head(element) {
    const of = object(element);
    return node("p", { class: "pe-kind" }, this.t(kind(of)), " ", node("span", { class: "faint mono" }, of.id ?? ""));
  }

  group(title, ...fields) {
    return node("section", { class: "pe-group" }, node("h3", {}, title), ...fields);
  }

  options(testId, more = {}) {
    return { testId: `pe-${testId}`, isReadOnly: this.isReadOnly, ...more };
  }

  general(element) {
    const { t, changes } = this;
    const of = object(element);
    const process = is(of, "bpmn:Participant") ? of.processRef : null;
    const owner = process ?? of;
    const documentation = owner.documentation?.[0]?.text ?? "";
    const isNamed = "name" in (of.$descriptor?.propertiesByName ?? {}) && !is(of, "bpmn:TextAnnotation");
    return [
      isNamed &&
        text(t("Name"), of.name, value => changes.set(element, { name: value || undefined }), this.options("name", { hint: this.nameHint(of) })),
      is(of, "bpmn:TextAnnotation") && text(t("Text"), of.text, value => changes.set(element, { text: value }), this.options("text", { isLong: true })),
      text(
        t("What it is for"),
        documentation,
        value =>
          changes.setInside(element, owner, {
            documentation: value ? [changes.factory.create("bpmn:Documentation", { text: value })] : [],
          }),
        this.options("documentation", { isLong: true }),
      ),
    ];
  }

  nameHint(of) {
    if (is(of, "bpmn:ExclusiveGateway") || is(of, "bpmn:InclusiveGateway")) {
      return this.t("Best a question, such as: Approved?");
    }
    return undefined;
  }

  work(element) {
    const { t, changes, palette } = this;
    const of = object(element);
    const assignment = extension(of, "zeebe:AssignmentDefinition");
    const assignee = assignment?.assignee ?? "";
    const groups = assignment?.candidateGroups ?? "";
    const assign = properties => {
      const next = {
        assignee: assignment?.assignee,
        candidateGroups: assignment?.candidateGroups,
        candidateUsers: assignment?.candidateUsers,
        ...properties,
      };
      const isEmpty = !next.assignee && !next.candidateGroups && !next.candidateUsers;
      changes.setExtension(element, "zeebe:AssignmentDefinition", isEmpty ? null : next);
    };
    const groupChoices = this.groups();
    const loop = extension(of.loopCharacteristics, "zeebe:LoopCharacteristics");
    const isOfEach = loop && groups === `=[${loop.inputElement}]`;
    const who = [];
    if (isOfEach) {
      const inOrder = of.loopCharacteristics.isSequential;
      const chosen = feelList(loop.inputCollection);
      const give = value => changes.setInside(element, loop, { inputCollection: value });
      who.push(
        chosen
          ? several(
              inOrder ? t("Who gets it, one after the other") : t("Who handles it together"),
              chosen,
              groupChoices,
              values => give(writeList(values)),
              this.options("together", { add: t("Add a role or department"), remove: t("Remove"), empty: t("Nobody yet") }),
            )
          : text(t("Who handles it (expression)"), loop.inputCollection, give, this.options("together-expression", { isCode: true })),
      );
      const share = /count\((\w+)\[item = "([^"]+)"\]\) \* 100 >= (\d+) \* numberOfInstances/.exec(of.loopCharacteristics.completionCondition?.body ?? "");
      if (share) {
        who.push(
          choice(
            t("Enough when so many have approved"),
            share[3],
            ["1", "25", "34", "50", "51", "67", "75", "100"].map(value => ({ value, name: value === "1" ? t("One of them") : value === "100" ? t("All of them") : `${value} %` })),
            value =>
              changes.setInside(element, of.loopCharacteristics, {
                completionCondition: changes.factory.create("bpmn:FormalExpression", {
                  body: `=count(${share[1]}[item = "${share[2]}"]) * 100 >= ${value} * numberOfInstances`,
                }),
              }),
            this.options("share"),
          ),
        );
      }
    } else if (isExpression(groups)) {
      who.push(
        text(t("Roles and departments (expression)"), groups, value => assign({ candidateGroups: value || undefined }), this.options("groups-expression", { isCode: true })),
      );
    } else {
      who.push(
        several(
          t("Roles and departments"),
          list(groups),
          groupChoices,
          values => assign({ candidateGroups: values.join(",") || undefined }),
          this.options("groups", {
            add: t("Add a role or department"),
            remove: t("Remove"),
            empty: assignee ? "" : t("Nobody yet: choose who may take the task"),
          }),
        ),
      );
    }
    const fixed = [{ value: "=openedBy", name: t("Whoever opened the case") }];
    const known = fixed.some(one => one.value === assignee);
    who.push(
      isExpression(assignee) && !known
        ? text(t("Person (expression)"), assignee, value => assign({ assignee: value || undefined }), this.options("assignee-expression", { isCode: true }))
        : choice(
            t("Goes straight to a person"),
            assignee,
            [...fixed, ...palette.people.map(one => ({ ...one, group: t("People") }))],
            value => assign({ assignee: value || undefined }),
            this.options("assignee", { none: t("No, somebody takes it") }),
          ),
    );
    const form = extension(of, "zeebe:FormDefinition");
    const schedule = extension(of, "zeebe:TaskSchedule");
    const due = schedule?.dueDate ?? "";
    const within = /^=\s*now\(\)\s*\+\s*duration\("([^"]+)"\)$/.exec(due)?.[1] ?? "";
    const setDue = value =>
      changes.setExtension(element, "zeebe:TaskSchedule", value || schedule?.followUpDate ? { dueDate: value || undefined, followUpDate: schedule?.followUpDate } : null);
    const priority = extension(of, "zeebe:PriorityDefinition")?.priority ?? "";
    return [
      this.group(t("Who does it"), ...who),
      this.group(
        t("What is filled in"),
        choice(
          t("Form"),
          form?.formId ?? "",
          palette.forms,
          value => changes.setExtension(element, "zeebe:FormDefinition", value ? { formId: value } : null),
          this.options("form", { none: t("No form") }),
        ),
      ),
      this.buttons(element),
      this.group(
        t("By when"),
        due && !readDuration(within)
          ? text(t("Due (expression)"), due, setDue, this.options("due-expression", { isCode: true }))
          : span(t("Due within"), within, value => setDue(value && `=now() + duration("${value}")`), t, this.options("due")),
        isExpression(priority)
          ? text(t("Priority"), priority, value => changes.setExtension(element, "zeebe:PriorityDefinition", value ? { priority: value } : null), this.options("priority", { isCode: true }))
          : choice(
              t("Priority"),
              priority,
              [["20", t("Low")], ["50", t("Ordinary")], ["70", t("High")], ["80", t("Very high")]].map(([value, name]) => ({ value, name })),
              value => changes.setExtension(element, "zeebe:PriorityDefinition", value ? { priority: value } : null),
              this.options("priority", { none: t("As usual") }),
            ),
        this.watched(of),
      ),
    ];
  }

  groups() {
    const { t, palette } = this;
    return palette.groups.map(one => ({ ...one, group: one.isDepartment ? t("Departments") : t("Roles") }));
  }

  /** The policies that watch this step, as they stand on the page of time limits. */
  watched(of) {
    const { t, palette } = this;
    const process = processOf(of);
    const types = palette.processes.find(one => one.value === process?.id)?.caseTypes ?? [];
    const limits = palette.limits.filter(
      limit => (!limit.step || limit.step === of.id) && (limit.caseTypes.length === 0 || limit.caseTypes.some(type => types.includes(type))),
    );
    return node(
      "div",
      { class: "field", "data-testid": "pe-limits" },
      node("span", { class: "label" }, t("Time limits that watch this step")),
      limits.length
        ? node("ul", { class: "pe-lines" }, limits.map(limit => node("li", {}, node("a", { href: `/admin/time-limits/${encodeURIComponent(limit.code)}`, target: "_blank" }, limit.name))))
        : node("p", { class: "hint" }, t("None. A time limit names the step by its id: {id}", { id: of.id })),
    );
  }

  buttons(element) {
    const { t, changes, palette } = this;
    const actions = extension(element, "baton:Actions");
    const rows = actions?.actions ?? [];
    const write = (next, variable = actions?.resultVariable ?? "outcome") =>
      changes.setExtension(
        element,
        "baton:Actions",
        next.length ? { resultVariable: variable, actions: next.map(one => changes.factory.create("baton:Action", plain(one))) } : null,
      );
    const nameOf = id => palette.actions.find(one => one.value === id)?.name ?? id;
    const shown = rows.map((row, index) =>
      node(
        "li",
        { class: "pe-action", "data-testid": "pe-action" },
        node("strong", {}, nameOf(row.id)),
        tick(t("Main button"), Boolean(row.primary), on => write(rows.map((one, at) => ({ ...plain(one), primary: (at === index ? on : on ? false : one.primary) || undefined }))), this.options(`action-primary-${index}`)),
        tick(t("Asks for a reason"), Boolean(row.requiresOpinion), on => write(rows.map((one, at) => (at === index ? { ...plain(one), requiresOpinion: on || undefined } : plain(one)))), this.options(`action-opinion-${index}`)),
        !this.isReadOnly &&
          node("button", { type: "button", class: "button button-quiet button-small", onclick: () => write(rows.filter(one => one !== row).map(plain)) }, t("Remove")),
      ),
    );
    const free = palette.actions.filter(one => !rows.some(row => row.id === one.value));
    return this.group(
      t("Buttons"),
      rows.length ? node("ul", { class: "pe-lines" }, shown) : node("p", { class: "hint" }, t("One button: done. Add buttons where the person decides which way it goes.")),
      !this.isReadOnly &&
        choice(
          t("Add a button"),
          "",
          free,
          value => value && write([...rows.map(plain), { id: value, value, primary: rows.length === 0 || undefined }]),
          this.options("action-add", { none: t("Choose") }),
        ),
      rows.length > 0 &&
        text(t("Keep the choice as"), actions.resultVariable, value => write(rows.map(plain), value), this.options("result-variable", { isCode: true, hint: t("Conditions of flows ask for this name.") })),
    );
  }

  job(element) {
    const { t, changes } = this;
    const type = extension(element, "zeebe:TaskDefinition")?.type ?? "";
    const kinds = [
      { value: "baton.message", name: t("Send a message") },
      { value: "baton.fax", name: t("Send a fax") },
      { value: "baton.care", name: t("Open cases of customer care") },
      { value: "baton.http", name: t("Call another system") },
    ];
    const parts = [
      this.group(
        t("What it does"),
        choice(
          t("Work"),
          type,
          kinds,
          value => changes.setExtension(element, "zeebe:TaskDefinition", value ? { type: value } : null),
          this.options("job", { none: t("Choose"), hint: type && !kinds.some(one => one.value === type) ? t("A worker of your own takes jobs of this type.") : undefined }),
        ),
      ),
    ];
    if (type === "baton.message") {
      parts.push(this.message(element));
    } else if (type === "baton.fax") {
      parts.push(
        this.group(
          t("Fax"),
          choice(
            t("When it leaves"),
            header(element, "schedule"),
            [{ value: "round", name: t("With the next round") }, { value: "now", name: t("At once") }],
            value => changes.setHeader(element, "schedule", value),
            this.options("fax-schedule"),
          ),
        ),
      );
    } else if (type === "baton.http") {
      parts.push(...this.http(element));
    } else if (type === "baton.care") {
      parts.push(
        this.group(
          t("Customer care"),
          choice(t("Type of case"), header(element, "caseType"), this.palette.caseTypes, value => changes.setHeader(element, "caseType", value), this.options("care-type", { none: t("Choose") })),
          choice(
            t("Department"),
            header(element, "department"),
            this.palette.groups.filter(one => one.isDepartment).map(one => ({ value: one.value.replace(/^department:/, ""), name: one.name })),
            value => changes.setHeader(element, "department", value),
            this.options("care-department", { none: t("Choose") }),
          ),
        ),
      );
    }
    return parts;
  }

  message(element) {
    const { t, changes, palette } = this;
    const people = [
      ...palette.receivers.map(one => ({ ...one, group: t("By their part in the case") })),
      ...palette.groups.filter(one => !one.isDepartment).map(one => ({ value: `role:${one.value}`, name: one.name, group: t("Roles") })),
      ...palette.groups.filter(one => one.isDepartment).map(one => ({ value: one.value, name: one.name, group: t("Departments") })),
      ...palette.people.map(one => ({ value: `user:${one.value}`, name: one.name, group: t("People") })),
    ];
    const receivers = (key, label) => {
      const value = header(element, key);
      return isExpression(value)
        ? text(label, value, next => changes.setHeader(element, key, next), this.options(`message-${key}-expression`, { isCode: true }))
        : several(label, list(value), people, values => changes.setHeader(element, key, values.join(",")), this.options(`message-${key}`, { add: t("Add a receiver"), remove: t("Remove") }));
    };
    const channels = list(header(element, "channels") || "mail");
    return this.group(
      t("Message"),
      choice(t("Template"), header(element, "template"), palette.templates, value => changes.setHeader(element, "template", value), this.options("message-template", { none: t("Choose") })),
      receivers("to", t("To")),
      receivers("cc", t("Copy to")),
      receivers("bcc", t("Hidden copy to")),
      node(
        "fieldset",
        { class: "pe-ticks" },
        node("legend", { class: "label" }, t("By which way")),
        ...palette.channels.map(one =>
          tick(
            one.name,
            channels.includes(one.value),
            on => {
              const next = palette.channels.map(any => any.value).filter(value => (value === one.value ? on : channels.includes(value)));
              changes.setHeader(element, "channels", next.join(","));
            },
            this.options(`message-channel-${one.value}`),
          ),
        ),
      ),
      tick(t("Wait until it has arrived"), header(element, "wait") === "delivered", on => changes.setHeader(element, "wait", on ? "delivered" : ""), this.options("message-wait")),
    );
  }

  http(element) {
    const { t, changes, palette } = this;
    const of = key => header(element, key);
    const set = key => value => changes.setHeader(element, key, value.trim());
    const method = of("method") || "GET";
    const hasBody = !["GET", "HEAD"].includes(method) || Boolean(of("body"));
    const definition = extension(element, "zeebe:TaskDefinition");
    const formula = (key, label, hint) => text(label, of(key), set(key), this.options(`http-${key}`, { isCode: true, isLong: true, hint }));
    return [
      this.group(
        t("Which system"),
        choice(t("Connection"), of("connection"), palette.connections, set("connection"), this.options("http-connection", { none: t("None: a whole address"), hint: t("Administrators keep connections and their secrets.") })),
        of("connection") || of("path")
          ? text(t("Path"), of("path"), set("path"), this.options("http-path", { isCode: true, hint: t('For instance /orders, or ="/orders/" + orderNumber') }))
          : undefined,
        !of("connection") || of("url")
          ? text(t("Address"), of("url"), set("url"), this.options("http-url", { isCode: true, hint: t("Put no secrets in it; use a connection for those.") }))
          : undefined,
      ),
      this.group(
        t("What is sent"),
        choice(t("Method"), method, ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].map(value => ({ value, name: value })), set("method"), this.options("http-method")),
        formula("query", t("Parameters of the address"), t('For instance ={"number": caseNumber}')),
        formula("headers", t("Headers"), t('For instance ={"X-Source": "desk"}')),
        hasBody &&
          choice(
            t("Kind of body"),
            of("bodyType") || "json",
            [{ value: "json", name: "JSON" }, { value: "form", name: t("Form fields") }, { value: "text", name: t("Plain text") }],
            value => changes.setHeader(element, "bodyType", value === "json" ? "" : value),
            this.options("http-bodyType"),
          ),
        hasBody && formula("body", t("Body"), t('For instance ={"number": caseNumber}')),
      ),
      this.group(
        t("What comes back"),
        text(t("Good statuses"), of("expected"), set("expected"), this.options("http-expected", { isCode: true, placeholder: "200-299", hint: t("All others are failures. 5xx, 408, 425 and 429 are tried again.") })),
        text(t("Keep the answer as"), of("resultVariable"), set("resultVariable"), this.options("http-resultVariable", { isCode: true, hint: t("It holds status, headers and body.") })),
        formula("resultExpression", t("Variables from the answer"), t('For instance ={"price": response.body.price}')),
        formula("errorExpression", t("When it is an error"), t('For instance =if response.status = 409 then {"code": "TAKEN"} else null. An error event on the border catches it.')),
      ),
      this.group(
        t("When it does not answer"),
        text(t("Seconds to wait at most"), of("timeout"), set("timeout"), this.options("http-timeout", { isCode: true, hint: t("1 to 60") })),
        text(t("Attempts"), definition?.retries ?? "", value => changes.setExtension(element, "zeebe:TaskDefinition", { type: "baton.http", retries: value.trim() || undefined }), this.options("http-retries", { isCode: true, placeholder: "3" })),
        text(t("Pause between attempts"), of("retryBackoff"), set("retryBackoff"), this.options("http-retryBackoff", { isCode: true, placeholder: "PT10S" })),
      ),
    ];
  }

  decision(element) {
    const { t, changes, palette } = this;
    const called = extension(element, "zeebe:CalledDecision");
    const write = properties => changes.setExtension(element, "zeebe:CalledDecision", { decisionId: called?.decisionId ?? "", resultVariable: called?.resultVariable ?? "decided", ...properties });
    return [
      this.group(
        t("Decision"),
        isExpression(called?.decisionId)
          ? text(t("Decision (expression)"), called.decisionId, value => write({ decisionId: value }), this.options("decision-expression", { isCode: true }))
          : choice(t("Table"), called?.decisionId ?? "", palette.decisions, value => write({ decisionId: value }), this.options("decision", { none: t("Choose") })),
        text(t("Keep the answer as"), called?.resultVariable, value => write({ resultVariable: value }), this.options("decision-variable", { isCode: true, hint: t("Conditions of flows ask for this name.") })),
      ),
    ];
  }

  call(element) {
    const { t, changes, palette } = this;
    const called = extension(element, "zeebe:CalledElement");
    const write = value => changes.setExtension(element, "zeebe:CalledElement", called ? { processId: value } : { processId: value, propagateAllChildVariables: false });
    return [
      this.group(
        t("Other process"),
        isExpression(called?.processId)
          ? text(t("Process (expression)"), called.processId, write, this.options("process-expression", { isCode: true }))
          : choice(t("Process"), called?.processId ?? "", palette.processes, write, this.options("process", { none: t("Choose") })),
      ),
    ];
  }

  /** All ways out of a gateway, with the condition of each. */
  ways(of) {
    const registry = this.modeler.get("elementRegistry");
    const ways = (of.outgoing ?? []).map(way => registry.get(way.id)).filter(Boolean);
    return ways.length < 2 ? [] : ways.flatMap((way, index) => this.flow(way, `-${index}`, this.nameOfWay(object(way))));
  }

  nameOfWay(way) {
    return `→ ${way.name || way.targetRef?.name || way.targetRef?.id}`;
  }

  flow(element, suffix = "", title = this.t("When the process goes this way")) {
    const { t, changes } = this;
    const of = object(element);
    const source = of.sourceRef;
    const isChoice = isAny(source, ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway", "bpmn:ComplexGateway"]);
    const siblings = source?.outgoing ?? [];
    if (!isChoice || siblings.length < 2) {
      return [node("p", { class: "hint" }, t("The process always goes this way."))];
    }
    const body = of.conditionExpression?.body ?? "";
    const isDefault = source.default === of;
    const set = next => changes.set(element, { conditionExpression: next ? changes.factory.create("bpmn:FormalExpression", { body: next }) : undefined });
    const makeDefault = on => changes.set(this.modeler.get("elementRegistry").get(source.id), { default: on ? of : undefined });
    const nameOf = id => this.palette.actions.find(one => one.value === id)?.name ?? id;
    const choices = outcomes(this.modeler.getDefinitions()).map(one => ({
      value: one.condition,
      name: one.isVote ? t("{variable}: most chose {action}", { variable: one.steps.join(" / "), action: nameOf(one.id) }) : `${one.steps.join(" / ")}: ${nameOf(one.id)}`,
      group: t("A button was pressed"),
    }));
    const known = choices.find(one => squeezed(one.value) === squeezed(body))?.value;
    const current = isDefault ? "default" : known ?? (body ? "expression" : "");
    return [
      this.group(
        title,
        choice(
          t("Condition"),
          current,
          [{ value: "default", name: t("When no other way fits") }, ...choices, { value: "expression", name: t("An expression of your own") }],
          value => {
            if (value === "default") {
              makeDefault(true);
              return;
            }
            if (isDefault) {
              makeDefault(false);
            }
            set(value === "expression" ? body || "=true" : value);
          },
          this.options(`condition${suffix}`, { none: t("Choose") }),
        ),
        current === "expression" &&
          text(t("Expression"), body, set, this.options(`condition-expression${suffix}`, { isCode: true, isLong: true, hint: t('For instance: =amount > 1000 and tier = "gold"') })),
      ),
    ];
  }

  timer(element) {
    const { t, changes } = this;
    const definition = object(element).eventDefinitions?.find(one => is(one, "bpmn:TimerEventDefinition"));
    if (!definition) {
      return [];
    }
    const kinds = [["timeDuration", t("After a time")], ["timeDate", t("At a date")], ["timeCycle", t("Again and again")]];
    const current = kinds.find(([name]) => definition[name])?.[0] ?? "timeDuration";
    const body = definition[current]?.body ?? "";
    const write = (name, value) =>
      changes.setInside(element, definition, {
        timeDuration: undefined,
        timeDate: undefined,
        timeCycle: undefined,
        [name]: changes.factory.create("bpmn:FormalExpression", { body: value }),
      });
    return [
      this.group(
        t("Time"),
        choice(
          t("When"),
          current,
          kinds.map(([value, name]) => ({ value, name })),
          value => write(value, value === "timeDuration" ? "P1D" : value === "timeCycle" ? "0 0 9 * * MON" : "2030-01-01T09:00:00+08:00"),
          this.options("timer-kind"),
        ),
        current === "timeDuration" && (readDuration(body) || !body)
          ? span(t("How long"), body, value => value && write(current, value), t, this.options("timer"))
          : text(
              t("Value"),
              body,
              value => write(current, value),
              this.options("timer-value", { isCode: true, hint: current === "timeCycle" ? t("For instance R/PT1H, or as a cron line: 0 0 9 * * MON") : undefined }),
            ),
      ),
    ];
  }

  status(element) {
    const { t, changes, palette } = this;
    return this.group(
      t("State of the case"),
      choice(
        t("From here on the case is"),
        extension(element, "baton:Status")?.value ?? "",
        palette.statuses,
        value => changes.setExtension(element, "baton:Status", value ? { value } : null),
        this.options("status", { none: t("As before") }),
      ),
    );
  }
}

/** Blanks make no difference between two conditions. */
const squeezed = text => text.replace(/\s+/g, "");

const plain = action => ({
  id: action.id,
  value: action.value,
  primary: action.primary || undefined,
  requiresOpinion: action.requiresOpinion || undefined,
  requiredFields: action.requiredFields,
});

function processOf(of) {
  let one = of;
  while (one && !is(one, "bpmn:Process")) {
    one = one.$parent;
  }
  return one;
}

const kinds = {
  "bpmn:Process": "Process",
  "bpmn:Collaboration": "Collaboration",
  "bpmn:Participant": "Pool",
  "bpmn:Lane": "Lane",
  "bpmn:SequenceFlow": "Flow",
  "bpmn:UserTask": "User task",
  "bpmn:ServiceTask": "Service task",
  "bpmn:SendTask": "Send task",
  "bpmn:ReceiveTask": "Receive task",
  "bpmn:ManualTask": "Manual task",
  "bpmn:BusinessRuleTask": "Business rule task",
  "bpmn:ScriptTask": "Script task",
  "bpmn:Task": "Task",
  "bpmn:CallActivity": "Call activity",
  "bpmn:SubProcess": "Sub-process",
  "bpmn:StartEvent": "Start event",
  "bpmn:EndEvent": "End event",
  "bpmn:BoundaryEvent": "Boundary event",
  "bpmn:IntermediateCatchEvent": "Intermediate catch event",
  "bpmn:IntermediateThrowEvent": "Intermediate throw event",
  "bpmn:ExclusiveGateway": "Exclusive gateway",
  "bpmn:ParallelGateway": "Parallel gateway",
  "bpmn:InclusiveGateway": "Inclusive gateway",
  "bpmn:EventBasedGateway": "Event-based gateway",
  "bpmn:TextAnnotation": "Text annotation",
};

const kind = of => kinds[of.$type] ?? "Element";
