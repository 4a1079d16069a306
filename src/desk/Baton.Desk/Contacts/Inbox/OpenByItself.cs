using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Makes a case of a waiting contact without a person, where all that the case needs is known; else the contact waits with the reason.</summary>
internal sealed class OpenByItself(BatonRuntime runtime, DeskReader reader, OpenCase openCase, DeskChanges changes)
{
    private const int DescriptionMaxLength = 20_000;
    private const int DetailMaxLength = 1_000;

    /// <returns>The number of the case; null where the contact waits.</returns>
    public async Task<string?> Handle(long key, CancellationToken ct)
    {
        var row = await reader.Read(db => db.IncomingContacts.AsNoTracking().SingleAsync(one => one.Key == key, ct), ct);
        if (row.State != InboxStates.Waiting)
            return null;
        var user = Customer();
        var outcome = await openCase.Handle(user, Request(row), TakeOver, ct);
        if (outcome.Problem is { } problem)
        {
            await Wait(key, Detail(problem), ct);
            return null;
        }
        changes.Publish(DeskChanges.Inbox);
        return outcome.Value.Number;

        async ValueTask<Problem?> TakeOver(UnitOfWork unit, DeskDb db, Case opened)
        {
            var waiting = await db.IncomingContacts.SingleAsync(one => one.Key == key, ct);
            if (waiting.State != InboxStates.Waiting || waiting.ClaimedBy is not null)
                return InboxTexts.Words.Rejected("decided-meanwhile", Languages.Default);
            await Settling.Open(db, unit, waiting, opened, CustomerHimself.UserName, ct);
            return null;
        }
    }

    /// <summary>As whom it is done: the customer, who may open cases and nothing else.</summary>
    private static DeskUser Customer() =>
        new(
            CustomerHimself.UserName,
            CustomerHimself.Name(Languages.Default),
            [],
            [],
            new HashSet<string>(StringComparer.Ordinal) { Permissions.OpenCases },
            Languages.Default
        );

    private static OpenCaseRequest Request(IncomingContact row)
    {
        var number =
            Sender.IsNumber(row.From) ? row.From
            : Sender.IsNumber(row.OtherAddress) ? row.OtherAddress
            : null;
        return new(row.CaseType ?? "", row.Subject)
        {
            Category = row.Category,
            Description = row.Text?.Length > DescriptionMaxLength ? row.Text[..DescriptionMaxLength] : row.Text,
            CustomerKey = row.CustomerKey,
            Customer = row.CustomerKey is null && row.From is not null ? Stranger(row, number) : null,
            Phone = row.Channel == "fax" ? null : number,
            Channel = row.Channel,
            Department = row.Unit,
            Form = Form(row.Form),
        };
    }

    private static SaveCustomerRequest Stranger(IncomingContact row, string? number)
    {
        var name =
            row.FromName is { Length: > 0 } known ? known
            : number is null ? row.From!
            : Telephone.Display(number);
        string[] numbers = number is null ? [] : [number];
        string[] mails = [.. new[] { row.From, row.OtherAddress }.OfType<string>().Where(one => one != number)];
        return new(name)
        {
            Phones = row.Channel == "fax" ? [] : numbers,
            Faxes = row.Channel == "fax" ? numbers : [],
            Emails = mails,
        };
    }

    internal static JsonObject? Form(string? json)
    {
        try
        {
            return json is null ? null : JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Detail(Problem problem)
    {
        var text = problem.Fields is { Count: > 0 } fields ? string.Join(" ", fields.Select(field => field.Message)) : problem.Detail ?? "";
        return text.Length > DetailMaxLength ? text[..DetailMaxLength] : text;
    }

    private Task<Outcome<Done>> Wait(long key, string detail, CancellationToken ct) =>
        runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await db.IncomingContacts.SingleAsync(one => one.Key == key, ct);
                if (row.State == InboxStates.Waiting && row.Reason == InboxReasons.Opening)
                {
                    (row.Reason, row.ReasonDetail) = (InboxReasons.NotOpened, detail);
                    row.Version++;
                    await db.SaveChangesAsync(ct);
                    unit.AfterCommit(() => changes.Publish(DeskChanges.Inbox));
                }
                return Done.Outcome;
            },
            ct
        );
}
