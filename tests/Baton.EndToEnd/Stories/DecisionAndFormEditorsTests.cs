using System.Net;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>A person who is no programmer changes a rule and sees what comes of it, and adds a field to a form and sees it as others will.</summary>
[Trait("Story", "D")]
public sealed class DecisionAndFormEditorsTests
{
    private const string Rules = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="goodwill" name="Goodwill" namespace="goodwill">
          <decision id="goodwill-level" name="Who approves">
            <decisionTable id="levels" hitPolicy="FIRST">
              <input id="in-amount" label="Amount"><inputExpression id="ex-amount" typeRef="number"><text>amount</text></inputExpression></input>
              <output id="out-who" label="Who" name="who" typeRef="string" />
              <rule id="rule-small"><inputEntry id="small-in"><text>&lt; 100</text></inputEntry><outputEntry id="small-out"><text>"agent"</text></outputEntry></rule>
              <rule id="rule-large"><inputEntry id="large-in"><text>-</text></inputEntry><outputEntry id="large-out"><text>"manager"</text></outputEntry></rule>
            </decisionTable>
          </decision>
          <dmndi:DMNDI><dmndi:DMNDiagram id="diagram"><dmndi:DMNShape id="shape" dmnElementRef="goodwill-level"><dc:Bounds x="200" y="120" width="180" height="80" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
        </definitions>
        """;

    private const string Form = """
        {"type": "default", "id": "goodwill-form", "components": [
          {"type": "number", "id": "Field_amount", "key": "amount", "label": "Amount", "validate": {"required": true, "max": 500}}]}
        """;

    [Fact]
    public async Task A_rule_is_changed_in_the_table_and_a_field_with_a_Chinese_label_stands_in_the_preview()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var api = stage.Person("design.mok");
        var mok = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "design.mok", "zh-Hant");

        await ChangeARule(mok, api);
        await AddAField(mok, api);
    }

    private static async Task ChangeARule(DeskWindow mok, DeskApi api)
    {
        var key = await Start(api, "decision", Rules);
        await mok.Go("/designs/" + key);
        await mok.Page.Locator("[data-testid=decision-canvas][data-drawn]").WaitForAsync();
        await mok.Get("decision-view-goodwill-level").ClickAsync();
        await Expect(mok.Page.Locator(".designer .tjs-table").First).ToBeVisibleAsync();

        await mok.Get("decision-input-amount").FillAsync("150");
        await mok.Get("try-evaluate").ClickAsync();
        await Expect(mok.Get("decision-value")).ToHaveTextAsync("manager");
        await Expect(mok.Get("decision-canvas")).ToHaveAttributeAsync("data-matched", "rule-large");

        // By the mouse into the cell, by the keyboard another limit: the trial follows without being asked.
        await mok.Page.Locator("[data-element-id=small-in]").ClickAsync();
        await mok.Page.Keyboard.PressAsync("Control+A");
        await mok.Page.Keyboard.TypeAsync("< 200");
        await Expect(mok.Get("decision-value")).ToHaveTextAsync("agent");
        await Expect(mok.Get("decision-canvas")).ToHaveAttributeAsync("data-matched", "rule-small");
        await Eventually.Finds(
            async () => ((string)(await api.Get("designs/" + key))["text"]!).Contains("&lt; 200", StringComparison.Ordinal) ? key : null,
            "the rule in the saved draft"
        );
    }

    private static async Task AddAField(DeskWindow mok, DeskApi api)
    {
        var key = await Start(api, "form", Form);
        await mok.Go("/designs/" + key);
        await mok.Page.Locator("[data-testid=form-canvas][data-drawn]").WaitForAsync();

        await Drag(mok, mok.Get("form-part-select"), mok.Page.Locator(".designer-form .fjs-element[data-id=Field_amount]"));
        await Expect(mok.Get("field-key")).ToBeVisibleAsync();
        await mok.Get("field-key").FillAsync("colour");
        await mok.Get("field-key").PressAsync("Tab");
        await mok.Get("field-label-en").FillAsync("Colour");
        await mok.Get("field-label-en").PressAsync("Tab");
        await mok.Get("field-label-zh-Hant").FillAsync("顏色");
        await mok.Get("field-label-zh-Hant").PressAsync("Tab");
        await mok.Get("option-zh-Hant-0").FillAsync("紅色");
        await mok.Get("option-zh-Hant-0").PressAsync("Tab");
        // A condition that cannot be read is not taken.
        await mok.Get("field-hide").FillAsync("=amount > ");
        await mok.Get("field-hide").PressAsync("Tab");
        await Expect(mok.Page.Locator("#field-hide-problem")).ToBeVisibleAsync();

        await mok.Get("form-tab-preview").ClickAsync();
        await Expect(mok.Page.Locator("label[for=preview-colour]")).ToContainTextAsync("顏色");
        await Expect(mok.Get("form-preview").GetByTestId("field-colour")).ToContainTextAsync("紅色");
        await mok.Get("form-preview").GetByTestId("field-amount").FillAsync("501");
        await mok.Get("preview-check").ClickAsync();
        await Expect(mok.Page.Locator("#preview-amount-problem")).ToContainTextAsync("500");
        await mok.Get("preview-language").SelectOptionAsync("en");
        await Expect(mok.Page.Locator("label[for=preview-colour]")).ToContainTextAsync("Colour");

        var saved = await Eventually.Finds(
            async () =>
                JsonNode.Parse((string)(await api.Get("designs/" + key))["text"]!)!["components"]!
                    .AsArray()
                    .FirstOrDefault(one => (string?)one!["key"] == "colour"),
            "the field in the saved draft"
        );
        Assert.Equal("顏色", (string?)saved["properties"]!["label.zh-Hant"]);
        Assert.Null(saved["conditional"]);
    }

    /// <summary>As a hand does it: in many small steps, to the lower edge of the target.</summary>
    private static async Task Drag(DeskWindow window, ILocator what, ILocator to)
    {
        var (from, target) = ((await what.BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        var mouse = window.Page.Mouse;
        await mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await mouse.DownAsync();
        await mouse.MoveAsync(target.X + (target.Width / 2), target.Y + target.Height - 2, new() { Steps = 12 });
        await mouse.MoveAsync(target.X + (target.Width / 2), target.Y + target.Height + 2, new() { Steps = 4 });
        await mouse.UpAsync();
    }

    private static async Task<string> Start(DeskApi api, string kind, string text)
    {
        var body = new JsonObject
        {
            ["kind"] = kind,
            ["name"] = "Goodwill",
            ["text"] = text,
        };
        return (await api.Post("designs", body, HttpStatusCode.Created))["key"]!.ToString();
    }
}
