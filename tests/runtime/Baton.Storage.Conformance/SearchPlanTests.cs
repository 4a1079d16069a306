using Baton.Runtime.Jobs;
using Baton.Runtime.Search;
using Baton.Runtime.Storage;

namespace Baton.Storage.Conformance;

/// <summary>
/// The searches of a large installation go along an index. SQLite tells how it would carry out a statement; reading a whole table, or an index
/// from its beginning, is what must not happen.
/// </summary>
public sealed class SearchPlanTests : StorageSuite
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly SearchTables Tables = new(() => throw new InvalidOperationException("No row is read here."));

    private Baton.Testing.BatonTestHost? _host;

    protected override BatonStorage NewStorage() => SqliteStorages.InMemory();

    [Theory]
    [InlineData("processInstanceKey")]
    [InlineData("rootProcessInstanceKey")]
    [InlineData("parentProcessInstanceKey")]
    [InlineData("parentElementInstanceKey")]
    [InlineData("processDefinitionKey")]
    [InlineData("processDefinitionId", "order")]
    [InlineData("businessId", "A-1")]
    [InlineData("state", "ACTIVE")]
    public Task Process_instances_are_found_along_an_index(string field, string value = "1") =>
        AlongAnIndex(SearchTables.ProcessInstances, new Filter.Where(field, value));

    [Fact]
    public async Task Process_instances_are_found_by_when_they_began_and_ended()
    {
        var started = new Filter.Where("startDate", Operator.Gte, [Noon]);
        await AlongAnIndex(SearchTables.ProcessInstances, started, new SortField("startDate", Descending: true));
        // The rows of a page may as well be met in the order of their keys; counting must not read them all.
        var ended = SearchTables.ProcessInstances.Query(new() { Filter = new Filter.Where("endDate", Operator.Lt, [Noon]) }, 0);
        var steps = await Plan(ended.Count, ended.CountValues);
        Assert.True(steps.TrueForAll(IsNarrow), Explain(steps, ended));
    }

    [Fact]
    public async Task Lists_without_a_filter_come_in_the_order_of_an_index()
    {
        await InOrder(SearchTables.ProcessInstances);
        await InOrder(SearchTables.ProcessInstances, new SortField("startDate", Descending: true));
        await InOrder(SearchTables.ElementInstances);
        await InOrder(Tables.UserTasks);
        await InOrder(Tables.Jobs);
        await InOrder(SearchTables.Variables);
        await InOrder(SearchTables.Incidents);
        await InOrder(SearchTables.MessageSubscriptions);
        await InOrder(CorrelationTables.Correlated);
        await InOrder(DecisionTables.Instances);
    }

    [Fact]
    public async Task The_newest_instances_of_some_versions_are_read_in_the_order_of_an_index()
    {
        var after = new InstanceTraceRow(1, 1, 1, "ACTIVE", Noon, null);
        var (sql, values) = EngineSearch.TracedInstancesSql(
            new([1, 2])
            {
                From = Noon.AddDays(-30),
                To = Noon,
                After = after,
            }
        );
        var steps = await Plan(sql, values);

        Assert.Equal(
            6,
            steps.Count(step =>
                step.Contains("engine_process_instance_definition (definition_key=? AND state=? AND ", StringComparison.Ordinal)
            )
        );
        Assert.DoesNotContain(steps, step => step.StartsWith("SCAN t", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("elementInstanceKey")]
    [InlineData("processInstanceKey")]
    [InlineData("rootProcessInstanceKey")]
    [InlineData("elementInstanceScopeKey")]
    [InlineData("incidentKey")]
    public Task Element_instances_are_found_along_an_index(string field) =>
        AlongAnIndex(SearchTables.ElementInstances, new Filter.Where(field, "1"));

    [Fact]
    public Task Element_instances_that_are_active_are_found_by_definition_and_element() =>
        AlongAnIndex(
            SearchTables.ElementInstances,
            new Filter.All(
                new Filter.Where("processDefinitionKey", "1"),
                new Filter.Where("elementId", "task"),
                new Filter.Where("state", "ACTIVE")
            )
        );

    [Theory]
    [InlineData("userTaskKey")]
    [InlineData("processInstanceKey")]
    [InlineData("elementInstanceKey")]
    [InlineData("processDefinitionKey")]
    [InlineData("assignee", "ann")]
    [InlineData("state", "CREATED")]
    public Task User_tasks_are_found_along_an_index(string field, string value = "1") =>
        AlongAnIndex(Tables.UserTasks, new Filter.Where(field, value));

    [Theory]
    [InlineData("jobKey")]
    [InlineData("processInstanceKey")]
    [InlineData("elementInstanceKey")]
    [InlineData("type", "ship")]
    public Task Jobs_are_found_along_an_index(string field, string value = "1") =>
        AlongAnIndex(Tables.Jobs, new Filter.Where(field, value));

    [Fact]
    public async Task Jobs_are_handed_out_in_the_order_of_an_index()
    {
        foreach (var sql in new[] { JobFinding.Candidates, JobFinding.Unfenced })
        {
            var steps = await Plan(sql, ["ship", 10L, 1L]);
            var reads = steps.Where(step => step.Contains("engine_job", StringComparison.Ordinal)).ToList();
            Assert.Equal(2, reads.Count);
            Assert.All(
                reads,
                step => Assert.StartsWith("SEARCH engine_job USING COVERING INDEX engine_job_open", step, StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [InlineData("variableKey")]
    [InlineData("processInstanceKey")]
    [InlineData("scopeKey")]
    public Task Variables_are_found_along_an_index(string field) => AlongAnIndex(SearchTables.Variables, new Filter.Where(field, "1"));

    [Theory]
    [InlineData("incidentKey")]
    [InlineData("processInstanceKey")]
    [InlineData("elementInstanceKey")]
    [InlineData("processDefinitionKey")]
    [InlineData("state", "ACTIVE")]
    public Task Incidents_are_found_along_an_index(string field, string value = "1") =>
        AlongAnIndex(SearchTables.Incidents, new Filter.Where(field, value));

    [Theory]
    [InlineData("messageSubscriptionKey")]
    [InlineData("processInstanceKey")]
    [InlineData("elementInstanceKey")]
    [InlineData("messageName", "paid")]
    public Task Message_subscriptions_are_found_along_an_index(string field, string value = "1") =>
        AlongAnIndex(SearchTables.MessageSubscriptions, new Filter.Where(field, value));

    [Theory]
    [InlineData("messageKey")]
    [InlineData("processInstanceKey")]
    [InlineData("elementInstanceKey")]
    [InlineData("messageName", "paid")]
    public Task Correlated_messages_are_found_along_an_index(string field, string value = "1") =>
        AlongAnIndex(CorrelationTables.Correlated, new Filter.Where(field, value));

    [Theory]
    [InlineData("processInstanceKey")]
    [InlineData("rootProcessInstanceKey")]
    [InlineData("elementInstanceKey")]
    public Task Waits_are_found_along_an_index(string field) => AlongAnIndex(WaitTables.Waits, new Filter.Where(field, "1"));

    [Fact]
    public async Task What_happened_to_jobs_is_counted_along_the_time_at_which_it_happened()
    {
        var span = new JobSpan(Noon, Noon.AddHours(1));
        var ofType = new SearchRequest { Filter = new Filter.Where("jobType", "ship") };
        string[] moments = ["engine_job_created", "engine_job_ended", "engine_job_failed"];
        await CountedBy(JobCountTables.ByType(span), new(), moments);
        await CountedBy(JobCountTables.ByType(span), ofType, moments);
        await CountedBy(JobCountTables.ByWorker(span), ofType, moments);
        await CountedBy(JobCountTables.OverTime(span, TimeSpan.FromMinutes(1)), ofType, moments);
        await CountedBy(JobCountTables.Errors(span), ofType, "engine_job_error");
    }

    [Fact]
    public async Task What_is_active_is_counted_without_reading_what_has_ended()
    {
        var ofProcess = new SearchRequest { Filter = new Filter.Where("processDefinitionId", "order") };
        await CountedBy(DefinitionCountTables.ByProcess, new(), "engine_process_instance_definition", "engine_incident_error");
        await CountedBy(DefinitionCountTables.ByVersion, ofProcess, "engine_process_instance_definition", "engine_incident_error");
        await CountedBy(DefinitionCountTables.Subscriptions, new(), "engine_message_subscription_open");
    }

    private async Task CountedBy<T>(SearchTable<T> table, SearchRequest request, params string[] indexes)
    {
        var query = table.Query(request, 0);
        var steps = await Plan(query.Rows, query.RowValues);
        Assert.All(
            indexes,
            index => Assert.True(steps.Exists(step => step.Contains(index, StringComparison.Ordinal)), Explain(steps, query))
        );
    }

    private async Task AlongAnIndex<T>(SearchTable<T> table, Filter filter, params SortField[] sort)
    {
        var query = table.Query(new() { Filter = filter, Sort = sort }, 0);
        List<string> steps = [.. await Plan(query.Count, query.CountValues), .. await Plan(query.Rows, query.RowValues)];
        // What a part of the statement gathers itself, narrowly, is read as a whole.
        var gathered = steps.Contains("CO-ROUTINE t");
        Assert.True(steps.TrueForAll(step => IsNarrow(step) || (gathered && step == "SCAN t")), Explain(steps, query));
    }

    private async Task InOrder<T>(SearchTable<T> table, params SortField[] sort)
    {
        var query = table.Query(new() { Sort = sort }, 0);
        var steps = await Plan(query.Rows, query.RowValues);
        Assert.False(steps.Exists(IsSorting), Explain(steps, query));
    }

    private async Task<List<string>> Plan(string sql, IReadOnlyList<object?> values)
    {
        _host ??= await Open();
        return await _host.Runtime.Read(connection => new ValueTask<List<string>>(
            connection.List(row => row.GetString(3), "EXPLAIN QUERY PLAN " + sql, [.. values])
        ));
    }

    /// <summary>A partial index that holds only what is open may be read as a whole; so may what was counted.</summary>
    private static bool IsNarrow(string step) =>
        !step.StartsWith("SCAN ", StringComparison.Ordinal)
        || step == "SCAN counted"
        || step.EndsWith("engine_process_instance_active", StringComparison.Ordinal);

    /// <summary>The rows found are sorted; joining the pieces of one collection in their order is none of that.</summary>
    private static bool IsSorting(string step) =>
        step.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal) && !step.Contains("string_agg", StringComparison.Ordinal);

    private static string Explain(List<string> steps, SearchQuery query) => string.Join('\n', steps) + "\n\n" + query.Rows;
}
