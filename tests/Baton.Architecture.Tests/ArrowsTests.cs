using System.Text.RegularExpressions;

namespace Baton.Architecture.Tests;

/// <summary>Who may know whom: the arrows of docs/architecture.md, between projects and between the desk's folders.</summary>
public sealed partial class ArrowsTests
{
    /// <summary>Each project and the projects that it may name. Nothing points back.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Baton.Feel"] = [],
        ["Baton.Dmn"] = ["Baton.Feel"],
        ["Baton.Bpmn"] = [],
        ["Baton.Engine"] = ["Baton.Feel", "Baton.Dmn", "Baton.Bpmn"],
        ["Baton.Runtime"] = ["Baton.Engine"],
        ["Baton.Runtime.Postgres"] = ["Baton.Runtime"],
        ["Baton.Runtime.Sqlite"] = ["Baton.Runtime"],
        ["Baton.Testing"] = ["Baton.Runtime", "Baton.Runtime.Sqlite"],
        ["Baton.Desk"] = ["Baton.Runtime"],
        ["Baton.Web"] = ["Baton.Desk"],
        ["Baton.Server"] = ["Baton.Web", "Baton.Desk", "Baton.Runtime", "Baton.Runtime.Postgres", "Baton.Runtime.Sqlite"],
    };

    /// <summary>Open to every folder of the desk: rows, words, answers over HTTP and calls of other systems. Storage itself knows all rows.</summary>
    private static readonly string[] Ground = ["Storage", "Texts", "Http", "Outbound"];

    /// <summary>Each folder of the desk and the folders that it may use beside the ground.</summary>
    private static readonly Dictionary<string, string[]> DeskEdges = new(StringComparer.Ordinal)
    {
        ["Access"] = ["Organisation"],
        ["Analysis"] = ["Access", "Cases", "Organisation", "TimeLimits"],
        ["Audit"] = ["Access", "Cases"],
        ["Bulk"] = ["Cases", "Worklists"],
        ["Cases"] = ["Access", "Contacts", "Customers", "Forms", "Notifications", "Organisation", "ThirdParties", "Worklists"],
        ["Channels"] =
        [
            "Access",
            "Cases",
            "Contacts",
            "Customers",
            "Documents",
            "Forms",
            "Notifications",
            "Organisation",
            "Phrases",
            "Worklists",
        ],
        ["Connectors"] = [],
        ["Contacts"] = ["Access", "Cases", "Channels", "Customers", "Notifications", "Organisation", "TimeLimits"],
        ["Conversion"] = ["Designs"],
        ["Customers"] = ["Access", "Cases", "Contacts", "Forms", "Notifications"],
        ["Designs"] = ["Access", "Cases", "Connectors", "Forms", "Notifications", "Organisation", "Processes", "TimeLimits"],
        ["Documents"] = [],
        ["Feeds"] = ["Access", "Cases", "Worklists"],
        ["Forms"] = ["Customers", "ThirdParties"],
        ["Notifications"] = ["Access", "Cases", "Customers", "Organisation", "Worklists"],
        ["Operations"] = [],
        ["Organisation"] = ["Access", "Customers", "Phrases"],
        ["Phrases"] = ["Cases", "Organisation"],
        ["Processes"] =
        [
            "Access",
            "Cases",
            "Connectors",
            "Customers",
            "Forms",
            "Notifications",
            "Organisation",
            "Phrases",
            "ThirdParties",
            "TimeLimits",
        ],
        ["Sandbox"] = ["Access", "Cases", "Channels", "Connectors", "Customers", "Designs", "Forms", "Notifications", "Worklists"],
        ["ThirdParties"] = ["Cases"],
        ["TimeLimits"] = ["Access", "Cases", "Customers", "Forms", "Notifications", "Organisation", "Worklists"],
        ["Versions"] = ["Access", "Designs", "TimeLimits"],
        ["Webhooks"] = ["Access", "Cases", "Contacts", "Notifications", "Worklists"],
        ["Worklists"] = ["Access", "Cases", "Forms", "Organisation", "TimeLimits"],
    };

    [Fact]
    public void Every_project_stands_in_the_table_of_arrows()
    {
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Repository.Projects.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_project_names_only_the_projects_that_its_arrows_allow()
    {
        var wrong =
            from project in Repository.Projects.Keys
            from reference in Repository.References(project)
            where !Allowed[project].Contains(reference)
            select $"{project} -> {reference}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_engine_uses_no_package_and_no_framework_beyond_the_base_library()
    {
        string[] engine = ["Baton.Feel", "Baton.Dmn", "Baton.Bpmn", "Baton.Engine"];
        var wrong =
            from project in engine
            let text = File.ReadAllText(Repository.Projects[project])
            where
                text.Contains("PackageReference", StringComparison.Ordinal) || text.Contains("FrameworkReference", StringComparison.Ordinal)
            select project;

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_desks_folders_use_the_folders_of_the_table_and_no_others()
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Repository.Files("src/desk/Baton.Desk", ".cs"))
        {
            var folder = file["src/desk/Baton.Desk/".Length..].Split('/')[0];
            if (Ground.Contains(folder) || folder is "Migrations" || folder.EndsWith(".cs", StringComparison.Ordinal))
            {
                continue;
            }

            var others = DeskUsing().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value);
            used.UnionWith(others.Where(other => other != folder && !Ground.Contains(other)).Select(other => $"{folder} -> {other}"));
        }

        var allowed = DeskEdges.SelectMany(edge => edge.Value.Select(other => $"{edge.Key} -> {other}"));
        Assert.Equal(allowed.Order(StringComparer.Ordinal), used);
    }

    [GeneratedRegex(@"^using (?:static )?Baton\.Desk\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex DeskUsing();
}
