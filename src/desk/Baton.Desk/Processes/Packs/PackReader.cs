using Baton.Desk.Cases.Fields;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Skills;
using Baton.Desk.Phrases;

namespace Baton.Desk.Processes.Packs;

/// <summary>Reads the files of a pack and collects all problems; docs/guide/packs.md tells the format.</summary>
internal sealed class PackReader(PackFiles files, List<PackProblem> problems)
{
    private const string ManifestFile = "pack.json";
    private const string OrganisationFile = "organisation.json";
    private const string CategoriesFile = "categories.json";
    private const string CaseTypesFile = "case-types.json";
    private const string CustomerTiersFile = "customer-tiers.json";
    private const string ThirdPartiesFile = "third-parties.json";
    private const string CalendarsFile = "calendars.json";
    private const string PhrasesFile = "phrases.json";
    private const string TimeLimitsFile = "time-limits.json";
    private const string TemplatesFile = "templates.json";
    private const string DemoFile = "demo.json";

    public Pack? Read()
    {
        UnknownFiles();
        if (files.Find(ManifestFile) is null)
        {
            problems.Add(new PackProblem(ManifestFile, "", "Expected the pack's manifest, but the file is missing."));
            return null;
        }

        if (Json(ManifestFile) is not { } manifest)
            return null;
        var format = manifest.Number("formatVersion");
        if (format != Pack.FormatVersion)
        {
            manifest.Problem("formatVersion", $"Expected {Pack.FormatVersion}, the only format this program reads, but found {format}.");
            return null;
        }

        var version = Version(manifest);
        var pack = Contents(manifest, version);
        manifest.Done();
        PackChecks.Check(pack, problems);
        return pack;
    }

    private static PackVersion Version(PackJson manifest)
    {
        var text = manifest.Text("version");
        if (!PackVersion.TryParse(text, out var version) && text.Length > 0)
            manifest.Problem("version", $"Expected three numbers such as 1.0.0, but found '{text}'.");
        return version;
    }

    private Pack Contents(PackJson manifest, PackVersion version)
    {
        var organisation = Json(OrganisationFile);
        var pack = new Pack
        {
            Id = manifest.Code("id"),
            Version = version,
            Name = manifest.Localized("name"),
            Description = manifest.OptionalLocalized("description"),
            Resources = [.. Resources("forms/", ".form"), .. Resources("decisions/", ".dmn"), .. Resources("processes/", ".bpmn")],
            Roles = organisation is null ? [] : [.. organisation.Objects("roles").Select(Role)],
            Departments = organisation is null ? [] : Departments(organisation),
            Skills = organisation is null ? [] : [.. organisation.Objects("skills").Select(Skill)],
            Categories = Categories(),
            CaseTypes = CaseTypes(),
            CustomerTiers = List(CustomerTiersFile, "tiers", CustomerTier),
            ThirdParties = List(ThirdPartiesFile, "thirdParties", ThirdParty),
            Calendars = List(CalendarsFile, "calendars", PackCalendars.Read),
            Phrases = List(PhrasesFile, "phrases", Phrase),
            TimeLimits = files.Find(TimeLimitsFile) is { } limits ? PackTimeLimits.Read(TimeLimitsFile, limits, problems) : [],
            Templates = List(TemplatesFile, "templates", Template),
            Texts = Texts(),
            Demo = Demo(),
            Files = files,
        };
        organisation?.Done();
        return pack;
    }

    private PackJson? Json(string file) => files.Find(file) is { } content ? PackJson.Parse(file, content, problems) : null;

    private void UnknownFiles()
    {
        string[] roots =
        [
            ManifestFile,
            OrganisationFile,
            CategoriesFile,
            CaseTypesFile,
            CustomerTiersFile,
            ThirdPartiesFile,
            CalendarsFile,
            PhrasesFile,
            TimeLimitsFile,
            TemplatesFile,
            DemoFile,
        ];
        foreach (var path in files.Paths)
        {
            var known =
                roots.Contains(path)
                || (path.StartsWith("processes/", StringComparison.Ordinal) && path.EndsWith(".bpmn", StringComparison.Ordinal))
                || (path.StartsWith("decisions/", StringComparison.Ordinal) && path.EndsWith(".dmn", StringComparison.Ordinal))
                || (path.StartsWith("forms/", StringComparison.Ordinal) && path.EndsWith(".form", StringComparison.Ordinal))
                || Languages.All.Any(language => path == $"texts/{language}.json")
                || path.EndsWith(".md", StringComparison.Ordinal)
                || path == "LICENSE";
            if (!known)
                problems.Add(new PackProblem(path, "", "Expected only the files of the pack format; take this one out."));
        }
    }

    private IEnumerable<PackResource> Resources(string folder, string ending) =>
        files
            .Paths.Where(path => path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal))
            .Select(path => new PackResource(path, files.Find(path)!));

    private static PackRole Role(PackJson json)
    {
        var role = new PackRole(json.Code("code"), json.Localized("name"), json.Texts("permissions"));
        foreach (var permission in role.Permissions.Where(permission => !Permissions.All.Contains(permission)))
            json.Problem("permissions", $"Expected permissions of the desk, but '{permission}' is none.");
        json.Done();
        return role;
    }

    private static PackSkill Skill(PackJson json)
    {
        var skill = new PackSkill(json.Code("code"), json.Localized("name"));
        json.Done();
        return skill;
    }

    private static List<PackDepartment> Departments(PackJson organisation)
    {
        var departments = new List<PackDepartment>();
        AddDepartments(organisation, "departments", null, departments);
        return departments;
    }

    private static void AddDepartments(PackJson json, string property, string? parent, List<PackDepartment> departments)
    {
        foreach (var child in json.Objects(property))
        {
            var department = new PackDepartment(child.Code("code"), parent, child.Localized("name"), child.OptionalCode("level"))
            {
                Calendar = child.OptionalCode("calendar"),
            };
            if (department.Level is { } level && !UnitLevels.All.Contains(level, StringComparer.Ordinal))
                child.Problem("level", $"Expected one of {string.Join(", ", UnitLevels.All)}, but found '{level}'.");
            departments.Add(department);
            AddDepartments(child, "children", department.Code, departments);
            child.Done();
        }
    }

    private List<PackCategory> Categories()
    {
        var categories = new List<PackCategory>();
        if (Json(CategoriesFile) is { } json)
        {
            AddCategories(json, "categories", null, 1, categories);
            json.Done();
        }

        return categories;
    }

    private static void AddCategories(PackJson json, string property, string? parent, int level, List<PackCategory> categories)
    {
        foreach (var child in json.Objects(property))
        {
            if (level > Cases.Category.MaxLevel)
            {
                child.Problem(null, $"Expected at most {Cases.Category.MaxLevel} levels of categories.");
                return;
            }

            var category = new PackCategory(child.Code("code"), parent, level, child.Localized("name"));
            categories.Add(category);
            AddCategories(child, "children", category.Code, level + 1, categories);
            child.Done();
        }
    }

    private List<PackCaseType> CaseTypes()
    {
        var types = new List<PackCaseType>();
        if (Json(CaseTypesFile) is not { } json)
            return types;
        foreach (var type in json.Objects("caseTypes"))
        {
            types.Add(
                new PackCaseType(
                    type.Code("code"),
                    type.Localized("name"),
                    type.Code("kind"),
                    type.Code("numberPrefix"),
                    type.Text("process"),
                    type.OptionalText("form"),
                    type.Code("initialStatus"),
                    type.OptionalFlag("asksUnitManager", whenAbsent: true)
                )
                {
                    Decision = type.OptionalText("decision"),
                    Portal = type.OptionalFlag("portal", whenAbsent: false),
                    AsksThirdParty = type.OptionalFlag("asksThirdParty", whenAbsent: false),
                    Entries = Entries(type),
                    Fields = FieldRights(type),
                }
            );
            type.Done();
        }

        json.Done();
        return types;
    }

    private static List<string> Entries(PackJson type)
    {
        var entries = type.Texts("entries");
        foreach (var unknown in entries.Except(CaseEntries.All, StringComparer.Ordinal))
            type.Problem("entries", $"Expected some of '{string.Join("', '", CaseEntries.All)}', but found '{unknown}'.");
        return entries;
    }

    private static Dictionary<string, FieldRight> FieldRights(PackJson type)
    {
        var rights = new Dictionary<string, FieldRight>(StringComparer.Ordinal);
        if (type.Object("fields") is not { } fields)
            return rights;
        foreach (var name in fields.Names.ToList())
        {
            if (fields.Object(name) is not { } field)
                continue;
            rights[name] = new(field.OptionalTexts("read"), field.OptionalTexts("write"));
            field.Done();
        }
        return rights;
    }

    /// <summary>The objects of the one list of a file; none where the pack has no such file.</summary>
    private List<T> List<T>(string file, string name, Func<PackJson, T> read)
    {
        var items = new List<T>();
        if (Json(file) is not { } json)
            return items;
        foreach (var one in json.Objects(name))
        {
            items.Add(read(one));
            one.Done();
        }

        json.Done();
        return items;
    }

    private static PackCustomerTier CustomerTier(PackJson json) =>
        new(json.Code("code"), json.Localized("name"), json.Number("rank")) { Calendar = json.OptionalCode("calendar") };

    private static PackThirdParty ThirdParty(PackJson json) => new(json.Code("code"), json.Localized("name"), json.OptionalText("contact"));

    private static PackPhrase Phrase(PackJson json)
    {
        var phrase = new PackPhrase(json.Text("shortcut"), json.Localized("title"), json.Localized("text"), json.OptionalCode("category"));
        if (phrase.Shortcut.Length > 0 && !PhraseRules.IsShortcut(phrase.Shortcut))
            json.Problem(
                "shortcut",
                $"Expected up to {PhraseRules.ShortcutMaxLength} small letters, digits, '-' and '_', but found '{phrase.Shortcut}'."
            );
        return phrase;
    }

    private static PackTemplate Template(PackJson json)
    {
        var content = new TemplateContent(
            json.Localized("name"),
            json.Localized("subject"),
            json.Localized("text"),
            json.OptionalLocalized("html"),
            json.OptionalLocalized("sms"),
            json.OptionalFlag("urgent", whenAbsent: false)
        )
        {
            Values = json.Texts("values"),
            IsForAnswers = json.OptionalFlag("forAnswers", whenAbsent: false),
        };
        foreach (var fault in TemplateChecks.Check(content))
        {
            var line = fault.Line is { } number ? $"line {number}: " : "";
            json.Problem(
                $"{fault.Place}.{fault.Language}",
                line
                    + (
                        fault.Variable is { } name
                            ? $"Expected variables that the desk gives, or that 'values' names, but found '{name}'."
                            : fault.Fault
                    )
            );
        }
        return new PackTemplate(json.Code("code"), content);
    }

    private Dictionary<string, IReadOnlyDictionary<string, string>> Texts()
    {
        var languages = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var language in Languages.All)
        {
            if (Json($"texts/{language}.json") is not { } json)
                continue;
            languages[language] = json.Names.ToList().ToDictionary(key => key, json.Text, StringComparer.Ordinal);
        }

        return languages;
    }

    private PackDemo? Demo()
    {
        if (Json(DemoFile) is not { } json)
            return null;
        var users = json.Objects("users").Select(User).ToList();
        var customers = json.Objects("customers").Select(Customer).ToList();
        var managers = ByDepartment(json, "defaultManagers");
        var contacts = ByDepartment(json, "contactPersons");
        json.Done();
        return new PackDemo(users, managers, contacts, customers);
    }

    private static Dictionary<string, string> ByDepartment(PackJson json, string name) =>
        json.Object(name) is { } people
            ? people.Names.ToList().ToDictionary(department => department, people.Text, StringComparer.Ordinal)
            : new(StringComparer.Ordinal);

    private static PackDemoUser User(PackJson json)
    {
        var user = new PackDemoUser(
            json.Code("userName"),
            json.Text("displayName"),
            json.OptionalText("email"),
            json.OptionalText("staffNumber"),
            Language(json),
            json.Texts("roles"),
            json.Texts("departments")
        )
        {
            Phone = json.OptionalText("phone"),
            Position = json.OptionalText("position"),
            Skills = Skills(json),
            WorksByMail = json.OptionalFlag("worksByMail", whenAbsent: false),
        };
        if (user is { WorksByMail: true, Email: null })
            json.Problem("worksByMail", "Expected the mail address of somebody who works by mail.");
        if (user.UserName.Any(char.IsUpper))
            json.Problem("userName", $"Expected small letters, but found '{user.UserName}'.");
        if (user.Phone is { Length: > 0 } phone && !IsE164(phone))
            json.Problem("phone", $"Expected a number as +85223456789, but found '{phone}'.");
        json.Done();
        return user;
    }

    private static List<SkillLevel> Skills(PackJson json)
    {
        var read = json.Texts("skills").ConvertAll(text => (Text: text, Level: SkillLevel.Read(text)));
        foreach (var (text, _) in read.Where(one => one.Level is null || !SkilledPeople.IsLevel(one.Level.Level)))
            json.Problem("skills", $"Expected a skill and a level from 1 to 5 such as 'en:4', but found '{text}'.");
        return [.. read.Select(one => one.Level).OfType<SkillLevel>()];
    }

    private static PackDemoCustomer Customer(PackJson json)
    {
        var customer = new PackDemoCustomer(
            json.Code("number"),
            json.Text("name"),
            json.OptionalCode("tier"),
            Language(json),
            json.Texts("phones"),
            json.Texts("faxes"),
            json.Texts("emails"),
            json.OptionalText("remark")
        )
        {
            KeyAccountManager = json.OptionalCode("keyAccountManager"),
        };
        foreach (var number in customer.Phones.Concat(customer.Faxes).Where(number => !IsE164(number)))
            json.Problem(null, $"Expected numbers as +85223456789, but found '{number}'.");
        json.Done();
        return customer;
    }

    private static string Language(PackJson json)
    {
        var language = json.OptionalText("language") ?? Languages.Default;
        if (!Languages.All.Contains(language))
            json.Problem("language", $"Expected {string.Join(", ", Languages.All)}, but found '{language}'.");
        return language;
    }

    private static bool IsE164(string number) =>
        number.Length is >= 8 and <= 16 && number[0] == '+' && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
