namespace Baton.Runtime.Search;

/// <summary>How many process instances have an open incident with a message. Messages that differ in a letter count apart.</summary>
public sealed record IncidentsByErrorRow(int ErrorHashCode, string ErrorMessage, long Instances);

/// <summary>How many process instances of a definition have an open incident with the message asked for.</summary>
public sealed record IncidentsByDefinitionRow(
    long ProcessDefinitionKey,
    string ProcessDefinitionId,
    string? ProcessDefinitionName,
    int ProcessDefinitionVersion,
    long Instances
);
