using Baton.Desk;
using Baton.Web.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests;

/// <summary>How pages follow what changes while they are read.</summary>
public sealed class DeskComponentTests : DeskContext
{
    private const string Topic = "topic";
    private readonly Shelf _shelf = new();

    public DeskComponentTests() => Services.AddSingleton(_shelf);

    [Fact]
    public void What_changes_while_a_page_is_read_is_shown_once_it_has_been_read()
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var changes = Services.GetRequiredService<DeskChanges>();
        var page = Render<Page>();
        var first = _shelf.Readings.Single();
        // The answer of the first reading was found before the change, and comes after it.
        changes.Publish(Topic);
        changes.Publish(Topic);
        first.SetResult("old");

        page.WaitForState(() => _shelf.Readings.Count == 2);
        _shelf.Readings[1].SetResult("new");
        page.WaitForAssertion(() => Assert.Equal("new", page.Markup));
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

        protected override void OnInitialized() => Watch(Topic, Load);

        protected override Task OnInitializedAsync() => Load();

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, _shown);

        private async Task Load()
        {
            _shown = await Shelf.Read();
            StateHasChanged();
        }
    }
}
