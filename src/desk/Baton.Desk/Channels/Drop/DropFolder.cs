using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Channels.Folders;
using Baton.Desk.Channels.Xml;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Drop;

/// <summary>
/// Takes messages that other systems put into a folder. The answer is written before the message is put away: where the program ends between, the message is
/// taken again, and its id makes that the same answer.
/// </summary>
internal sealed partial class DropFolder(
    DeskReader reader,
    CaseExchange exchange,
    ContactFolder folder,
    DropState state,
    TimeProvider clock,
    IOptions<DropOptions> options,
    ILogger<DropFolder> logger
)
{
    /// <summary>Handles what is there now, in the order of the names; answers why it takes nothing at present, null where it does.</summary>
    public async Task<string?> ReceiveOnce(CancellationToken ct)
    {
        var root = options.Value.Directory!;
        foreach (var name in (string[])["in", "done", "failed", "out"])
            Directory.CreateDirectory(Path.Combine(root, name));
        var user = await reader.Read(db => DeskUsers.Load(db, DeskUsers.Normal(options.Value.User!), ct), ct);
        if (user is null)
        {
            // The files stay until somebody has corrected the configuration or the user.
            LogNoUser(options.Value.User!);
            return $"Drop:User names {options.Value.User}, who is not there or may not sign in.";
        }
        await folder.Each(ContactFolder.Files(Path.Combine(root, "in"), ".xml"), path => Receive(root, path, user, ct));
        return null;
    }

    private async Task Receive(string root, string path, DeskUser user, CancellationToken ct)
    {
        var name = Path.GetFileName(path);
        var answer =
            new FileInfo(path).Length > ExchangeReading.MaxBytes
                ? CaseExchange.Refuse(new(ExchangeReading.TooLarge(user.Language), []))
                : await exchange.Handle(
                    user,
                    await File.ReadAllBytesAsync(path, ct),
                    null,
                    ct,
                    CaseExchange.OpenMessage,
                    CaseExchange.FeedbackMessage,
                    CaseExchange.FindMessage
                );
        var xml = Encoding.UTF8.GetBytes(answer.Xml + "\n");
        if (answer.IsProblem)
        {
            LogFailed(name, answer.Xml.Value);
            await DurableFile.Write(Path.Combine(root, "failed", name + ".problem"), xml, ct);
        }
        else
            await DurableFile.Write(Path.Combine(root, "out", name), xml, ct);
        DurableFile.Move(path, Path.Combine(root, answer.IsProblem ? "failed" : "done", name));
        state.Last = state.Last with { TakenAt = clock.GetUtcNow(), Taken = name };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The message {File} is not taken: {Reason}")]
    private partial void LogFailed(string file, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Drop:User names {User}, who is not there or may not sign in; the messages wait.")]
    private partial void LogNoUser(string user);
}
