using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Attachments.Previews;
using Baton.Desk.Cases.Merging;
using Baton.Desk.Cases.Ties;
using Baton.Web.Cases;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>Splitting a case: what is offered, and what is sent for what was chosen.</summary>
public sealed class SplitFormTests : DeskContext
{
    private SplitCaseRequest? _sent;

    [Fact]
    public void Only_what_is_the_cases_own_is_offered_and_what_was_chosen_is_sent()
    {
        var form = Render<SplitForm>(parts => parts.Add(form => form.Page, Page()).Add(form => form.Send, request => _sent = request));

        form.Find("[data-testid=split-subject]").Change("The bill");
        var choices = form.FindAll("[data-testid=split-choice]");
        choices[0].Change(true);
        form.FindAll("[data-testid=split-choice]")[1].Change(true);
        form.FindAll("[data-testid=split-choice]")[0].Change(false);
        form.FindAll("[data-testid=split-choice]")[2].Change(true);
        form.Find("[data-testid=split-submit]").Click();

        Assert.Equal(3, choices.Count);
        Assert.Equal(("WO-1", "The bill"), (_sent!.CaseNumber, _sent.Subject));
        Assert.Empty(_sent.Contacts);
        Assert.Equal(21, Assert.Single(_sent.Attachments));
        Assert.Equal(31, Assert.Single(_sent.Notes));
    }

    private static CasePage Page() =>
        new(
            Row(),
            "",
            null,
            null,
            null,
            null,
            null,
            [],
            null,
            [],
            [Said(31, isNote: true, null), Said(32, isNote: false, null), Said(33, isNote: true, "WO-9")],
            [File(21, null), File(22, "WO-9")],
            [],
            null,
            1
        )
        {
            Contacts = [new(11, Now, "phone", null, "No signal", "Ann", null), new(12, Now, "phone", null, "No tone", "Ann", "WO-9")],
            May = new(false, false, false, false, false, false),
            Ties = new CaseTies(null, [], null, [], null, [], 0, ClosingRule.WaitForChildren, null, MayTie: false, MayOpenChild: false),
        };

    private static OpinionView Said(long key, bool isNote, string? from) =>
        new(key, "cora", "Cora", null, null, null, null, "The bill is wrong.", Now) { IsNote = isNote, FromCase = from };

    private static AttachmentView File(long key, string? from) =>
        new(key, "bill.pdf", "application/pdf", true, PreviewKind.None, 1, "00", null, null, Now, 1, null, null) { FromCase = from };

    private static CaseRow Row() =>
        new(
            1,
            "WO-1",
            "wo-fault",
            "Fault",
            null,
            null,
            "No signal",
            null,
            "Zhao",
            null,
            "phone",
            "open",
            "Open",
            false,
            "ann",
            "Ann",
            Now,
            Now,
            null,
            [],
            null,
            null,
            null,
            null
        );
}
