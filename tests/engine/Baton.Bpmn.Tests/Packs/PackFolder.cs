using System.Text.Json;
using System.Xml.Linq;

namespace Baton.Bpmn.Tests.Packs;

/// <summary>One pack of the repository with the parts that refer to each other.</summary>
internal sealed class PackFolder
{
    public static readonly string[] Languages = ["zh-Hans", "zh-Hant", "en"];

    private static readonly string[] KnownPermissions =
    [
        "cases.open",
        "register.account-manager",
        "register.branch",
        "register.supervision",
        "cases.read-own",
        "cases.read-department",
        "cases.read-unit",
        "cases.read-all",
        "cases.steer",
        "tasks.work",
        "fax.work",
        "contacts.work",
        "customers.merge",
        "customers.import",
        "customers.privacy",
        "phrases.manage",
        "time-limits.manage",
        "messages.manage",
        "designs.draw",
        "designs.review",
        "designs.deploy",
        "reports.read",
        "admin.organisation",
        "admin.integrations",
        "admin.processes",
        "admin.packs",
        "admin.users",
        "audit.read",
        "engine.operate",
    ];

    private readonly string _path;

    private PackFolder(string path)
    {
        _path = path;
        Name = Path.GetFileName(path);
        JsonElement organisation = Json("organisation.json");
        Roles = organisation.GetProperty("roles");
        RoleCodes = Codes(Roles.EnumerateArray(), "code");
        DepartmentCodes = Codes(Tree(organisation.GetProperty("departments")), "code");
        Processes = [.. Files("processes", "*.bpmn").Select(Read)];
        FormIds = [.. Files("forms", "*.form").Select(file => Json(file).GetProperty("id").GetString()!)];
        DecisionIds = [.. Files("decisions", "*.dmn").SelectMany(Decisions)];
        Texts = Languages.ToDictionary(language => language, language => Json($"texts/{language}.json"));
    }

    public string Name { get; }

    public JsonElement Roles { get; }

    public HashSet<string> RoleCodes { get; }

    public HashSet<string> DepartmentCodes { get; }

    public IReadOnlyList<BpmnDefinitions> Processes { get; }

    public IReadOnlyList<string> FormIds { get; }

    public HashSet<string> DecisionIds { get; }

    public IReadOnlyDictionary<string, JsonElement> Texts { get; }

    public IEnumerable<BpmnProcess> ExecutableProcesses =>
        Processes.SelectMany(definitions => definitions.Processes).Where(process => process.IsExecutable);

    public static IReadOnlyList<PackFolder> All() =>
        [
            .. Directory
                .EnumerateDirectories(Path.Combine(SharedData.Repository(), "packs"))
                .Order(StringComparer.Ordinal)
                .Select(path => new PackFolder(path)),
        ];

    public static bool IsPermission(string name) => KnownPermissions.Contains(name);

    public IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(Path.Combine(_path, folder))
            ? Directory.EnumerateFiles(Path.Combine(_path, folder), pattern).Select(file => Path.GetRelativePath(_path, file))
            : [];

    public JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(_path, file))).RootElement;

    /// <summary>The items of a tree with <c>children</c>, parents first.</summary>
    public static IEnumerable<JsonElement> Tree(JsonElement items) =>
        items
            .EnumerateArray()
            .SelectMany(item => item.TryGetProperty("children", out JsonElement children) ? Tree(children).Prepend(item) : [item]);

    /// <summary>The values of a property, each of which may stand only once.</summary>
    public static HashSet<string> Codes(IEnumerable<JsonElement> items, string property)
    {
        List<string> codes = [.. items.Select(item => item.GetProperty(property).GetString()!)];
        Assert.Distinct(codes);
        return [.. codes];
    }

    private BpmnDefinitions Read(string file)
    {
        using FileStream stream = File.OpenRead(Path.Combine(_path, file));
        BpmnReadResult result = BpmnReader.Read(stream, file);
        Assert.Empty(result.Diagnostics);
        return result.Definitions!;
    }

    private IEnumerable<string> Decisions(string file) =>
        XDocument
            .Load(Path.Combine(_path, file))
            .Root!.Elements()
            .Where(element => element.Name.LocalName == "decision")
            .Select(element => element.Attribute("id")!.Value);
}
