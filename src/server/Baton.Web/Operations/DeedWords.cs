using System.Text.Json.Nodes;
using Baton.Desk.Operations;
using Baton.Web.Shell;

namespace Baton.Web.Operations;

/// <summary>What an operator's deed was about, in a few words.</summary>
internal static class DeedWords
{
    public static string Of(DeedLine deed, ModelOutline outline) =>
        deed.Deed switch
        {
            "set-variable" => $"{Text(deed.After["variable"])}: {Text(deed.Before["value"])} → {Text(deed.After["value"])}",
            "set-retries" =>
                $"{outline.NameOf(Text(deed.After["element"]))}: {Text(deed.Before["retries"])} → {Text(deed.After["retries"])}",
            "move" => $"{Names(deed.Before["cancelled"], outline)} → {Names(deed.After["activated"], outline)}",
            "retry" => outline.NameOf(Text(deed.After["element"])),
            _ => "",
        };

    private static string Names(JsonNode? list, ModelOutline outline) =>
        list is JsonArray { Count: > 0 } ids ? string.Join(ShellTexts.ListSeparator, ids.Select(id => outline.NameOf(Text(id)))) : "–";

    private static string Text(JsonNode? value) => value?.ToString() ?? "–";
}
