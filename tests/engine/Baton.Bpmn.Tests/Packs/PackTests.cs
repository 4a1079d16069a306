using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Baton.Bpmn.Tests.Packs;

/// <summary>The packs of the repository are whole: models are valid, and whatever a file names is there, in three languages.</summary>
public sealed class PackTests
{
    private static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";

    [Fact]
    public void The_processes_of_the_packs_have_no_findings()
    {
        Assert.NotEmpty(PackFolder.All());
        foreach (BpmnDefinitions definitions in PackFolder.All().SelectMany(pack => pack.Processes))
        {
            Assert.Empty(BpmnValidation.Validate(definitions, ValidationOptions.Default));
        }
    }

    [Fact]
    public void Every_form_decision_and_role_that_a_process_names_is_in_its_pack()
    {
        foreach (PackFolder pack in PackFolder.All())
        {
            foreach (FlowNode node in pack.ExecutableProcesses.SelectMany(process => process.AllNodes()))
            {
                if (node.Extensions.Form?.FormId is { } form)
                {
                    Assert.Contains(form, pack.FormIds);
                }
                if (node.Extensions.CalledDecision is { } decision)
                {
                    Assert.Contains(decision.DecisionId, pack.DecisionIds);
                }
                string groups = node.Extensions.AssignmentDefinition?.CandidateGroups ?? "";
                if (!groups.StartsWith('='))
                {
                    Assert.All(groups.Split(',', StringSplitOptions.RemoveEmptyEntries), group => Assert.Contains(group, pack.RoleCodes));
                }
            }
        }
    }

    [Fact]
    public void Every_case_type_has_its_process_and_form_and_an_initial_status_with_a_text()
    {
        foreach (PackFolder pack in PackFolder.All())
        {
            List<JsonElement> types = [.. pack.Json("case-types.json").GetProperty("caseTypes").EnumerateArray()];
            PackFolder.Codes(types, "code");
            foreach (JsonElement type in types)
            {
                Assert.Contains(type.GetProperty("process").GetString(), pack.ExecutableProcesses.Select(process => process.Id));
                Assert.Contains(type.GetProperty("form").GetString(), pack.FormIds);
                AssertText(pack, $"status.{type.GetProperty("initialStatus").GetString()}");
                AssertThreeLanguages(type.GetProperty("name"), pack.Name);
            }
        }
    }

    [Fact]
    public void Every_name_action_status_and_reason_of_a_process_has_a_text_in_three_languages()
    {
        foreach (PackFolder pack in PackFolder.All())
        {
            foreach (BpmnProcess process in pack.ExecutableProcesses)
            {
                AssertText(pack, $"element.{process.Id}");
                foreach (FlowNode node in process.AllNodes())
                {
                    Assert.False(string.IsNullOrEmpty(node.Name), $"{pack.Name}: {node.Id} has no name");
                    AssertText(pack, $"element.{process.Id}.{node.Id}", node.Name);
                    BatonExtensions baton = node.Extensions.Baton;
                    Assert.All(baton.Actions?.Actions ?? [], action => AssertText(pack, $"action.{action.Id}"));
                    if (baton.Status is { } status)
                    {
                        AssertText(pack, $"status.{status}");
                    }
                    if (baton.ReasonKey is { } reason)
                    {
                        AssertText(pack, $"reason.{reason}");
                    }
                }
                foreach (SequenceFlow flow in process.AllSequenceFlows().Where(flow => flow.Name is not null))
                {
                    AssertText(pack, $"element.{process.Id}.{flow.Id}", flow.Name);
                }
            }
        }
    }

    [Fact]
    public void The_texts_have_the_same_keys_in_the_three_languages_and_none_is_left_over()
    {
        foreach (PackFolder pack in PackFolder.All())
        {
            HashSet<string> english = [.. pack.Texts["en"].EnumerateObject().Select(text => text.Name)];
            foreach (string language in PackFolder.Languages)
            {
                Assert.Equal(english, pack.Texts[language].EnumerateObject().Select(text => text.Name).ToHashSet());
            }
            HashSet<string> elements =
            [
                .. pack.ExecutableProcesses.Select(process => $"element.{process.Id}"),
                .. pack.ExecutableProcesses.SelectMany(process =>
                    process
                        .AllNodes()
                        .Select(node => node.Id)
                        .Concat(process.AllSequenceFlows().Select(flow => flow.Id))
                        .Select(id => $"element.{process.Id}.{id}")
                ),
            ];
            Assert.All(english.Where(key => key.StartsWith("element.", StringComparison.Ordinal)), key => Assert.Contains(key, elements));
        }
    }

    [Fact]
    public void Every_action_decides_a_flow_behind_its_task()
    {
        foreach (BpmnProcess process in PackFolder.All().SelectMany(pack => pack.ExecutableProcesses))
        {
            foreach (FlowNode task in process.AllNodes().Where(node => node.Extensions.Baton.Actions is not null))
            {
                // Where one flow leads on whatever was pressed, the action only says what happened.
                HashSet<string> next =
                [
                    .. process.AllSequenceFlows().Where(flow => flow.SourceRef == task.Id).Select(flow => flow.TargetRef),
                ];
                if (process.AllNodes().OfType<ExclusiveGateway>().FirstOrDefault(node => next.Contains(node.Id)) is not { } gateway)
                {
                    continue;
                }
                IEnumerable<SequenceFlow> ways = process.AllSequenceFlows().Where(flow => flow.SourceRef == gateway.Id);
                string conditions = string.Join("\n", ways.Select(flow => flow.ConditionExpression));
                BatonActions actions = task.Extensions.Baton.Actions!;
                List<BatonAction> undecided =
                [
                    .. actions.Actions.Where(action =>
                        !conditions.Contains($"{actions.ResultVariable} = \"{action.Value}\"", StringComparison.Ordinal)
                    ),
                ];
                Assert.True(
                    undecided.Count <= (gateway.Default is null ? 0 : 1),
                    $"{task.Id}: {string.Join(", ", undecided.Select(one => one.Id))}"
                );
            }
        }
    }

    [Fact]
    public void Every_element_is_drawn_and_no_two_shapes_overlap()
    {
        foreach (BpmnDefinitions definitions in PackFolder.All().SelectMany(pack => pack.Processes))
        {
            XElement plane = definitions.Source.Descendants(Di + "BPMNPlane").Single();
            HashSet<string> drawn = [.. plane.Elements().Select(element => element.Attribute("bpmnElement")!.Value)];
            foreach (BpmnProcess process in definitions.Processes)
            {
                Assert.All(process.AllNodes(), node => Assert.Contains(node.Id, drawn));
                Assert.All(process.AllSequenceFlows(), flow => Assert.Contains(flow.Id, drawn));
                HashSet<string> onBorders = [.. process.AllNodes().OfType<BoundaryEvent>().Select(boundary => boundary.Id)];
                List<(string Id, double X, double Y, double Right, double Bottom)> shapes =
                [
                    .. plane
                        .Elements(Di + "BPMNShape")
                        .Where(shape => !onBorders.Contains(shape.Attribute("bpmnElement")!.Value))
                        .Select(Box),
                ];
                foreach (var (one, other) in shapes.SelectMany((one, index) => shapes.Skip(index + 1).Select(other => (one, other))))
                {
                    bool apart = one.Right <= other.X || other.Right <= one.X || one.Bottom <= other.Y || other.Bottom <= one.Y;
                    Assert.True(apart, $"{one.Id} and {other.Id} overlap");
                }
            }
        }
    }

    [Fact]
    public void Every_label_and_choice_of_a_form_has_its_text_in_Chinese_too()
    {
        foreach (PackFolder pack in PackFolder.All())
        {
            Assert.Distinct(pack.FormIds);
            foreach (string file in pack.Files("forms", "*.form"))
            {
                foreach (JsonElement component in pack.Json(file).GetProperty("components").EnumerateArray())
                {
                    JsonElement properties = component.GetProperty("properties");
                    List<string> keys = ["label"];
                    if (component.TryGetProperty("description", out _))
                    {
                        keys.Add("description");
                    }
                    if (component.TryGetProperty("values", out JsonElement values))
                    {
                        keys.AddRange(values.EnumerateArray().Select(value => $"option.{value.GetProperty("value").GetString()}"));
                    }
                    foreach (string key in keys.SelectMany(key => new[] { $"{key}.zh-Hans", $"{key}.zh-Hant" }))
                    {
                        Assert.True(properties.TryGetProperty(key, out JsonElement text), $"{file}: {component} lacks {key}");
                        Assert.NotEqual("", text.GetString());
                    }
                }
            }
        }
    }

    [Fact]
    public void Roles_departments_and_categories_are_named_in_three_languages_and_their_codes_are_unique()
    {
        foreach (PackFolder pack in PackFolder.All())
        {
            JsonElement manifest = pack.Json("pack.json");
            Assert.Equal(1, manifest.GetProperty("formatVersion").GetInt32());
            Assert.Equal(pack.Name, manifest.GetProperty("id").GetString());
            List<JsonElement> categories = [.. PackFolder.Tree(pack.Json("categories.json").GetProperty("categories"))];
            PackFolder.Codes(categories, "code");
            IEnumerable<JsonElement> named = pack
                .Roles.EnumerateArray()
                .Concat(PackFolder.Tree(pack.Json("organisation.json").GetProperty("departments")))
                .Concat(categories);
            Assert.All(named, item => AssertThreeLanguages(item.GetProperty("name"), item.GetProperty("code").GetString()!));
            Assert.All(
                pack.Roles.EnumerateArray().SelectMany(role => role.GetProperty("permissions").EnumerateArray()),
                permission => Assert.True(PackFolder.IsPermission(permission.GetString()!), $"{permission} is no permission")
            );
        }
    }

    [Fact]
    public void The_demo_organisation_uses_only_what_its_pack_brings()
    {
        foreach (PackFolder pack in PackFolder.All())
        {
            JsonElement demo = pack.Json("demo.json");
            List<JsonElement> users = [.. demo.GetProperty("users").EnumerateArray()];
            HashSet<string> userNames = PackFolder.Codes(users, "userName");
            foreach (JsonElement user in users)
            {
                Assert.Contains(user.GetProperty("language").GetString(), PackFolder.Languages);
                Assert.All(user.GetProperty("roles").EnumerateArray(), role => Assert.Contains(role.GetString()!, pack.RoleCodes));
                Assert.All(
                    user.GetProperty("departments").EnumerateArray(),
                    code => Assert.Contains(code.GetString()!, pack.DepartmentCodes)
                );
            }
            foreach (JsonProperty person in new[] { "defaultManagers", "contactPersons" }.SelectMany(list => Members(demo, list)))
            {
                Assert.Contains(person.Name, pack.DepartmentCodes);
                Assert.Contains(person.Value.GetString()!, userNames);
            }
            HashSet<string> held =
            [
                .. users.SelectMany(user => user.GetProperty("roles").EnumerateArray()).Select(role => role.GetString()!),
            ];
            Assert.Equal(pack.RoleCodes, held);
            PackFolder.Codes(demo.GetProperty("customers").EnumerateArray(), "number");
        }
    }

    private static List<JsonProperty> Members(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement members) ? [.. members.EnumerateObject()] : [];

    private static void AssertText(PackFolder pack, string key, string? inEnglish = null)
    {
        foreach (string language in PackFolder.Languages)
        {
            bool found = pack.Texts[language].TryGetProperty(key, out JsonElement text);
            Assert.True(found && text.GetString()!.Length > 0, $"{pack.Name}: texts/{language}.json lacks {key}");
        }
        if (inEnglish is not null)
        {
            Assert.Equal(inEnglish, pack.Texts["en"].GetProperty(key).GetString());
        }
    }

    private static void AssertThreeLanguages(JsonElement name, string what) =>
        Assert.All(
            PackFolder.Languages,
            language =>
                Assert.True(
                    name.TryGetProperty(language, out JsonElement text) && text.GetString()!.Length > 0,
                    $"{what} has no name in {language}"
                )
        );

    private static (string Id, double X, double Y, double Right, double Bottom) Box(XElement shape)
    {
        XElement bounds = shape.Elements().First(element => element.Name.LocalName == "Bounds");
        double Value(string name) => double.Parse(bounds.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        return (shape.Attribute("bpmnElement")!.Value, Value("x"), Value("y"), Value("x") + Value("width"), Value("y") + Value("height"));
    }
}
