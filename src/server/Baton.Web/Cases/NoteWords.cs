using Baton.Desk.Cases.Notes;

namespace Baton.Web.Cases;

/// <summary>What a note can be chosen to be.</summary>
internal enum NoteChoice
{
    Internal,
    ForCustomer,
    Question,
    Solution,
}

/// <summary>What a note is, in words, and what a choice means.</summary>
internal static class NoteWords
{
    public static string Of(NoteKind kind, NotePurpose purpose) =>
        (kind, purpose) switch
        {
            (NoteKind.Internal, _) => CaseNoteTexts.Internal,
            (NoteKind.FromCustomer, _) => CaseNoteTexts.FromCustomer,
            (_, NotePurpose.Question) => CaseNoteTexts.Question,
            (_, NotePurpose.Solution) => CaseNoteTexts.Solution,
            _ => CaseNoteTexts.ForCustomer,
        };

    public static (NoteKind Kind, NotePurpose Purpose) Of(NoteChoice choice) =>
        choice switch
        {
            NoteChoice.Internal => (NoteKind.Internal, NotePurpose.Information),
            NoteChoice.Question => (NoteKind.ForCustomer, NotePurpose.Question),
            NoteChoice.Solution => (NoteKind.ForCustomer, NotePurpose.Solution),
            _ => (NoteKind.ForCustomer, NotePurpose.Information),
        };
}
