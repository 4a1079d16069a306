using Baton.Web.Shell;
using Baton.Web.Worklists;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests;

/// <summary>Tasks that a deputy does for somebody absent.</summary>
public sealed class DeputisedRowsTests : DeskContext
{
    [Fact]
    public void A_deputised_task_is_marked_with_the_name_of_the_absent_person_and_others_are_not()
    {
        var list = new WorkListModel();
        list.Show(new([TestTasks.One(1) with { DeputisedForName = "Uma Wong" }, TestTasks.One(2)], new(1, 0, 2) { Deputised = 1 }, null));

        var rows = Render<WorkRows>(parts => parts.Add(part => part.List, list)).FindAll("[data-testid=worklist-row]");

        Assert.Equal("for Uma Wong", rows[0].QuerySelector("[data-testid=worklist-for]")!.TextContent);
        Assert.Null(rows[1].QuerySelector("[data-testid=worklist-for]"));
    }

    [Fact]
    public void A_field_of_date_and_time_shows_what_is_read_back_from_it()
    {
        var when = Services.GetRequiredService<LocalTime>();

        Assert.Equal("2026-03-02T17:00", when.Field(Now));
        Assert.Equal(Now, when.Typed(when.Field(Now)));
    }
}
