using System.Globalization;
using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Files;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Folders;

/// <summary>A file of a folder on its way to a contact.</summary>
/// <param name="Name">As it is called on the contact.</param>
/// <param name="Path">Where it lies.</param>
internal sealed record FolderFile(string Name, string Path);

/// <summary>
/// Makes contacts of what machines put into folders: each once, by what it contains. What is taken in goes to <c>processed</c>, what cannot be to
/// <c>rejected</c> with its reason.
/// </summary>
internal sealed partial class ContactFolder(
    DeskReader reader,
    AttachmentIntake intake,
    ReceiveContact receive,
    IOptions<DeskOptions> options,
    ILogger<ContactFolder> logger
)
{
    private const string Processed = "processed";
    private const string Rejected = "rejected";

    /// <summary>The files of a folder that are whole, in the order of their names: a name that begins with a dot, or ends with .tmp or .part, is still being written.</summary>
    public static IReadOnlyList<string> Files(string folder, params IReadOnlyCollection<string> endings) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder)
                    .Where(path => !Path.GetFileName(path).StartsWith('.'))
                    .Where(path => endings.Contains(Path.GetExtension(path).ToLowerInvariant(), StringComparer.Ordinal))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>A folder with its sub-folders, which are made where they are missing.</summary>
    public static string Made(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, Processed));
        Directory.CreateDirectory(Path.Combine(folder, Rejected));
        return folder;
    }

    public Task<bool> IsKnown(string source, string sourceId, CancellationToken ct) =>
        reader.Read(db => db.IncomingContacts.AnyAsync(row => row.Source == source && row.SourceId == sourceId, ct), ct);

    /// <summary>E.164 where it is a number; null for one that is withheld.</summary>
    public string? Number(string? text)
    {
        var region = options.Value.DefaultRegion;
        return string.IsNullOrWhiteSpace(text) ? null
            : Telephone.TryNormalise(text, region, out var e164) || Telephone.TryNormalise("+" + text.Trim(), region, out e164) ? e164
            : text.Trim();
    }

    /// <summary>Takes the files in and makes the contact; answers why not, where that will not change, and throws for what may pass.</summary>
    public async Task<string?> Take(ArrivedContact contact, IReadOnlyList<FolderFile> files, CancellationToken ct)
    {
        var taken = new List<TakenFile>(files.Count);
        foreach (var file in files)
        {
            await using var content = File.OpenRead(file.Path);
            var one = await intake.Take(Sender(), new(file.Name, content, content.Length), _ => Task.FromResult<Problem?>(null), ct);
            if (one.Problem is { } problem)
                return problem.Fields.Count > 0 ? string.Join(' ', problem.Fields.Select(field => field.Message)) : problem.Detail;
            taken.Add(one.Value);
        }
        var outcome = await receive.Handle(contact with { Files = taken }, ct);
        return outcome.Problem?.Detail;
    }

    /// <summary>Puts files away that were taken in, or that cannot be, for a reason.</summary>
    public async Task PutAway(string folder, IReadOnlyList<string> paths, string? refusal, CancellationToken ct)
    {
        var to = Path.Combine(folder, refusal is null ? Processed : Rejected);
        var name = Path.GetFileName(paths[0]);
        if (refusal is not null)
        {
            LogRejected(name, refusal);
            await DurableFile.Write(Path.Combine(to, name + ".reason"), Encoding.UTF8.GetBytes(refusal + "\n"), ct);
        }
        foreach (var path in paths.Where(File.Exists))
            DurableFile.Move(path, Path.Combine(to, Path.GetFileName(path)));
    }

    /// <summary>Does something with each of them; a file that cannot be read now does not hold up the others, and is tried again.</summary>
    public async Task Each(IEnumerable<string> paths, Func<string, Task> act)
    {
        foreach (var path in paths)
        {
            try
            {
                await act(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LogUnreadable(error, path);
            }
        }
    }

    /// <summary>Minutes and seconds.</summary>
    public static string Length(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");

    private static DeskUser Sender() =>
        new(
            CustomerHimself.UserName,
            CustomerHimself.Name(Languages.Default),
            [],
            [],
            new HashSet<string>(StringComparer.Ordinal),
            Languages.Default
        );

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file {File} is rejected: {Reason}")]
    private partial void LogRejected(string file, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file {File} cannot be read now; it is tried again.")]
    private partial void LogUnreadable(Exception error, string file);
}
