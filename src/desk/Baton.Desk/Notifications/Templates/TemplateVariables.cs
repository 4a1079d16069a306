using System.Collections.Frozen;

namespace Baton.Desk.Notifications.Templates;

/// <summary>What a template may name.</summary>
/// <param name="Name">With dots, as it is written between braces.</param>
/// <param name="Sample">What the sample case says.</param>
internal sealed record TemplateVariable(string Name, object Sample);

/// <summary>The variables that every template may name, with a sample of each. What an order gives beside them stands under names of its own.</summary>
internal static class TemplateVariables
{
    public const string Case = "case";
    public const string Task = "task";
    public const string Receiver = "receiver";
    public const string Clock = "clock";
    public const string Organisation = "organisation";
    public const string Now = "now";

    /// <summary>Who writes an answer; only in templates for answers, and in signatures.</summary>
    public const string Agent = "agent";

    /// <summary>The items of a message that collects several.</summary>
    public const string Items = "items";

    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>In the order in which authors are told of them.</summary>
    public static IReadOnlyList<TemplateVariable> All { get; } =
    [
        new("receiver.name", "Amy Chan"),
        new("case.number", "TOS-20260302-0001"),
        new("case.subject", "Move my line"),
        new("case.status", new LocalizedText("处理中", "處理中", "Being handled")),
        new("case.severity", new LocalizedText("重大", "重大", "Major")),
        new("case.type", new LocalizedText("服务申请", "服務申請", "Service order")),
        new("case.category", new LocalizedText("账务", "帳務", "Billing")),
        new("case.openedAt", Morning),
        new("case.customer", "陳大文"),
        new("case.link", "https://desk.example/cases/TOS-20260302-0001"),
        new("task.name", new LocalizedText("核对工单", "核對案件", "Check the case")),
        new("task.dueAt", Morning.AddHours(8)),
        new("task.link", "https://desk.example/tasks/4711"),
        new("clock.name", new LocalizedText("首次回应", "首次回應", "Initial response")),
        new("clock.dueAt", Morning.AddHours(24)),
        new("clock.late", TimeSpan.FromHours(26)),
        new("clock.round", 2),
        new("clock.policy", "initial-response"),
        new("organisation.name", "Baton"),
        new("now", Morning.AddHours(2)),
        new("items", new List<object?> { "Move my line" }),
    ];

    /// <summary>What templates for answers and signatures may name beside the case, its customer, the house and the time.</summary>
    public static IReadOnlyList<TemplateVariable> OfAgent { get; } =
    [
        new("agent.name", "Amy Lee"),
        new("agent.department", new LocalizedText("客户服务部", "客戶服務部", "Customer service")),
        new("agent.phone", "+852 2345 6789"),
        new("agent.mail", "amy.lee@desk.example"),
    ];

    private static readonly FrozenSet<string> Known = All.Select(one => one.Name).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> KnownInAnswers = All.Where(one =>
            one.Name.Split('.')[0] is Receiver or Case or Organisation or Now
        )
        .Concat(OfAgent)
        .Select(one => one.Name)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for what the desk gives, and for what begins with a name that the template says comes with the order.</summary>
    public static bool IsKnown(string name, IReadOnlyCollection<string> ofOrder)
    {
        var root = name.Split('.')[0];
        return Known.Contains(name) || root == Items || ofOrder.Contains(root, StringComparer.Ordinal);
    }

    /// <summary>The same for a template for answers, and for a signature, to which nothing comes with an order.</summary>
    public static bool IsKnownInAnswers(string name, IReadOnlyCollection<string> blanks) =>
        KnownInAnswers.Contains(name) || blanks.Contains(name.Split('.')[0], StringComparer.Ordinal);
}
