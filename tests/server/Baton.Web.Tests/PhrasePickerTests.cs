using Baton.Desk.Phrases;
using Baton.Runtime;
using Baton.Web.Phrases;
using Bunit;
using Microsoft.JSInterop;

namespace Baton.Web.Tests;

/// <summary>Phrases offered while somebody writes; the browser's part tells of slashes and keys.</summary>
public sealed class PhrasePickerTests : DeskContext
{
    private const string Module = "./_content/Baton.Web/Phrases/PhrasePicker.razor.js";

    private static readonly IReadOnlyList<PhraseOffer> Offers =
    [
        new(1, "hello", "Greeting", "Dear {customer}"),
        new(2, "help", "Help", "How to"),
    ];

    private readonly List<string> _asked = [];
    private readonly BunitJSModuleInterop _watch;

    public PhrasePickerTests()
    {
        var module = JSInterop.SetupModule(Module);
        _watch = module.SetupModule("create", _ => true);
        _watch.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task A_slash_with_letters_offers_what_fits_and_the_chosen_one_is_inserted_filled()
    {
        var picker = Picker(offer => new FilledPhrase($"{offer.Title} for Mr Ho"));
        var browser = Browser();

        Assert.Equal(2, await picker.InvokeAsync(() => browser.Look("he", false)));
        Assert.Equal(["Greeting", "Help"], picker.FindAll("[data-testid=phrase-offer] > span").Select(one => one.TextContent));
        await picker.InvokeAsync(() => browser.Walk(1));
        Assert.Equal("true", picker.FindAll("[data-testid=phrase-offer]")[1].GetAttribute("aria-selected"));
        await picker.InvokeAsync(() => browser.Take(1));

        Assert.Equal(["he"], _asked);
        Assert.Equal("Help for Mr Ho", Assert.Single(_watch.Invocations["insert"]).Arguments[0]);
        Assert.Single(_watch.Invocations["shut"]);
    }

    [Fact]
    public async Task Who_types_a_slash_for_its_own_sake_is_not_disturbed_but_the_button_says_that_there_is_nothing()
    {
        var picker = Picker(_ => new FilledPhrase(""), []);
        var browser = Browser();

        await picker.InvokeAsync(() => browser.Look("nothing", false));
        Assert.Empty(picker.FindAll("[role=listbox]"));
        await picker.Find("[data-testid=phrase-open]").ClickAsync(new());
        Assert.Single(_watch.Invocations["open"]);
        await picker.InvokeAsync(() => browser.Look("", true));

        Assert.Contains("No phrases to insert yet.", picker.Find("[role=listbox]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_the_way_is_told_and_nothing_is_inserted()
    {
        var picker = Picker(_ => Problem.Conflict("gone", "This phrase does not exist."));
        var browser = Browser();

        await picker.InvokeAsync(() => browser.Look("", true));
        await picker.InvokeAsync(() => browser.Take(0));
        await picker.InvokeAsync(browser.Shut);

        Assert.Contains("This phrase does not exist.", picker.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(_watch.Invocations["insert"]);
        Assert.Empty(picker.FindAll("[role=listbox]"));
    }

    private IRenderedComponent<PhrasePicker> Picker(
        Func<PhraseOffer, Outcome<FilledPhrase>> fill,
        IReadOnlyList<PhraseOffer>? offers = null
    ) =>
        Render<PhrasePicker>(parts =>
            parts
                .Add(one => one.Id, "field")
                .AddChildContent("<textarea></textarea>")
                .Add(
                    one => one.Find,
                    (letters, _) =>
                    {
                        _asked.Add(letters);
                        return Task.FromResult(offers ?? Offers);
                    }
                )
                .Add(one => one.Fill, offer => Task.FromResult(fill(offer)))
        );

    /// <summary>What the browser's part calls.</summary>
    private PhrasePicker.Callbacks Browser() =>
        JSInterop.Invocations.SelectMany(call => call.Arguments).OfType<DotNetObjectReference<PhrasePicker.Callbacks>>().Single().Value;
}
