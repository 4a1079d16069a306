using System.Text.Json.Nodes;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Writes the messages of one order, each in its words. Used once, by one thread; the caller saves.</summary>
internal sealed class MessageWriting(
    UnitOfWork unit,
    DeskDb db,
    MessageTurns turns,
    MessageOrder order,
    ShelvedTemplate? template,
    JsonObject facts,
    TimeZoneInfo zone
)
{
    private readonly string _values = MessageValues.Write(facts);

    public MessageOrder Order => order;

    public DateTimeOffset Now => unit.Now;

    public bool IsUrgent => template?.Content.IsUrgent == true;

    public async Task Write(MessagePart part, bool isSetUp, CancellationToken ct)
    {
        var row = Row(part);
        var wording = MessageWording.Of(template, order.Template, part.Channel, part.Language, facts, Greeted(part), zone);
        (row.Subject, row.Text, row.Html) = (wording.Subject, wording.Text, wording.Html);
        if (wording.Fault is { } fault)
            (row.State, row.LastError) = (MessageState.TemplateError, fault.Message);
        else if (part.HeldFor is { } reason)
            (row.State, row.HeldFor, row.NotBefore) = (MessageState.Held, reason, part.NotBefore);
        else if (!isSetUp)
            (row.State, row.HeldFor) = (MessageState.Held, HoldReasons.NotSetUp);
        db.Add(row);
        if (part.Channel == MessageChannels.Desk && wording.Fault is null)
            Ring(row, part);
        else
            await MessageQueue.Add(unit, db, row, turns, ct);
    }

    /// <summary>Keeps for operators that somebody should have been told but has no address.</summary>
    public void WriteUnreached(string channel, IReadOnlyList<MessagePerson> people)
    {
        var row = Row(new(channel, channel + ":", people[0].Language, [], [], [], null, null));
        var names = string.Join(", ", people.Select(person => person.Name ?? person.UserName));
        row.To = MessageReceiver.Write([.. people.Select(person => new MessageReceiver(person.Name, "", person.UserName))]);
        row.State = MessageState.Failed;
        row.HeldFor = HoldReasons.NoAddress;
        row.Receivers = SearchText.Fold(names);
        row.FinishedAt = unit.Now;
        db.Add(row);
    }

    private Message Row(MessagePart part)
    {
        var (to, cc, bcc) = (Receivers(part.To), Receivers(part.Cc), Receivers(part.Bcc));
        return new()
        {
            Key = unit.NextKey(),
            OrderId = order.Id,
            Part = part.Name.Length > 200 ? part.Name[..200] : part.Name,
            Channel = part.Channel,
            Template = order.Template,
            TemplateVersion = template?.Version ?? 0,
            IsUrgent = IsUrgent,
            CaseKey = order.CaseKey,
            TaskKey = order.TaskKey,
            JobKey = order.JobKey,
            To = MessageReceiver.Write(to),
            Cc = MessageReceiver.Write(cc),
            Bcc = MessageReceiver.Write(bcc),
            Receivers = Fold([.. to, .. cc]),
            BlindReceivers = Fold(bcc),
            Language = part.Language,
            Values = _values,
            State = MessageState.Queued,
            Author = order.Author,
            Files = part.Channel == MessageChannels.Mail ? MessageFile.Write(order.Files) : null,
            CreatedAt = unit.Now,
            Version = 1,
        };

        List<MessageReceiver> Receivers(IReadOnlyList<MessagePerson> people) => [.. people.Select(person => person.Receiver(part.Channel))];
    }

    /// <summary>The bell rings with the commit of whatever ordered it.</summary>
    private void Ring(Message row, MessagePart part)
    {
        var person = part.To.Concat(part.Cc).Concat(part.Bcc).First();
        db.Notifications.Add(
            new Notification
            {
                Key = unit.NextKey(),
                UserName = person.UserName!,
                At = unit.Now,
                Code = Notifier.Message,
                Parameters = System.Text.Json.JsonSerializer.Serialize(
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["text"] = row.Text,
                        ["number"] = (facts[TemplateVariables.Case]?["number"])?.GetValue<string>() ?? "",
                    }
                ),
                CaseKey = order.CaseKey,
                TaskKey = order.TaskKey,
            }
        );
        (row.State, row.SentAt, row.DeliveredAt, row.FinishedAt) = (MessageState.Delivered, unit.Now, unit.Now, unit.Now);
        unit.Tell(DeskChanges.Notifications(person.UserName!));
    }

    /// <summary>Who is addressed: those it is for, else those of the copies; never the blind ones among others.</summary>
    private static string Greeted(MessagePart part)
    {
        var people =
            part.To.Count > 0 ? part.To
            : part.Cc.Count > 0 ? part.Cc
            : part.Bcc.Count == 1 ? part.Bcc
            : [];
        return Punctuation.List(part.Language, people.Select(person => person.Name ?? person.Outside).OfType<string>());
    }

    private static string Fold(IReadOnlyList<MessageReceiver> receivers) =>
        SearchText.Fold([.. receivers.SelectMany(one => new[] { one.Name, one.Address, one.User }).OfType<string>().Distinct()]);
}
