using System.Collections.Concurrent;
using System.Text.RegularExpressions;
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
        HeldCircuit circuit = await HeldCircuit.Of(window.Page);

        await window.Page.GotoAsync("/work");
        await circuit.Connecting();
        await window.Page.Locator("a[href='/customers']").First.ClickAsync();
        await window.Get("customers-count").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        circuit.LetGo();
        await window.WaitUntilAlive();

        await Assertions.Expect(window.Get("customers-count")).ToBeAttachedAsync();
        await Assertions.Expect(window.Page).ToHaveURLAsync(new Uri(server.BaseAddress, "customers").AbsoluteUri);
    }

    [Fact]
    public async Task What_is_typed_and_pressed_while_a_page_still_connects_is_done_when_it_is_there()
    {
        await using ServerProcess server = await ServerProcess.Start(
            new ServerSettings { LoadDemo = true },
            TestContext.Current.CancellationToken
        );
        await using Chromium browser = await Chromium.Start();
        DeskWindow window = await DeskWindow.SignIn(browser, server.BaseAddress, "amy");
        HeldCircuit circuit = await HeldCircuit.Of(window.Page);

        await window.Page.GotoAsync("/cases");
        await circuit.Connecting();
        await window.Get("search-customer").FillAsync("Wong");
        await window.Get("search-state").SelectOptionAsync("closed");
        await window.Get("search-text").FillAsync("modem");
        await window.Get("search-form").Locator("button[type='submit']").ClickAsync();
        circuit.LetGo();
        await window.WaitUntilAlive();

        await Assertions.Expect(window.Page).ToHaveURLAsync(new Regex("[?&]q=modem"));
        await Assertions.Expect(window.Page).ToHaveURLAsync(new Regex("[?&]customer=Wong"));
        await Assertions.Expect(window.Page).ToHaveURLAsync(new Regex("[?&]state=closed"));
        await Assertions.Expect(window.Get("search-text")).ToHaveValueAsync("modem");
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
