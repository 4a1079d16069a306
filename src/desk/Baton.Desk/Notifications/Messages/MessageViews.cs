using Baton.Desk.Cases.Fields;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Somebody who got a message.</summary>
/// <param name="Name">Null when unknown.</param>
/// <param name="Address">Empty where there was none.</param>
/// <param name="UserName">Null for somebody outside.</param>
public sealed record MessageReceiverView(string? Name, string Address, string? UserName);

/// <summary>A message in the log.</summary>
/// <param name="Key">By which it is shown.</param>
/// <param name="CaseNumber">Null for one that is about no case.</param>
/// <param name="Channel">The way on which it leaves.</param>
/// <param name="Template">Code of the template.</param>
/// <param name="TemplateName">In the reader's language.</param>
/// <param name="Subject">Null where the reader may not read all fields of the case.</param>
/// <param name="Language">In which it is written.</param>
/// <param name="State">Where it stands.</param>
/// <param name="HeldFor">Why it rests: not-set-up, quiet or digest; null while it does not.</param>
/// <param name="NotBefore">When it is tried next, or rests until.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="Cc">Copies that all see.</param>
/// <param name="Bcc">Blind copies; null where the reader may not know of them.</param>
/// <param name="Attempts">How often it was handed over.</param>
/// <param name="LastError">What went wrong last.</param>
/// <param name="CreatedAt">When it was ordered.</param>
/// <param name="SentAt">When the gateway took it.</param>
/// <param name="DeliveredAt">When it arrived.</param>
/// <param name="DigestKey">The message in which it went out with others.</param>
/// <param name="MayResend">The reader may send it again now.</param>
/// <param name="MayCancel">The reader may take it back now.</param>
public sealed record MessageView(
    long Key,
    string? CaseNumber,
    string Channel,
    string Template,
    string TemplateName,
    string? Subject,
    string Language,
    MessageState State,
    string? HeldFor,
    DateTimeOffset? NotBefore,
    IReadOnlyList<MessageReceiverView> To,
    IReadOnlyList<MessageReceiverView> Cc,
    IReadOnlyList<MessageReceiverView>? Bcc,
    int Attempts,
    string? LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? DeliveredAt,
    long? DigestKey,
    bool MayResend,
    bool MayCancel
)
{
    /// <summary>Names of the attachments of the case that go with it.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

/// <summary>A message with its words.</summary>
/// <param name="Message">As in the log.</param>
/// <param name="Text">Null where the reader may not read all fields of the case.</param>
/// <param name="Html">The same as a page; null for none.</param>
/// <param name="ProviderId">The gateway's own name for it; null for those who do not look after messages.</param>
/// <param name="OrderId">What it was ordered by; null for those who do not look after messages.</param>
public sealed record MessageDetail(MessageView Message, string? Text, string? Html, string? ProviderId, string? OrderId);

/// <summary>Puts rows of messages into views for one reader; what the cases and templates are called is read once for all of them.</summary>
internal sealed class MessageSight
{
    private readonly DeskUser _user;
    private readonly Dictionary<long, (string Number, bool IsWhole)> _cases;
    private readonly Dictionary<string, string> _templates;

    private MessageSight(DeskUser user, Dictionary<long, (string, bool)> cases, Dictionary<string, string> templates) =>
        (_user, _cases, _templates) = (user, cases, templates);

    public static async Task<MessageSight> Of(DeskDb db, DeskUser user, IReadOnlyCollection<Message> rows, CancellationToken ct)
    {
        var keys = rows.Select(row => row.CaseKey).OfType<long>().Distinct().ToList();
        var cases = await db
            .Cases.Where(row => keys.Contains(row.Key))
            .Select(row => new
            {
                row.Key,
                row.Number,
                row.TypeCode,
                row.DepartmentCode,
            })
            .ToListAsync(ct);
        var rights = await FieldRights.All(db, ct);
        var codes = rows.Select(row => row.Template).Distinct(StringComparer.Ordinal).ToList();
        var templates = await db.Set<MessageTemplate>()
            .Where(row => codes.Contains(row.Code))
            .ToDictionaryAsync(
                row => row.Code,
                row => TemplateContent.Read(row.Content).Name.In(user.Language),
                StringComparer.Ordinal,
                ct
            );
        foreach (var code in codes.Where(code => !templates.ContainsKey(code)))
            templates[code] = TemplateShelf.Own.GetValueOrDefault(code)?.Name.In(user.Language) ?? code;
        return new(
            user,
            cases.ToDictionary(
                row => row.Key,
                row =>
                    (
                        row.Number,
                        MessageGuard.MayManage(user)
                            || rights.GetValueOrDefault(row.TypeCode, FieldRights.None).For(user, row.DepartmentCode).Unread.Count == 0
                    )
            ),
            templates
        );
    }

    /// <summary>
    /// What a template was filled with may have come from fields that not everybody may read. What a person wrote is like a note on the case: whoever reads the
    /// case reads it.
    /// </summary>
    public bool MayReadWords(Message row) =>
        row.Author is not null || row.CaseKey is not { } key || !_cases.TryGetValue(key, out var one) || one.IsWhole;

    public MessageView View(Message row)
    {
        var manages = MessageGuard.MayManage(_user);
        return new(
            row.Key,
            row.CaseKey is { } key && _cases.TryGetValue(key, out var one) ? one.Number : null,
            row.Channel,
            row.Template,
            _templates[row.Template],
            MayReadWords(row) ? row.Subject : null,
            row.Language,
            row.State,
            row.State == MessageState.Held ? row.HeldFor : null,
            row.NotBefore,
            Receivers(row.To),
            Receivers(row.Cc),
            MessageGuard.MaySeeBlind(_user) ? Receivers(row.Bcc) : null,
            row.Attempts,
            row.HeldFor == HoldReasons.NoAddress ? NoAddress(row) : row.LastError,
            row.CreatedAt,
            row.SentAt,
            row.DeliveredAt,
            row.DigestKey,
            manages && MessageRules.MayResend(row),
            manages && MessageRules.MayCancel(row)
        )
        {
            Files = [.. MessageFile.Read(row.Files).Select(file => file.Name)],
        };
    }

    public MessageDetail Detail(Message row)
    {
        var (manages, words) = (MessageGuard.MayManage(_user), MayReadWords(row));
        return new(
            View(row),
            words ? row.Text : null,
            words ? row.Html : null,
            manages ? row.ProviderId : null,
            manages ? row.OrderId : null
        );
    }

    private string NoAddress(Message row)
    {
        var names = MessageReceiver.Read(row.To).Select(one => one.Name ?? one.User ?? one.Address);
        return MessageTexts.Words.Get("no-address", _user.Language, ("names", Punctuation.List(_user.Language, names)));
    }

    private static List<MessageReceiverView> Receivers(string json) =>
        [.. MessageReceiver.Read(json).Select(one => new MessageReceiverView(one.Name, one.Address, one.User))];
}

/// <summary>What may be done with a message as it stands. Pure.</summary>
internal static class MessageRules
{
    public static bool MayResend(Message row) =>
        row.Channel != MessageChannels.Desk
        && row.State is MessageState.Failed or MessageState.Held or MessageState.TemplateError or MessageState.Canceled;

    public static bool MayCancel(Message row) => row.State is MessageState.Queued or MessageState.Held or MessageState.TemplateError;
}
