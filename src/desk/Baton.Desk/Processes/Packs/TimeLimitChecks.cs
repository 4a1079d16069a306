using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Forms;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.TimeLimits.Policies;
using Baton.Dmn.Outline;

namespace Baton.Desk.Processes.Packs;

/// <summary>Checks that the policies of a pack name case types, steps, decisions, calendars, templates, roles, departments, processes and fields that there are.</summary>
internal static class TimeLimitChecks
{
    private const string File = "time-limits.json";

    public static void Check(Pack pack, List<PackProblem> problems)
    {
        if (pack.TimeLimits.Count == 0)
            return;
        var known = new Known(pack);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, one) in pack.TimeLimits.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"$.timeLimits[{index}]");
            if (!codes.Add(one.Code))
                Add("code", $"Expected each code once, but '{one.Code}' is there twice.");
            var limit = TimeLimitReader.Read(one.Content);
            foreach (var type in limit.CaseTypes.Where(type => !known.CaseTypes.Contains(type)))
                Add("caseTypes", $"Expected case types of the pack, but found '{type}'.");
            if (limit.Step is { } step && !known.Elements.Contains(step))
                Add("step", $"Expected the id of an element in a process of the pack, but found '{step}'.");
            if (limit.Calendar is { } calendar && !known.Calendars.Contains(calendar))
                Add("calendar", $"Expected a calendar of calendars.json, but found '{calendar}'.");
            if (limit.Target is { Decision: { } decision } target && !known.Gives(decision, target.Output!))
                Add("target", $"Expected a decision of the pack with the output, but found '{decision}' and '{target.Output}'.");
            foreach (var (at, template) in LimitReferences.Templates(limit).Where(found => !known.Templates.Contains(found.Code)))
                Add(at, $"Expected a template of templates.json or of the desk, but found '{template}'.");
            foreach (var rule in Rules(limit).Distinct(StringComparer.Ordinal))
                Recipient(rule, Add);
            foreach (var (number, action) in limit.Actions.Index())
                Action(action, string.Create(CultureInfo.InvariantCulture, $"actions[{number}]"), Add);

            void Add(string at, string message) => problems.Add(new(File, $"{place}.{at}", message));
        }

        void Recipient(string text, Action<string, string> add)
        {
            var rule = RecipientRule.Parse(text, out _);
            if (rule?.Word == RecipientRule.Role && !known.Roles.Contains(rule.Argument))
                add("recipients", $"Expected a role of the pack, but found '{text}'.");
            if (rule?.Word == RecipientRule.Department && !known.Departments.Contains(rule.Argument))
                add("recipients", $"Expected a department of the pack, but found '{text}'.");
        }

        void Action(LimitAction action, string place, Action<string, string> add)
        {
            if (action.Do == LimitAction.StartProcess && !known.Processes.Contains(action.Target!))
                add(place + ".process", $"Expected a process of the pack, but found '{action.Target}'.");
            if (action.Do == LimitAction.SetField && !known.Fields.Contains(action.Target!))
                add(place + ".field", $"Expected the key of a field in one of the pack's forms, but found '{action.Target}'.");
            if (action.Do == LimitAction.Reassign && action.Target!.StartsWith("role:", StringComparison.Ordinal))
                Recipient(action.Target, (_, message) => add(place + ".to", message));
        }
    }

    private static IEnumerable<string> Rules(TimeLimit limit) =>
        limit
            .Warnings.Select(one => one.Notice)
            .Concat(limit.OnStart)
            .Concat(limit.OnStop)
            .Concat(limit.Rounds?.Ladder.Select(step => step.Notice) ?? [])
            .SelectMany(notice => notice.Rules);

    /// <summary>What the pack has. What cannot be read is told elsewhere.</summary>
    private sealed class Known(Pack pack)
    {
        private readonly Dictionary<string, HashSet<string>> _decisions = Decisions(pack);

        public HashSet<string> CaseTypes { get; } = [.. pack.CaseTypes.Select(type => type.Code)];

        public HashSet<string> Roles { get; } = [.. pack.Roles.Select(role => role.Code)];

        public HashSet<string> Departments { get; } = [.. pack.Departments.Select(department => department.Code)];

        public HashSet<string> Calendars { get; } = [.. pack.Calendars.Select(calendar => calendar.Code)];

        public HashSet<string> Templates { get; } = [.. TemplateShelf.Own.Keys, .. Codes(pack, "templates.json", "templates")];

        public HashSet<string> Elements { get; } = Ids(pack, "userTask");

        public HashSet<string> Processes { get; } = Ids(pack, "process");

        public HashSet<string> Fields { get; } =
        [
            .. pack
                .Resources.Where(resource => resource.Path.EndsWith(".form", StringComparison.Ordinal))
                .Select(resource => FormReader.Read(Text(resource)))
                .Where(form => form.Succeeded)
                .SelectMany(form => form.Value.Fields)
                .Select(field => field.Key),
        ];

        public bool Gives(string decision, string output) =>
            _decisions.TryGetValue(decision, out var outputs) && (outputs.Count == 0 || outputs.Contains(output));

        private static string Text(PackResource resource) => Encoding.UTF8.GetString(resource.Content).TrimStart('\uFEFF');

        /// <summary>Outputs by decision; none for one that is no table and can give anything.</summary>
        private static Dictionary<string, HashSet<string>> Decisions(Pack pack)
        {
            var found = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
            foreach (var resource in pack.Resources.Where(resource => resource.Path.EndsWith(".dmn", StringComparison.Ordinal)))
            {
                foreach (var decision in ModelOutline.Read(Text(resource)).Decisions)
                    found[decision.Id] =
                    [
                        .. decision.Table?.Outputs.Select(output => output.Name ?? "").Where(name => name.Length > 0) ?? [],
                    ];
            }
            return found;
        }

        private static HashSet<string> Ids(Pack pack, string element)
        {
            var ids = new HashSet<string>(StringComparer.Ordinal);
            foreach (var resource in pack.Resources.Where(resource => resource.Path.EndsWith(".bpmn", StringComparison.Ordinal)))
            {
                try
                {
                    var xml = System.Xml.Linq.XDocument.Parse(Text(resource));
                    ids.UnionWith(
                        xml.Descendants()
                            .Where(one => one.Name.LocalName == element)
                            .Select(one => (string?)one.Attribute("id"))
                            .OfType<string>()
                    );
                }
                catch (System.Xml.XmlException)
                {
                    continue;
                }
            }
            return ids;
        }

        private static HashSet<string> Codes(Pack pack, string file, string list)
        {
            var codes = new HashSet<string>(StringComparer.Ordinal);
            try
            {
                if (
                    pack.Files.Find(file) is not { } content
                    || JsonNode.Parse(content.AsSpan().StartsWith("\uFEFF"u8) ? content[3..] : content) is not JsonObject json
                    || json[list] is not JsonArray all
                )
                    return codes;
                codes.UnionWith(
                    all.OfType<JsonObject>()
                        .Select(one => one["code"])
                        .OfType<JsonValue>()
                        .Where(one => one.GetValueKind() == JsonValueKind.String)
                        .Select(one => one.GetValue<string>())
                );
            }
            catch (Exception error) when (error is JsonException or ArgumentException)
            {
                return codes;
            }
            return codes;
        }
    }
}
