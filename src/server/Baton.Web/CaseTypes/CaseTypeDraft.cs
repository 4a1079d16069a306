using Baton.Desk;
using Baton.Desk.Cases.Types;

namespace Baton.Web.CaseTypes;

/// <summary>A case type while it is typed.</summary>
public sealed class CaseTypeDraft
{
    public string Code { get; set; } = "";
    public Dictionary<string, string?> Names { get; } = new(StringComparer.Ordinal);
    public string Kind { get; set; } = "request";
    public string NumberPrefix { get; set; } = "";
    public string ProcessId { get; set; } = "";
    public string FormId { get; set; } = "";
    public string DecisionId { get; set; } = "";
    public string InitialStatus { get; set; } = "open";
    public bool AsksUnitManager { get; set; }
    public bool IsOnPortal { get; set; }
    public bool AsksThirdParty { get; set; }

    /// <summary>The pages for people outside the call centre that offer it.</summary>
    public HashSet<string> Entries { get; private init; } = new(StringComparer.Ordinal);
    public bool IsRetired { get; set; }

    public static CaseTypeDraft Of(KeptCaseType type)
    {
        var draft = Like(type);
        (draft.Code, draft.NumberPrefix, draft.IsRetired) = (type.Code, type.NumberPrefix, type.IsRetired);
        draft.Names[Languages.SimplifiedChinese] = type.Names.ZhHans;
        draft.Names[Languages.TraditionalChinese] = type.Names.ZhHant;
        draft.Names[Languages.English] = type.Names.En;
        return draft;
    }

    /// <summary>A new one that does the same, to be named.</summary>
    public static CaseTypeDraft Like(KeptCaseType type) =>
        new()
        {
            Kind = type.Kind,
            ProcessId = type.ProcessId,
            FormId = type.FormId ?? "",
            DecisionId = type.DecisionId ?? "",
            InitialStatus = type.InitialStatus,
            AsksUnitManager = type.AsksUnitManager,
            IsOnPortal = type.IsOnPortal,
            AsksThirdParty = type.AsksThirdParty,
            Entries = new(type.Entries, StringComparer.Ordinal),
        };

    public SaveCaseTypeRequest ToRequest(int? version) =>
        new(
            new(
                Names.GetValueOrDefault(Languages.SimplifiedChinese) ?? "",
                Names.GetValueOrDefault(Languages.TraditionalChinese) ?? "",
                Names.GetValueOrDefault(Languages.English) ?? ""
            ),
            Kind,
            NumberPrefix.Trim(),
            ProcessId,
            InitialStatus
        )
        {
            FormId = FormId,
            DecisionId = DecisionId,
            AsksUnitManager = AsksUnitManager,
            IsOnPortal = IsOnPortal,
            AsksThirdParty = AsksThirdParty,
            Entries = [.. Entries],
            IsRetired = IsRetired,
            Code = Code.Trim(),
            IsNew = version is null,
            Version = version,
        };
}
