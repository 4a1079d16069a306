using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Clients;

/// <summary>
/// The published JavaScript client works with a real server, and every answer has the shape that the client publishes. The script runs
/// once; each test looks at one step of it.
/// </summary>
public sealed class JavaScriptClientTests(JavaScriptClientRun run) : IClassFixture<JavaScriptClientRun>
{
    [Fact]
    public void It_asks_where_it_is() => Saw("cluster", """{"brokers": 1, "validLicense": true, "username": "root", "status": null}""");

    [Fact]
    public void It_sees_who_there_is() =>
        Saw("identity", """{"user": "root", "roles": ["administrator"], "members": ["root"], "groups": 0, "tenants": ["<default>"]}""");

    [Fact]
    public void It_deploys_processes_decisions_and_forms() =>
        Saw(
            "deploy",
            """{"processes": ["discounting", "opener", "order", "payment", "sale"], "decisions": ["discount"], "forms": ["approval"]}"""
        );

    [Fact]
    public void It_finds_definitions_with_their_files_and_forms() =>
        Saw(
            "definitions",
            """
            {
              "process": "Order", "state": "ACTIVE", "hasStartForm": false, "startForm": "approval", "xmlIsTheModel": true,
              "tableIsTheModel": true, "graph": "Discounts", "missing": 404
            }
            """
        );

    [Fact]
    public void It_starts_an_instance_by_the_id_of_its_process_and_finds_it_at_once() =>
        Saw("startById", """{"same": true, "tags": ["urgent", "retail"], "businessId": "A-1"}""");

    [Fact]
    public void Its_worker_completes_a_job() =>
        Saw(
            "workerCompletes",
            """
            {
              "job": {"retries": 3, "headers": {"store": "north"}, "variables": {"item": "lamp", "count": 2}}, "kind": "BPMN_ELEMENT",
              "variables": {"count": 2, "item": "lamp", "reserved": true}
            }
            """
        );

    [Fact]
    public void It_assigns_changes_and_completes_a_user_task() =>
        Saw(
            "userTask",
            """
            {
              "form": "approval", "taken": 409, "assignees": ["ann", null], "priority": 80, "candidates": ["bob"], "variables": ["item"],
              "effective": ["count", "item", "reserved"], "log": ["CREATE", "ASSIGN", "UNASSIGN", "UPDATE", "COMPLETE"],
              "state": "COMPLETED", "again": 404
            }
            """
        );

    [Fact]
    public void It_sees_the_way_that_an_instance_took() =>
        Saw(
            "path",
            """
            {
              "flows": ["toApprove", "toDone", "toReserve"], "completed": ["approve", "done", "ordered", "reserve"], "ofDefinition": 4,
              "element": "Approve"
            }
            """
        );

    [Fact]
    public void Its_worker_fails_a_job_and_gets_it_again() =>
        Saw("workerFailsAndTriesAgain", """{"retries": [3, 2], "state": "TERMINATED"}""");

    [Fact]
    public void Its_worker_throws_an_error_that_the_process_catches() =>
        Saw(
            "workerThrowsError",
            """
            {
              "state": "COMPLETED", "elements": ["ordered", "reserve", "outOfStock", "refused"], "job": "ERROR_THROWN",
              "code": "OUT_OF_STOCK"
            }
            """
        );

    [Fact]
    public void It_finds_counts_and_resolves_an_incident() =>
        Saw(
            "incident",
            """
            {
              "ofInstance": 1, "ofElement": 1, "withError": 1, "definition": "order", "marked": [true], "resolved": "RESOLVED",
              "state": "COMPLETED"
            }
            """
        );

    [Fact]
    public void It_starts_by_key_and_waits_for_the_result() =>
        Saw("awaitCompletion", """{"variables": {"percent": 20}, "result": "20", "rules": ["gold"]}""");

    [Fact]
    public void It_evaluates_a_decision() => Saw("decision", """{"output": "10", "rules": ["silver"]}""");

    [Fact]
    public void It_evaluates_an_expression() => Saw("expression", """{"result": 6}""");

    [Fact]
    public void It_correlates_and_publishes_messages() =>
        Saw(
            "messages",
            """
            {
              "element": "awaitPaid", "sameInstance": true, "sameSubscription": true, "nobody": 404, "published": true, "twice": 409,
              "states": ["COMPLETED", "COMPLETED"]
            }
            """
        );

    [Fact]
    public void It_broadcasts_a_signal() => Saw("signal", """{"signalled": true, "state": "COMPLETED"}""");

    [Fact]
    public void It_follows_calls_from_the_root_down() =>
        Saw("calls", """{"path": ["Sale", "Payment"], "childOnly": 409, "state": "COMPLETED"}""");

    [Fact]
    public void It_sets_and_searches_variables() =>
        Saw("variables", """{"local": "7", "item": "\"map\"", "isTruncated": true, "wholeLength": 9000}""");

    [Fact]
    public void It_reads_a_resource_and_deletes_an_evaluation() =>
        Saw("resources", """{"resource": "order.bpmn", "versionTag": "spring", "contentIsTheModel": true, "left": 0}""");

    [Fact]
    public void It_counts_instances_subscriptions_and_jobs() =>
        Saw(
            "statistics",
            """
            {
              "active": 1, "version": 1, "subscriptions": 0, "isIncomplete": false, "same": true, "worker": "javascript", "overTime": true,
              "errors": ["OUT_OF_STOCK"]
            }
            """
        );

    [Fact]
    public void It_keeps_reads_and_deletes_documents() =>
        Saw(
            "documents",
            """
            {
              "name": "letter.txt", "properties": {"page": 1}, "content": "a brief", "both": ["letter.txt", "brief.txt"], "link": 405,
              "gone": 404
            }
            """
        );

    [Fact]
    public void It_sees_what_roles_allow() =>
        Saw(
            "authorizations",
            """
            {
              "permissions": ["CREATE", "DELETE", "READ"], "rules": 0, "groups": 0, "roles": ["administrator"], "jobMetrics": true,
              "deleted": 403
            }
            """
        );

    [Fact]
    public void It_makes_changes_and_deletes_users_roles_and_groups() =>
        Saw(
            "identityChanges",
            """
            {
              "weak": 400, "made": "eve@example.com", "twice": 409, "changed": "Eve Adams", "role": null, "holders": ["eve"],
              "renamed": "Planner", "group": "North", "members": ["eve"], "filled": 409, "gone": 404, "tenant": 403
            }
            """
        );

    [Fact]
    public void It_modifies_and_cancels_an_instance() =>
        Saw("modification", """{"active": ["approve"], "state": "TERMINATED", "again": 404}""");

    [Fact]
    public void It_goes_forwards_and_backwards_through_pages() =>
        Saw("pages", """{"sizes": [3, 3], "backIsFirst": true, "disjoint": true, "nonsense": 400, "unknownField": 400}""");

    private void Saw(string step, string expected)
    {
        JsonObject seen = run.Step(step);
        seen.Remove("step");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), seen), $"Expected {expected}, but the client saw {seen.ToJsonString()}.");
    }
}
