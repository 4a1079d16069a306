namespace Baton.Desk.Phrases;

/// <summary>Who has a phrase.</summary>
public enum PhraseScope
{
    /// <summary>Its author alone.</summary>
    Own,

    /// <summary>The members of a department.</summary>
    Department,

    /// <summary>Everybody.</summary>
    All,
}

/// <summary>A phrase as it is kept.</summary>
/// <param name="Key">By which it is changed.</param>
/// <param name="Scope">Who has it.</param>
/// <param name="Department">Code of the department that has it; null for the others.</param>
/// <param name="DepartmentName">Its name in the reader's language.</param>
/// <param name="Shortcut">What is typed behind a slash.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Text">With its place-holders.</param>
/// <param name="Language">Null where it fits any.</param>
/// <param name="Category">The category that it is for; null for any.</param>
/// <param name="CategoryPath">Its names from the top, in the reader's language.</param>
/// <param name="UseCount">How often it was inserted.</param>
/// <param name="MayKeep">The reader may change and delete it.</param>
/// <param name="Version">To be sent back with a change.</param>
public sealed record PhraseView(
    long Key,
    PhraseScope Scope,
    string? Department,
    string? DepartmentName,
    string Shortcut,
    string Title,
    string Text,
    string? Language,
    string? Category,
    string? CategoryPath,
    long UseCount,
    bool MayKeep,
    int Version
);
