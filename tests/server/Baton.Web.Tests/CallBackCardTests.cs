using Baton.Desk.Cases.CallBacks;
using Baton.Runtime;
using Baton.Web.Cases;
using Baton.Web.Worklists;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>The promise to call back, on the case and in the work list.</summary>
public sealed class CallBackCardTests : DeskContext
{
    private static readonly CallBackView Promised = new(Now.AddHours(1), "Tell the price.", "amy", "Amy", Now);

    [Fact]
    public void A_promise_counts_down_with_its_remark_and_is_moved_in_the_readers_time()
    {
        var sent = new List<PromiseCallBackRequest>();
        var card = Card(Promised, promise: Keep(sent));

        Assert.Equal("Tell the price.", card.Find("[data-testid=call-back-remark]").TextContent);
        Assert.Equal("2026-03-02T10:00:00Z", card.Find("[data-testid=call-back-due]").GetAttribute("data-due"));
        card.Find("[data-testid=call-back-move]").Click();
        Assert.Equal("2026-03-02T18:00", card.Find("[data-testid=call-back-at]").GetAttribute("value"));
        card.Find("[data-testid=call-back-at]").Change("2026-03-03T09:30");
        card.Find("[data-testid=call-back-save]").Click();

        Assert.Equal([new PromiseCallBackRequest(new(2026, 3, 3, 1, 30, 0, TimeSpan.Zero), "Tell the price.")], sent);
        Assert.Empty(card.FindAll("[data-testid=call-back-at]"));
    }

    [Fact]
    public void A_time_that_is_missing_is_asked_for_and_nothing_is_sent()
    {
        var sent = new List<PromiseCallBackRequest>();
        var card = Card(null, promise: Keep(sent));

        card.Find("[data-testid=call-back-promise]").Click();
        card.Find("[data-testid=call-back-save]").Click();

        Assert.Contains("Choose day and time.", card.Markup, StringComparison.Ordinal);
        Assert.Empty(sent);
    }

    [Fact]
    public void A_refused_result_stays_open_with_its_reason()
    {
        var problem = Problem.Invalid("invalid", "Wrong") with { Fields = [new("result", "required", "Say what came out of the call.")] };
        var card = Card(Promised, problem: problem, end: _ => Task.FromResult(false));

        card.Find("[data-testid=call-back-end]").Click();
        card.Find("[data-testid=call-back-save]").Click();

        Assert.Contains("Say what came out of the call.", card.Markup, StringComparison.Ordinal);
        Assert.NotNull(card.Find("[data-testid=call-back-result]"));
    }

    [Fact]
    public void Who_may_not_write_sees_the_promise_only_and_nothing_where_there_is_none()
    {
        Assert.Empty(Card(Promised, mayWrite: false).FindAll("button"));
        Assert.Empty(Card(null, mayWrite: false).Markup.Trim());
    }

    [Fact]
    public void The_work_list_counts_down_to_the_call_back_beside_the_due_time()
    {
        var list = new WorkListModel();
        list.Show(new([TestTasks.One(1) with { CallBackAt = Now.AddHours(1) }, TestTasks.One(2)], new(2, 0, 2), null));

        var rows = Render<WorkRows>(parts => parts.Add(part => part.List, list)).FindAll("[data-testid=worklist-row]");

        Assert.NotNull(rows[0].QuerySelector("[data-testid=worklist-call-back]"));
        Assert.Null(rows[1].QuerySelector("[data-testid=worklist-call-back]"));
    }

    [Fact]
    public void The_list_of_call_backs_names_whom_to_call_and_for_whom()
    {
        var line = new CallBackLine(1, "TOS-1", "Move", "陳大文", "+85229876543", Now, null, "amy", "Amy", Now, true, true, true);

        var table = Render<CallBackTable>(parts =>
            parts.Add(one => one.Title, "Mine").Add(one => one.Id, "mine").Add(one => one.Lines, [line])
        );

        Assert.Equal("tel:+85229876543", table.Find("a[href^=tel]").GetAttribute("href"));
        Assert.Equal("for Amy", table.Find("[data-testid=call-back-for]").TextContent);
    }

    private static Func<PromiseCallBackRequest, Task<bool>> Keep(List<PromiseCallBackRequest> sent) =>
        request =>
        {
            sent.Add(request);
            return Task.FromResult(true);
        };

    private IRenderedComponent<CallBackCard> Card(
        CallBackView? promised,
        bool mayWrite = true,
        Problem? problem = null,
        Func<PromiseCallBackRequest, Task<bool>>? promise = null,
        Func<EndCallBackRequest, Task<bool>>? end = null
    ) =>
        Render<CallBackCard>(parts =>
            parts
                .Add(card => card.CallBack, promised)
                .Add(card => card.MayWrite, mayWrite)
                .Add(card => card.MayPromise, true)
                .Add(card => card.Problem, problem)
                .Add(card => card.Promise, promise ?? (_ => Task.FromResult(true)))
                .Add(card => card.End, end ?? (_ => Task.FromResult(true)))
        );
}
