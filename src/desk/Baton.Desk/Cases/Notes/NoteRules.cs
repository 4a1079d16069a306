using Baton.Desk.Http;
using Baton.Runtime;

namespace Baton.Desk.Cases.Notes;

/// <summary>What holds for every note. Pure.</summary>
internal static class NoteRules
{
    public const int TextMaxLength = 10_000;

    /// <summary>As long its author may correct it.</summary>
    public static TimeSpan Correctable { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Whoever does something with cases may write on those that he may read.</summary>
    public static bool MayWrite(DeskUser user) => Permissions.WriteOnCases.Any(user.May);

    public static bool MayCorrect(CaseNote note, DeskUser user, DateTimeOffset now) =>
        note.Author == user.UserName && now - note.At <= Correctable && MayWrite(user);

    /// <summary>The text without blanks around, its lines ended alike.</summary>
    public static string Clean(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    /// <summary>What is wrong with the kind and the purpose of a note of the desk; null when nothing is.</summary>
    public static FieldProblem? Check(NoteKind kind, NotePurpose purpose, string language) =>
        !Enum.IsDefined(kind) || kind == NoteKind.FromCustomer ? Problems.Field("kind", "option", "note.kind", language)
        : !Enum.IsDefined(purpose) || (purpose != NotePurpose.Information && kind != NoteKind.ForCustomer)
            ? Problems.Field("purpose", "option", "note.purpose", language)
        : null;

    /// <summary>What is wrong with a cleaned text; null when nothing is.</summary>
    public static FieldProblem? Check(string text, string language) =>
        text.Length == 0 ? Problems.Field("text", "required", "note.text", language)
        : text.Length > TextMaxLength ? Problems.Field("text", "maxLength", "task.text-length", language, ("max", $"{TextMaxLength}"))
        : null;
}

/// <summary>What notes write on the time line.</summary>
public static class NoteCodes
{
    public const string Written = "note-written";
    public const string WrittenForCustomer = "note-written-for-customer";
    public const string AskedCustomer = "note-question-for-customer";
    public const string Solution = "note-solution-for-customer";
    public const string Corrected = "note-corrected";

    internal static string Of(NoteKind kind, NotePurpose purpose) =>
        (kind, purpose) switch
        {
            (NoteKind.Internal, _) => Written,
            (_, NotePurpose.Question) => AskedCustomer,
            (_, NotePurpose.Solution) => Solution,
            _ => WrittenForCustomer,
        };
}
