using Baton.Desk;
using Baton.Web.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests;

/// <summary>How the parts of a page are read, followed and pressed, however long the database takes.</summary>
public sealed class DeskComponentTests : DeskContext
{
    private const string Topic = "topic";
    private static readonly MouseEventArgs Press = new() { Type = "click" };
    private readonly Shelf _shelf = new();

    public DeskComponentTests()
    {
        Services.AddSingleton(_shelf);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void What_changes_while_a_page_is_read_is_shown_once_it_has_been_read()
    {
        var changes = Services.GetRequiredService<DeskChanges>();
        var page = Render<Page>();
        var first = _shelf.Readings.Single();
        // The answer of the first reading was found before the change, and comes after it.
        changes.Publish(Topic);
        changes.Publish(Topic);
        first.SetResult("old");

        // It is asked for again without being drawn, so that there is no drawing to wait for.
        Assert.True(SpinWait.SpinUntil(() => _shelf.Readings.Count == 2, TimeSpan.FromSeconds(30)));
        _shelf.Readings[1].SetResult("new");
        page.WaitForAssertion(() => Assert.Equal("Here is new", page.Markup));
        Assert.Equal(2, _shelf.Readings.Count);
    }

    [Fact]
    public void What_is_asked_for_later_is_read_later_so_that_no_older_answer_covers_it()
    {
        var page = Render<Page>(parts => parts.Add(part => part.Of, "mine"));
        _shelf.Readings.Single().SetResult("first");
        page.WaitForAssertion(() => Assert.Equal("Here is first", page.Markup));
        Services.GetRequiredService<DeskChanges>().Publish(Topic);
        Assert.True(SpinWait.SpinUntil(() => _shelf.Readings.Count == 2, TimeSpan.FromSeconds(30)));

        page.Render(parts => parts.Add(part => part.Of, "others"));
        Assert.Equal(2, _shelf.Readings.Count);
        _shelf.Readings[1].SetResult("changed");
        Assert.True(SpinWait.SpinUntil(() => _shelf.Readings.Count == 3, TimeSpan.FromSeconds(30)));
        _shelf.Readings[2].SetResult("others");

        page.WaitForAssertion(() => Assert.Equal("Here is others", page.Markup));
    }

    [Fact]
    public void A_part_is_not_drawn_before_it_has_been_read()
    {
        var page = Render<Page>();
        Assert.Equal("", page.Markup);

        _shelf.Readings.Single().SetResult("all");

        page.WaitForAssertion(() => Assert.Equal("Here is all", page.Markup));
    }

    [Fact]
    public void Who_presses_a_button_twice_sends_once_and_may_press_it_again_when_it_was_sent()
    {
        var form = Render<Form>();

        form.Find("button").Click(Press);
        form.Find("button").Click(Press);
        Assert.Single(_shelf.Readings);
        Assert.Contains("busy", form.Markup, StringComparison.Ordinal);
        _shelf.Readings[0].SetResult("sent");
        form.WaitForAssertion(() => Assert.DoesNotContain("busy", form.Markup, StringComparison.Ordinal));
        form.Find("button").Click(Press);

        Assert.Equal(2, _shelf.Readings.Count);
    }

    /// <summary>The readings that the page asked for, to be answered by the test.</summary>
    private sealed class Shelf
    {
        public List<TaskCompletionSource<string>> Readings { get; } = [];

        public Task<string> Read()
        {
            Readings.Add(new());
            return Readings[^1].Task;
        }
    }

    private sealed class Page : DeskComponent
    {
        private string _shown = "";

        [Inject]
        public required Shelf Shelf { get; set; }

        [Parameter]
        public string? Of { get; set; }

        protected override void OnInitialized() => Watch(Topic, Load);

        protected override Task OnParametersSetAsync() => Load();

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, "Here is " + _shown);

        private async Task Load()
        {
            _shown = await Shelf.Read();
            StateHasChanged();
        }
    }

    private sealed class Form : DeskComponent
    {
        private bool _isBusy;

        [Inject]
        public required Shelf Shelf { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, Send));
            builder.AddContent(2, _isBusy ? "busy" : "send");
            builder.CloseElement();
        }

        private async Task Send()
        {
            _isBusy = true;
            await Shelf.Read();
            _isBusy = false;
        }
    }
}
