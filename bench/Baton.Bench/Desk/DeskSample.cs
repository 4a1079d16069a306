using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Involvement;
using Baton.Desk.Customers;
using Baton.Desk.Texts;
using Baton.Desk.Worklists;

namespace Baton.Bench.Desk;

/// <summary>How much a desk holds.</summary>
/// <param name="Cases">Closed cases of the last three years.</param>
/// <param name="People">Users; one in eight is a manager, one in forty reads everything.</param>
internal sealed record DeskSize(int Cases, int People)
{
    public const int TimelinePerCase = 5;
    public const int CasesPerCustomer = 5;

    public int Customers => Math.Max(1, Cases / CasesPerCustomer);
    public int Departments => Math.Max(1, People / 10);
}

/// <summary>
/// Makes the rows of a telecom's desk, each from its number alone. Words are as frequent as in life: some stand in every fifth case, the names of two
/// thousand streets in one of two thousand, an order number in one.
/// </summary>
internal sealed class DeskSample(DeskSize size, DateTimeOffset end, IReadOnlyList<string> categories)
{
    private const int Days = 3 * 365;
    private const long CustomerKeys = 1_000_000_000;
    private const long TaskKeys = 2_000_000_000;
    private const long TimelineKeys = 10_000_000_000;

    private static readonly string[] Surnames = Characters("陈林黄张李王吴刘蔡杨许郑谢洪郭邱曾廖赖徐周叶苏庄吕江何萧罗高");
    private static readonly string[] Given = Characters(
        "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉建国华玉珍红玲志淑惠美君宇轩子涵嘉欣雅诗俊豪"
    );
    private static readonly string[] StreetFirst = Characters(
        "中建人解和长南北东西新光复民文武安康福寿禄喜春夏秋冬金银铜铁水火土木山川海湖江河"
    );
    private static readonly string[] StreetSecond = Characters(
        "山国民放平安京城门华兴明化昌宁乐德仁义礼智信忠孝廉桥园林村镇里坊台阁亭楼塔寺观庙宫"
    );

    private static readonly string[] Matters =
    [
        "宽带无法连接",
        "宽带速度很慢",
        "账单金额有误",
        "月结单没有收到",
        "手机漫游收费异常",
        "电视信号中断",
        "更改套餐",
        "新装固网电话",
        "迁移线路",
        "取消服务",
        "合约到期查询",
        "短信无法发送",
        "语音信箱故障",
        "路由器需要更换",
        "技术人员没有到场",
    ];

    private static readonly string[] Remarks =
    [
        "客户要求尽快处理。",
        "已经解释收费方式，客户仍不满意。",
        "需要联系工程部安排上门检查。",
        "客户下午六点后方便接听电话。",
        "这是本月第三次来电。",
        "客户表示考虑转用其他公司。",
        "Customer asked for a call back in English.",
        "Router model X-25, restarted twice, no change.",
    ];

    public DeskSize Size => size;

    public Case Case(long number)
    {
        var dice = new Dice(number);
        var customer = Customer(dice.Next(size.Customers));
        var opened = OpenedAt(number);
        var closed = opened + TimeSpan.FromMinutes(10 + dice.Next(4_000));
        var code = string.Create(CultureInfo.InvariantCulture, $"TOS-{opened:yyyyMMdd}-{number % 100_000:D5}");
        var subject = dice.Of(Matters);
        var description = string.Create(
            CultureInfo.InvariantCulture,
            $"{Street(dice.Next(2_000))}{dice.Next(500) + 1}号，{subject}。{dice.Of(Remarks)}{dice.Of(Remarks)}订单 {OrderNumber(number)}"
        );
        return new()
        {
            Key = number,
            Number = code,
            TypeCode = "tos",
            CategoryCode = categories[dice.Next(categories.Count)],
            Subject = subject,
            Description = description,
            CustomerKey = customer.Key,
            CustomerName = customer.Name,
            CustomerPhone = customer.Phones[0].Number,
            Channel = "phone",
            OpenedBy = Person(dice.Next(size.People)),
            DepartmentCode = Department(dice.Next(size.Departments)),
            UnitManager = Person(dice.Next(size.People / 8) * 8),
            Status = "completed",
            StatusAt = closed,
            IsClosed = true,
            OpenedAt = opened,
            UpdatedAt = closed,
            ClosedAt = closed,
            FormData = "{}",
            SearchText = SearchText.Fold([code, subject, description, customer.Name, customer.Phones[0].Number]),
            Version = 4,
        };
    }

    public static IEnumerable<TimelineEntry> Timeline(Case one)
    {
        string[] codes =
        [
            TimelineCodes.Opened,
            TimelineCodes.TaskCreated,
            TimelineCodes.TaskClaimed,
            TimelineCodes.TaskCompleted,
            TimelineCodes.StatusChanged,
        ];
        return codes.Select(
            (code, index) =>
                new TimelineEntry
                {
                    Key = TimelineKeys + one.Key * DeskSize.TimelinePerCase + index,
                    CaseKey = one.Key,
                    At = one.OpenedAt + (one.ClosedAt!.Value - one.OpenedAt) / DeskSize.TimelinePerCase * index,
                    Code = code,
                    Actor = index < 2 ? one.OpenedBy : one.UnitManager,
                    Parameters = code == TimelineCodes.StatusChanged ? """{"status":"completed"}""" : """{"task":"approve"}""",
                }
        );
    }

    public static WorkItem Task(Case one) =>
        new()
        {
            Key = TaskKeys + one.Key,
            CaseKey = one.Key,
            ProcessInstanceKey = TaskKeys + one.Key,
            ElementInstanceKey = TaskKeys + one.Key,
            ElementId = "Approve",
            ElementName = "Check and approve",
            ProcessId = "tos",
            Assignee = one.UnitManager,
            Priority = 50,
            CreatedAt = one.OpenedAt,
            DueAt = one.OpenedAt + TimeSpan.FromDays(2),
            Status = WorkItemStatus.Completed,
            Actions = "[]",
            CompletedBy = one.UnitManager,
            CompletedAction = "Approve",
            EndedAt = one.ClosedAt,
            Version = 2,
        };

    /// <summary>Everybody of the department could have taken it.</summary>
    public static WorkItemCandidate Candidate(Case one) =>
        new()
        {
            WorkItemKey = TaskKeys + one.Key,
            IsGroup = true,
            Name = $"department:{one.DepartmentCode}",
        };

    /// <summary>As the tasks say it.</summary>
    public static IEnumerable<CaseInvolvement> Involvements(Case one)
    {
        (bool IsGroup, string Name)[] involved = [(false, one.UnitManager!), (true, Candidate(one).Name)];
        return involved.Select(who => new CaseInvolvement
        {
            CaseKey = one.Key,
            IsGroup = who.IsGroup,
            Name = who.Name,
            OpenedAt = one.OpenedAt,
        });
    }

    public static Customer Customer(long number)
    {
        var dice = new Dice(-1 - number);
        var customer = new Customer
        {
            Key = CustomerKeys + number,
            Number = string.Create(CultureInfo.InvariantCulture, $"K{number:D8}"),
            Name = dice.Of(Surnames) + dice.Of(Given) + dice.Of(Given),
            Tier = "standard",
            Language = "zh-Hans",
            SearchText = "",
            Version = 1,
        };
        customer.Phones.Add(
            new()
            {
                CustomerKey = customer.Key,
                Kind = CustomerPhone.Phone,
                Number = string.Create(CultureInfo.InvariantCulture, $"+861{38_0000_0000 + number * 7:D10}"),
            }
        );
        CustomerRows.Index(customer);
        return customer;
    }

    /// <summary>What an agent sends to open one more case.</summary>
    public static JsonObject NewCase(int index, int customers)
    {
        var dice = new Dice(long.MaxValue - index);
        return new()
        {
            ["type"] = "tos",
            ["subject"] = "宽带无法连接",
            ["description"] = $"{Street(dice.Next(2_000))}，客户要求尽快处理。",
            ["customerKey"] = Customer(dice.Next(customers)).Key,
            ["form"] = new JsonObject
            {
                ["serviceType"] = "broadband",
                ["requestType"] = "fault",
                ["serviceNumber"] = "98765432",
            },
        };
    }

    public static string Person(int index) => string.Create(CultureInfo.InvariantCulture, $"person{index:D5}");

    public static string Department(int index) => string.Create(CultureInfo.InvariantCulture, $"unit-{index:D4}");

    public static bool IsManager(int person) => person % 8 == 0;

    public static bool ReadsAll(int person) => person % 40 == 0;

    public static string Street(int index) =>
        StreetFirst[index % StreetFirst.Length] + StreetSecond[index / StreetFirst.Length % StreetSecond.Length] + "路";

    /// <summary>Seven digits that no other case has.</summary>
    public static string OrderNumber(long number) => (number * 7_919 % 100_000_007).ToString("D9", CultureInfo.InvariantCulture);

    /// <summary>The higher the number, the later.</summary>
    private DateTimeOffset OpenedAt(long number) =>
        end - TimeSpan.FromDays(Days) + TimeSpan.FromDays(Days) * ((double)number / (size.Cases + 1));

    private static string[] Characters(string text) => [.. text.Select(letter => letter.ToString())];
}
