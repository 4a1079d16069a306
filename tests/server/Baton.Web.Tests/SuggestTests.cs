using System.Collections.Concurrent;
using Baton.Web.Forms;
using Bunit;

namespace Baton.Web.Tests;

public sealed class SuggestTests : DeskContext
{
    [Fact]
    public async Task Letters_that_come_in_a_burst_are_searched_for_once()
    {
        var asked = new ConcurrentQueue<string>();
        var field = Render<Suggest<string>>(parameters =>
            parameters
                .Add(field => field.Id, "who")
                .Add(field => field.ItemTemplate, item => item)
                .Add(
                    field => field.Find,
                    (text, _) =>
                    {
                        asked.Enqueue(text);
                        return Task.FromResult<IReadOnlyList<string>>([text]);
                    }
                )
        );
        // None waits for the one before, as when the server was busy for a moment.
        await field.InvokeAsync(() =>
            Task.WhenAll(
                new[] { "1", "12", "123", "1234" }.Select(text =>
                    field.Find("input").TriggerEventAsync("oninput", new Microsoft.AspNetCore.Components.ChangeEventArgs { Value = text })
                )
            )
        );
        await field.WaitForElementAsync("[data-testid=who-option]");

        Assert.Equal(["1234"], asked);
        Assert.Equal("1234", field.Find("[data-testid=who-option]").TextContent);
    }
}
