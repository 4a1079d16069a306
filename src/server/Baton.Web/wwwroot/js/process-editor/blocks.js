// Steps that the desk knows, and whole patterns of them, as plain data. What comes out equals what the shipped packs write by hand.
import { majority } from "./model.js";

const extensions = (...values) => ({ $type: "bpmn:ExtensionElements", values: values.filter(Boolean) });
const mapping = (inputs, outputs) => ({
  $type: "zeebe:IoMapping",
  inputParameters: Object.entries(inputs).map(([target, source]) => ({ $type: "zeebe:Input", source, target })),
  outputParameters: Object.entries(outputs).map(([target, source]) => ({ $type: "zeebe:Output", source, target })),
});
const headers = pairs => ({
  $type: "zeebe:TaskHeaders",
  values: Object.entries(pairs).map(([key, value]) => ({ $type: "zeebe:Header", key, value })),
});
const job = type => ({ $type: "zeebe:TaskDefinition", type });
const action = (id, { primary, requiresOpinion } = {}) => ({
  $type: "baton:Action",
  id,
  value: id,
  primary: primary || undefined,
  requiresOpinion: requiresOpinion || undefined,
});
const actions = (resultVariable, ...list) => ({ $type: "baton:Actions", resultVariable, actions: list });
const verdict = variable => actions(variable, action("approve", { primary: true }), action("reject", { requiresOpinion: true }));
const assigned = who => who && { $type: "zeebe:AssignmentDefinition", ...who };

function person(name, { who, buttons, io, loop } = {}) {
  return {
    $type: "bpmn:UserTask",
    name,
    extensionElements: extensions({ $type: "zeebe:UserTask" }, assigned(who), io, buttons),
    loopCharacteristics: loop,
  };
}

/** One task for each of a list of roles and departments. */
function each({ isSequential, outputCollection, outputElement, until } = {}) {
  return {
    $type: "bpmn:MultiInstanceLoopCharacteristics",
    isSequential: isSequential || undefined,
    extensionElements: extensions({
      $type: "zeebe:LoopCharacteristics",
      inputCollection: "=[]",
      inputElement: "coHandler",
      outputCollection,
      outputElement,
    }),
    completionCondition: until && { $type: "bpmn:FormalExpression", body: until },
  };
}

const ofEach = { candidateGroups: "=[coHandler]" };

function message(name, channels) {
  return {
    $type: "bpmn:SendTask",
    name,
    extensionElements: extensions(job("baton.message"), headers({ to: "customer", channels })),
  };
}

function fax(name) {
  return {
    $type: "bpmn:ServiceTask",
    name,
    extensionElements: extensions(
      job("baton.fax"),
      headers({ schedule: "round" }),
      mapping(
        { faxNumber: "=faxNumber", document: "=caseNumber" },
        { faxNumber: "=faxNumber", faxSentAt: "=faxSentAt", faxStatus: "=faxStatus" },
      ),
    ),
  };
}

const duration = body => ({
  $type: "bpmn:TimerEventDefinition",
  timeDuration: { $type: "bpmn:FormalExpression", body },
});

const faxFailed = {
  $type: "bpmn:BoundaryEvent",
  name: "Fax failed",
  extensionElements: extensions(
    mapping(
      {},
      {
        failedNumber: "=failedNumber",
        failedAt: "=failedAt",
        failureReason: "=failureReason",
        faxNumber: "=failedNumber",
        faxStatus: '="failed"',
      },
    ),
    { $type: "baton:Reason", key: "fax-failed" },
  ),
  eventDefinitions: [{ $type: "bpmn:ErrorEventDefinition" }],
  /** The error that it waits for; put among the model's root elements when it is not there yet. */
  error: { name: "Fax failed", errorCode: "FAX_FAILED" },
};

const votes = majority("verdicts", '"approve"');

/** The desk's own steps, in the order in which they are offered. Names are translated when they are put in. */
export const blocks = [
  {
    id: "task",
    label: "Task of a role or department",
    description: "Whoever belongs to it may take the task",
    icon: "bpmn-icon-user-task",
    element: person("Handle"),
  },
  {
    id: "opener-task",
    label: "Task of whoever opened the case",
    description: "Comes back to the person who took the case in",
    icon: "bpmn-icon-user-task",
    element: person("Change the case", { who: { assignee: "=openedBy" } }),
  },
  {
    id: "approval",
    label: "Approval",
    description: "Somebody approves or rejects; rejecting asks for a reason",
    icon: "bpmn-icon-user-task",
    element: person("Approve", { buttons: verdict("approval") }),
  },
  {
    id: "shared-approval",
    label: "Approval by several",
    description: "Several are asked at once; enough when a share of them has approved",
    icon: "bpmn-icon-parallel-mi-marker",
    element: person("Approve together", {
      who: ofEach,
      buttons: verdict("verdict"),
      io: mapping({ verdict: "=null" }, {}),
      loop: each({
        outputCollection: "verdicts",
        outputElement: "=verdict",
        until: '=count(verdicts[item = "approve"]) * 100 >= 50 * numberOfInstances',
      }),
    }),
  },
  {
    id: "co-handling",
    label: "Handling by several departments at once",
    description: "Each of them gets a task of its own; the process goes on when all are done",
    icon: "bpmn-icon-parallel-mi-marker",
    element: person("Handle together", { who: ofEach, loop: each() }),
  },
  {
    id: "mail",
    label: "Send a mail",
    description: "A message by a template, to the customer or to people of the desk",
    icon: "bpmn-icon-send-task",
    element: message("Send a mail", "mail"),
  },
  {
    id: "sms",
    label: "Send a text message",
    description: "A short message to a mobile phone",
    icon: "bpmn-icon-send-task",
    element: message("Send a text message", "sms"),
  },
  {
    id: "voice",
    label: "Make a voice call",
    description: "The text of a template is read out on the phone",
    icon: "bpmn-icon-send-task",
    element: message("Make a voice call", "voice"),
  },
  {
    id: "fax",
    label: "Send a fax",
    description: "The case leaves as a fax with the next round, or at once",
    icon: "bpmn-icon-service-task",
    element: fax("Send the fax"),
  },
  {
    id: "http",
    label: "Call another system",
    description: "Asks or tells another program over HTTP and keeps its answer",
    icon: "bpmn-icon-service-task",
    element: {
      $type: "bpmn:ServiceTask",
      name: "Call another system",
      extensionElements: extensions(
        { $type: "zeebe:TaskDefinition", type: "baton.http", retries: "3" },
        headers({ method: "GET", resultVariable: "answer" }),
      ),
    },
  },
  {
    id: "decision",
    label: "Decide by a table",
    description: "A decision table says the answer; nobody has to do anything",
    icon: "bpmn-icon-business-rule-task",
    element: {
      $type: "bpmn:BusinessRuleTask",
      name: "Decide",
      extensionElements: extensions({ $type: "zeebe:CalledDecision", decisionId: "", resultVariable: "decided" }),
    },
  },
  {
    id: "call",
    label: "Run another process",
    description: "Goes on when the other process has ended",
    icon: "bpmn-icon-call-activity",
    element: {
      $type: "bpmn:CallActivity",
      name: "Run another process",
      extensionElements: extensions({ $type: "zeebe:CalledElement", processId: "", propagateAllChildVariables: false }),
    },
  },
  {
    id: "wait",
    label: "Wait for a time",
    description: "Goes on after some hours or days",
    icon: "bpmn-icon-intermediate-event-catch-timer",
    element: { $type: "bpmn:IntermediateCatchEvent", name: "Wait", eventDefinitions: [duration("P1D")] },
  },
  {
    id: "care",
    label: "Open cases of customer care",
    description: "For customers of whom nobody has heard for some time",
    icon: "bpmn-icon-service-task",
    element: {
      $type: "bpmn:ServiceTask",
      name: "Open care cases",
      extensionElements: extensions(
        job("baton.care"),
        mapping(
          {
            subject: '={"zh-Hans": "定期客户关怀", "zh-Hant": "定期客戶關懷", "en": "Regular care call"}',
            silence: '="P60D"',
            atMost: "=10",
          },
          { openedCases: "=openedCases" },
        ),
      ),
    },
  },
];

const gateway = name => ({ $type: "bpmn:ExclusiveGateway", name });
const condition = body => ({ $type: "bpmn:FormalExpression", body });

/** Ready patterns: nodes with the middle of each, boundary events with their host, flows; from `entry` in, out of `exit`. */
export const patterns = [
  {
    id: "approval",
    label: "Approval: approve, reject, back",
    description: "What is rejected goes back to whoever opened the case and may be submitted again or withdrawn",
    entry: "approve",
    exit: "outcome",
    nodes: [
      { key: "approve", at: [0, 0], element: person("Approve", { buttons: verdict("approval") }) },
      { key: "outcome", at: [150, 0], element: gateway("Approved?") },
      {
        key: "revise",
        at: [150, 140],
        element: person("Change the case", {
          who: { assignee: "=openedBy" },
          buttons: actions("revision", action("resubmit", { primary: true }), action("withdraw", { requiresOpinion: true })),
        }),
      },
      { key: "again", at: [0, 140], element: gateway("Submit again?") },
      { key: "withdrawn", at: [0, 250], element: { $type: "bpmn:EndEvent", name: "Withdrawn" } },
    ],
    flows: [
      { from: "approve", to: "outcome" },
      { from: "outcome", to: "revise", name: "Rejected", conditionExpression: condition('=approval = "reject"') },
      { from: "revise", to: "again" },
      { from: "again", to: "approve", name: "Submit again", conditionExpression: condition('=revision = "resubmit"') },
      { from: "again", to: "withdrawn", name: "Withdraw", conditionExpression: condition('=revision = "withdraw"') },
    ],
    next: { name: "Approved", conditionExpression: condition('=approval = "approve"') },
  },
  {
    id: "in-turn",
    label: "Several departments in turn",
    description: "One after the other gets the task, in the order of the list",
    entry: "handle",
    exit: "handle",
    nodes: [{ key: "handle", at: [0, 0], element: person("Handle in turn", { who: ofEach, loop: each({ isSequential: true }) }) }],
    flows: [],
  },
  {
    id: "vote",
    label: "Handling together with a vote",
    description: "Several vote at the same time; the majority decides which way it goes",
    entry: "vote",
    exit: "outcome",
    nodes: [
      {
        key: "vote",
        at: [0, 0],
        element: person("Vote", {
          who: ofEach,
          buttons: verdict("verdict"),
          io: mapping({ verdict: "=null" }, {}),
          loop: each({ outputCollection: "verdicts", outputElement: "=verdict" }),
        }),
      },
      { key: "outcome", at: [150, 0], element: gateway("Majority?") },
      { key: "refused", at: [150, 130], element: { $type: "bpmn:EndEvent", name: "Refused" } },
    ],
    flows: [
      { from: "vote", to: "outcome" },
      { from: "outcome", to: "refused", name: "No", isDefault: true },
    ],
    next: { name: "Yes", conditionExpression: condition(votes) },
  },
  {
    id: "escalation",
    label: "Escalation after a time",
    description: "What nobody has done in time goes to somebody else",
    entry: "handle",
    exit: "done",
    nodes: [
      { key: "handle", at: [0, 0], element: person("Handle") },
      { key: "late", on: "handle", at: [20, 40], element: { $type: "bpmn:BoundaryEvent", name: "Not done in 2 days", eventDefinitions: [duration("P2D")] } },
      { key: "head", at: [150, 130], element: person("Handle what is overdue") },
      { key: "done", at: [250, 0], element: gateway(undefined) },
    ],
    flows: [
      { from: "handle", to: "done" },
      { from: "late", to: "head" },
      { from: "head", to: "done" },
    ],
  },
  {
    id: "fax",
    label: "Fax with wait for the answer",
    description: "A fax that fails is handled by somebody; without an answer in time it is sent again",
    entry: "send",
    exit: "answer",
    nodes: [
      { key: "send", at: [0, 0], element: fax("Send the fax") },
      { key: "failed", on: "send", at: [-20, 40], element: faxFailed },
      { key: "repair", at: [-140, 130], element: person("Handle the failed fax") },
      { key: "answer", at: [220, 0], element: person("Take in the answer") },
      { key: "silent", on: "answer", at: [20, 40], element: { $type: "bpmn:BoundaryEvent", name: "No answer in 3 days", eventDefinitions: [duration("P3D")] } },
    ],
    flows: [
      { from: "send", to: "answer" },
      { from: "failed", to: "repair" },
      { from: "repair", to: "send", way: [[-140, 90], [-140, 20], [-50, 20]] },
      { from: "silent", to: "send", way: [[240, 58], [240, 100], [25, 100], [25, 40]] },
    ],
  },
];
