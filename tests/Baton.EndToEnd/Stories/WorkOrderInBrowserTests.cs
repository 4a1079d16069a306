using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>Deployment E in real browsers: agents, coordinator and departments, each in a window of his own.</summary>
[Trait("Story", "E")]
public sealed class WorkOrderInBrowserTests
{
    [Fact]
    public async Task The_coordinator_sends_a_case_to_departments_in_turn_lets_the_agent_answer_and_ends_it()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var address = stage.Server.BaseAddress;
        var ann = await DeskWindow.SignIn(browser, address, "ann", "zh-Hans");
        var cora = await DeskWindow.SignIn(browser, address, "cora", "zh-Hans");
        var number = await Register(ann, "家里没有信号");
        await ann.SeesStatus("coordinating");

        // Nothing chosen: the field says so. Then two departments, put in order.
        await cora.OpenFromList("groups", number);
        await cora.Press("dispatch");
        await Expect(cora.Page.Locator("#form-departments-problem")).ToBeVisibleAsync();
        await cora.Get("field-departments-add").SelectOptionAsync("billing");
        await cora.Get("field-departments-add").SelectOptionAsync("network");
        await cora.Get("sequence-departments-network").GetByRole(AriaRole.Button).First.ClickAsync();
        await cora.Press("dispatch");
        await cora.SeesStatus("with-department");

        // The contact person of the first department is told; a colleague of his does the work and adds a department.
        var nina = await DeskWindow.SignIn(browser, address, "nina", "zh-Hans");
        await Expect(nina.Get("notices-unread")).ToHaveTextAsync("1");
        var noah = await DeskWindow.SignIn(browser, address, "noah");
        await noah.OpenFromList("groups", number);
        await noah.Press("done");
        await Expect(noah.Page.Locator("#task-opinion-problem")).ToBeVisibleAsync();
        await noah.Get("field-nextDepartment").SelectOptionAsync("branches");
        await noah.Press("done", "The mast is repaired.");
        await Expect(noah.Get("step")).ToHaveCountAsync(1);

        // The added one refuses to the one before; then all are done and read what was written.
        var bruce = await DeskWindow.SignIn(browser, address, "bruce", "zh-Hans");
        await bruce.OpenFromList("groups", number);
        await Expect(bruce.Get("opinion").First).ToContainTextAsync("The mast is repaired.");
        await bruce.Press("previous", "客户住在哪一层？");
        await noah.OpenFromList("groups", number);
        await noah.Press("done", "Third floor.");
        await bruce.OpenFromList("groups", number);
        await bruce.Press("done", "已告知营业厅。");
        var bella = await DeskWindow.SignIn(browser, address, "bella", "zh-Hant");
        await bella.OpenFromList("groups", number);
        await Expect(bella.Get("opinion")).ToHaveCountAsync(4);
        await bella.Press("done", "退回兩天費用。");

        // Back to the coordinator: the agent who registered the case answers, then it ends.
        await cora.OpenFromList("groups", number);
        await cora.Press("ask-agent", "请告知客户。");
        await ann.SeesStatus("answering");
        await ann.Press("answered", "客户满意。");
        await cora.OpenFromList("groups", number);
        await cora.Press("finish", "已解决。");
        await cora.SeesStatus("finished");
        await ann.SeesStatus("finished");
    }

    [Fact]
    public async Task A_case_is_sent_back_given_to_a_chosen_agent_and_aborted()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var address = stage.Server.BaseAddress;
        var ann = await DeskWindow.SignIn(browser, address, "ann");
        var cora = await DeskWindow.SignIn(browser, address, "cora");
        var bob = await DeskWindow.SignIn(browser, address, "bob");
        var number = await Register(ann, "Which house?");

        await cora.OpenFromList("groups", number);
        await cora.Press("send-back", "The address is missing.");
        await ann.SeesStatus("to-be-changed");
        // Each sees what the other did before going on: a window may still show the step that has ended.
        await cora.SeesStatus("to-be-changed");
        await ann.Press("resubmit");
        await cora.SeesStatus("coordinating");
        await cora.Page.Locator("#form-answeringAgent").PressSequentiallyAsync("Bob");
        await cora.Get("form-answeringAgent-option").Filter(new() { HasText = "Bob Wu" }).First.ClickAsync();
        await cora.Press("ask-agent", "Call him, please.");
        await cora.SeesStatus("answering");
        await bob.OpenFromList("mine", number);
        await bob.Press("not-answered", "Nobody picks up.");
        await cora.SeesStatus("coordinating");
        await cora.Press("abort", "Moved away.");
        await cora.SeesStatus("aborted");
    }

    [Fact]
    public async Task Any_case_is_watched_urged_rests_and_is_resumed_delegated_and_returned()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var address = stage.Server.BaseAddress;
        var ann = await DeskWindow.SignIn(browser, address, "ann");
        var cora = await DeskWindow.SignIn(browser, address, "cora");
        var carl = await DeskWindow.SignIn(browser, address, "carl");
        var nina = await DeskWindow.SignIn(browser, address, "nina");
        var number = await Register(ann, "Broken since Monday");

        // Delegated: the other works on it and gives it back.
        await cora.OpenFromList("groups", number);
        await cora.Get("task-claim").ClickAsync();
        await cora.Get("task-menu").ClickAsync();
        await cora.Get("task-delegate").ClickAsync();
        await cora.Page.Locator("#delegate-user").PressSequentiallyAsync("Carl");
        await cora.Get("delegate-user-option").Filter(new() { HasText = "Carl Ho" }).First.ClickAsync();
        await cora.Get("delegate-reason").FillAsync("You know this customer.");
        await cora.Get("delegate-submit").ClickAsync();
        await carl.OpenFromList("mine", number);
        await carl.Get("give-back-submit").ClickAsync();
        await Expect(carl.Page.Locator("#give-back-opinion-problem")).ToBeVisibleAsync();
        await carl.Get("give-back-opinion").FillAsync("The network has it.");
        await carl.Get("give-back-submit").ClickAsync();
        await Expect(cora.Get("opinion").First).ToContainTextAsync("The network has it.");
        await cora.Get("field-departments-add").SelectOptionAsync("network");
        await cora.Press("dispatch");

        // Watched and urged by the agent.
        await ann.SeesStatus("with-department");
        await ann.Get("case-watch").ClickAsync();
        await Expect(ann.Get("case-watch")).ToHaveAttributeAsync("aria-pressed", "true");
        await Steer(ann, "urge", "She called again.");
        await Expect(ann.Get("case-urged")).ToBeVisibleAsync();
        await Expect(nina.Get("notices-unread")).ToHaveTextAsync("2");

        // Rests: nobody can work on it, and it says why; then it goes on.
        await Steer(cora, "suspend", null);
        await Expect(cora.Page.Locator("#steering-reason-problem")).ToBeVisibleAsync();
        await cora.Get("steering-reason").FillAsync("Waiting for the landlord.");
        await cora.Get("steering-submit").ClickAsync();
        await Expect(cora.Get("case-suspended")).ToContainTextAsync("Waiting for the landlord.");
        await nina.OpenFromList("groups", number);
        await Expect(nina.Get("case-suspended")).ToBeVisibleAsync();
        await Expect(nina.Get("actions")).ToHaveCountAsync(0);
        await Steer(cora, "resume", "He came.");
        await Expect(nina.Get("actions")).ToHaveCountAsync(1);

        // Returned to the step before, whatever the model draws.
        await nina.Get("task-menu").ClickAsync();
        await nina.Get("task-return").ClickAsync();
        await nina.Get("return-reason").FillAsync("Which floor?");
        await nina.Get("return-submit").ClickAsync();
        await cora.SeesStatus("coordinating");
        await Expect(cora.Get("opinion").Last).ToContainTextAsync("Which floor?");
        await Expect(ann.Get("notices-unread")).ToBeVisibleAsync();

        // Aborted by the coordinator, taken up again by the agent.
        await Steer(cora, "abort", "Moved away.");
        await cora.SeesStatus("canceled");
        await Steer(ann, "reopen", "Still here.");
        await ann.SeesStatus("coordinating");
    }

    [Fact]
    public async Task A_call_is_settled_on_the_spot_or_only_logged()
    {
        await using var stage = await FaxDeskStage.SetOnPostgres();
        await using var browser = await Chromium.Start();
        var ann = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "ann");

        await Fill(ann, "Flight mode");
        await ann.Get("case-solved").ClickAsync();
        await ann.Get("solution-submit").ClickAsync();
        await Expect(ann.Page.Locator("#solution-problem")).ToBeVisibleAsync();
        await ann.Get("solution").FillAsync("Switched it off.");
        await ann.Get("solution-submit").ClickAsync();
        await ann.SeesStatus("solved-at-once");
        await Expect(ann.Get("opinion").First).ToContainTextAsync("Switched it off.");

        await Fill(ann, "Opening hours");
        await ann.Get("case-log-only").ClickAsync();
        await Expect(ann.Get("case-subject")).ToHaveValueAsync("");
        var contacts = await stage.Person("ann").List("contacts?limit=5");
        Assert.Contains(contacts, contact => (string?)contact!["subject"] == "Opening hours");
    }

    private static async Task Steer(DeskWindow window, string action, string? reason)
    {
        await window.Get("case-menu").ClickAsync();
        await window.Get("case-" + action).ClickAsync();
        if (reason is not null)
        {
            await window.Get("steering-reason").FillAsync(reason);
        }

        await window.Get("steering-submit").ClickAsync();
    }

    private static async Task<string> Register(DeskWindow window, string subject)
    {
        await Fill(window, subject);
        return await window.SendNewCase();
    }

    internal static async Task Fill(DeskWindow window, string subject)
    {
        await window.Go("/cases/new");
        await window.Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await window.Get("customer-search").PressSequentiallyAsync("W-1001");
        await window.Get("customer-search-option").First.ClickAsync();
        await window.Get("customer-card").WaitForAsync();
        await window.Get("case-type").SelectOptionAsync("wo-fault");
        await window.Get("case-subject").FillAsync(subject);
        await window.Get("field-faultKind").SelectOptionAsync("no-service");
        await window.Get("field-faultPlace").FillAsync("12 Harbour Road");
        await window.Get("field-serviceNumber").FillAsync("13800138000");
    }
}
