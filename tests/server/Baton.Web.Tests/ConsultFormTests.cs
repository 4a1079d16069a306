using Baton.Desk.Worklists;
using Baton.Desk.Worklists.Consultations;
using Baton.Web.Cases;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>Asking others about a task: what is sent for what was chosen.</summary>
public sealed class ConsultFormTests : DeskContext
{
    private AskOthersRequest? _sent;

    [Fact]
    public void A_vote_is_sent_with_its_share_and_everybody_who_was_chosen()
    {
        var form = Form();

        form.Find("[data-testid=consult-kind]").Change(nameof(ConsultationKind.Vote));
        form.Find("[data-testid=consult-question]").Change("Refund him?");
        form.Find("[data-testid=consult-percent]").Change("50");
        Pick(form, new(false, "carl", "Carl"));
        Pick(form, new(true, "billing", "Billing"));
        Pick(form, new(true, "billing", "Billing"));
        form.Find("[data-testid=consult-submit]").Click();

        Assert.Equal((ConsultationKind.Vote, "Refund him?", 50), (_sent!.Kind, _sent.Question, _sent.NeededPercent));
        Assert.Equal("carl", Assert.Single(_sent.Users));
        Assert.Equal("billing", Assert.Single(_sent.Departments));
    }

    [Fact]
    public void An_opinion_for_which_the_step_does_not_wait_names_no_share()
    {
        var form = Form();

        form.Find("[data-testid=consult-submit]").Click();
        var without = _sent!.NeededPercent;
        form.Find("[data-testid=consult-waits]").Change(true);
        form.Find("[data-testid=consult-submit]").Click();

        Assert.Null(without);
        Assert.Equal(100, _sent.NeededPercent);
    }

    private IRenderedComponent<ConsultForm> Form()
    {
        ComponentFactories.AddStub<PartyPicker>();
        return Render<ConsultForm>(parts => parts.Add(form => form.Task, Task()).Add(form => form.Asked, request => _sent = request));
    }

    private static void Pick(IRenderedComponent<ConsultForm> form, AskedParty party) =>
        form.InvokeAsync(() =>
            form.FindComponent<Bunit.TestDoubles.Stub<PartyPicker>>().Instance.Parameters.Get(one => one.Picked).InvokeAsync(party)
        );

    private static TaskView Task() =>
        new(
            1,
            2,
            "WO-1",
            "No signal",
            "open",
            "Open",
            "Zhao",
            "Coordinate",
            "Coordinate",
            "cora",
            "Cora",
            [],
            [],
            [],
            Now,
            null,
            50,
            WorkItemStatus.Open,
            false,
            null,
            null,
            null,
            null,
            null,
            [],
            TaskRights.None,
            false
        );
}
