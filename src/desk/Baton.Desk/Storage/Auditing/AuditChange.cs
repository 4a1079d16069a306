using System.Text.Json.Nodes;

namespace Baton.Desk.Storage.Auditing;

/// <summary>One thing that is about to change, with its changed fields before and after.</summary>
internal sealed class AuditChange(string kind, string target)
{
    public string Kind { get; } = kind;
    public string Target { get; } = target;
    public string Action { get; set; } = AuditActions.Changed;
    public JsonObject Before { get; } = [];
    public JsonObject After { get; } = [];

    /// <summary>False where nothing changed that an administrator decides.</summary>
    public bool IsWorthKeeping => Action != AuditActions.Changed || Before.Count + After.Count > 0;
}
