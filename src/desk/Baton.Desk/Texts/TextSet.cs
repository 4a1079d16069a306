using System.Globalization;
using System.Resources;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Texts;

/// <summary>The sentences of one part of the desk, from the resources that bear the name of its class. Placeholders are names in braces.</summary>
/// <param name="owner">A class beside the resources, of the same name.</param>
internal sealed class TextSet(Type owner)
{
    private readonly ResourceManager _resources = new(owner.FullName!, owner.Assembly);

    /// <exception cref="InvalidOperationException">The resources have no such text.</exception>
    public string Get(string key, string language, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var text =
            _resources.GetString(key, CultureInfo.GetCultureInfo(language))
            ?? throw new InvalidOperationException($"Expected the text '{key}' in {owner.Name}.resx.");
        foreach (var (name, value) in parameters)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>The raw text, or null where there is none.</summary>
    public string? Find(string key, string language) => _resources.GetString(key, CultureInfo.GetCultureInfo(language));

    /// <summary>What is wrong with one field.</summary>
    public FieldProblem Field(
        string field,
        string code,
        string key,
        string language,
        params ReadOnlySpan<(string Name, string Value)> parameters
    ) => new(field, code, Get(key, language, parameters));

    /// <summary>A rule says no; the text is the one of the code.</summary>
    public Problem Rejected(string code, string language, params ReadOnlySpan<(string Name, string Value)> parameters) =>
        new(RejectionKind.InvalidState, code, Get(code, language, parameters), []);

    /// <summary>There is one already; the text is the one of the code.</summary>
    public Problem Exists(string code, string language, params ReadOnlySpan<(string Name, string Value)> parameters) =>
        new(RejectionKind.AlreadyExists, code, Get(code, language, parameters), []);

    /// <summary>What was asked for is not there; the text is <c>not-found</c>.</summary>
    public Problem NotFound(string language) => new(RejectionKind.NotFound, "not-found", Get("not-found", language), []);

    /// <summary>The same where a part has several things; the text is <c>not-found.WHAT</c>.</summary>
    public Problem NotFound(string what, string language) =>
        new(RejectionKind.NotFound, "not-found", Get("not-found." + what, language), []);
}
