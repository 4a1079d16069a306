using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>Filters, orders and pages do what they say on every kind of row.</summary>
public abstract class SearchingSuite : StorageSuite
{
    [Fact]
    public async Task Every_operator_finds_what_it_says()
    {
        var host = await WithInstances(5);
        async Task<int> Count(string field, Operator with, params object?[] values) =>
            (await host.Search.ProcessInstances(new() { Filter = new Filter.Where(field, with, values) }, Cancel)).Value.Items.Count;

        Assert.Equal(1, await Count("businessId", Operator.Eq, "case-2"));
        Assert.Equal(4, await Count("businessId", Operator.Neq, "case-2"));
        Assert.Equal(5, await Count("businessId", Operator.Exists, true));
        Assert.Equal(0, await Count("businessId", Operator.Exists, false));
        Assert.Equal(2, await Count("businessId", Operator.In, "case-1", "case-3", "x"));
        Assert.Equal(3, await Count("businessId", Operator.NotIn, "case-1", "case-3"));
        Assert.Equal(5, await Count("businessId", Operator.Like, "case-*"));
        Assert.Equal(5, await Count("businessId", Operator.Like, "?ase-?"));
        Assert.Equal(0, await Count("businessId", Operator.Like, "case\\*"));
        Assert.Equal(0, await Count("businessId", Operator.Like, "%"));
        Assert.Equal(2, await Count("startDate", Operator.Gt, BatonTestHost.FirstInstant.AddMinutes(2)));
        Assert.Equal(3, await Count("startDate", Operator.Gte, BatonTestHost.FirstInstant.AddMinutes(2)));
        Assert.Equal(2, await Count("startDate", Operator.Lt, "2026-03-02T10:02:00+01:00"));
        Assert.Equal(3, await Count("startDate", Operator.Lte, BatonTestHost.FirstInstant.AddMinutes(2)));
        Assert.Equal(2, await Count("tags", Operator.Eq, "even", "case"));
        Assert.Equal(5, await Count("elementId", Operator.Eq, "task"));
        Assert.Equal(5, await Count("hasIncident", Operator.Eq, false));
    }

    [Fact]
    public async Task Conditions_combine_and_variables_are_compared_as_json()
    {
        var host = await WithInstances(5);
        var filter = new Filter.All(
            new Filter.Any([new Filter.Where("businessId", "case-1"), new Filter.Where("businessId", "case-3")]),
            new Filter.Variable("n", "3")
        );

        Assert.Equal(
            "case-3",
            Assert.Single((await host.Search.ProcessInstances(new() { Filter = filter }, Cancel)).Value.Items).BusinessId
        );
        var nested = new Filter.Variable("data", """{ "k" : [1,2] }""");
        Assert.Equal(5, (await host.Search.UserTasks(new() { Filter = nested }, Cancel)).Value.Items.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_follow_each_other_forwards_and_backwards_without_gaps(bool descending)
    {
        var host = await WithInstances(7);
        var sort = new[] { new SortField("businessId", descending) };
        var seen = new List<string>();
        string? after = null;
        SearchResult<ProcessInstanceRow> page;
        var pages = new List<SearchResult<ProcessInstanceRow>>();
        do
        {
            page = (
                await host.Search.ProcessInstances(
                    new()
                    {
                        Sort = sort,
                        Page = new() { Limit = 3, After = after },
                    },
                    Cancel
                )
            ).Value;
            seen.AddRange(page.Items.Select(row => row.BusinessId!));
            pages.Add(page);
            after = page.EndCursor;
            Assert.Equal(7, page.TotalItems);
        } while (page.Items.Count == 3);
        var expected = Enumerable.Range(0, 7).Select(i => $"case-{i}");
        Assert.Equal(descending ? expected.Reverse() : expected, seen);

        var before = await host.Search.ProcessInstances(
            new()
            {
                Sort = sort,
                Page = new() { Limit = 3, Before = pages[1].StartCursor },
            },
            Cancel
        );
        Assert.Equal(pages[0].Items.Select(row => row.ProcessInstanceKey), before.Value.Items.Select(row => row.ProcessInstanceKey));
        var from = await host.Search.ProcessInstances(
            new()
            {
                Sort = sort,
                Page = new() { Limit = 3, From = 3 },
            },
            Cancel
        );
        Assert.Equal(pages[1].Items.Select(row => row.ProcessInstanceKey), from.Value.Items.Select(row => row.ProcessInstanceKey));
    }

    [Fact]
    public async Task Rows_without_the_value_sort_first_and_are_not_lost_between_pages()
    {
        var host = await WithInstances(4);
        var tasks = await host.OpenTasks();
        await host.Write(unit => unit.Engine.AssignUserTask(tasks[1].UserTaskKey, "ann"));
        var sort = new[] { new SortField("assignee") };
        var first = (
            await host.Search.UserTasks(
                new()
                {
                    Sort = sort,
                    Page = new() { Limit = 2 },
                },
                Cancel
            )
        ).Value;
        var second = (
            await host.Search.UserTasks(
                new()
                {
                    Sort = sort,
                    Page = new() { Limit = 2, After = first.EndCursor },
                },
                Cancel
            )
        ).Value;

        Assert.Equal("ann", second.Items[^1].Assignee);
        Assert.Equal(4, first.Items.Concat(second.Items).Select(row => row.UserTaskKey).Distinct().Count());
    }

    [Fact]
    public async Task User_tasks_are_found_by_their_candidates()
    {
        var host = await WithInstances(2);
        async Task<long> Count(string field, string name) =>
            (await host.Search.UserTasks(new() { Filter = new Filter.Where(field, name) }, Cancel)).Value.TotalItems;
        Assert.Equal(2, await Count("candidateGroup", "agents"));
        Assert.Equal(0, await Count("candidateUser", "agents"));
        var key = (await host.OpenTasks())[0].UserTaskKey;
        await host.Write(unit =>
            unit.Engine.UpdateUserTask(
                key,
                new()
                {
                    CandidateGroups = [],
                    CandidateUsers = ["ann"],
                    Priority = 80,
                    DueDate = "2026-03-05T00:00:00Z",
                }
            )
        );

        Assert.Equal(1, await Count("candidateGroup", "agents"));
        Assert.Equal(1, await Count("candidateUser", "ann"));
        var task = (await host.Search.UserTask(key, Cancel))!;
        Assert.Equal((80, new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero)), (task.Priority, task.DueDate!.Value));
    }

    [Theory]
    [InlineData("unknown", "x")]
    [InlineData("processInstanceKey", "twelve")]
    [InlineData("startDate", "yesterday")]
    [InlineData("hasIncident", "yes")]
    public async Task What_cannot_be_searched_for_is_an_invalid_argument(string field, string value)
    {
        var host = await Open();
        var outcome = await host.Search.ProcessInstances(new() { Filter = new Filter.Where(field, value) }, Cancel);

        Assert.Equal((Baton.Engine.RejectionKind.InvalidArgument, field), (outcome.Problem!.Kind, outcome.Problem.Fields[0].Field));
    }

    [Fact]
    public async Task Pages_that_make_no_sense_are_invalid_arguments()
    {
        var host = await WithInstances(1);
        foreach (var page in (Page[])[new() { Limit = 10_001 }, new() { From = 1, After = "x" }, new() { After = "not a cursor" }])
        {
            var outcome = await host.Search.ProcessInstances(new() { Page = page }, Cancel);
            Assert.Equal(Baton.Engine.RejectionKind.InvalidArgument, outcome.Problem!.Kind);
        }
    }

    [Fact]
    public async Task Flows_elements_and_statistics_tell_what_an_instance_did()
    {
        var host = await WithInstances(1);
        var instance = (await host.OpenTasks())[0].ProcessInstanceKey;
        Assert.Equal(["f1"], (await host.Search.SequenceFlows(instance, Cancel)).Select(flow => flow.ElementId));
        await host.CompleteTask(instance);

        Assert.Equal(["f1", "f2"], (await host.Search.SequenceFlows(instance, Cancel)).Select(flow => flow.ElementId));
        var elements = (await host.Search.ElementInstances(new(), Cancel)).Value.Items;
        Assert.Equal(["start", "task", "end"], elements.Select(row => row.ElementId));
        Assert.All(elements, row => Assert.Equal("COMPLETED", row.State));
        var statistics = await host.Search.ElementStatisticsOfInstance(instance, Cancel);
        Assert.All(statistics, row => Assert.Equal((0, 0, 0, 1), (row.Active, row.Canceled, row.Incidents, row.Completed)));
    }

    [Fact]
    public async Task Whole_instances_come_newest_first_a_few_at_a_time_and_each_once()
    {
        var host = await WithInstances(5);
        var open = (await host.OpenTasks()).Select(task => task.ProcessInstanceKey).ToList();
        await host.CompleteTask(open[1]);
        var definition = (await host.Search.ProcessDefinitions(new(), Cancel)).Value.Items.Single().ProcessDefinitionKey;
        var request = new TraceRequest([definition]) { Limit = 2 };

        var found = new List<InstanceTraceRow>();
        for (IReadOnlyList<InstanceTraceRow> rows = [.. await host.Search.Traces(request, Cancel)]; rows.Count > 0; )
        {
            found.AddRange(rows);
            rows = await host.Search.Traces(request with { After = rows[^1] }, Cancel);
        }

        Assert.Equal(open.AsEnumerable().Reverse(), found.Select(row => row.ProcessInstanceKey));
        Assert.Equal(["ACTIVE", "ACTIVE", "ACTIVE", "COMPLETED", "ACTIVE"], found.Select(row => row.State));
        Assert.Equal(["start", "task"], found[0].Elements.Select(element => element.ElementId));
        Assert.Equal(["start", "task", "end"], found[3].Elements.Select(element => element.ElementId));
        Assert.Equal(["f1", "f2"], found[3].SequenceFlows.Order(StringComparer.Ordinal));
        Assert.Empty(await host.Search.Traces(request with { DefinitionKeys = [definition + 1] }, Cancel));
        Assert.Empty(await host.Search.Traces(new([]), Cancel));
    }

    [Fact]
    public async Task Whole_instances_are_found_by_when_they_began()
    {
        var host = await WithInstances(5);
        var definition = (await host.Search.ProcessDefinitions(new(), Cancel)).Value.Items.Single().ProcessDefinitionKey;
        var all = await host.Search.Traces(new([definition]), Cancel);

        var some = await host.Search.Traces(new([definition]) { From = all[3].StartDate, To = all[0].StartDate }, Cancel);

        Assert.Equal(all.Skip(1).Take(3).Select(row => row.ProcessInstanceKey), some.Select(row => row.ProcessInstanceKey));
    }

    private async Task<BatonTestHost> WithInstances(int count)
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        for (var i = 0; i < count; i++)
        {
            var request = new Baton.Runtime.Instances.CreateInstanceRequest
            {
                ProcessId = "approve",
                BusinessId = $"case-{i}",
                Tags = i is 0 or 2 ? ["case", "even"] : ["case"],
                Variables = Baton.Feel.FeelJson.Parse($$"""{"data": {"k": [1, 2] }, "n": {{i}} }""").AsContext(),
            };
            await host.Write(unit => unit.Engine.CreateInstance(request));
            await host.Advance(TimeSpan.FromMinutes(1));
        }
        return host;
    }
}
