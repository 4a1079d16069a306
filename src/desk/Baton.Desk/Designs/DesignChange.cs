using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Storage.Auditing;

namespace Baton.Desk.Designs;

/// <summary>What the audit log says of a design. Its texts are kept as revisions; the log says who began one.</summary>
internal static class DesignChange
{
    public static AuditChange Of(Design design, string action, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var change = new AuditChange(AuditKinds.Design, design.Key.ToString(CultureInfo.InvariantCulture)) { Action = action };
        change.After["kind"] = JsonNamingPolicy.CamelCase.ConvertName(design.Kind.ToString());
        change.After["modelId"] = design.ModelId;
        change.After["name"] = design.Name;
        change.After["state"] = JsonNamingPolicy.CamelCase.ConvertName(design.State.ToString());
        change.After["revision"] = JsonValue.Create(design.Revision);
        foreach (var (name, value) in more)
        {
            if (value is not null)
                change.After[name] = value;
        }
        return change;
    }
}
