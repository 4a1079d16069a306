using System.Text.RegularExpressions;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.CallBacks;
using Baton.Desk.Channels.Sms;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers;
using Baton.Desk.Designs.Deploying;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Preferences;
using Baton.Desk.Notifications.Tasks;
using Baton.Desk.Storage;
using Baton.Desk.Tests.Cases.Involvement;
using Baton.Desk.Tests.Storage;
using Baton.Desk.TimeLimits.Calendars.Holidays;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Desk.Webhooks.Deliveries;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Baton.Runtime.Storage;
using Baton.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Baton.Desk.Tests;

/// <summary>A desk on a real runtime and database, with a small organisation and the process of the telecom fax desk.</summary>
internal sealed partial class DeskHost : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    /// <summary>Hashing is slow on purpose; once is enough.</summary>
    private static readonly string PasswordHash = Secrets.HashPassword(Password);

    /// <summary>What a desk enciphered, the next one on its database can read, and so can a web server beside it.</summary>
    private static readonly EphemeralDataProtectionProvider Keys = new();

    private readonly ServiceProvider _services;
    private readonly BatonTestHost _engine;

    private readonly bool _isOpenedOnce;

    private DeskHost(ServiceProvider services, BatonTestHost engine, string directory, bool isOpenedOnce)
    {
        _services = services;
        _engine = engine;
        _isOpenedOnce = isOpenedOnce;
        Directory = directory;
    }

    /// <summary>The data directory; attachments lie below it.</summary>
    public string Directory { get; }
    public BatonTestHost Engine => _engine;
    public BatonRuntime Runtime => _engine.Runtime;
    public DateTimeOffset Now => _engine.Now;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Nine in the morning in Hong Kong.</summary>
    public static DateTimeOffset Morning { get; } = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    /// <summary>A desk with settings of its own beside the usual ones.</summary>
    public static Task<DeskHost> Start(params (string Key, string Value)[] settings) =>
        Start(NewDirectory(), seed: true, isOpenedOnce: true, [], settings);

    /// <summary>A desk whose messages leave by these drivers.</summary>
    public static Task<DeskHost> Start(IReadOnlyList<IMessageDriver> drivers, params (string Key, string Value)[] settings) =>
        Start(NewDirectory(), seed: true, isOpenedOnce: true, drivers, settings);

    /// <summary>A desk on the database of a folder whose messages leave by these drivers.</summary>
    public static Task<DeskHost> StartOn(string directory, bool seed, IReadOnlyList<IMessageDriver> drivers) =>
        Start(directory, seed, isOpenedOnce: false, drivers);

    /// <summary>A desk on the database of a folder, which a second desk can open after the first was disposed.</summary>
    public static Task<DeskHost> StartOn(string directory, bool seed, params (string Key, string Value)[] settings) =>
        Start(directory, seed, isOpenedOnce: false, [], settings);

    public static string NewDirectory()
    {
        var directory = Path.Combine(Path.GetTempPath(), "baton-desk-tests", Path.GetRandomFileName());
        System.IO.Directory.CreateDirectory(directory);
        return directory;
    }

    /// <summary>Adds the desk to a web server, on this runtime.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddDesk(Settings(Directory));
        services.AddSingleton<IDataProtectionProvider>(Keys);
        // As they are and not by factories: the server's container must not dispose of what belongs to this desk.
        services.AddSingleton(Runtime.Storage);
        services.AddSingleton(Runtime);
        services.AddSingleton(Runtime.Search);
        services.AddSingleton<TimeProvider>(Runtime.Clock);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The user as he would be after signing in.</summary>
    public async Task<DeskUser> User(string userName, string? language = null)
    {
        var user = await Get<DeskReader>().Read(db => DeskUsers.Load(db, userName, Ct), Ct);
        Assert.NotNull(user);
        return language is null ? user : user with { Language = language };
    }

    public Task<T> Read<T>(Func<DeskDb, Task<T>> read) => Get<DeskReader>().Read(read, Ct);

    /// <summary>Changes rows as an importer would.</summary>
    public Task Change(Func<DeskDb, UnitOfWork, Task> change) =>
        _engine.Write<Done>(async unit =>
        {
            await using var db = DeskDb.In(unit);
            await change(db, unit);
            await db.SaveChangesAsync(Ct);
            return Done.Outcome;
        });

    /// <summary>Somebody more, with a role of his own.</summary>
    public Task AddPerson(string name, params string[] permissions) =>
        Change(
            (db, unit) =>
            {
                var role = new Role { Code = "role-of-" + name, Name = LocalizedText.Same(name) };
                role.Permissions.AddRange(permissions.Select(one => new RolePermission { RoleCode = role.Code, Permission = one }));
                db.Roles.Add(role);
                var user = new User
                {
                    UserName = name,
                    DisplayName = name,
                    Language = Languages.English,
                    SecurityStamp = Secrets.NewStamp(),
                    PasswordHash = PasswordHash,
                    CreatedAt = unit.Now,
                };
                user.Roles.Add(new() { UserName = name, RoleCode = role.Code });
                db.Users.Add(user);
                return Task.CompletedTask;
            }
        );

    public async Task<long> CustomerKey(string number) =>
        await Read(db => db.Customers.Where(row => row.Number == number).Select(row => row.Key).SingleAsync(Ct));

    /// <summary>A case of type tos, opened by amy unless somebody else is named.</summary>
    public async Task<CaseOpened> Open(
        string subject = "Move my line",
        string by = "amy",
        Func<OpenCaseRequest, OpenCaseRequest>? change = null
    )
    {
        var request = new OpenCaseRequest("tos", subject)
        {
            Category = "billing",
            CustomerKey = await CustomerKey("C-1"),
            Form = new()
            {
                ["serviceType"] = "mobile",
                ["requestType"] = "change",
                ["serviceNumber"] = "98765432",
            },
        };
        var outcome = await Get<OpenCase>().Handle(await User(by), change is null ? request : change(request), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.Detail + string.Join(' ', outcome.Problem?.Fields ?? []));
        return outcome.Value;
    }

    public async Task<CasePage> Show(string number, string user = "carl", string? language = null)
    {
        var outcome = await Get<ShowCase>().Handle(await User(user, language), new(number), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    /// <summary>Deploys the process of the pack again, changed.</summary>
    public async Task DeployChanged(Func<string, string> change)
    {
        var process = Path.Combine(Checkout.Root, "packs", "telecom-fax-desk", "processes", "tos.bpmn");
        await _engine.DeployAll([("tos.bpmn", change(WithoutDecision(await File.ReadAllTextAsync(process, Ct))))]);
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever a test did: who may read a case by its tasks is what the tasks say.
        if (Runtime.IsRunning)
            await Read(async db =>
            {
                await InvolvementCheck.Run(db, CancellationToken.None);
                return true;
            });
        await _engine.DisposeAsync();
        await _services.DisposeAsync();
        if (_isOpenedOnce)
            TestStorage.Drop(Directory);
    }

    private static async Task<DeskHost> Start(
        string directory,
        bool seed,
        bool isOpenedOnce,
        IReadOnlyList<IMessageDriver> drivers,
        params (string Key, string Value)[] settings
    )
    {
        BatonTestHost? engine = null;
        var storage = await TestStorage.Open(directory, inMemory: isOpenedOnce);
        var services = new ServiceCollection();
        services.AddDesk(Settings(directory, settings));
        if (drivers.Count > 0)
            services.RemoveAll<IMessageDriver>();
        foreach (var driver in drivers)
            services.AddSingleton(driver);
        services.AddSingleton<IDataProtectionProvider>(Keys);
        services.AddSingleton<BatonStorage>(_ => storage);
        services.AddSingleton<BatonRuntime>(_ => engine!.Runtime);
        services.AddSingleton(_ => engine!.Search);
        services.AddSingleton<TimeProvider>(_ => engine!.Runtime.Clock);
        var provider = services.BuildServiceProvider();
        var parts = new RuntimeParts(
            [.. provider.GetServices<IUnitParticipant>()],
            [
                .. provider
                    .GetServices<IOutboxDriver>()
                    .Where(one =>
                        one.Channel
                            is MessageQueue.OutboxChannel
                                or TaskNews.OutboxChannel
                                or WorkNews.OutboxChannel
                                or WebhookQueue.OutboxChannel
                    ),
            ],
            [
                provider.GetRequiredService<CallBackReminders>().Work,
                provider.GetRequiredService<InboxUrging>().Work,
                provider.GetRequiredService<SmsParts>().Work,
                provider.GetRequiredService<DigestWork>().Work,
                provider.GetRequiredService<ClockAlarms>().Work,
                ReadSubscription.Work,
                provider.GetRequiredService<ScheduledDeployments>().Work,
                provider.GetRequiredService<DeliveryRetention>().Work,
                SqliteStatistics.Work(),
            ],
            [.. provider.GetServices<StoragePreparation>()]
        )
        {
            Keepers = [.. provider.GetServices<HistoryKeeper>()],
            Endings = [.. provider.GetServices<UnitEnding>()],
        };
        engine = await BatonTestHost.Start(storage, parts, at: Morning);
        var host = new DeskHost(provider, engine, directory, isOpenedOnce);
        if (seed)
            await host.Seed();
        return host;
    }

    private static IConfiguration Settings(string directory, params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Data:Directory"] = directory,
                    ["Desk:TimeZone"] = "Asia/Hong_Kong",
                    ["Desk:AttachmentMaxBytes"] = "100000",
                }
            )
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();

    private async Task Seed()
    {
        var pack = Path.Combine(Checkout.Root, "packs", "telecom-fax-desk");
        var process = WithoutDecision(await File.ReadAllTextAsync(Path.Combine(pack, "processes", "tos.bpmn"), Ct));
        var forms = System
            .IO.Directory.EnumerateFiles(Path.Combine(pack, "forms"))
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path)));
        await _engine.DeployAll([("tos.bpmn", process), .. forms]);
        await Change(
            (db, unit) =>
            {
                Roles(db);
                Departments(db, unit);
                Catalogue(db, unit);
                return Task.CompletedTask;
            }
        );
    }

    /// <summary>The desk finds default managers in its own organisation here; the decision is the engine's to test.</summary>
    private static string WithoutDecision(string bpmn) =>
        DecisionCall().Replace(bpmn, "").Replace("businessRuleTask", "task", StringComparison.Ordinal);

    [GeneratedRegex(@"<bpmn:extensionElements>\s*<zeebe:calledDecision[^>]*/>\s*</bpmn:extensionElements>")]
    private static partial Regex DecisionCall();

    private static void Roles(DeskDb db)
    {
        Add("agent", Permissions.OpenCases, Permissions.ReadOwnCases, Permissions.WorkOnTasks);
        Add("unit-manager", Permissions.ReadDepartmentCases, Permissions.WorkOnTasks);
        Add("csm", Permissions.ReadAllCases, Permissions.WorkOnTasks, Permissions.MergeCustomers);
        Add("fax-agent", Permissions.ReadOwnCases, Permissions.WorkOnTasks, Permissions.WorkOnFaxes);
        Add("reader", Permissions.ReadAllCases);
        Add("user-admin", Permissions.AdministerUsers, Permissions.AdministerOrganisation, Permissions.ReadAudit);

        void Add(string code, params string[] permissions)
        {
            var role = new Role { Code = code, Name = new(code + "简", code + "繁", code) };
            role.Permissions.AddRange(permissions.Select(one => new RolePermission { RoleCode = code, Permission = one }));
            db.Roles.Add(role);
        }
    }

    private static void Departments(DeskDb db, UnitOfWork unit)
    {
        Person("amy", "Amy Chan 陳", "agent");
        Person("bob", "Bob Lee", "agent");
        Person("uma", "Uma Wong", "unit-manager");
        Person("ulf", "Ulf Ng", "unit-manager");
        Person("carl", "Carl Ho", "csm");
        Person("cora", "Cora Ip", "csm");
        Person("fay", "Fay Ma", "fax-agent");
        Person("rita", "Rita Au", "reader");
        Person("adam", "Adam Kwok", "user-admin");
        db.Departments.Add(
            new()
            {
                Code = "front",
                Name = LocalizedText.Same("Front line"),
                DefaultManager = "uma",
            }
        );
        db.Departments.Add(
            new()
            {
                Code = "cs-1",
                ParentCode = "front",
                Name = LocalizedText.Same("Unit 1"),
            }
        );
        db.Departments.Add(
            new()
            {
                Code = "cs-2",
                ParentCode = "front",
                Name = LocalizedText.Same("Unit 2"),
                DefaultManager = "ulf",
            }
        );
        db.DepartmentMembers.Add(new() { DepartmentCode = "cs-1", UserName = "amy" });
        db.DepartmentMembers.Add(new() { DepartmentCode = "cs-2", UserName = "bob" });
        db.DepartmentMembers.Add(new() { DepartmentCode = "cs-1", UserName = "uma" });

        void Person(string name, string displayName, string role)
        {
            var user = new User
            {
                UserName = name,
                DisplayName = displayName,
                Language = Languages.English,
                SecurityStamp = Secrets.NewStamp(),
                PasswordHash = PasswordHash,
                CreatedAt = unit.Now,
            };
            user.Roles.Add(new() { UserName = name, RoleCode = role });
            db.Users.Add(user);
        }
    }

    private static void Catalogue(DeskDb db, UnitOfWork unit)
    {
        db.CaseTypes.Add(
            new()
            {
                Code = "tos",
                Name = LocalizedText.Same("TOS"),
                Kind = "request",
                NumberPrefix = "TOS",
                ProcessId = "tos",
                FormId = "tos-case",
                InitialStatus = "open",
            }
        );
        db.CaseTypes.Add(
            new()
            {
                Code = "broken",
                Name = LocalizedText.Same("Broken"),
                Kind = "request",
                NumberPrefix = "TOS",
                ProcessId = "no-such-process",
                InitialStatus = "open",
            }
        );
        db.Categories.Add(
            new()
            {
                Code = "billing",
                Level = 1,
                Name = new("账务", "帳務", "Billing"),
            }
        );
        db.Categories.Add(
            new()
            {
                Code = "refund",
                ParentCode = "billing",
                Level = 2,
                Name = new("退款", "退款", "Refund"),
            }
        );
        var customer = new Customer
        {
            Key = unit.NextKey(),
            Number = "C-1",
            Name = "陳大文",
            Tier = "gold",
            Language = Languages.TraditionalChinese,
            SearchText = "陳大文\nc-1\n+85229876543",
            CreatedAt = unit.Now,
        };
        customer.Phones.Add(
            new()
            {
                CustomerKey = customer.Key,
                Kind = CustomerPhone.Phone,
                Number = "+85229876543",
            }
        );
        customer.Phones.Add(
            new()
            {
                CustomerKey = customer.Key,
                Kind = CustomerPhone.Fax,
                Number = "+85229876544",
            }
        );
        db.Customers.Add(customer);
        foreach (var (language, text) in new[] { ("en", "Check and approve"), ("zh-Hans", "核对并核准"), ("zh-Hant", "核對並核准") })
            db.PackTexts.Add(
                new()
                {
                    Pack = "test",
                    Language = language,
                    Key = "element.tos.Approve",
                    Text = text,
                }
            );
        db.PackTexts.Add(
            new()
            {
                Pack = "test",
                Language = "en",
                Key = "reason.overdue-to-csm",
                Text = "Not checked by {holder} within {within}.",
            }
        );
        db.PackTexts.Add(
            new()
            {
                Pack = "test",
                Language = "zh-Hans",
                Key = "reason.overdue-to-csm",
                Text = "{holder}未在{within}内核对。",
            }
        );
        db.PackTexts.Add(
            new()
            {
                Pack = "test",
                Language = "zh-Hans",
                Key = "action.approve",
                Text = "核准",
            }
        );
    }
}
