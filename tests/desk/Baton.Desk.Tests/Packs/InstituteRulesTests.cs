using System.Text.Json.Nodes;
using Baton.Desk.Cases.Assessing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Packs;

/// <summary>Deployment B: what the decision of its pack says of complaints, and what follows.</summary>
public sealed class InstituteRulesTests
{
    private static CancellationToken Ct => InstituteDesk.Ct;

    [Theory]
    [InlineData("I-1001", "voc.testing.report.late.materials", """{"amount": 100000}""", "voc-head", "lab-materials,voc-quality")]
    [InlineData(
        "I-1003",
        "voc.testing.report.wrong.biomedical",
        """{"amount": 1000000}""",
        "voc-vice-president",
        "lab-biomedical,voc-quality"
    )]
    [InlineData("I-1003", "voc.site.safety", """{"injury": true}""", "voc-vice-president", "voc-facilities,voc-quality")]
    [InlineData("I-1004", "voc.it.portal", """{"repeated": true}""", "voc-head", "voc-it,voc-quality")]
    [InlineData("I-1005", "voc.staff", """{"press": true}""", "voc-vice-president", "voc-quality")]
    public async Task A_major_complaint_has_an_approver_and_departments(
        string customer,
        string category,
        string form,
        string approver,
        string departments
    )
    {
        await using var desk = await InstituteDesk.Open();

        var outcome = await Outcome(desk, customer, category, form);

        Assert.Equal("major-complaint", (string?)outcome["severity"]);
        Assert.Equal([approver], ((JsonArray)outcome["approvers"]!).Select(one => (string?)one));
        Assert.Equal(
            departments.Split(',').Select(code => "department:" + code),
            ((JsonArray)outcome["coHandlers"]!).Select(one => (string?)one)
        );
        Assert.Equal(("PT24H", "P7D"), ((string?)outcome["initialResponse"], (string?)outcome["followUp"]));
    }

    [Theory]
    [InlineData("I-1001", """{"amount": 99999}""")]
    [InlineData("I-1003", """{"amount": 999999}""")]
    [InlineData("I-1003", """{"repeated": true}""")]
    [InlineData("I-1003", "{}")]
    public async Task Any_other_complaint_is_a_general_one(string customer, string form)
    {
        await using var desk = await InstituteDesk.Open();

        var outcome = await Outcome(desk, customer, "voc.testing.fee", form);

        Assert.Equal("general-complaint", (string?)outcome["severity"]);
        Assert.Equal(["department:voc-quality"], ((JsonArray)outcome["coHandlers"]!).Select(one => (string?)one));
    }

    [Fact]
    public async Task What_an_agent_must_not_see_is_not_among_his_fields()
    {
        await using var desk = await InstituteDesk.Open();

        var number = await desk.Complain();

        Assert.False((await desk.Show(number, "yihua")).FormData.ContainsKey("goodwill"));
        Assert.True((await desk.Show(number)).FormData.ContainsKey("goodwill"));
    }

    private static async Task<JsonObject> Outcome(InstituteDesk desk, string customer, string category, string form)
    {
        var key = await desk.Customer(customer);
        var number = await desk.Complain(change: request =>
            request with
            {
                CustomerKey = key,
                Category = category,
                Form = new JsonObject(JsonNode.Parse(form)!.AsObject().Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())))
                {
                    ["service"] = "testing",
                },
            }
        );
        var kept = await desk.Read(db => db.Cases.Where(row => row.Number == number).Select(row => row.Assessment).SingleAsync(Ct));
        return Assessment.Read(kept)!.Outcome;
    }
}
