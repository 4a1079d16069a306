using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Cases.Portal;

namespace Baton.Desk.Processes.Packs;

/// <summary>Checks that a customer can fill in the form of a case type that he may register on his page.</summary>
internal static class CasePortalChecks
{
    public static void Check(Pack pack, PackCaseType type, List<PackProblem> problems)
    {
        if (!type.Portal || type.Form is not { Length: > 0 } id)
            return;
        foreach (var resource in pack.Resources.Where(resource => resource.Path.EndsWith(".form", StringComparison.Ordinal)))
        {
            var json = Encoding.UTF8.GetString(resource.Content).TrimStart('\uFEFF');
            if (IdOf(json) == id)
                problems.AddRange(PortalForm.Faults(json).Select(fault => new PackProblem(resource.Path, fault.Field, fault.Message)));
        }
    }

    /// <summary>Null for a file that is no form; that is said elsewhere.</summary>
    private static string? IdOf(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject form && form["id"] is JsonValue id && id.TryGetValue<string>(out var text)
                ? text
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
