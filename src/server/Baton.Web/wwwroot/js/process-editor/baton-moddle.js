// What Baton adds to BPMN, so that the modeler reads and writes it as elements of its own (docs/bpmn.md says what they mean).
const attribute = (name, type = "String") => ({ name, isAttr: true, type });

export const batonModdle = {
  name: "Baton",
  uri: "https://baton.dev/schema/1.0",
  prefix: "baton",
  xml: { tagAlias: "lowerCase" },
  types: [
    {
      name: "Actions",
      superClass: ["Element"],
      properties: [attribute("resultVariable"), { name: "actions", type: "Action", isMany: true }],
    },
    {
      name: "Action",
      superClass: ["Element"],
      properties: [
        attribute("id"),
        attribute("value"),
        attribute("primary", "Boolean"),
        attribute("requiresOpinion", "Boolean"),
        attribute("requiredFields"),
      ],
    },
    { name: "Status", superClass: ["Element"], properties: [attribute("value")] },
    { name: "Reason", superClass: ["Element"], properties: [attribute("key")] },
    { name: "Compensation", superClass: ["Element"], properties: [attribute("order")] },
  ],
};
