// Works with a server through the published JavaScript client of the Orchestration Cluster REST API, unchanged, as a customer's program does.
// The address and the credentials come in the client's own environment variables (CAMUNDA_REST_ADDRESS, CAMUNDA_BASIC_AUTH_*). Every answer is
// checked against the client's published schemas. Prints one JSON line a step: {"step", ...what was seen} or {"step", "error"}.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import createCamundaClient from '@camunda8/orchestration-cluster-api';

// Requests are only warned about: in its strict mode the client sends what its schemas parsed, which drops the cursor of a page.
const camunda = createCamundaClient({ config: { CAMUNDA_AUTH_STRATEGY: 'BASIC', CAMUNDA_SDK_VALIDATION: 'req:warn,res:strict' } });
const models = join(dirname(fileURLToPath(import.meta.url)), 'Models');

/** What was acknowledged must be found at once: the client is never to poll. */
const atOnce = { consistency: { waitUpToMs: 0 } };

/** How long anything that a worker does may take, in milliseconds. */
const patience = 30_000;

async function step(name, work) {
  try {
    console.log(JSON.stringify({ step: name, ...(await work()) }));
  } catch (error) {
    console.log(JSON.stringify({ step: name, error: describe(error) }));
    process.exitCode = 1;
  }
}

function describe(error) {
  return [error?.message ?? String(error), error?.detail, error?.issues && JSON.stringify(error.issues)].filter(Boolean).join(' | ');
}

/** Items of a search, which must be found at once. */
async function found(search, body) {
  return (await search.call(camunda, body, atOnce)).items;
}

async function only(search, body) {
  const items = await found(search, body);
  if (items.length !== 1) {
    throw new Error(`Expected one item for ${JSON.stringify(body)}, but found ${items.length}.`);
  }
  return items[0];
}

/** The status of a call that the server must refuse. */
async function refused(call) {
  try {
    await call();
  } catch (error) {
    return error.status ?? error.message;
  }
  throw new Error('Expected a refusal, but the call was carried out.');
}

/** Lets a worker of the client handle jobs until it has handled as many as wanted; answers what each saw. */
async function work(jobType, count, handle) {
  const seen = [];
  const all = deferred();
  const worker = camunda.createJobWorker({
    jobType,
    workerName: 'javascript',
    jobTimeoutMs: patience,
    maxParallelJobs: 1,
    jobHandler: async job => {
      seen.push({ retries: job.retries, headers: job.customHeaders, variables: job.variables });
      const receipt = await handle(job, seen.length);
      if (seen.length === count) {
        all.resolve();
      }
      return receipt;
    },
  });
  const timer = setTimeout(() => all.reject(new Error(`Only ${seen.length} of ${count} jobs of type ${jobType} came.`)), patience);
  try {
    await all.promise;
  } finally {
    clearTimeout(timer);
    worker.stop();
  }
  return seen;
}

function deferred() {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
}

const order = variables => camunda.createProcessInstance({ processDefinitionId: 'order', variables });
const stateOf = async processInstanceKey => (await camunda.getProcessInstance({ processInstanceKey }, atOnce)).state;
const byInstance = processInstanceKey => ({ filter: { processInstanceKey } });

await step('cluster', async () => {
  const [topology, license, me, status] = [
    await camunda.getTopology(),
    await camunda.getLicense(),
    await camunda.getAuthentication(),
    await camunda.getStatus(),
  ];
  return { brokers: topology.brokers.length, validLicense: license.validLicense, username: me.username, status: status ?? null };
});

await step('identity', async () => {
  const user = await only(camunda.searchUsers, { filter: { username: { $like: 'ro*' } }, sort: [{ field: 'name' }] });
  const same = await camunda.getUser({ username: user.username }, atOnce);
  const roles = await found(camunda.searchRoles, { filter: { roleId: 'administrator' } });
  const members = await found(camunda.searchUsersForRole, { roleId: 'administrator' });
  const groups = await found(camunda.searchGroups, {});
  const tenants = await found(camunda.searchTenants, {});
  return {
    user: same.username,
    roles: roles.map(role => role.roleId),
    members: members.map(member => member.username),
    groups: groups.length,
    tenants: tenants.map(tenant => tenant.tenantId),
  };
});

await step('deploy', async () => {
  const files = ['order.bpmn', 'waiting.bpmn', 'discount.bpmn', 'discount.dmn', 'approval.form'];
  const deployment = await camunda.deployResourcesFromFiles(files.map(file => join(models, file)));
  return {
    processes: deployment.processes.map(process => process.processDefinitionId).sort(),
    decisions: deployment.decisions.map(decision => decision.decisionDefinitionId),
    forms: deployment.forms.map(form => form.formId),
  };
});

await step('definitions', async () => {
  const process = await only(camunda.searchProcessDefinitions, {
    filter: { processDefinitionId: 'order', isLatestVersion: true, versionTag: 'spring', name: { $like: 'Or*' }, resourceName: 'order.bpmn' },
    sort: [{ field: 'version', order: 'DESC' }],
  });
  const { processDefinitionKey } = process;
  const same = await camunda.getProcessDefinition({ processDefinitionKey }, atOnce);
  const xml = await camunda.getProcessDefinitionXml({ processDefinitionKey }, atOnce);
  const withForm = await only(camunda.searchProcessDefinitions, { filter: { processDefinitionId: 'discounting', hasStartForm: true } });
  const form = await camunda.getStartProcessForm({ processDefinitionKey: withForm.processDefinitionKey }, atOnce);
  const decision = await only(camunda.searchDecisionDefinitions, { filter: { decisionDefinitionId: 'discount' } });
  const { decisionDefinitionKey, decisionRequirementsKey } = decision;
  const table = await camunda.getDecisionDefinitionXml({ decisionDefinitionKey }, atOnce);
  const graph = await camunda.getDecisionRequirements({ decisionRequirementsKey }, atOnce);
  return {
    process: same.name,
    state: same.state,
    hasStartForm: same.hasStartForm,
    startForm: form.formId,
    xmlIsTheModel: xml.includes('<bpmn:process id="order"'),
    tableIsTheModel: table.includes('<decision id="discount"'),
    graph: graph.decisionRequirementsName,
    missing: await refused(() => camunda.getProcessDefinition({ processDefinitionKey: '1' }, atOnce)),
  };
});

await step('startById', async () => {
  const started = await camunda.createProcessInstance({
    processDefinitionId: 'order',
    processDefinitionVersion: -1,
    variables: { item: 'lamp', count: 2 },
    tags: ['urgent', 'retail'],
    businessId: 'A-1',
  });
  const instance = await only(camunda.searchProcessInstances, {
    filter: { $or: [{ businessId: 'A-1' }, { businessId: 'nobody' }], state: 'ACTIVE', tags: ['urgent'], hasIncident: false },
    sort: [{ field: 'startDate', order: 'DESC' }],
  });
  return { same: instance.processInstanceKey === started.processInstanceKey, tags: instance.tags, businessId: instance.businessId };
});

await step('workerCompletes', async () => {
  const [job] = await work('reserve', 1, job => job.complete({ reserved: true }));
  const instance = await only(camunda.searchProcessInstances, { filter: { businessId: 'A-1' } });
  const { processInstanceKey } = instance;
  const row = await only(camunda.searchJobs, { filter: { processInstanceKey, state: 'COMPLETED', worker: { $like: 'java*' } } });
  const variables = await found(camunda.searchVariables, { filter: { processInstanceKey }, sort: [{ field: 'name', order: 'ASC' }] });
  return { job, kind: row.kind, variables: Object.fromEntries(variables.map(variable => [variable.name, JSON.parse(variable.value)])) };
});

await step('userTask', async () => {
  const instance = await only(camunda.searchProcessInstances, { filter: { businessId: 'A-1' } });
  const { processInstanceKey } = instance;
  const { userTaskKey } = await only(camunda.searchUserTasks, {
    filter: { processInstanceKey, candidateGroup: 'sales', state: 'CREATED', processInstanceVariables: [{ name: 'item', value: '"lamp"' }] },
  });
  const form = await camunda.getUserTaskForm({ userTaskKey }, atOnce);
  await camunda.assignUserTask({ userTaskKey, assignee: 'ann' });
  const taken = await refused(() => camunda.assignUserTask({ userTaskKey, assignee: 'bob', allowOverride: false }));
  const assigned = await camunda.getUserTask({ userTaskKey }, atOnce);
  await camunda.unassignUserTask({ userTaskKey });
  const unassigned = await camunda.getUserTask({ userTaskKey }, atOnce);
  await camunda.updateUserTask({ userTaskKey, changeset: { priority: 80, candidateUsers: ['bob'], dueDate: '2030-01-01T00:00:00Z' } });
  const updated = await camunda.getUserTask({ userTaskKey }, atOnce);
  const variables = await found(camunda.searchUserTaskVariables, { userTaskKey, filter: { name: 'item' } });
  const effective = await found(camunda.searchUserTaskEffectiveVariables, { userTaskKey, sort: [{ field: 'name' }] });
  await camunda.completeUserTask({ userTaskKey, variables: { approved: true } });
  const log = await found(camunda.searchUserTaskAuditLogs, { userTaskKey, sort: [{ field: 'timestamp', order: 'ASC' }] });
  return {
    form: form.formId,
    taken,
    assignees: [assigned.assignee, unassigned.assignee],
    priority: updated.priority,
    candidates: updated.candidateUsers,
    variables: variables.map(variable => variable.name),
    effective: effective.map(variable => variable.name),
    log: log.map(entry => entry.operationType),
    state: await stateOf(processInstanceKey),
    again: await refused(() => camunda.completeUserTask({ userTaskKey })),
  };
});

await step('path', async () => {
  const { processInstanceKey, processDefinitionKey } = await only(camunda.searchProcessInstances, { filter: { businessId: 'A-1' } });
  const flows = await camunda.getProcessInstanceSequenceFlows({ processInstanceKey }, atOnce);
  const counts = await camunda.getProcessInstanceStatistics({ processInstanceKey }, atOnce);
  const all = await camunda.getProcessDefinitionStatistics({ processDefinitionKey, filter: { businessId: 'A-1' } }, atOnce);
  const elements = await found(camunda.searchElementInstances, {
    filter: { processInstanceKey, type: 'USER_TASK', state: 'COMPLETED', elementInstanceScopeKey: processInstanceKey },
  });
  const element = await camunda.getElementInstance({ elementInstanceKey: elements[0].elementInstanceKey }, atOnce);
  return {
    flows: flows.items.map(flow => flow.elementId).sort(),
    completed: counts.items.filter(item => item.completed === 1).map(item => item.elementId).sort(),
    ofDefinition: all.items.length,
    element: element.elementName,
  };
});

await step('workerFailsAndTriesAgain', async () => {
  const { processInstanceKey } = await order({ item: 'desk' });
  const jobs = await work('reserve', 2, (job, nth) =>
    nth === 1 ? job.fail({ errorMessage: 'the store is closed', retries: job.retries - 1, retryBackOff: 0 }) : job.complete({})
  );
  await camunda.cancelProcessInstance({ processInstanceKey });
  return { retries: jobs.map(job => job.retries), state: await stateOf(processInstanceKey) };
});

await step('workerThrowsError', async () => {
  const { processInstanceKey } = await order({ item: 'moon' });
  await work('reserve', 1, job => job.error({ errorCode: 'OUT_OF_STOCK', errorMessage: 'none left', variables: { left: 0 } }));
  const elements = await found(camunda.searchElementInstances, { ...byInstance(processInstanceKey), sort: [{ field: 'elementInstanceKey' }] });
  const job = await only(camunda.searchJobs, byInstance(processInstanceKey));
  return { state: await stateOf(processInstanceKey), elements: elements.map(element => element.elementId), job: job.state, code: job.errorCode };
});

await step('incident', async () => {
  const { processInstanceKey, processDefinitionKey } = await order({ item: 'sofa' });
  await work('reserve', 1, job => job.fail({ errorMessage: 'the sofa is too heavy', retries: 0 }));
  const incident = await only(camunda.searchIncidents, {
    filter: { processInstanceKey, state: 'ACTIVE', errorType: 'JOB_NO_RETRIES', errorMessage: { $like: '*sofa*' } },
    sort: [{ field: 'creationTime', order: 'DESC' }],
  });
  const { incidentKey, elementInstanceKey, jobKey } = incident;
  const ofInstance = await found(camunda.searchProcessInstanceIncidents, { processInstanceKey });
  const ofElement = await found(camunda.searchElementInstanceIncidents, { elementInstanceKey });
  const byError = (await found(camunda.getProcessInstanceStatisticsByError, {})).find(item => item.errorMessage.includes('sofa'));
  const { errorHashCode } = byError;
  const byDefinition = await only(camunda.getProcessInstanceStatisticsByDefinition, { filter: { errorHashCode } });
  const marked = await found(camunda.searchProcessInstances, { filter: { processDefinitionKey, incidentErrorHashCode: errorHashCode } });
  await camunda.updateJob({ jobKey, changeset: { retries: 1 } });
  await camunda.resolveIncident({ incidentKey });
  const resolved = await camunda.getIncident({ incidentKey }, atOnce);
  await work('reserve', 1, job => job.complete({}));
  const { userTaskKey } = await only(camunda.searchUserTasks, byInstance(processInstanceKey));
  await camunda.completeUserTask({ userTaskKey });
  return {
    ofInstance: ofInstance.length,
    ofElement: ofElement.length,
    withError: byError.activeInstancesWithErrorCount,
    definition: byDefinition.processDefinitionId,
    marked: marked.map(instance => instance.processInstanceKey === processInstanceKey),
    resolved: resolved.state,
    state: await stateOf(processInstanceKey),
  };
});

await step('awaitCompletion', async () => {
  const { processDefinitionKey } = await only(camunda.searchProcessDefinitions, { filter: { processDefinitionId: 'discounting' } });
  const answer = await camunda.createProcessInstance({
    processDefinitionKey,
    variables: { tier: 'gold' },
    awaitCompletion: true,
    fetchVariables: ['percent'],
    requestTimeout: patience,
  });
  const decided = await only(camunda.searchDecisionInstances, {
    filter: { processInstanceKey: answer.processInstanceKey, decisionDefinitionId: 'discount', state: 'EVALUATED' },
  });
  const { decisionEvaluationInstanceKey } = decided;
  const details = await camunda.getDecisionInstance({ decisionEvaluationInstanceKey }, atOnce);
  return { variables: answer.variables, result: decided.result, rules: details.matchedRules.map(rule => rule.ruleId) };
});

await step('decision', async () => {
  const answer = await camunda.evaluateDecision({ decisionDefinitionId: 'discount', variables: { tier: 'silver' } });
  return { output: answer.output, rules: answer.evaluatedDecisions[0].matchedRules.map(rule => rule.ruleId) };
});

await step('expression', async () => {
  const answer = await camunda.evaluateExpression({ expression: '= sum([1, 2, x])', variables: { x: 3 } });
  return { result: answer.result };
});

await step('messages', async () => {
  const waiting = await camunda.createProcessInstance({ processDefinitionId: 'payment', variables: { invoice: 'I-1' } });
  const { processInstanceKey } = waiting;
  const open = await only(camunda.searchMessageSubscriptions, {
    filter: { processInstanceKey, messageName: 'paid', correlationKey: 'I-1', messageSubscriptionState: 'CREATED' },
  });
  const correlated = await camunda.correlateMessage({ name: 'paid', correlationKey: 'I-1', variables: { amount: 5 } });
  const done = await only(camunda.searchCorrelatedMessageSubscriptions, { filter: { messageKey: correlated.messageKey } });
  const nobody = await refused(() => camunda.correlateMessage({ name: 'paid', correlationKey: 'I-1' }));
  const published = await camunda.publishMessage({ name: 'paid', correlationKey: 'I-2', timeToLive: 60_000, messageId: 'once' });
  const twice = await refused(() => camunda.publishMessage({ name: 'paid', correlationKey: 'I-2', timeToLive: 60_000, messageId: 'once' }));
  const late = await camunda.createProcessInstance({ processDefinitionId: 'payment', variables: { invoice: 'I-2' } });
  return {
    element: open.elementId,
    sameInstance: correlated.processInstanceKey === processInstanceKey && done.processInstanceKey === processInstanceKey,
    sameSubscription: done.subscriptionKey === open.messageSubscriptionKey,
    nobody,
    published: Boolean(published.messageKey),
    twice,
    states: [await stateOf(processInstanceKey), await stateOf(late.processInstanceKey)],
  };
});

await step('signal', async () => {
  const { processInstanceKey } = await camunda.createProcessInstance({ processDefinitionId: 'opener' });
  const { signalKey } = await camunda.broadcastSignal({ signalName: 'opening', variables: { at: 9 } });
  return { signalled: Boolean(signalKey), state: await stateOf(processInstanceKey) };
});

await step('calls', async () => {
  const { processInstanceKey } = await camunda.createProcessInstance({ processDefinitionId: 'sale', variables: { invoice: 'I-3' } });
  const child = await only(camunda.searchProcessInstances, { filter: { parentProcessInstanceKey: processInstanceKey } });
  const path = await camunda.getProcessInstanceCallHierarchy({ processInstanceKey: child.processInstanceKey }, atOnce);
  const childOnly = await refused(() => camunda.cancelProcessInstance({ processInstanceKey: child.processInstanceKey }));
  await camunda.publishMessage({ name: 'paid', correlationKey: 'I-3' });
  return { path: path.map(entry => entry.processDefinitionName), childOnly, state: await stateOf(processInstanceKey) };
});

await step('variables', async () => {
  const { processInstanceKey } = await order({ item: 'book', text: 'x'.repeat(9_000) });
  const element = await only(camunda.searchElementInstances, { filter: { processInstanceKey, elementId: 'reserve' } });
  const { elementInstanceKey } = element;
  await camunda.createElementInstanceVariables({ elementInstanceKey: processInstanceKey, variables: { item: 'map' } });
  await camunda.createElementInstanceVariables({ elementInstanceKey, variables: { shelf: 7 }, local: true });
  const local = await only(camunda.searchVariables, { filter: { scopeKey: elementInstanceKey, name: 'shelf' } });
  const item = await only(camunda.searchVariables, { filter: { processInstanceKey, name: { $in: ['item'] }, value: '"map"' } });
  const long = await only(camunda.searchVariables, { filter: { processInstanceKey, name: 'text' } });
  const whole = await camunda.getVariable({ variableKey: long.variableKey }, atOnce);
  await camunda.cancelProcessInstance({ processInstanceKey });
  return { local: local.value, item: item.value, isTruncated: long.isTruncated, wholeLength: JSON.parse(whole.value).length };
});

await step('resources', async () => {
  const { processDefinitionKey } = await only(camunda.searchProcessDefinitions, { filter: { processDefinitionId: 'order' } });
  const resource = await camunda.getResource({ resourceKey: processDefinitionKey });
  const content = await camunda.getResourceContent({ resourceKey: processDefinitionKey });
  const { decisionEvaluationKey } = await camunda.evaluateDecision({ decisionDefinitionId: 'discount', variables: { tier: 'gold' } });
  await camunda.deleteDecisionInstance({ decisionEvaluationKey });
  const left = await found(camunda.searchDecisionInstances, { filter: { decisionEvaluationKey } });
  return {
    resource: resource.resourceName,
    versionTag: resource.versionTag,
    contentIsTheModel: content.includes('<bpmn:process id="order"'),
    left: left.length,
  };
});

await step('statistics', async () => {
  const { processInstanceKey } = await order({ item: 'clock' });
  const byProcess = await found(camunda.getProcessDefinitionInstanceStatistics, { sort: [{ field: 'processDefinitionId', order: 'ASC' }] });
  const byVersion = await only(camunda.getProcessDefinitionInstanceVersionStatistics, { filter: { processDefinitionId: 'order' } });
  const subscriptions = await found(camunda.getProcessDefinitionMessageSubscriptionStatistics, {});
  const span = { from: '2000-01-01T00:00:00Z', to: '2200-01-01T00:00:00Z' };
  const ofType = { filter: { ...span, jobType: 'reserve' } };
  const all = await camunda.getGlobalJobStatistics({ ...span, jobType: 'reserve' }, atOnce);
  const byType = await only(camunda.getJobTypeStatistics, { filter: { ...span, jobType: { $like: 'res*' } } });
  const byWorker = await only(camunda.getJobWorkerStatistics, ofType);
  const overTime = await found(camunda.getJobTimeSeriesStatistics, { filter: { ...ofType.filter, resolution: 'P30D' } });
  const errors = await found(camunda.getJobErrorStatistics, ofType);
  await camunda.cancelProcessInstance({ processInstanceKey });
  return {
    active: byProcess.find(item => item.processDefinitionId === 'order').activeInstancesWithoutIncidentCount,
    version: byVersion.processDefinitionVersion,
    subscriptions: subscriptions.length,
    isIncomplete: all.isIncomplete,
    same: byType.created.count === all.created.count && byType.completed.count === all.completed.count,
    worker: byWorker.worker,
    overTime: overTime.length > 0,
    errors: errors.map(item => item.errorCode).filter(code => code.length > 0),
  };
});

await step('documents', async () => {
  const file = new File(['a brief'], 'brief.txt', { type: 'text/plain' });
  const metadata = { fileName: 'letter.txt', customProperties: { page: 1 } };
  const { documentId, contentHash, storeId, ...reference } = await camunda.createDocument({ file, metadata });
  const content = await camunda.getDocument({ documentId, contentHash, storeId });
  const both = await camunda.createDocuments({ files: [file, file], metadataList: [metadata, {}] });
  const link = await refused(() => camunda.createDocumentLink({ documentId }));
  await camunda.deleteDocument({ documentId });
  return {
    name: reference.metadata.fileName,
    properties: reference.metadata.customProperties,
    content,
    both: both.createdDocuments.map(document => document.metadata.fileName),
    link,
    gone: await refused(() => camunda.getDocument({ documentId })),
  };
});

await step('authorizations', async () => {
  const filter = { ownerId: 'administrator', ownerType: 'ROLE', resourceType: 'DOCUMENT', resourceIds: ['*'] };
  const { authorizationKey } = await only(camunda.searchAuthorizations, { filter, sort: [{ field: 'resourceType' }] });
  const same = await camunda.getAuthorization({ authorizationKey }, atOnce);
  const rules = await found(camunda.searchMappingRule, {});
  const groups = await found(camunda.searchGroupIdsForTenant, { tenantId: '<default>' });
  const roles = await found(camunda.searchRolesForTenant, { tenantId: '<default>', filter: { roleId: 'administrator' } });
  const { jobMetrics } = await camunda.getSystemConfiguration();
  return {
    permissions: same.permissionTypes,
    rules: rules.length,
    groups: groups.length,
    roles: roles.map(role => role.roleId),
    jobMetrics: jobMetrics.enabled,
    deleted: await refused(() => camunda.deleteAuthorization({ authorizationKey })),
  };
});

await step('identityChanges', async () => {
  const eve = { username: 'eve', password: 'Correct-horse-7-battery', name: 'Eve', email: 'eve@example.com' };
  const weak = await refused(() => camunda.createUser({ ...eve, password: 'secret' }));
  const made = await camunda.createUser(eve);
  const twice = await refused(() => camunda.createUser(eve));
  const changed = await camunda.updateUser({ username: 'eve', name: 'Eve Adams', email: 'adams@example.com' });
  const role = await camunda.createRole({ roleId: 'dispatcher', name: 'Dispatcher' });
  await camunda.assignRoleToUser({ roleId: 'dispatcher', username: 'eve' });
  const holders = await found(camunda.searchUsersForRole, { roleId: 'dispatcher' });
  await camunda.unassignRoleFromUser({ roleId: 'dispatcher', username: 'eve' });
  const renamed = await camunda.updateRole({ roleId: 'dispatcher', name: 'Planner' });
  await camunda.deleteRole({ roleId: 'dispatcher' });
  const group = await camunda.createGroup({ groupId: 'north', name: 'North' });
  await camunda.assignUserToGroup({ groupId: 'north', username: 'eve' });
  const members = await found(camunda.searchUsersForGroup, { groupId: 'north' });
  const filled = await refused(() => camunda.deleteGroup({ groupId: 'north' }));
  await camunda.unassignUserFromGroup({ groupId: 'north', username: 'eve' });
  await camunda.deleteGroup({ groupId: 'north' });
  await camunda.deleteUser({ username: 'eve' });
  return {
    weak,
    made: made.email,
    twice,
    changed: changed.name,
    role: role.description,
    holders: holders.map(holder => holder.username),
    renamed: renamed.name,
    group: group.name,
    members: members.map(member => member.username),
    filled,
    gone: await refused(() => camunda.getUser({ username: 'eve' }, atOnce)),
    tenant: await refused(() => camunda.createTenant({ tenantId: 'second', name: 'Second' })),
  };
});

await step('modification', async () => {
  const { processInstanceKey } = await order({ item: 'pen' });
  await camunda.modifyProcessInstance({
    processInstanceKey,
    activateInstructions: [{ elementId: 'approve', variableInstructions: [{ variables: { byHand: true } }] }],
    terminateInstructions: [{ elementId: 'reserve' }],
  });
  const active = await found(camunda.searchElementInstances, { filter: { processInstanceKey, state: 'ACTIVE' } });
  await camunda.cancelProcessInstance({ processInstanceKey });
  return {
    active: active.map(element => element.elementId),
    state: await stateOf(processInstanceKey),
    again: await refused(() => camunda.cancelProcessInstance({ processInstanceKey })),
  };
});

await step('pages', async () => {
  const page = (from, to) => camunda.searchProcessInstances({ filter: {}, sort: [{ field: 'processInstanceKey' }], page: { [from]: to, limit: 3 } }, atOnce);
  const first = await page('from', 0);
  const second = await page('after', first.page.endCursor);
  const back = await page('before', second.page.startCursor);
  const keys = answer => answer.items.map(item => item.processInstanceKey).join();
  return {
    sizes: [first.items.length, second.items.length],
    backIsFirst: keys(back) === keys(first),
    disjoint: keys(first) !== keys(second),
    nonsense: await refused(() => page('after', 'bm9uc2Vuc2U=')),
    unknownField: await refused(() => camunda.searchProcessInstances({ filter: { colour: 'red' } }, atOnce)),
  };
});
