namespace Baton.Desk.Cases.Types;

/// <summary>A case type as whoever keeps it sees it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Names">In all languages.</param>
/// <param name="Kind">complaint, suggestion, request, appointment, enquiry, or a deployment's own.</param>
/// <param name="NumberPrefix">Letters before the date in the case number.</param>
/// <param name="ProcessId">The process that carries it; its latest version is started.</param>
/// <param name="InitialStatus">Code of the status that a new case has.</param>
/// <param name="Pack">Which pack keeps it; null where administrators do.</param>
/// <param name="IsRetired">No further case is of it.</param>
/// <param name="Version">To be sent back with a change.</param>
public sealed record KeptCaseType(
    string Code,
    string Name,
    LocalizedText Names,
    string Kind,
    string NumberPrefix,
    string ProcessId,
    string InitialStatus,
    string? Pack,
    bool IsRetired,
    int Version
)
{
    /// <summary>The form whose fields are its special fields; null for none.</summary>
    public string? FormId { get; init; }

    /// <summary>The decision that says how severe a case is; null for none.</summary>
    public string? DecisionId { get; init; }

    /// <summary>Whether the agent may pick who checks the case.</summary>
    public bool AsksUnitManager { get; init; }

    /// <summary>Whether customers may register cases of it on their own page.</summary>
    public bool IsOnPortal { get; init; }

    /// <summary>Whether the agent is asked which third party a case is about.</summary>
    public bool AsksThirdParty { get; init; }

    /// <summary>The pages for people outside the call centre that offer it: account-manager, branch, supervision.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>Whether its process is deployed; a case of a type without one cannot be opened.</summary>
    public bool IsRunnable { get; init; }

    internal static KeptCaseType Of(CaseType row, bool isRunnable, string language) =>
        new(
            row.Code,
            row.Name.In(language),
            row.Name,
            row.Kind,
            row.NumberPrefix,
            row.ProcessId,
            row.InitialStatus,
            row.Pack,
            row.IsRetired,
            row.Version
        )
        {
            FormId = row.FormId,
            DecisionId = row.DecisionId,
            AsksUnitManager = row.AsksUnitManager,
            IsOnPortal = row.IsOnPortal,
            AsksThirdParty = row.AsksThirdParty,
            Entries = CaseEntries.Read(row.Entries),
            IsRunnable = isRunnable,
        };
}
