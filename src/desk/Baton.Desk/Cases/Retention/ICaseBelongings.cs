using System.Text.Json.Nodes;
using Baton.Desk.Storage;

namespace Baton.Desk.Cases.Retention;

/// <summary>What another room of the desk keeps for cases. It goes with the case.</summary>
internal interface ICaseBelongings
{
    /// <summary>The name of its list in the archive.</summary>
    string Name { get; }

    /// <summary>Which of the cases must wait, because something of theirs has still to be delivered.</summary>
    Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys);

    /// <summary>All of a case, for the archive.</summary>
    Task<JsonArray> Read(DeskDb db, long caseKey);

    /// <summary>Takes out of the cases' rows what a customer is called and reached by, and keeps the rows.</summary>
    /// <param name="db">Where they are.</param>
    /// <param name="caseKeys">The cases, all of one customer.</param>
    /// <param name="how">What stands for what was erased, and how a text is freed of it.</param>
    /// <returns>The files that held it and are not needed any more.</returns>
    Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how);

    /// <summary>Deletes all of the cases' rows.</summary>
    /// <returns>The files that nothing needs any more.</returns>
    Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys);
}

/// <summary>A file of the <see cref="Storage.Files.IFileStore"/> whose row was deleted.</summary>
/// <param name="Owner">Names the row that had it, so that each deletion is carried out once.</param>
/// <param name="Name">Its name in the store.</param>
/// <param name="Sha256">The content, where attachments may share it; null where the file was the row's alone.</param>
internal sealed record UnneededFile(string Owner, string Name, string? Sha256);
