using System.Text.RegularExpressions;
using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;

namespace Baton.EndToEnd.Stories;

/// <summary>One person's browser window on the desk: what he clicks and reads, in his own words.</summary>
internal sealed partial class DeskWindow
{
    private DeskWindow(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Opens a window, signs the person in and waits for the work list.</summary>
    public static async Task<DeskWindow> SignIn(
        Chromium browser,
        Uri server,
        string userName,
        string language = "en",
        ColorScheme scheme = ColorScheme.Light
    )
    {
        var window = new DeskWindow(await browser.OpenWindow(server, language, scheme));
        await window.Page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = ".AspNetCore.Culture",
                Value = Uri.EscapeDataString($"c={language}|uic={language}"),
                Url = server.AbsoluteUri,
            },
        ]);
        await window.Page.GotoAsync("/");
        await window.Page.GetByTestId("sign-in-user").FillAsync(userName);
        await window.Page.GetByTestId("sign-in-password").FillAsync(FaxDeskStage.DemoPassword);
        await window.Page.GetByTestId("sign-in-submit").ClickAsync();
        await window.Page.WaitForURLAsync(url => url.Contains("/work", StringComparison.Ordinal));
        await window.WaitUntilAlive();
        return window;
    }

    public ILocator Get(string testId) => Page.GetByTestId(testId);

    public async Task Go(string address)
    {
        await Page.GotoAsync(address);
        await WaitUntilAlive();
    }

    /// <summary>A page is drawn by the server first; clicks count once its circuit is there.</summary>
    public Task WaitUntilAlive() =>
        Page.Locator("[data-interactive=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Chooses a file once the page listens for it, which begins a moment after its circuit.</summary>
    public async Task Choose(ILocator input, FilePayload file)
    {
        await Page.WaitForFunctionAsync("input => input._blazorInputFileNextFileId !== undefined", await input.ElementHandleAsync());
        await input.SetInputFilesAsync(file);
    }

    /// <summary>Fills in the page for a new case up to the button that sends it.</summary>
    public async Task FillNewCase(string phone, string subject, string faxNumber, string? unitManager = null, string type = "tos")
    {
        await Go("/cases/new");
        await Page.Locator("[data-testid=new-case-page][data-ready=true]").WaitForAsync();
        await Get("customer-search").PressSequentiallyAsync(phone);
        await Get("customer-search-option").Filter(new() { HasText = phone }).First.ClickAsync();
        await Get("customer-card").WaitForAsync();
        await Get("case-type").SelectOptionAsync(type);
        await Get("case-category-level-1").SelectOptionAsync("mobile");
        await Get("case-category-level-2").SelectOptionAsync("mobile.plan");
        await Get("case-category-level-3").SelectOptionAsync("mobile.plan.change");
        await Get("case-category-level-4").SelectOptionAsync("mobile.plan.change.upgrade");
        await Get("case-subject").FillAsync(subject);
        await Get("case-description").FillAsync("客戶來電要求轉換月費計劃，請以傳真確認。");
        await Get("field-serviceType").SelectOptionAsync("mobile");
        await Get("field-requestType").SelectOptionAsync("change");
        await Get("field-serviceNumber").FillAsync("92345678");
        await Get("field-faxNumber").FillAsync(faxNumber);
        await Get("field-requestDetails").FillAsync("由 $188 轉至 $288 計劃。");
        if (unitManager is not null)
        {
            await Get("unit-manager").PressSequentiallyAsync(unitManager);
            await Get("unit-manager-option").Filter(new() { HasText = unitManager }).First.ClickAsync();
        }
    }

    /// <summary>Sends the new case and answers its number.</summary>
    public async Task<string> SendNewCase()
    {
        await Get("case-submit").ClickAsync();
        await Page.WaitForURLAsync(CaseAddress());
        return (await Get("case-number").InnerTextAsync()).Trim();
    }

    /// <summary>The row of a case in a view of the work list.</summary>
    public ILocator Row(string caseNumber) => Page.Locator($"[data-testid=worklist-row][data-case='{caseNumber}']");

    public async Task OpenView(string view)
    {
        await Go("/work?view=" + view);
        await Get("view-" + view).WaitForAsync();
    }

    /// <summary>Opens the case from the work list by the mouse, as people do.</summary>
    public async Task OpenFromList(string view, string caseNumber)
    {
        await OpenView(view);
        await Row(caseNumber).GetByRole(AriaRole.Link).First.ClickAsync();
        await Page.WaitForURLAsync(CaseAddress());
        await Get("step-name").First.WaitForAsync();
    }

    /// <summary>Presses a step's button and looks on until the step has gone, or says what is wrong: what comes next is never done on a page of before.</summary>
    public async Task Press(string action, string? opinion = null)
    {
        if (opinion is not null)
        {
            await Get("task-opinion").FillAsync(opinion);
        }

        var button = Get("task-action-" + action);
        var step = await button.Locator("xpath=ancestor::*[@data-testid='step']").GetAttributeAsync("aria-labelledby");
        await button.ClickAsync();
        await Page.WaitForFunctionAsync("step => !document.getElementById(step) || document.querySelector('.field-error')", step);
    }

    public async Task SeesStatus(string status) =>
        await Assertions.Expect(Page.Locator($"[data-testid=status-chip][data-status='{status}']").First).ToBeVisibleAsync();

    [GeneratedRegex(@"/cases/[A-Z]{3}-\d{8}-\d+")]
    private static partial Regex CaseAddress();
}
