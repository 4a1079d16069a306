using System.Globalization;
using System.Text.Json;
using Baton.Desk.Access;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Customers.Merge;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Privacy;

/// <summary>A customer asked for his data to be erased.</summary>
/// <param name="Number">His customer number, typed once more, so that nobody is erased by mistake.</param>
/// <param name="DeleteAttachments">The contents of the attachments of his cases go as well.</param>
/// <param name="Version">The version that was read; null for any.</param>
public sealed record EraseCustomerRequest(string Number, bool DeleteAttachments = false, int? Version = null);

/// <summary>What was erased.</summary>
/// <param name="Cases">Closed cases that say nothing of the customer any more.</param>
/// <param name="Contacts">Contacts that say nothing of him any more.</param>
/// <param name="Notes">Notes that were deleted.</param>
public sealed record CustomerErased(int Cases, int Contacts, int Notes);

/// <summary>
/// Erases what a customer is called and reached by, on request and for good: on his own record and on those that were merged into it, in notes, contacts
/// and closed cases. His number stays, so that the next import does not bring him back. Not while a case of his is open.
/// </summary>
public sealed class EraseCustomer
{
    private readonly BatonRuntime _runtime;
    private readonly CaseForgetting _cases;

    internal EraseCustomer(BatonRuntime runtime, CaseForgetting cases) => (_runtime, _cases) = (runtime, cases);

    public async Task<Outcome<CustomerErased>> Handle(DeskUser user, long key, EraseCustomerRequest request, CancellationToken ct)
    {
        if (!user.May(Permissions.ProtectCustomers))
            return Problems.Forbidden(user.Language);
        return await _runtime.Write<CustomerErased>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, ct);
                if (customer is null)
                    return Problems.NotFound("customer", user.Language);
                if (Decide(user.Language, customer, request) is { } refused)
                    return refused;
                var keys = await PersonalRecords.Of(db, key, ct);
                var atWork = await _cases.AtWork(unit, db, keys, ct);
                return atWork.Count > 0
                    ? CustomerTexts.Words.Rejected("erase-open", user.Language, ("numbers", string.Join(", ", atWork)))
                    : await Erase(unit, db, user, customer.Number, keys, request.DeleteAttachments, ct);
            },
            ct
        );
    }

    /// <summary>Pure: why the customer is not erased, or null.</summary>
    internal static Problem? Decide(string language, Customer customer, EraseCustomerRequest request)
    {
        if (customer.MergedIntoKey is not null)
            return CustomerTexts.Words.Rejected("customer-merged", language);
        if (customer.ErasedAt is not null)
            return CustomerTexts.Words.Rejected("customer-erased", language);
        if (request.Number?.Trim() != customer.Number)
            return Problems.Invalid(language, CustomerTexts.Words.Field("number", "confirm", "erase-number", language));
        return Problems.UnlessVersion(request.Version, customer.Version, language);
    }

    private async Task<CustomerErased> Erase(
        UnitOfWork unit,
        DeskDb db,
        DeskUser user,
        string number,
        long[] keys,
        bool deletesFiles,
        CancellationToken ct
    )
    {
        var words = await PersonalRecords.Words(db, keys, ct);
        var contacts = await PersonalRecords.Contacts(db, keys, words, ct);
        var cases = await _cases.Forget(unit, db, keys, new(PersonalWords.Erased, words.Without, deletesFiles, user.UserName), ct);
        await db
            .CustomerNoteDismissals.Where(row => db.CustomerNotes.Any(note => note.Key == row.NoteKey && keys.Contains(note.CustomerKey)))
            .ExecuteDeleteAsync(ct);
        var notes = await db.CustomerNotes.Where(row => keys.Contains(row.CustomerKey)).ExecuteDeleteAsync(ct);
        await Merges(db, keys, ct);
        foreach (var one in await db.Customers.Whole().Where(row => keys.Contains(row.Key)).ToListAsync(ct))
            Clean(one, unit.Now);
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"customer {number}, {cases} cases, {contacts} contacts, {notes} notes{(deletesFiles ? ", attachments" : "")}"
        );
        db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.CustomerErased, user.UserName, null, detail));
        await KeyAccounts.Save(db, unit, ct);
        return new(cases, contacts, notes);
    }

    private static void Clean(Customer customer, DateTimeOffset now)
    {
        customer.Name = PersonalWords.Erased;
        customer.OrganisationKey = null;
        customer.KeyAccountManager = null;
        customer.Remark = null;
        (customer.ExternalId, customer.LookupSource, customer.LookedUpAt) = (null, null, null);
        customer.Phones.Clear();
        customer.Emails.Clear();
        customer.Addresses.Clear();
        customer.ErasedAt = now;
        CustomerRows.Touch(customer, now);
    }

    /// <summary>Merges remember what went over; of numbers and addresses they say nothing any more.</summary>
    private static async Task Merges(DeskDb db, long[] keys, CancellationToken ct)
    {
        var merges = await db
            .CustomerMerges.AsNoTracking()
            .Where(row => keys.Contains(row.IntoKey) || keys.Contains(row.FromKey))
            .ToListAsync(ct);
        foreach (var merge in merges)
        {
            var moved = JsonSerializer.Serialize(CustomerMergeViews.Moved(merge) with { Phones = [], Emails = [], Addresses = [] });
            await db
                .CustomerMerges.Where(row => row.Key == merge.Key)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Moved, moved), ct);
        }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/customers/{key:long}/erasure",
                async (long key, EraseCustomerRequest request, DeskUser user, EraseCustomer handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, request, ct))
            )
            .RequirePermission(Permissions.ProtectCustomers)
            .Describe(
                "EraseCustomer",
                "Erase what a customer is called and reached by, for good",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<CustomerErased>();
}
