using System.Text.Json.Nodes;

namespace Baton.Desk.Sandbox.Runs;

/// <summary>Finds the first thing in which a run came differently from what is expected. Pure.</summary>
internal static class RunDifference
{
    /// <summary>Null when all came as expected.</summary>
    public static (string Text, string? ElementId)? Of(
        TestExpectation expected,
        SandboxView came,
        Func<string, string> nameOf,
        string language
    )
    {
        if (expected.Path is { } path && Path(path, came.Path, came, nameOf, language) is { } other)
            return other;
        if (expected.IsEnded is { } ends && ends != came.IsEnded)
        {
            var waits = came.Tokens.Count > 0 ? came.Tokens[0] : null;
            return came.IsEnded
                ? (SandboxTexts.Words.Get("expected-waiting", language), null)
                : (SandboxTexts.Words.Get("expected-end", language, ("element", waits?.Name ?? "")), waits?.ElementId);
        }
        var values = came
            .Variables.Where(one => one.Scope.Length == 0)
            .ToDictionary(one => one.Name, one => one.Json, StringComparer.Ordinal);
        foreach (var (name, value) in expected.Variables ?? [])
        {
            var wanted = value?.ToJsonString(RunJson.Plain) ?? "null";
            if (!values.TryGetValue(name, out var found))
                return (SandboxTexts.Words.Get("expected-variable", language, ("name", name), ("value", wanted)), null);
            if (!JsonNode.DeepEquals(value, Parse(found)))
            {
                return (
                    SandboxTexts.Words.Get(
                        "expected-value",
                        language,
                        ("name", name),
                        ("value", wanted),
                        ("came", SandboxLog.Short(found))
                    ),
                    null
                );
            }
        }
        return null;
    }

    private static (string, string?)? Path(
        IReadOnlyList<string> expected,
        IReadOnlyList<string> came,
        SandboxView view,
        Func<string, string> nameOf,
        string language
    )
    {
        var index = expected.Zip(came).TakeWhile(pair => pair.First == pair.Second).Count();
        if (index == expected.Count && index == came.Count)
            return null;
        var before = index > 0 ? nameOf(expected[index - 1]) : SandboxTexts.Words.Get("the-beginning", language);
        if (index == came.Count)
        {
            var text = view.IsEnded ? "path-ended" : "path-waits";
            return (SandboxTexts.Words.Get(text, language, ("expected", nameOf(expected[index])), ("before", before)), expected[index]);
        }
        return index == expected.Count
            ? (SandboxTexts.Words.Get("path-more", language, ("before", before), ("came", nameOf(came[index]))), came[index])
            : (
                SandboxTexts.Words.Get(
                    "path-other",
                    language,
                    ("expected", nameOf(expected[index])),
                    ("before", before),
                    ("came", nameOf(came[index]))
                ),
                came[index]
            );
    }

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (System.Text.Json.JsonException)
        {
            // A value that was too long to be shown whole was cut.
            return JsonValue.Create(json);
        }
    }
}
