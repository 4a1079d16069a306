using System.Xml.Linq;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Channels.Xml;

/// <summary>Takes in the files of a message: the same way in as those of the desk, with the same checks.</summary>
internal sealed class ExchangeFiles(AttachmentIntake intake)
{
    /// <summary>All of them, or none: the first that is refused refuses the message, with its place.</summary>
    /// <param name="user">Who sends them.</param>
    /// <param name="message">Follows the schema.</param>
    /// <param name="refusal">Why he may not; asked before anything is kept.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<(IReadOnlyList<TakenFile> Files, ExchangeProblem? Problem)> Take(
        DeskUser user,
        XElement message,
        Func<DeskDb, Task<Problem?>> refusal,
        CancellationToken ct
    )
    {
        var taken = new List<TakenFile>();
        foreach (var file in message.Elements(ExchangeSchema.Namespace + "file"))
        {
            // The schema has checked that it is base64.
            using var content = new MemoryStream(Convert.FromBase64String(file.Value));
            var one = await intake.Take(user, new((string)file.Attribute("name")!, content, content.Length), refusal, ct);
            if (one.Problem is { } problem)
            {
                var sentence = problem.Fields is { Count: > 0 } fields ? fields[0].Message : problem.Detail;
                return ([], ExchangeReading.Refused(problem, file, sentence));
            }
            taken.Add(one.Value);
        }
        return (taken, null);
    }
}
