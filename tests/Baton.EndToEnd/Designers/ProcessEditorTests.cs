using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Baton.Bpmn;
using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Stories;
using Baton.Engine.Compilation;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Designers;

/// <summary>The editor in a real browser: steps of the desk, patterns, findings, undo, what is told and what is kept.</summary>
public sealed class ProcessEditorTests
{
    private static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    private static readonly XNamespace Own = "https://baton.dev/schema/1.0";

    private const string Little = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="Definitions_1" targetNamespace="little">
          <bpmn:process id="little" name="Little" isExecutable="true">
            <bpmn:startEvent id="Begin" name="Begin"><bpmn:outgoing>F1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:userTask id="Ask" name="Ask"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="agent" /></bpmn:extensionElements><bpmn:incoming>F1</bpmn:incoming><bpmn:outgoing>F2</bpmn:outgoing></bpmn:userTask>
            <bpmn:endEvent id="Done" name="Done"><bpmn:incoming>F2</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="F1" sourceRef="Begin" targetRef="Ask" /><bpmn:sequenceFlow id="F2" sourceRef="Ask" targetRef="Done" />
          </bpmn:process>
          <bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="little">
            <bpmndi:BPMNShape id="Begin_di" bpmnElement="Begin"><dc:Bounds x="100" y="100" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="Ask_di" bpmnElement="Ask"><dc:Bounds x="200" y="78" width="100" height="80" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="Done_di" bpmnElement="Done"><dc:Bounds x="1400" y="100" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="F1_di" bpmnElement="F1"><di:waypoint x="136" y="118" /><di:waypoint x="200" y="118" /></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="F2_di" bpmnElement="F2"><di:waypoint x="300" y="118" /><di:waypoint x="1400" y="118" /></bpmndi:BPMNEdge>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    [Fact]
    public async Task A_process_grows_by_patterns_and_steps_and_nothing_of_it_is_lost()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var window = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau");
        var table = await DrawingTable.Set(window, "design:1:1");
        await table.Load(Little, "design:1:1");
        var page = table.Page;

        // Every pattern stands behind the selected step, leads on to what followed, and goes away by one undo.
        foreach (var pattern in new[] { "approval", "in-turn", "vote", "escalation", "fax" })
        {
            await table.Run("() => { table.editor.get('selection').select(table.editor.get('elementRegistry').get('Ask')); return 0; }");
            await page.GetByTestId("pe-pattern-" + pattern).EvaluateAsync("button => button.click()");
            var drawn = await table.Read();
            Assert.Empty(Errors(drawn));
            Assert.True(Flows(drawn).Contains("Ask"), pattern);
            await table.Run("() => { table.editor.get('commandStack').undo(); return 0; }");
            Assert.Equal(DrawnFacts.Of(Little), DrawnFacts.Of(await table.Read()));
        }

        // Each step of the desk can be appended; what the engine misses is what a person has to choose.
        await table.Run(
            """
            () => {
              const target = table.editor.get("elementRegistry").get("Ask");
              for (const entry of Object.values(table.editor.get("batonMenus").own("append", target))) {
                entry.action.click({});
                table.editor.get("directEditing").cancel();
              }
              return 0;
            }
            """
        );
        var codes = Errors(await table.Read()).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(
            new HashSet<string>([DiagnosticCodes.DecisionMissing, DiagnosticCodes.CalledElementMissing], StringComparer.Ordinal),
            codes
        );
        await page.WaitForFunctionAsync("() => table.told.length > 0");
        await page.GetByTestId("pe-badge").First.WaitForAsync();
        Assert.True(await page.GetByTestId("pe-finding").CountAsync() > 2);

        // A finding leads to its element; the lists of the panel write what packs write by hand.
        await table.Load(Little, "design:1:2");
        await table.Run(
            "() => { table.editor.findings([{ isError: true, elementId: 'Ask', message: 'Say it.', line: 1, column: 1 }]); return 0; }"
        );
        await page.GetByTestId("pe-finding").ClickAsync();
        await page.GetByTestId("pe-groups").SelectOptionAsync("department:network");
        await page.GetByTestId("pe-action-add").SelectOptionAsync("approve");
        await page.GetByTestId("pe-action-add").SelectOptionAsync("reject");
        await page.GetByTestId("pe-action-opinion-1").CheckAsync();
        await page.GetByTestId("pe-name").FillAsync("Ask twice");
        var task = XDocument.Parse(await table.Read()).Descendants().Single(element => (string?)element.Attribute("id") == "Ask");
        Assert.Equal("Ask twice", (string?)task.Attribute("name"));
        Assert.Equal(
            "agent,department:network",
            (string?)task.Descendants(Zeebe + "assignmentDefinition").Single().Attribute("candidateGroups")
        );
        Assert.Equal(
            [("approve", "true", null), ("reject", null, "true")],
            task.Descendants(Own + "action")
                .Select(action =>
                    ((string?)action.Attribute("id"), (string?)action.Attribute("primary"), (string?)action.Attribute("requiresOpinion"))
                )
        );
    }

    [Fact]
    public async Task A_design_is_drawn_on_its_page_and_saved_while_it_is_drawn()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var api = stage.Person("admin.lau");
        var body = new JsonObject
        {
            ["kind"] = "process",
            ["name"] = "Little",
            ["text"] = Little,
        };
        var key = (string)(await api.Post("designs", body, HttpStatusCode.Created))["key"]!;
        var window = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau", "zh-Hant");
        await window.Go("/designs/" + key);
        await window.Page.Locator(".process-editor[data-drawn]").WaitForAsync();

        await window.Page.Locator("[data-element-id=Ask] .djs-hit").First.ClickAsync(new() { Force = true });
        await window.Get("pe-form").SelectOptionAsync("tos-approve");
        await window.Get("pe-name").FillAsync("請問");
        await window.Page.Locator(".process-editor[data-state=taken]").WaitForAsync();

        var saved = (string)(await api.Get("designs/" + key))["text"]!;
        Assert.Contains("name=\"請問\"", saved, StringComparison.Ordinal);
        Assert.Contains("formId=\"tos-approve\"", saved, StringComparison.Ordinal);

        // The menu of all elements begins with the desk's own steps, in the reader's language.
        await window.Page.Locator(".djs-context-pad [data-action=append]").ClickAsync();
        await Expect(window.Page.Locator(".djs-popup .entry").First).ToContainTextAsync("角色或部門的任務");
    }

    [Fact]
    public async Task An_edit_that_the_server_could_not_take_comes_back_with_the_page()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var window = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau");
        var table = await DrawingTable.Set(window, "design:7:1", refuses: true);
        await table.Load(Little, "design:7:1");
        await table.Run(
            "() => { const ask = table.editor.get('elementRegistry').get('Ask'); table.editor.get('modeling').updateProperties(ask, { name: 'Ask again' }); return 0; }"
        );
        await table.Page.WaitForFunctionAsync("() => localStorage.getItem('baton.edit.design:7:1')?.includes('Ask again')");

        var back = await DrawingTable.Set(window, "design:7:1");
        await back.Load(Little, "design:7:1");

        Assert.Contains("Ask again", await back.Told(1), StringComparison.Ordinal);
        await back.Page.WaitForFunctionAsync("() => localStorage.getItem('baton.edit.design:7:1') === null");
    }

    private static List<string> Errors(string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        var read = BpmnReader.Read(stream, "little.bpmn");
        return
        [
            .. read
                .Diagnostics.Concat(BpmnValidation.Validate(read.Definitions!, new() { ExecutableKinds = ExecutableKinds.All }))
                .Where(finding => finding.Severity == DiagnosticSeverity.Error)
                .Select(finding => finding.Code),
        ];
    }

    private static HashSet<string?> Flows(string xml) =>
        [
            .. XDocument
                .Parse(xml)
                .Descendants()
                .Where(element => element.Name.LocalName == "sequenceFlow")
                .Select(flow => (string?)flow.Attribute("sourceRef")),
        ];
}
