using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Customers;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Feel;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Recipients;

/// <summary>One search for the people of one case; what several rules and several searches need is read once. Used once, by one thread.</summary>
internal sealed class RecipientSearch(DeskDb db, RecipientReadings readings, RecipientQuestion question, CancellationToken ct)
{
    private readonly List<Addressee> _found = [];
    private List<string>? _handlers;

    /// <summary>Everybody found, as often as the rules mean him.</summary>
    public IReadOnlyList<Addressee> Found => _found;

    public async Task Add(RecipientRule rule)
    {
        switch (rule.Word)
        {
            case RecipientRule.Handler:
                Users(await Handlers());
                break;
            case RecipientRule.Workers:
                Users(await Workers());
                break;
            case RecipientRule.Manager:
                Users(await Managers(rule.Level));
                break;
            case RecipientRule.UnitHead:
                Users([await readings.UnitHead(question.Row.DepartmentCode)]);
                break;
            case RecipientRule.Opener when question.Row.OpenedBy == CustomerHimself.UserName:
            case RecipientRule.Customer:
                await Customer();
                break;
            case RecipientRule.Opener:
                Users([question.Row.OpenedBy]);
                break;
            case RecipientRule.UnitManager:
                Users([question.Row.UnitManager]);
                break;
            case RecipientRule.KeyAccountManager:
                Users([question.Row.KeyAccountManager]);
                break;
            case RecipientRule.Watchers:
                Users(
                    await db
                        .CaseWatchers.Where(one => one.CaseKey == question.Row.Key)
                        .OrderBy(one => one.UserName)
                        .Select(one => one.UserName)
                        .ToListAsync(ct)
                );
                break;
            case RecipientRule.ContactPerson:
                Users([(await readings.Departments()).Find(one => one.Code == question.Row.DepartmentCode)?.ContactPerson]);
                break;
            case RecipientRule.Role:
                Users(await readings.InGroups([rule.Argument], question.Row.DepartmentCode));
                break;
            case RecipientRule.Department:
                Users(await OfDepartment(rule.Argument));
                break;
            case RecipientRule.User:
                Users([DeskUsers.Normal(rule.Argument)]);
                break;
            case RecipientRule.Feel:
                await Evaluate(rule.Argument);
                break;
        }
    }

    private void Users(IEnumerable<string?> names) => _found.AddRange(names.OfType<string>().Select(Addressee.User));

    /// <summary>Who has the tasks, or could take them; of one that is done, who did it.</summary>
    private async Task<List<string>> Handlers()
    {
        if (_handlers is not null)
            return _handlers;
        var people = new List<string>();
        foreach (var item in await readings.Tasks(question))
        {
            if ((item.Status == WorkItemStatus.Open ? item.Assignee : item.CompletedBy ?? item.Assignee) is { } holder)
            {
                people.Add(holder);
                continue;
            }
            people.AddRange(item.Candidates.Where(one => !one.IsGroup).Select(one => one.Name));
            var groups = item.Candidates.Where(one => one.IsGroup).Select(one => one.Name).ToList();
            people.AddRange(await readings.InGroups(groups, question.Row.DepartmentCode));
        }
        return _handlers = [.. people.Distinct(StringComparer.Ordinal)];
    }

    private Task<List<string>> Workers() =>
        db
            .WorkItems.Where(item => item.CaseKey == question.Row.Key && item.CompletedBy != null)
            .Select(item => item.CompletedBy!)
            .Distinct()
            .OrderBy(name => name)
            .ToListAsync(ct);

    /// <summary>
    /// The managers of those who have the tasks. The department that a task is offered to counts before those that its holder belongs to; without either it
    /// is the department of the case. Where there are fewer levels the highest one is meant.
    /// </summary>
    private async Task<List<string>> Managers(int level)
    {
        var tasks = await readings.Tasks(question);
        var handlers = await Handlers();
        var units = tasks
            .SelectMany(item => item.Candidates.Where(one => one.IsGroup).Select(one => DepartmentGroup.Code(one.Name)))
            .OfType<string>()
            .ToList();
        var all = await readings.Departments();
        if (units.Count == 0)
            units =
            [
                .. all.Where(one => one.Members.Any(member => handlers.Contains(member.UserName, StringComparer.Ordinal)))
                    .Select(one => one.Code)
                    .Order(StringComparer.Ordinal),
            ];
        if (units.Count == 0 && question.Row.DepartmentCode is { } own)
            units.Add(own);
        var departments = all.ToDictionary(one => one.Code, StringComparer.Ordinal);
        return
        [
            .. units
                .Distinct(StringComparer.Ordinal)
                .Select(unit => Chain(departments, unit, handlers))
                .Where(chain => chain.Count > 0)
                .Select(chain => chain[Math.Min(level, chain.Count - 1)])
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>The managers of a department and of those above it, nearest first; nobody is his own manager.</summary>
    private static List<string> Chain(Dictionary<string, Department> departments, string unit, List<string> handlers)
    {
        var chain = new List<string>();
        var tree = new UnitTree([.. departments.Values.Select(one => (one.Code, one.ParentCode))]);
        foreach (var code in tree.Above(unit))
        {
            if (
                departments.GetValueOrDefault(code)?.DefaultManager is { } manager
                && !handlers.Contains(manager, StringComparer.Ordinal)
                && !chain.Contains(manager, StringComparer.Ordinal)
            )
                chain.Add(manager);
        }
        return chain;
    }

    /// <summary>Its contact person, else its manager, else all members.</summary>
    private async Task<IEnumerable<string>> OfDepartment(string code)
    {
        if ((await readings.Departments()).Find(one => one.Code == code) is not { } department)
            return [];
        if (department.ContactPerson is { } contact && await readings.IsActive(contact))
            return [contact];
        if (department.DefaultManager is { } manager && await readings.IsActive(manager))
            return [manager];
        return department.Members.Select(member => member.UserName).Order(StringComparer.Ordinal);
    }

    /// <summary>The customer by all ways on which he can be reached; each channel takes the one that fits.</summary>
    private async Task Customer()
    {
        var customer = question.Row.CustomerKey is { } key
            ? await db
                .Customers.AsNoTracking()
                .Include(one => one.Phones)
                .Include(one => one.Emails)
                .SingleOrDefaultAsync(one => one.Key == key, ct)
            : null;
        if (customer?.ErasedAt is not null)
            return;
        var language = customer?.Language;
        if (customer?.Emails.MinBy(one => one.SortOrder)?.Address is { } mail)
            Outside(mail);
        if ((question.Row.CustomerPhone ?? First(CustomerPhone.Phone)) is { } phone)
            Outside(MessageAddress.Telephone + phone);
        if (First(CustomerPhone.Fax) is { } fax)
            Outside(MessageAddress.Fax + fax);

        string? First(string kind) => customer?.Phones.Where(one => one.Kind == kind).MinBy(one => one.SortOrder)?.Number;

        void Outside(string address) => _found.Add(new Addressee(null, address) { Name = question.Row.CustomerName, Language = language });
    }

    private async Task Evaluate(string expression)
    {
        if (!FeelExpression.TryCompile(expression, FeelDialect.Process, out var compiled, out _))
            return;
        var result = compiled.Evaluate(FeelScope.Of(FeelJson.Parse(question.Facts.ToJsonString()).AsContext()), default(FeelEnvironment));
        var names = JsonNode.Parse(FeelJson.ToJson(result.Value)) switch
        {
            JsonArray list => [.. list.Select(Text).OfType<string>()],
            { } one when Text(one) is { } text => RecipientRule.Split(text),
            _ => (IReadOnlyList<string>)[],
        };
        foreach (var name in names)
        {
            if (MessageAddress.IsAddress(name))
                _found.Add(new Addressee(null, name));
            else if (name.Contains(':', StringComparison.Ordinal) && RecipientRule.Parse(name, out _) is { } rule)
                await Add(rule);
            else
                Users([DeskUsers.Normal(name)]);
        }
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
