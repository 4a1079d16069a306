using Baton.Desk.Cases.Attachments;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Storage;
using Baton.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>
/// Hands one message to the driver of its channel and writes down what became of it. How often and when it is tried again is decided here: to the outbox each
/// attempt is an entry of its own.
/// </summary>
internal sealed class MessageHandOver(
    DeskReader reader,
    MessageDrivers drivers,
    MessageOutcomes outcomes,
    ReplyPathOf replyPath,
    AttachmentStore store
)
{
    public async Task<DeliveryResult> Deliver(OutboxMessage entry, CancellationToken ct)
    {
        var (key, version) = MessageQueue.Read(entry.Payload);
        var (row, number, isBehind) = await reader.Read(
            async db =>
            {
                var message = await db.Set<Message>().SingleOrDefaultAsync(one => one.Key == key, ct);
                var caseNumber = message?.CaseKey is { } caseKey
                    ? await db.Cases.Where(one => one.Key == caseKey).Select(one => one.Number).SingleOrDefaultAsync(ct)
                    : null;
                // One that rested until now may find others before it that are still to leave.
                var behind = message is { State: MessageState.Held } && await new MessageTurns(db, [message.CaseKey]).IsBehind(message, ct);
                return (message, caseNumber, behind);
            },
            ct
        );
        if (row is not { State: MessageState.Queued or MessageState.Held } || row.Version != version)
            return DeliveryResult.Delivered();
        if (isBehind)
            return DeliveryResult.Delivered(unit => MessageOutcomes.Wait(unit, key, version));
        if (drivers.Find(row.Channel) is not { } driver)
            return DeliveryResult.Delivered(unit => MessageOutcomes.Hold(unit, key, version));
        var (files, missing) = await Files(row, ct);
        var delivery = missing is null
            ? await Give(driver, (await WithWayBack(row, Outgoing(row, number), ct)) with { Files = files }, ct)
            : new(MessageVerdict.Refused, null, $"The attachment '{missing}' was deleted before the mail left.");
        return DeliveryResult.Delivered(unit => outcomes.Write(unit, key, version, delivery));
    }

    /// <summary>What goes with it; and the name of one that is not there any more, without which it does not leave.</summary>
    private async Task<(IReadOnlyList<OutgoingFile> Files, string? Missing)> Files(Message row, CancellationToken ct)
    {
        var named = MessageFile.Read(row.Files);
        if (named.Count == 0)
            return ([], null);
        var keys = named.Select(file => file.Key).ToList();
        var there = await reader.Read(
            db => db.Attachments.Where(one => keys.Contains(one.Key) && one.DeletedAt == null).Select(one => one.Key).ToHashSetAsync(ct),
            ct
        );
        var files = new List<OutgoingFile>();
        foreach (var file in named)
        {
            if (!there.Contains(file.Key))
                return ([], file.Name);
            try
            {
                await using var content = await store.Open(file.Sha256, ct);
                using var bytes = new MemoryStream(file.Size);
                await content.CopyToAsync(bytes, ct);
                files.Add(new(file.Name, file.Type, bytes.ToArray()));
            }
            catch (FileNotFoundException)
            {
                return ([], file.Name);
            }
        }
        return (files, null);
    }

    private static async Task<MessageDelivery> Give(IMessageDriver driver, OutgoingMessage message, CancellationToken ct)
    {
        try
        {
            return await driver.Deliver(message, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new(MessageVerdict.Retry, null, error.Message);
        }
    }

    /// <summary>What goes to people outside alone can be answered so that the answer finds its case.</summary>
    private async Task<OutgoingMessage> WithWayBack(Message row, OutgoingMessage message, CancellationToken ct)
    {
        if (row is { Channel: MessageChannels.Mail, Template: Templates.TemplateShelf.Work })
            return Work(row, message);
        if (row is not { Channel: MessageChannels.Mail, CaseKey: { } caseKey } || message.CaseNumber is not { } number)
            return message;
        var receivers = MessageReceiver.Read(row.To);
        if (receivers.Count == 0 || receivers.Any(one => one.User is not null))
            return message;
        var isPersonal = row.Template == Templates.TemplateShelf.Answer;
        return await replyPath(caseKey, number, message.Subject, ct) is { } path
            ? message with
            {
                ReplyTo = path.ReplyTo,
                Subject = path.Subject,
                InReplyTo = path.InReplyTo,
                IsPersonal = isPersonal,
            }
            : message with
            {
                IsPersonal = isPersonal,
            };
    }

    /// <summary>A task that is done by mail has its own way back, which was signed when it was written.</summary>
    private static OutgoingMessage Work(Message row, OutgoingMessage message)
    {
        var work = MessageValues.Read(row.Values)["work"];
        return message with
        {
            Subject = $"{message.Subject} {work?["mark"]?.GetValue<string>()}".TrimEnd(),
            ReplyTo = work?["replyTo"]?.GetValue<string>(),
            InReplyTo = work?["inReplyTo"]?.GetValue<string>(),
        };
    }

    /// <summary>Only mail knows copies; all else goes to one receiver, whichever list he is on.</summary>
    private static OutgoingMessage Outgoing(Message row, string? caseNumber)
    {
        var (to, cc, bcc) = (Addresses(row.To), Addresses(row.Cc), Addresses(row.Bcc));
        if (row.Channel != MessageChannels.Mail)
            (to, cc, bcc) = ([.. to, .. cc, .. bcc], [], []);
        return new(row.DeliveryId, row.Channel, to, cc, bcc, row.Subject, row.Text, row.Html, row.Language, caseNumber);
    }

    private static List<OutgoingAddress> Addresses(string json) =>
        [.. MessageReceiver.Read(json).Select(one => new OutgoingAddress(one.Address, one.Name))];
}
