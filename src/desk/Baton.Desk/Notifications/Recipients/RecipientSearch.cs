using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Customers;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Feel;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Recipients;

/// <summary>One search for the people of one case; what several rules need is read once. Used once, by one thread.</summary>
internal sealed class RecipientSearch(DeskDb db, Case row, long? taskKey, JsonObject facts, CancellationToken ct)
{
    private readonly List<Addressee> _found = [];
    private List<WorkItem>? _tasks;
    private List<string>? _handlers;
    private List<Department>? _departments;

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
                Users([await UnitManagers.Default(db, row.DepartmentCode, ct)]);
                break;
            case RecipientRule.Opener when row.OpenedBy == CustomerHimself.UserName:
            case RecipientRule.Customer:
                await Customer();
                break;
            case RecipientRule.Opener:
                Users([row.OpenedBy]);
                break;
            case RecipientRule.UnitManager:
                Users([row.UnitManager]);
                break;
            case RecipientRule.KeyAccountManager:
                Users([row.KeyAccountManager]);
                break;
            case RecipientRule.Watchers:
                Users(
                    await db
                        .CaseWatchers.Where(one => one.CaseKey == row.Key)
                        .OrderBy(one => one.UserName)
                        .Select(one => one.UserName)
                        .ToListAsync(ct)
                );
                break;
            case RecipientRule.ContactPerson:
                Users([(await Departments()).Find(one => one.Code == row.DepartmentCode)?.ContactPerson]);
                break;
            case RecipientRule.Role:
                Users(await DeskUsers.InGroups(db, [rule.Argument], row.DepartmentCode, ct));
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

    /// <summary>Each once; of the people of the desk those who have not left.</summary>
    public async Task<IReadOnlyList<Addressee>> Found()
    {
        var names = _found.Select(one => one.UserName).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var active = await db
            .Users.Where(user => !user.IsDisabled && names.Contains(user.UserName))
            .Select(user => user.UserName)
            .ToHashSetAsync(ct);
        return
        [
            .. _found.Where(one => one.UserName is not { } name || active.Contains(name)).DistinctBy(one => (one.UserName, one.Address)),
        ];
    }

    private void Users(IEnumerable<string?> names) => _found.AddRange(names.OfType<string>().Select(Addressee.User));

    private async Task<List<WorkItem>> Tasks() =>
        _tasks ??= await db
            .WorkItems.AsNoTracking()
            .Include(item => item.Candidates)
            .Where(item =>
                taskKey != null
                    ? item.Key == taskKey
                    : item.CaseKey == row.Key && item.Status == WorkItemStatus.Open && item.ConsultationKey == null
            )
            .OrderBy(item => item.Key)
            .ToListAsync(ct);

    /// <summary>Who has the tasks, or could take them; of one that is done, who did it.</summary>
    private async Task<List<string>> Handlers()
    {
        if (_handlers is not null)
            return _handlers;
        var people = new List<string>();
        foreach (var item in await Tasks())
        {
            if ((item.Status == WorkItemStatus.Open ? item.Assignee : item.CompletedBy ?? item.Assignee) is { } holder)
            {
                people.Add(holder);
                continue;
            }
            people.AddRange(item.Candidates.Where(one => !one.IsGroup).Select(one => one.Name));
            var groups = item.Candidates.Where(one => one.IsGroup).Select(one => one.Name).ToList();
            people.AddRange(await DeskUsers.InGroups(db, groups, row.DepartmentCode, ct));
        }
        return _handlers = [.. people.Distinct(StringComparer.Ordinal)];
    }

    private Task<List<string>> Workers() =>
        db
            .WorkItems.Where(item => item.CaseKey == row.Key && item.CompletedBy != null)
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
        var tasks = await Tasks();
        var handlers = await Handlers();
        var units = tasks
            .SelectMany(item => item.Candidates.Where(one => one.IsGroup).Select(one => DepartmentGroup.Code(one.Name)))
            .OfType<string>()
            .ToList();
        if (units.Count == 0)
            units = await db
                .DepartmentMembers.Where(one => handlers.Contains(one.UserName))
                .Select(one => one.DepartmentCode)
                .Distinct()
                .OrderBy(code => code)
                .ToListAsync(ct);
        if (units.Count == 0 && row.DepartmentCode is { } own)
            units.Add(own);
        var departments = (await Departments()).ToDictionary(one => one.Code, StringComparer.Ordinal);
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

    private async Task<List<Department>> Departments() =>
        _departments ??= await db.Departments.AsNoTracking().Include(one => one.Members).ToListAsync(ct);

    /// <summary>Its contact person, else its manager, else all members.</summary>
    private async Task<IEnumerable<string>> OfDepartment(string code)
    {
        if ((await Departments()).Find(one => one.Code == code) is not { } department)
            return [];
        if (department.ContactPerson is { } contact && await IsActive(contact))
            return [contact];
        if (department.DefaultManager is { } manager && await IsActive(manager))
            return [manager];
        return department.Members.Select(member => member.UserName).Order(StringComparer.Ordinal);
    }

    private Task<bool> IsActive(string name) => db.Users.AnyAsync(user => user.UserName == name && !user.IsDisabled, ct);

    /// <summary>The customer by all ways on which he can be reached; each channel takes the one that fits.</summary>
    private async Task Customer()
    {
        var customer = row.CustomerKey is { } key
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
        if ((row.CustomerPhone ?? First(CustomerPhone.Phone)) is { } phone)
            Outside(MessageAddress.Telephone + phone);
        if (First(CustomerPhone.Fax) is { } fax)
            Outside(MessageAddress.Fax + fax);

        string? First(string kind) => customer?.Phones.Where(one => one.Kind == kind).MinBy(one => one.SortOrder)?.Number;

        void Outside(string address) => _found.Add(new Addressee(null, address) { Name = row.CustomerName, Language = language });
    }

    private async Task Evaluate(string expression)
    {
        if (!FeelExpression.TryCompile(expression, FeelDialect.Process, out var compiled, out _))
            return;
        var result = compiled.Evaluate(FeelScope.Of(FeelJson.Parse(facts.ToJsonString()).AsContext()), default(FeelEnvironment));
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
