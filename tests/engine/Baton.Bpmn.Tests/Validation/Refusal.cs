namespace Baton.Bpmn.Tests.Validation;

/// <summary>Asserts that a model is refused for one reason only.</summary>
internal static class Refusal
{
    /// <summary>The model has exactly one finding: that code at that element, with its line and a remedy.</summary>
    public static BpmnDiagnostic Expect(string code, string? elementId, string xml, ValidationOptions? options = null)
    {
        IReadOnlyList<BpmnDiagnostic> found = Models.Validate(xml, options);
        Assert.True(found.Count == 1, $"Expected only {code}, found: {string.Join("\n", found)}");
        BpmnDiagnostic only = found[0];
        Assert.Equal((code, elementId), (only.Code, only.ElementId));
        Assert.True(only.Line > 0, "A finding names its line.");
        Assert.EndsWith(".", only.Message, StringComparison.Ordinal);
        Assert.True(only.Message.Contains(". ", StringComparison.Ordinal), $"A finding says what to do: {only.Message}");
        return only;
    }

    public static void None(string xml, ValidationOptions? options = null) => Assert.Empty(Models.Validate(xml, options));
}
