using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>Somebody who draws tries a process before it goes live: he plays it, takes a step back, and keeps the run.</summary>
[Trait("Story", "S")]
public sealed class SandboxInBrowserTests
{
    [Fact]
    public async Task A_process_is_played_taken_back_played_by_itself_and_kept_as_a_run()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var lau = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "admin.lau");

        await lau.Go("/designs/try?process=tos");
        await lau.Get("field-serviceNumber").FillAsync("92345678");
        await lau.Get("sandbox-begin").ClickAsync();
        var task = lau.Get("sandbox-task-Approve");
        await Expect(task.GetByTestId("sandbox-actor")).ToContainTextAsync("李");
        await Expect(lau.Get("sandbox-canvas").Locator(".sandbox-token")).ToHaveTextAsync("1");

        // What the desk would refuse is refused here too.
        await task.GetByTestId("sandbox-action-reject").ClickAsync();
        await Expect(task.Locator("#task-Approve-0-opinion-problem")).ToBeVisibleAsync();
        await task.GetByTestId("sandbox-opinion").FillAsync("Not complete.");
        await task.GetByTestId("sandbox-action-reject").ClickAsync();
        await Expect(lau.Get("sandbox-task-Revise")).ToBeVisibleAsync();
        await lau.Get("sandbox-undo").ClickAsync();

        // Two days without an answer, and the manager of the service is asked.
        await lau.Get("sandbox-next-timer").ClickAsync();
        await Expect(lau.Get("sandbox-task-ApproveByCsm")).ToBeVisibleAsync();
        await lau.Get("sandbox-undo").ClickAsync();

        await task.GetByTestId("sandbox-action-approve").ClickAsync();
        await Expect(lau.Get("sandbox-would")).ToContainTextAsync("Would send the fax to +85221234568.");
        await lau.Get("sandbox-auto").ClickAsync();
        await Expect(lau.Get("sandbox-state")).ToHaveTextAsync("Ended");
        await Expect(lau.Get("sandbox-log")).ToContainTextAsync("by rule");

        // A run that was left open is there again after a reload.
        await lau.Get("sandbox-undo").ClickAsync();
        await Expect(lau.Get("sandbox-would")).ToBeVisibleAsync();
        await lau.Go("/designs/try?process=tos");
        await lau.Get("sandbox-go-on").ClickAsync();
        await Expect(lau.Get("sandbox-would")).ToBeVisibleAsync();
        await lau.Get("sandbox-auto").ClickAsync();
        await Expect(lau.Get("sandbox-state")).ToHaveTextAsync("Ended");

        await lau.Get("run-keep").ClickAsync();
        await lau.Get("run-name").FillAsync("Approved and sent");
        await lau.Get("run-variable-decision").CheckAsync();
        await lau.Get("run-save").ClickAsync();
        await Expect(lau.Get("runs-state")).ToHaveTextAsync("All pass");
        await lau.Get("sandbox-anew").ClickAsync();
        await Expect(lau.Get("sandbox-begin")).ToBeVisibleAsync();
        await lau.Get("run-load").ClickAsync();
        await Expect(lau.Get("sandbox-state")).ToHaveTextAsync("Ended");

        // Nothing of it has left.
        Assert.Empty(await stage.Person("cora").List("cases?text=TEST-1"));
    }
}
