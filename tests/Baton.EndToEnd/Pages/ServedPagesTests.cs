using System.Collections.Concurrent;
using Baton.EndToEnd.Browsers;
using Baton.EndToEnd.Stories;
using Microsoft.Playwright;

namespace Baton.EndToEnd.Pages;

/// <summary>What a browser gets from the server: nothing from elsewhere, nothing that its own security policy forbids.</summary>
public sealed class ServedPagesTests
{
    [Fact]
    public async Task The_pages_and_the_reference_of_the_API_load_from_here_alone_and_keep_to_the_policy()
    {
        await using ServerProcess server = await ServerProcess.Start(
            new ServerSettings { LoadDemo = true },
            TestContext.Current.CancellationToken
        );
        await using Chromium browser = await Chromium.Start();
        DeskWindow window = await DeskWindow.SignIn(browser, server.BaseAddress, "amy");
        var complaints = new ConcurrentQueue<string>();
        var elsewhere = new ConcurrentQueue<string>();
        window.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Enqueue($"{message.Text} ({message.Location})");
            }
        };
        window.Page.Request += (_, request) =>
        {
            if (
                request.Url.StartsWith("http", StringComparison.Ordinal)
                && !request.Url.StartsWith(server.BaseAddress.AbsoluteUri, StringComparison.Ordinal)
            )
            {
                elsewhere.Enqueue(request.Url);
            }
        };

        await window.Page.GotoAsync("/", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await window.Page.GotoAsync("/docs/api", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await Assertions.Expect(window.Page.GetByText("Sign in with user name and password").First).ToBeVisibleAsync();

        Assert.Empty(elsewhere);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_link_that_is_followed_while_a_page_still_connects_leads_where_it_says()
    {
        await using ServerProcess server = await ServerProcess.Start(
            new ServerSettings { LoadDemo = true },
            TestContext.Current.CancellationToken
        );
        await using Chromium browser = await Chromium.Start();
        DeskWindow window = await DeskWindow.SignIn(browser, server.BaseAddress, "amy");
        var isConnecting = new TaskCompletionSource();
        var goesOn = new TaskCompletionSource();
        await window.Page.RouteWebSocketAsync("**/_blazor?*", Hold);

        await window.Page.GotoAsync("/work");
        await isConnecting.Task.WaitAsync(TestContext.Current.CancellationToken);
        await window.Page.Locator("a[href='/customers']").First.ClickAsync();
        await window.Get("customers-count").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        goesOn.SetResult();
        await window.WaitUntilAlive();

        await Assertions.Expect(window.Get("customers-count")).ToBeAttachedAsync();
        await Assertions.Expect(window.Page).ToHaveURLAsync(new Uri(server.BaseAddress, "customers").AbsoluteUri);

        // The first answer greets; the second begins the circuit, for the address at which the page was when it asked.
        void Hold(IWebSocketRoute page)
        {
            int answers = 0;
            Task before = Task.CompletedTask;
            IWebSocketRoute circuit = page.ConnectToServer();
            circuit.OnMessage(frame => before = Pass(before, frame, answers++ > 0));

            async Task Pass(Task last, IWebSocketFrame frame, bool waits)
            {
                await last;
                if (waits)
                {
                    isConnecting.TrySetResult();
                    await goesOn.Task;
                }

                page.Send(frame.Binary ?? []);
            }
        }
    }

    [Fact]
    public async Task A_stranger_is_sent_to_the_sign_in_and_back()
    {
        await using ServerProcess server = await ServerProcess.Start(ct: TestContext.Current.CancellationToken);
        using HttpClient stranger = server.CreateClient(userName: null);
        foreach (string page in new[] { "work", "cases/new", "docs/api" })
        {
            using HttpResponseMessage response = await stranger.GetAsync(page, TestContext.Current.CancellationToken);
            Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
            var target = new Uri(server.BaseAddress, response.Headers.Location!);
            Assert.Equal("/sign-in", target.AbsolutePath);
            Assert.Contains(Uri.EscapeDataString("/" + page), target.Query, StringComparison.OrdinalIgnoreCase);
        }
    }
}
