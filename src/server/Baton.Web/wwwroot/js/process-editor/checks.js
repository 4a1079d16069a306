// What can be said at once about a drawing, before the server has read it.
import { extension, flowElements, header, is, isAny } from "./model.js";

const places = ["bpmn:Process", "bpmn:SubProcess"];

/** Findings of the simple kind: { isError, elementId, message }. */
export function check(definitions, t) {
  const findings = [];
  const say = (isError, element, message) => findings.push({ isError, elementId: element.id, message: t(message, { name: element.name || element.id }) });
  for (const root of definitions?.rootElements ?? []) {
    if (is(root, "bpmn:Process")) {
      checkScope(root, say);
    }
  }
  for (const element of flowElements(definitions)) {
    if (isAny(element, places)) {
      checkScope(element, say);
    }
    if (is(element, "bpmn:FlowNode")) {
      checkConnections(element, say);
      checkName(element, say);
    }
    checkContent(element, say);
  }
  return findings;
}

function checkScope(scope, say) {
  const nodes = (scope.flowElements ?? []).filter(one => is(one, "bpmn:FlowNode"));
  if (nodes.length === 0 || is(scope, "bpmn:AdHocSubProcess")) {
    return;
  }
  if (!nodes.some(one => is(one, "bpmn:StartEvent"))) {
    say(true, scope, "There is no start event. Put one before the first step.");
  }
  if (!nodes.some(one => is(one, "bpmn:EndEvent"))) {
    say(false, scope, "There is no end event. Put one behind the last step.");
  }
}

function checkConnections(element, say) {
  if (is(element, "bpmn:SubProcess") && element.triggeredByEvent || element.isForCompensation || is(element.$parent, "bpmn:AdHocSubProcess")) {
    return;
  }
  const isLink = element.eventDefinitions?.some(one => is(one, "bpmn:LinkEventDefinition"));
  const isCompensation = element.eventDefinitions?.some(one => is(one, "bpmn:CompensateEventDefinition"));
  if (!isAny(element, ["bpmn:StartEvent", "bpmn:BoundaryEvent"]) && !element.incoming?.length && !(isLink && is(element, "bpmn:CatchEvent"))) {
    say(false, element, "Nothing leads to “{name}”. Draw an arrow to it.");
  }
  if (!is(element, "bpmn:EndEvent") && !element.outgoing?.length && !(isLink && is(element, "bpmn:ThrowEvent")) && !isCompensation) {
    say(false, element, "Nothing follows “{name}”. Draw an arrow from it, or end the process there.");
  }
}

function checkName(element, say) {
  const isChoice = isAny(element, ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway"]) && (element.outgoing?.length ?? 0) > 1;
  if (!element.name?.trim() && (is(element, "bpmn:Activity") || isChoice)) {
    say(false, element, "“{name}” has no name. People read it in their work lists.");
  }
}

function checkContent(element, say) {
  if (is(element, "bpmn:SequenceFlow")) {
    const source = element.sourceRef;
    const isChoice = isAny(source, ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway"]) && source.outgoing.length > 1;
    if (isChoice && source.default !== element && !element.conditionExpression) {
      say(true, element, "Nothing says when the process goes this way. Choose a condition, or make it the way for all other cases.");
    }
  } else if (is(element, "bpmn:UserTask")) {
    const assignment = extension(element, "zeebe:AssignmentDefinition");
    const loop = extension(element.loopCharacteristics, "zeebe:LoopCharacteristics");
    if (extension(element, "zeebe:UserTask") && !assignment?.assignee && !assignment?.candidateGroups && !assignment?.candidateUsers) {
      say(false, element, "Nobody can take “{name}”. Choose a role, a department or a person.");
    } else if (loop && /^=\s*\[\s*\]$/.test(loop.inputCollection ?? "")) {
      say(false, element, "Nobody gets “{name}”: the list of roles and departments is empty.");
    }
  } else if (is(element, "bpmn:BusinessRuleTask")) {
    if (!extension(element, "zeebe:CalledDecision")?.decisionId && !extension(element, "zeebe:TaskDefinition")) {
      say(true, element, "“{name}” names no decision. Choose a table.");
    }
  } else if (is(element, "bpmn:CallActivity")) {
    if (!extension(element, "zeebe:CalledElement")?.processId) {
      say(true, element, "“{name}” names no process. Choose one.");
    }
  } else if (isAny(element, ["bpmn:ServiceTask", "bpmn:SendTask"])) {
    const type = extension(element, "zeebe:TaskDefinition")?.type;
    if (!type) {
      say(true, element, "Nothing says what “{name}” does. Choose its work.");
    } else if (type === "baton.message") {
      if (!header(element, "template")) {
        say(true, element, "The message of “{name}” has no template. Choose one.");
      }
      if (!["to", "cc", "bcc"].some(key => header(element, key))) {
        say(true, element, "The message of “{name}” has no receiver. Add one.");
      }
    } else if (type === "baton.http") {
      if (!header(element, "connection") && !header(element, "url")) {
        say(true, element, "Nothing says which system “{name}” calls. Choose a connection, or enter an address.");
      }
    }
  }
}

/** Those of the server, and those of the browser about elements of which the server says nothing as grave. */
export function join(fromServer, atOnce) {
  const said = new Set(fromServer.map(one => `${one.elementId}|${one.isError}`));
  return [...fromServer, ...atOnce.filter(one => !said.has(`${one.elementId}|${one.isError}`))].sort((a, b) => Number(b.isError) - Number(a.isError));
}

