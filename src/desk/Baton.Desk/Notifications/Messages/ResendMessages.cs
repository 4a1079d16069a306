using Baton.Desk.Http;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Which messages to send again: some by their keys, or those of a filter that can be. Of a filter 200 at a time, the oldest first.</summary>
public sealed record ResendMessagesRequest(IReadOnlyList<long>? Keys = null, MessageFilter? Filter = null);

/// <summary>How many are on their way again, and how many of the filter are left for another time.</summary>
public sealed record MessagesResent(int Count, int Left);

/// <summary>
/// Sends messages again that failed, rest or have a template error: with all their attempts, to the addresses that their people have now, and where the template
/// could not be filled in the words of the template as it is now.
/// </summary>
public sealed class ResendMessages
{
    private const int Max = 200;

    private readonly BatonRuntime _runtime;
    private readonly MessageDrivers _drivers;
    private readonly DeskOptions _options;

    internal ResendMessages(BatonRuntime runtime, MessageDrivers drivers, IOptions<DeskOptions> options) =>
        (_runtime, _drivers, _options) = (runtime, drivers, options.Value);

    public async Task<Outcome<MessageView>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!MessageGuard.MayManage(user))
            return Problems.Forbidden(user.Language);
        return await _runtime.Write<MessageView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<Message>().SingleOrDefaultAsync(one => one.Key == key, ct);
                if (row is null)
                    return MessageTexts.Words.NotFound(user.Language);
                if (!MessageRules.MayResend(row))
                    return MessageTexts.Words.Rejected("not-resendable", user.Language);
                await Resend(unit, db, row, ct);
                await db.SaveChangesAsync(ct);
                return (await MessageSight.Of(db, user, [row], ct)).View(row);
            },
            ct
        );
    }

    public async Task<Outcome<MessagesResent>> Handle(DeskUser user, ResendMessagesRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!MessageGuard.MayManage(user))
            return Problems.Forbidden(user.Language);
        if (request.Keys is null && request.Filter is null)
            return Problems.Invalid(user.Language, MessageTexts.Words.Field("keys", "required", "resend-which", user.Language));
        if (request.Filter is { } filter && MessageFilters.Check(filter, user.Language) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await _runtime.Write<MessagesResent>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var rows = db.Set<Message>().AsQueryable();
                if (request.Keys is { } keys)
                    rows = rows.Where(row => keys.Contains(row.Key));
                if (request.Filter is { } narrowed)
                    rows = MessageFilters.Narrow(db, rows, narrowed, withBlind: true);
                // What was taken back is sent again only by name: somebody meant it not to leave.
                var ready = rows.Where(row =>
                    row.Channel != MessageChannels.Desk
                    && (row.State == MessageState.Failed || row.State == MessageState.Held || row.State == MessageState.TemplateError)
                );
                var all = await ready.CountAsync(ct);
                var some = await ready.OrderBy(row => row.Key).Take(Max).ToListAsync(ct);
                foreach (var row in some)
                {
                    await Resend(unit, db, row, ct);
                    await db.SaveChangesAsync(ct);
                }
                return new MessagesResent(some.Count, all - some.Count);
            },
            ct
        );
    }

    private async Task Resend(UnitOfWork unit, DeskDb db, Message row, CancellationToken ct)
    {
        await Readdress(db, row, ct);
        if (row.State == MessageState.TemplateError || row.Subject.Length + row.Text.Length == 0)
            await Reword(db, row, ct);
        row.Resends++;
        row.Attempts = 0;
        row.Version++;
        (row.HeldFor, row.NotBefore, row.FinishedAt) = (null, null, null);
        if (row.State == MessageState.TemplateError)
            return;
        if (
            MessageReceiver
                .Read(row.To)
                .Concat(MessageReceiver.Read(row.Cc))
                .Concat(MessageReceiver.Read(row.Bcc))
                .All(one => one.Address.Length == 0)
        )
        {
            (row.State, row.HeldFor, row.FinishedAt) = (MessageState.Failed, HoldReasons.NoAddress, unit.Now);
            return;
        }
        row.LastError = null;
        (row.State, row.HeldFor) = _drivers.IsSetUp(row.Channel) ? (MessageState.Queued, null) : (MessageState.Held, HoldReasons.NotSetUp);
        await MessageQueue.Add(unit, db, row, ct);
        if (row.CaseKey is { } caseKey)
            unit.Tell(DeskChanges.Case(caseKey));
    }

    /// <summary>An address that was wrong may have been put right.</summary>
    private async Task Readdress(DeskDb db, Message row, CancellationToken ct)
    {
        var lists = new[] { row.To, row.Cc, row.Bcc }.Select(MessageReceiver.Read).ToList();
        var names = lists.SelectMany(list => list).Select(one => one.User).OfType<string>().ToList();
        var users = await db
            .Users.AsNoTracking()
            .Where(user => names.Contains(user.UserName))
            .ToDictionaryAsync(user => user.UserName, StringComparer.Ordinal, ct);
        (row.To, row.Cc, row.Bcc) = (Now(lists[0]), Now(lists[1]), Now(lists[2]));

        string Now(IReadOnlyList<MessageReceiver> list) => MessageReceiver.Write([.. list.Select(Address)]);

        MessageReceiver Address(MessageReceiver one)
        {
            if (one.User is not { } name || !users.TryGetValue(name, out var user))
                return one;
            var person = new MessagePerson(user.UserName, user.DisplayName, user.Language)
            {
                Mail = user.Email,
                Phone = Customers.Telephone.TryNormalise(user.Phone, _options.DefaultRegion, out var number) ? number : null,
            };
            return one with { Address = person.Address(row.Channel) ?? one.Address };
        }
    }

    private async Task Reword(DeskDb db, Message row, CancellationToken ct)
    {
        var template = await TemplateShelf.Find(db, row.Template, ct);
        var names = MessageReceiver.Read(row.To).Select(one => one.Name ?? one.Address);
        var wording = MessageWording.Of(
            template,
            row.Template,
            row.Channel,
            row.Language,
            MessageValues.Read(row.Values),
            Punctuation.List(row.Language, names),
            _options.Zone(_runtime.Clock)
        );
        (row.Subject, row.Text, row.Html) = (wording.Subject, wording.Text, wording.Html);
        row.TemplateVersion = template?.Version ?? 0;
        row.LastError = wording.Fault?.Message;
        row.State = wording.Fault is null ? MessageState.Queued : MessageState.TemplateError;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/messages/{key:long}/resend",
                async (long key, DeskUser user, ResendMessages handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(MessageGuard.Managers)
            .Describe("ResendMessage", "Send a message again", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces<MessageView>();
        routes
            .MapPost(
                "/messages/resend",
                async (ResendMessagesRequest request, DeskUser user, ResendMessages handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(MessageGuard.Managers)
            .Describe("ResendMessages", "Send several messages again", StatusCodes.Status400BadRequest)
            .Produces<MessagesResent>();
    }
}
