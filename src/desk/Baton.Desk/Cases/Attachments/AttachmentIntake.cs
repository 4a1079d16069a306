using System.Globalization;
using Baton.Desk.Cases.Attachments.Scanning;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Attachments;

/// <summary>A file on its way in.</summary>
/// <param name="FileName">As its sender calls it.</param>
/// <param name="Content">Read once, to its end.</param>
/// <param name="Length">Where it is known before; too long a file is then refused unread.</param>
internal sealed record IncomingFile(string FileName, Stream Content, long? Length);

/// <summary>A file that may become an attachment: its bytes are kept, its row is still to be written.</summary>
internal sealed record TakenFile(string Name, string ContentType, StoredFile Content, ScanResult Scan);

/// <summary>Takes files in for whoever makes attachments of them. A refused file leaves nothing behind.</summary>
public sealed class AttachmentIntake(
    BatonRuntime runtime,
    DeskReader reader,
    AttachmentStore store,
    VirusScanner scanner,
    IOptions<DeskOptions> options
)
{
    /// <param name="user">Who sends it.</param>
    /// <param name="file">What is sent.</param>
    /// <param name="refusal">
    /// Why he may not; asked before the upload, so that nobody fills the disk of a case he may not touch. The caller asks again with the row.
    /// </param>
    /// <param name="ct">Gives up.</param>
    internal async Task<Outcome<TakenFile>> Take(
        DeskUser user,
        IncomingFile file,
        Func<DeskDb, Task<Problem?>> refusal,
        CancellationToken ct
    )
    {
        var max = options.Value.AttachmentMaxBytes;
        var name = FileRules.CleanName(file.FileName);
        if (name is null)
            return Problems.Invalid(user.Language, Problems.Field("fileName", "format", "attachment.name", user.Language));
        if (FileRules.TypeOf(name) is null)
        {
            var allowed = Problems.Field("fileName", "type", "attachment.type", user.Language, ("allowed", FileRules.Allowed));
            return Problems.Invalid(user.Language, allowed);
        }
        if (file.Length > max)
            return TooLarge(user, max);
        if (await reader.Read(refusal, ct) is { } refused)
            return refused;
        var scan = new ScanResult(ScanVerdict.NotAsked);
        var stored = await store.Save(
            file.Content,
            max,
            async (one, content) => one.Size > 0 && MayStay(scan = await scanner.Scan(content, ct)),
            ct
        );
        if (stored is null)
            return TooLarge(user, max);
        if (stored.Size == 0)
            return Problems.Invalid(user.Language, Problems.Field("file", "empty", "attachment.empty", user.Language));
        if (scan.Verdict == ScanVerdict.Found)
            return await Refuse(user, name, stored, scan.Detail!, ct);
        return MayStay(scan) ? new TakenFile(name, stored.TypeAs(name), stored, scan) : VirusFound.NoScanner(user.Language);
    }

    private bool MayStay(ScanResult scan) =>
        scan.Verdict is ScanVerdict.NotAsked or ScanVerdict.Clean
        || (scan.Verdict == ScanVerdict.NoAnswer && scanner.Options.WhenUnreachable == UnscannedFiles.Accept);

    private async Task<Problem> Refuse(DeskUser user, string name, StoredFile stored, string threat, CancellationToken ct)
    {
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                db.SecurityEvents.Add(VirusFound.Event(unit, user.UserName, name, stored.Sha256, threat));
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
        return VirusFound.Refusal(user.Language, name, threat);
    }

    private static Problem TooLarge(DeskUser user, int max)
    {
        var megabytes = (max / 1024d / 1024d).ToString("0.##", CultureInfo.InvariantCulture);
        return new(
            RejectionKind.InvalidArgument,
            Answer.TooLarge,
            DeskTexts.Get("attachment.too-large", user.Language, ("max", megabytes)),
            []
        );
    }
}
