using Baton.Desk.Notifications.Messages;
using Baton.Runtime;

namespace Baton.Desk.Notifications.Templates;

/// <summary>A template in the list.</summary>
/// <param name="Code">By which orders name it.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Pack">The pack that brought it; null for others.</param>
/// <param name="IsOwn">The desk brings one of this code; retiring the changed one brings it back.</param>
/// <param name="IsChanged">Somebody changed what the pack or the desk brings.</param>
/// <param name="IsUrgent">It breaks through quiet hours.</param>
/// <param name="Version">0 for one that only the desk brings.</param>
public sealed record TemplateLine(string Code, string Name, string? Pack, bool IsOwn, bool IsChanged, bool IsUrgent, int Version)
{
    /// <summary>Agents begin answers to customers with it.</summary>
    public bool IsForAnswers { get; init; }
}

/// <summary>A version of a template.</summary>
/// <param name="Version">From 1.</param>
/// <param name="At">When it was saved.</param>
/// <param name="Author">User name; null where a pack brought it.</param>
/// <param name="AuthorName">His name, or that of the pack.</param>
/// <param name="Comment">What he said about it.</param>
/// <param name="Content">What it says.</param>
public sealed record TemplateVersionView(
    int Version,
    DateTimeOffset At,
    string? Author,
    string? AuthorName,
    string? Comment,
    TemplateContent Content
);

/// <summary>A variable with what it is in the sample.</summary>
public sealed record TemplateVariableView(string Name, string Sample);

/// <summary>A template with all that its editor needs.</summary>
public sealed record TemplatePage(
    TemplateLine Template,
    TemplateContent Content,
    IReadOnlyList<TemplateVersionView> Versions,
    IReadOnlyList<TemplateVariableView> Variables
);

/// <summary>How faults of templates are told to their authors.</summary>
internal static class TemplateProblems
{
    /// <summary>Empty when the template can be saved.</summary>
    public static IReadOnlyList<FieldProblem> Of(TemplateContent? content, string language)
    {
        var words = MessageTexts.Words;
        // What is read from JSON may lack anything.
        if (content is null)
            return [words.Field("content", "required", "template-text", language)];
        if (content.Values is null)
            return [words.Field("values", "required", "template-text", language)];
        var problems = new List<FieldProblem>();
        problems.AddRange(TemplateChecks.Missing(content).Select(place => words.Field(place, "required", "template-text", language)));
        problems.AddRange(
            TemplateChecks
                .TooLong(content)
                .Select(one => words.Field(one.Place, "maxLength", "template-long", language, ("max", $"{one.Max}")))
        );
        if (problems.Count > 0)
            return problems;
        return [.. TemplateChecks.Check(content).Select(fault => Say(fault, language))];
    }

    private static FieldProblem Say(TemplateFault fault, string language)
    {
        var words = MessageTexts.Words;
        if (fault.Variable is { } name)
            return words.Field(fault.Place, "unknown", "template-unknown", language, ("language", fault.Language), ("name", name));
        var key = fault.Line is null ? "template-fault-anywhere" : "template-fault";
        return words.Field(
            fault.Place,
            "liquid",
            key,
            language,
            ("language", fault.Language),
            ("line", $"{fault.Line}"),
            ("fault", fault.Fault ?? "")
        );
    }
}
