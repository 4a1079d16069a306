using Baton.Desk.Worklists;
using Baton.Web.Worklists;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>The conditions and the order of the work list.</summary>
public sealed class WorkFilterTests : DeskContext
{
    private static readonly WorkChoices Choices = new(
        [("tos", "Service")],
        [("billing", "Billing")],
        [("cs-1", "Unit 1")],
        [("Approve", "Check")]
    );

    [Fact]
    public void What_is_asked_for_is_shown_and_what_is_chosen_is_told_by_its_name_in_the_address()
    {
        var set = new List<(string, string?)>();
        var fields = Render<WorkFilterFields>(parts =>
            parts
                .Add(part => part.Filter, new WorklistFilter { Type = "tos", Overdue = true })
                .Add(part => part.Choices, Choices)
                .Add(part => part.Set, set.Add)
        );

        Assert.Equal("tos", fields.Find("[data-testid=worklist-type]").GetAttribute("value"));
        Assert.Equal("true", fields.Find("[data-testid=worklist-overdue]").GetAttribute("value"));
        fields.Find("[data-testid=worklist-department]").Change("cs-1");
        fields.Find("[data-testid=worklist-priority]").Change("51");
        fields.Find("[data-testid=worklist-type]").Change("");

        Assert.Equal([("department", "cs-1"), ("priority", "51"), ("type", null)], set);
    }

    [Fact]
    public void A_click_on_a_head_asks_for_the_order_of_its_column()
    {
        var asked = new List<string>();
        var list = new WorkListModel();
        list.Show(new([TestTasks.One(1)], new(1, 0, 1), null));
        var rows = Render<WorkRows>(parts =>
            parts.Add(part => part.List, list).Add(part => part.Sort, "due").Add(part => part.SortBy, asked.Add)
        );

        rows.Find("[data-testid=sort-due]").Click();
        rows.Find("[data-testid=sort-number]").Click();

        Assert.Equal(["-due", "-number"], asked);
    }
}
