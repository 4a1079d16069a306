using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Shows a contact of the inbox with its files, its sender and his cases.</summary>
public sealed class ShowIncoming(DeskReader reader, PackTexts packTexts)
{
    private const int CasesShown = 12;

    public async Task<Outcome<IncomingView>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        if (!InboxGuard.MayWork(user))
            return Problems.Forbidden(user.Language);
        var words = await packTexts.Words(ct);
        return await reader.Read<Outcome<IncomingView>>(
            async db =>
            {
                var row = await InboxGuard.Readable(db, user).SingleOrDefaultAsync(one => one.Key == key, ct);
                if (row is null)
                    return InboxTexts.Words.NotFound(user.Language);
                return await View(db, user, row, words, ct);
            },
            ct
        );
    }

    private static async Task<IncomingView> View(DeskDb db, DeskUser user, IncomingContact row, PackWords words, CancellationToken ct)
    {
        var view = (await IncomingViews.Rows(db, [row], user.Language, ct))[0];
        var customer = row.CustomerKey is { } known ? await CustomerRows.Find(db, known, ct) : null;
        var others = customer is null ? await Sender.Customers(db, row.From).Whole().Take(Sender.OfferedMax).ToListAsync(ct) : [];
        var names = await DeskUsers.Names(db, [row.DecidedBy, CustomerHimself.UserName], user.Language, ct);
        var answered = row.AnswersCaseKey is { } answers
            ? await CaseGuard.Readable(db, user).Where(one => one.Key == answers).Select(one => one.Number).SingleOrDefaultAsync(ct)
            : null;
        return new IncomingView(
            view,
            row.To,
            row.Text,
            row.IsAutomatic,
            await Files(db, row, names, ct),
            customer is null ? null : (await CustomerViews.Cards(db, [customer], user.Language, ct))[0],
            others.Count == 0 ? [] : await CustomerViews.Cards(db, others, user.Language, ct),
            customer is null ? [] : await Cases(db, user, customer.Key, words, ct),
            answered,
            row.CaseType,
            row.Category,
            OpenByItself.Form(row.Form),
            row.DecidedBy is { } decider ? names.GetValueOrDefault(decider, decider) : null,
            row.DecidedAt
        )
        {
            OtherAddress = row.OtherAddress,
        };
    }

    private static async Task<List<AttachmentView>> Files(
        DeskDb db,
        IncomingContact row,
        IReadOnlyDictionary<string, string> names,
        CancellationToken ct
    )
    {
        var files = await db.Attachments.Where(one => one.IncomingKey == row.Key && one.DeletedAt == null).Latest().ToListAsync(ct);
        return files.ConvertAll(file => AttachmentRows.View(file, names));
    }

    private static async Task<List<CaseRow>> Cases(DeskDb db, DeskUser user, long customer, PackWords words, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return [];
        var rows = await CaseGuard
            .Readable(db, user)
            .Where(one => one.CustomerKey == customer)
            .OrderBy(one => one.IsClosed)
            .ThenByDescending(one => one.OpenedAt)
            .Take(CasesShown)
            .ToListAsync(ct);
        return await SearchCases.View(db, rows, user.Language, words, ct);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/inbox/{key:long}",
                async (long key, DeskUser user, ShowIncoming handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe("ShowContact", "A contact of the inbox with its files and its sender", StatusCodes.Status404NotFound)
            .Produces<IncomingView>();
}
