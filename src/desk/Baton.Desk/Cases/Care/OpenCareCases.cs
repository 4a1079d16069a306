using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Care;

/// <summary>What one round is to do; each names what is wrong with it in its own words, for the operator who sees the incident.</summary>
/// <param name="Id">The round; repeating it opens nothing twice.</param>
/// <param name="Type">Code of the case type.</param>
/// <param name="Department">The unit that the cases belong to; its manager is who opens them.</param>
/// <param name="Subject">By language, what the cases are about.</param>
/// <param name="Form">The special fields of the cases.</param>
/// <param name="Rule">Who is turned to.</param>
internal sealed record CareRound(
    string Id,
    string Type,
    string Department,
    IReadOnlyDictionary<string, string> Subject,
    JsonObject Form,
    CareRule Rule
);

/// <summary>Opens a case for each customer who is due, as the manager of the unit could by hand.</summary>
internal sealed class OpenCareCases(DeskReader reader, OpenCase openCase, TimeProvider clock)
{
    /// <summary>Numbers of the cases; or what hinders the round, and then those that were opened before stay.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> Handle(CareRound round, CancellationToken ct)
    {
        var (manager, customers) = await reader.Read(
            async db => (await Manager(db, round.Department, ct), await round.Rule.Choose(db, clock.GetUtcNow(), ct)),
            ct
        );
        if (manager is null)
            return Problem.Invalid("care.manager", $"The department '{round.Department}' has no default manager who could open the cases.");
        var numbers = new List<string>();
        foreach (var customer in customers)
        {
            var opened = await openCase.Handle(manager, Request(round, customer), ct);
            if (opened.Problem is { } problem)
                return problem with { Detail = $"Customer {customer.Number}: {problem.Detail}" };
            numbers.Add(opened.Value.Number);
        }
        return numbers;
    }

    private static OpenCaseRequest Request(CareRound round, Customer customer) =>
        new(round.Type, round.Subject.GetValueOrDefault(customer.Language) ?? round.Subject.Values.First())
        {
            CustomerKey = customer.Key,
            Department = round.Department,
            Form = (JsonObject)round.Form.DeepClone(),
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"care:{round.Id}:{customer.Key}"),
        };

    private static async Task<DeskUser?> Manager(DeskDb db, string department, CancellationToken ct) =>
        await db.Departments.Where(row => row.Code == department).Select(row => row.DefaultManager).SingleOrDefaultAsync(ct) is { } name
            ? await DeskUsers.Load(db, name, ct)
            : null;
}
