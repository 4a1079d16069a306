using Baton.Desk.Cases.Notes;
using Baton.Web.Cases;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace Baton.Web.Tests;

/// <summary>Notes on a case: colleagues are mentioned by keys, and one's own note is corrected.</summary>
public sealed class NoteTests : DeskContext
{
    private const string Module = "./_content/Baton.Web/Cases/NoteBox.razor.js";

    private static readonly CaseNoteView Note = new(
        7,
        NoteKind.ForCustomer,
        "amy",
        "Amy",
        "We are on it.",
        Now,
        Now.AddMinutes(2),
        [new("We are.", Now.AddMinutes(2))],
        ["Uma"],
        MayCorrect: true
    );

    [Fact]
    public async Task Arrows_and_enter_put_the_chosen_colleague_into_the_text_and_ctrl_enter_sends()
    {
        var (asked, sent, text) = ("", 0, "");
        var module = JSInterop.SetupModule(Module);
        module.Setup<int>("caret", _ => true).SetResult(6);
        var box = Render<NoteBox>(parts =>
            parts
                .Add(one => one.Id, "note")
                .Add(one => one.Label, "Note")
                .Add(one => one.Find, Offer)
                .Add(one => one.TextChanged, typed => text = typed)
                .Add(one => one.Send, () => sent++)
        );
        var field = box.Find("textarea");

        await field.InputAsync(new() { Value = "Hi @um, hello" });
        Assert.Equal(2, box.FindAll("[data-testid=note-mentionable]").Count);
        await field.KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        await field.KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        await field.KeyDownAsync(new KeyboardEventArgs { Key = "Enter", CtrlKey = true });

        Assert.Equal(("um", "Hi @um, hello", 1), (asked, text, sent));
        Assert.Equal([3, 6, "@umberto "], module.VerifyInvoke("insert").Arguments.Skip(1));
        Assert.Empty(box.FindAll("[data-testid=note-mentionable]"));

        Task<IReadOnlyList<Mentionable>> Offer(string typed, CancellationToken ct)
        {
            asked = typed;
            return Task.FromResult<IReadOnlyList<Mentionable>>([new("uma", "Uma"), new("umberto", "Umberto")]);
        }
    }

    [Fact]
    public async Task Enter_pressed_while_the_last_letters_are_looked_up_takes_who_they_find()
    {
        var slow = new TaskCompletionSource<IReadOnlyList<Mentionable>>();
        var module = JSInterop.SetupModule(Module);
        var caret = module.Setup<int>("caret", _ => true);
        var box = Render<NoteBox>(parts =>
            parts
                .Add(one => one.Id, "note")
                .Add(one => one.Label, "Note")
                .Add(
                    one => one.Find,
                    (typed, _) => typed == "c" ? Task.FromResult<IReadOnlyList<Mentionable>>([new("carl", "Carl")]) : slow.Task
                )
        );
        var field = box.Find("textarea");

        caret.SetResult(2);
        await field.InputAsync(new() { Value = "@c" });
        caret.SetResult(4);
        var typing = field.InputAsync(new() { Value = "@cor" });
        var pressing = field.KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        slow.SetResult([new("cora", "Cora")]);
        await Task.WhenAll(typing, pressing);

        Assert.Equal([0, 4, "@cora "], module.VerifyInvoke("insert").Arguments.Skip(1));
    }

    [Fact]
    public void A_note_says_for_whom_it_is_whom_it_reaches_and_what_it_said_before()
    {
        var card = Card(Note, _ => Task.FromResult<string?>(null));

        Assert.Equal("ForCustomer", card.Find("[data-testid=case-note]").GetAttribute("data-kind"));
        Assert.Equal("To Uma", card.Find("[data-testid=note-mentions]").TextContent);
        Assert.Contains("We are.", card.Find("[data-testid=note-history]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_correction_stays_open_with_its_reason()
    {
        var sent = new List<string>();
        var card = Card(Note, Correct);

        card.Find("[data-testid=note-correct]").Click();
        card.Find("textarea").Input("");
        card.Find("[data-testid=note-save]").Click();
        Assert.Contains("Write something.", card.Markup, StringComparison.Ordinal);
        card.Find("textarea").Input("Done.");
        card.Find("[data-testid=note-save]").Click();

        Assert.Equal(["", "Done."], sent);
        Assert.Empty(card.FindAll("textarea"));

        Task<string?> Correct(string text)
        {
            sent.Add(text);
            return Task.FromResult(text.Length == 0 ? "Write something." : null);
        }
    }

    [Fact]
    public void Who_may_not_correct_a_note_has_no_button_for_it() =>
        Assert.Empty(Card(Note with { MayCorrect = false }, _ => Task.FromResult<string?>(null)).FindAll("button"));

    private IRenderedComponent<NoteCard> Card(CaseNoteView note, Func<string, Task<string?>> correct) =>
        Render<NoteCard>(parts =>
            parts
                .Add(card => card.Note, note)
                .Add(card => card.Find, (_, _) => Task.FromResult<IReadOnlyList<Mentionable>>([]))
                .Add(card => card.Correct, correct)
        );
}
