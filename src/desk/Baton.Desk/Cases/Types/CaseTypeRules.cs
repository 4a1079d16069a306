using System.Text.RegularExpressions;
using Baton.Runtime;

namespace Baton.Desk.Cases.Types;

/// <summary>What of a case type can be judged by itself. Pure.</summary>
internal static partial class CaseTypeRules
{
    public const int NameMaxLength = 200;
    public const int PrefixMaxLength = 10;

    private static string Known => string.Join(", ", CaseEntries.All);

    public static List<FieldProblem> Check(SaveCaseTypeRequest request, string language)
    {
        var wrong = new List<FieldProblem>();
        if (!CodePattern().IsMatch(request.Code))
            wrong.Add(CaseTypeTexts.Words.Field("code", "pattern", "code", language));
        string?[] names = [request.Name?.ZhHans, request.Name?.ZhHant, request.Name?.En];
        if (names.All(string.IsNullOrWhiteSpace) || names.Any(name => name?.Length > NameMaxLength))
            wrong.Add(CaseTypeTexts.Words.Field("name", "length", "name", language, ("max", $"{NameMaxLength}")));
        if (!WordPattern().IsMatch(request.Kind ?? ""))
            wrong.Add(CaseTypeTexts.Words.Field("kind", "required", "kind", language));
        if (!PrefixPattern().IsMatch(request.NumberPrefix ?? ""))
            wrong.Add(CaseTypeTexts.Words.Field("numberPrefix", "pattern", "prefix", language));
        if (string.IsNullOrWhiteSpace(request.ProcessId))
            wrong.Add(CaseTypeTexts.Words.Field("processId", "required", "no-process", language));
        if (!WordPattern().IsMatch(request.InitialStatus ?? ""))
            wrong.Add(CaseTypeTexts.Words.Field("initialStatus", "required", "status", language));
        foreach (var entry in request.Entries.Except(CaseEntries.All, StringComparer.Ordinal))
            wrong.Add(CaseTypeTexts.Words.Field("entries", "unknown", "entry", language, ("code", entry), ("known", Known)));
        return wrong;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();

    [GeneratedRegex("^[A-Z][A-Z0-9]{0,9}$", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixPattern();
}
