using Baton.Desk.Access;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Cases.Portal;

/// <summary>Files that customers send: the same way in as those of the desk, with the same checks.</summary>
internal static class CustomerFiles
{
    /// <summary>Takes all of them in, or none: the first that is refused refuses the whole.</summary>
    public static async Task<Outcome<IReadOnlyList<TakenFile>>> Take(
        AttachmentIntake intake,
        DeskUser customer,
        IReadOnlyList<CustomerFile> files,
        Func<DeskDb, Task<Problem?>> refusal,
        CancellationToken ct
    )
    {
        var taken = new List<TakenFile>(files.Count);
        foreach (var file in files)
        {
            var one = await intake.Take(customer, new(file.Name, file.Content, file.Length), refusal, ct);
            if (one.Problem is { } problem)
                return problem with { Fields = [.. problem.Fields.Select(field => field with { Field = "files" })] };
            taken.Add(one.Value);
        }
        return Outcome.Of<IReadOnlyList<TakenFile>>(taken);
    }

    /// <summary>Puts them on the case; the caller saves.</summary>
    public static void Add(DeskDb db, UnitOfWork unit, Case row, IReadOnlyList<TakenFile> files) =>
        AttachedFiles.Add(db, unit, row, CustomerHimself.UserName, files);
}
