using Baton.Desk.Texts;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Http;

/// <summary>The problems that many use cases answer with, in the reader's language.</summary>
internal static class Problems
{
    public static Problem Invalid(string language, params IReadOnlyList<FieldProblem> fields) =>
        new(RejectionKind.InvalidArgument, "invalid", DeskTexts.Get("problem.invalid", language), fields);

    /// <summary>One field, its message from the text <paramref name="textKey"/>.</summary>
    public static FieldProblem Field(
        string field,
        string code,
        string textKey,
        string language,
        params ReadOnlySpan<(string Name, string Value)> parameters
    ) => new(field, code, DeskTexts.Get(textKey, language, parameters));

    public static Problem NotFound(string what, string language) =>
        new(RejectionKind.NotFound, "not-found", DeskTexts.Get("problem.not-found." + what, language), []);

    public static Problem Forbidden(string language) =>
        new(RejectionKind.Forbidden, "forbidden", DeskTexts.Get("problem.forbidden", language), []);

    /// <summary>A rule says no.</summary>
    public static Problem Rejected(string code, string language, params ReadOnlySpan<(string Name, string Value)> parameters) =>
        new(RejectionKind.InvalidState, code, DeskTexts.Get("problem." + code, language, parameters), []);

    public static Problem Exists(string code, string language, params ReadOnlySpan<(string Name, string Value)> parameters) =>
        new(RejectionKind.AlreadyExists, code, DeskTexts.Get("problem." + code, language, parameters), []);

    /// <summary>Somebody changed the row since the caller read it.</summary>
    public static Problem Changed(string language) =>
        new(RejectionKind.InvalidState, Answer.VersionMismatch, DeskTexts.Get("problem.version-mismatch", language), []);

    /// <summary>Null when the caller read this version, or named none.</summary>
    public static Problem? UnlessVersion(int? expected, int actual, string language) =>
        expected is { } version && version != actual ? Changed(language) : null;
}
