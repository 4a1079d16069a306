using System.Text.Json;
using Baton.EndToEnd.Stories;
using Microsoft.Playwright;

namespace Baton.EndToEnd.Designers;

/// <summary>The process editor of the browser alone, on any page of the desk: what it reads is what it was given, what it tells is kept here.</summary>
internal sealed class DrawingTable
{
    private const string Setting = """
        async ({ language, storeKey, refuses }) => {
          document.body.innerHTML = `<section class="process-editor"><div class="pe-bar"><button data-command="undo"></button><button data-command="redo"></button><div data-place="patterns"></div></div>
            <div class="pe-body"><div class="pe-drawing" data-place="drawing"></div><aside class="pe-side"><div class="pe-panel" data-place="panel"></div><div class="pe-properties" data-place="properties" hidden></div></aside></div>
            <div data-place="findings"></div></section>`;
          const base = "/_content/Baton.Web/";
          await Promise.all(["vendor/bpmn/editor-diagram-js", "vendor/bpmn/editor-bpmn-js", "vendor/bpmn/css/bpmn", "vendor/bpmn/properties-panel", "css/process-editor"].map(sheet => new Promise(done => {
            const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${base}${sheet}.css`, onload: done });
            document.head.append(link);
          })));
          const { create } = await import(`${base}Designers/Processes/ProcessEditor.razor.js`);
          const group = (value, name, isDepartment) => ({ value, name, isDepartment });
          const palette = { groups: [group("agent", "Agents", false), group("department:network", "Network", true)], channels: [{ value: "mail", name: "Mail" }], receivers: [{ value: "customer", name: "Customer" }],
            people: [], forms: [], decisions: [], processes: [], templates: [{ value: "letter", name: "Letter" }], statuses: [], actions: [{ value: "approve", name: "Approve" }, { value: "reject", name: "Reject" }], limits: [], caseTypes: [] };
          const table = globalThis.table = { told: [], refuses };
          const callbacks = { async invokeMethodAsync(name, changes) {
            if (table.refuses) { throw new Error("The connection is gone."); }
            table.told.push(new TextDecoder().decode(await table.editor.read(false)));
            table.editor.taken(changes);
          } };
          table.editor = await create(document.querySelector(".process-editor"), {
            modeler: `${base}vendor/bpmn/modeler.js`, words: language && `${base}js/process-editor/words.${language}.json`, isReadOnly: false, palette, storeKey }, callbacks);
        }
        """;

    private DrawingTable(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Sets the editor up on a page of a signed-in person.</summary>
    public static async Task<DrawingTable> Set(DeskWindow window, string? storeKey = null, string? language = null, bool refuses = false)
    {
        await window.Page.GotoAsync("/account");
        var table = new DrawingTable(window.Page);
        await window.Page.EvaluateAsync(
            Setting,
            new
            {
                language,
                storeKey,
                refuses,
            }
        );
        return table;
    }

    public Task Load(string text, string? storeKey = null) =>
        Page.EvaluateAsync("([text, key]) => table.editor.load(text, key)", new[] { text, storeKey });

    public Task<string> Read() => Page.EvaluateAsync<string>("async () => new TextDecoder().decode(await table.editor.read(true))");

    public Task<JsonElement> Run(string script) => Page.EvaluateAsync<JsonElement>(script);

    /// <summary>Waits for the edit to be told, and answers the text.</summary>
    public async Task<string> Told(int count)
    {
        await Page.WaitForFunctionAsync("count => table.told.length >= count", count);
        return await Page.EvaluateAsync<string>("() => table.told.at(-1)");
    }
}
