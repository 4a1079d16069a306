using System.Globalization;
using System.Text.Json;
using Baton.Bpmn;
using Baton.Desk.Organisation;
using Baton.Engine.Compilation;

namespace Baton.Desk.Processes.Packs;

/// <summary>Checks that the parts of a pack fit together: models are valid, references lead somewhere, codes and texts are complete.</summary>
internal static class PackChecks
{
    private static readonly ValidationOptions Executable = new() { ExecutableKinds = ExecutableKinds.All };

    public static void Check(Pack pack, List<PackProblem> problems)
    {
        var forms = Forms(pack, problems);
        var processes = Processes(pack, forms, problems);
        Unique("organisation.json", "roles", pack.Roles.Select(role => role.Code), problems);
        Unique("organisation.json", "departments", pack.Departments.Select(department => department.Code), problems);
        Unique("organisation.json", "skills", pack.Skills.Select(skill => skill.Code), problems);
        Unique("categories.json", "categories", pack.Categories.Select(category => category.Code), problems);
        Unique("case-types.json", "caseTypes", pack.CaseTypes.Select(type => type.Code), problems);
        Unique("customer-tiers.json", "tiers", pack.CustomerTiers.Select(tier => tier.Code), problems);
        Unique("third-parties.json", "thirdParties", pack.ThirdParties.Select(party => party.Code), problems);
        Unique("calendars.json", "calendars", pack.Calendars.Select(calendar => calendar.Code), problems);
        PackCalendars.Check(pack, problems);
        Unique("phrases.json", "phrases", pack.Phrases.Select(phrase => phrase.Shortcut), problems);
        Phrases(pack, problems);
        Unique("templates.json", "templates", pack.Templates.Select(template => template.Code), problems);
        MessageTaskChecks.Check(pack, problems);
        HttpTaskChecks.Check(pack, problems);
        for (var i = 0; i < pack.CaseTypes.Count; i++)
        {
            CaseType(pack.CaseTypes[i], Item("$.caseTypes", i), processes, forms, problems);
            FieldRightChecks.Check(pack, pack.CaseTypes[i], Item("$.caseTypes", i) + ".fields", problems);
            CaseDecisionChecks.Check(pack, pack.CaseTypes[i], Item("$.caseTypes", i) + ".decision", problems);
            CasePortalChecks.Check(pack, pack.CaseTypes[i], problems);
        }
        TimeLimitChecks.Check(pack, problems);
        Texts(pack, problems);
        Demo(pack, problems);
    }

    private static void CaseType(
        PackCaseType type,
        string place,
        HashSet<string> processes,
        HashSet<string> forms,
        List<PackProblem> problems
    )
    {
        if (type.Process.Length > 0 && !processes.Contains(type.Process))
            problems.Add(
                new("case-types.json", $"{place}.process", $"Expected a process of the pack, but none has the id '{type.Process}'.")
            );
        if (type.Form is { Length: > 0 } form && !forms.Contains(form))
            problems.Add(new("case-types.json", $"{place}.form", $"Expected a form of the pack, but none has the id '{form}'."));
    }

    private static void Phrases(Pack pack, List<PackProblem> problems)
    {
        var categories = pack.Categories.Select(category => category.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, phrase) in pack.Phrases.Index())
        {
            if (phrase.Category is { Length: > 0 } category && !categories.Contains(category))
                problems.Add(
                    new("phrases.json", Item("$.phrases", index) + ".category", $"Expected a category of the pack, but found '{category}'.")
                );
        }
    }

    private static HashSet<string> Forms(Pack pack, List<PackProblem> problems)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in pack.Resources.Where(resource => resource.Path.EndsWith(".form", StringComparison.Ordinal)))
        {
            var id = FormId(resource, problems);
            if (id is not null && !ids.Add(id))
                problems.Add(new(resource.Path, "$.id", $"Expected each form's id once, but '{id}' is there twice."));
        }

        return ids;
    }

    private static string? FormId(PackResource resource, List<PackProblem> problems)
    {
        try
        {
            using var json = JsonDocument.Parse(resource.Content, new JsonDocumentOptions { MaxDepth = 64 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                problems.Add(new(resource.Path, "$", "Expected an object."));
                return null;
            }

            if (!root.TryGetProperty("components", out var components) || components.ValueKind != JsonValueKind.Array)
                problems.Add(new(resource.Path, "$.components", "Expected the array of the form's components."));
            if (root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } text)
                return text;
            problems.Add(new(resource.Path, "$.id", "Expected the form's id."));
        }
        catch (JsonException error)
        {
            var line = (error.LineNumber + 1)?.ToString(CultureInfo.InvariantCulture);
            problems.Add(new(resource.Path, $"line {line}", "Expected JSON, but this line cannot be read."));
        }

        return null;
    }

    private static HashSet<string> Processes(Pack pack, HashSet<string> forms, List<PackProblem> problems)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var groups = pack
            .Roles.Select(role => role.Code)
            .Concat(pack.Departments.Select(department => DepartmentGroup.Of(department.Code)))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var resource in pack.Resources.Where(resource => resource.Path.EndsWith(".bpmn", StringComparison.Ordinal)))
        {
            using var stream = new MemoryStream(resource.Content);
            var reading = BpmnReader.Read(stream, resource.Path);
            Report(reading.Diagnostics, problems);
            if (reading.Definitions is not { } definitions)
                continue;
            var findings = BpmnValidation.Validate(definitions, Executable);
            Report(findings, problems);
            var isSound = findings.All(finding => finding.Severity != DiagnosticSeverity.Error);
            foreach (var process in definitions.Processes)
            {
                if (isSound && process.IsExecutable)
                    Report(ExecutableProcess.Compile(definitions, process).Diagnostics, problems);
                if (!ids.Add(process.Id))
                    problems.Add(new(resource.Path, Place(process.Id, process.Line), "Expected each process id once in the pack."));
                foreach (var node in process.AllNodes())
                    UserTask(resource.Path, node, forms, groups, problems);
            }
        }

        return ids;
    }

    private static void Report(IEnumerable<BpmnDiagnostic> diagnostics, List<PackProblem> problems)
    {
        foreach (var diagnostic in diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            problems.Add(new(diagnostic.ResourceName, Place(diagnostic.ElementId, diagnostic.Line), diagnostic.Message));
    }

    private static void UserTask(string file, FlowNode node, HashSet<string> forms, HashSet<string> known, List<PackProblem> problems)
    {
        if (node.Extensions.Form?.FormId is { Length: > 0 } form && !form.StartsWith('=') && !forms.Contains(form))
            problems.Add(new(file, Place(node.Id, node.Line), $"Expected a form of the pack, but none has the id '{form}'."));
        if (node.Extensions.AssignmentDefinition?.CandidateGroups is not { Length: > 0 } groups || groups.StartsWith('='))
            return;
        foreach (var group in groups.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!known.Contains(group))
                problems.Add(
                    new(
                        file,
                        Place(node.Id, node.Line),
                        $"Expected a role or 'department:CODE' of the pack as candidate group, but found '{group}'."
                    )
                );
        }
    }

    private static void Texts(Pack pack, List<PackProblem> problems)
    {
        if (pack.Texts.Count == 0)
            return;
        var all = pack.Texts.Values.SelectMany(texts => texts.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var language in Languages.All)
        {
            var file = $"texts/{language}.json";
            if (!pack.Texts.TryGetValue(language, out var texts))
            {
                problems.Add(new(file, "", "Expected the texts in this language too, but the file is missing or unreadable."));
                continue;
            }

            foreach (var key in all.Where(key => !texts.ContainsKey(key)).Order(StringComparer.Ordinal))
                problems.Add(new(file, $"$['{key}']", "Expected this text, which other languages have."));
        }
    }

    private static void Demo(Pack pack, List<PackProblem> problems)
    {
        if (pack.Demo is not { } demo)
            return;
        Unique("demo.json", "users", demo.Users.Select(user => user.UserName), problems);
        Unique("demo.json", "customers", demo.Customers.Select(customer => customer.Number), problems);
        var roles = pack.Roles.Select(role => role.Code).Append(Access.Role.Administrator).ToHashSet(StringComparer.Ordinal);
        var departments = pack.Departments.Select(department => department.Code).ToHashSet(StringComparer.Ordinal);
        var users = demo.Users.Select(user => user.UserName).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < demo.Users.Count; i++)
        {
            foreach (var role in demo.Users[i].Roles.Where(role => !roles.Contains(role)))
                problems.Add(new("demo.json", Item("$.users", i) + ".roles", $"Expected a role of the pack, but found '{role}'."));
            foreach (var skill in demo.Users[i].Skills.Where(one => pack.Skills.All(known => known.Code != one.Skill)))
                problems.Add(new("demo.json", Item("$.users", i) + ".skills", $"Expected a skill of the pack, but found '{skill.Skill}'."));
            foreach (var department in demo.Users[i].Departments.Where(code => !departments.Contains(code)))
                problems.Add(
                    new("demo.json", Item("$.users", i) + ".departments", $"Expected a department of the pack, but found '{department}'.")
                );
        }

        foreach (var (index, customer) in demo.Customers.Index())
        {
            if (customer.KeyAccountManager is { } manager && !users.Contains(manager))
                problems.Add(
                    new(
                        "demo.json",
                        Item("$.customers", index) + ".keyAccountManager",
                        $"Expected one of the demo users, but found '{manager}'."
                    )
                );
        }

        foreach (var (list, people) in new[] { ("defaultManagers", demo.DefaultManagers), ("contactPersons", demo.ContactPersons) })
        {
            foreach (var (department, _) in people.Where(one => !departments.Contains(one.Key) || !users.Contains(one.Value)))
                problems.Add(new("demo.json", $"$.{list}.{department}", "Expected a department of the pack and one of its demo users."));
        }
        foreach (var (department, person) in demo.ContactPersons)
        {
            if (demo.Users.Any(user => user.UserName == person && !user.Departments.Contains(department, StringComparer.Ordinal)))
                problems.Add(
                    new("demo.json", $"$.contactPersons.{department}", "Expected a contact person who belongs to the department.")
                );
        }
    }

    private static void Unique(string file, string list, IEnumerable<string> codes, List<PackProblem> problems)
    {
        foreach (
            var twice in codes
                .Where(code => code.Length > 0)
                .GroupBy(code => code, StringComparer.Ordinal)
                .Where(group => group.Count() > 1)
        )
            problems.Add(new(file, $"$.{list}", $"Expected each code once, but '{twice.Key}' is there {twice.Count()} times."));
    }

    private static string Place(string? element, int line) =>
        string.Create(CultureInfo.InvariantCulture, $"{(element is null ? "" : $"element {element}, ")}line {line}");

    private static string Item(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");
}
