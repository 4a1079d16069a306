using System.Text.Json.Nodes;
using Baton.Desk;
using Baton.Desk.Audit;
using Baton.Web.Audit;
using Baton.Web.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests;

/// <summary>The audit log in the browser.</summary>
public sealed class AuditTests : DeskContext
{
    [Fact]
    public void An_entry_shows_each_changed_field_before_and_after()
    {
        var line = new AuditLine(
            7,
            Now,
            "adam",
            "Adam Kwok",
            null,
            "user",
            "User",
            "amy",
            "changed",
            "changed",
            new JsonObject { ["isDisabled"] = false },
            new JsonObject { ["isDisabled"] = true, ["roles"] = new JsonArray("agent", "经理") },
            "ab12"
        );

        var panel = Render<AuditEntryPanel>(parts => parts.Add(part => part.Line, line).Add(part => part.CloseAddress, "/admin/audit"));

        Assert.Equal(
            [
                ["isDisabled", "false", "true"],
                ["roles", "", "agent, 经理"],
            ],
            panel.FindAll("[data-testid=audit-field]").Select(row => row.Children.Select(cell => cell.TextContent))
        );
        Assert.Contains("Adam Kwok", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_days_of_the_address_bound_the_search_and_the_export_alike()
    {
        var when = Services.GetRequiredService<LocalTime>();
        var query = new AuditQuery
        {
            From = "2026-03-01",
            To = "2026-03-02",
            Actor = "adam",
        };

        var search = query.ToSearch(when);

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(8)), search.From);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.FromHours(8)), search.To);
        Assert.StartsWith("/api/audit/export?actor=adam&from=2026-03-01T00%3A00%3A00", query.ExportAddress(when), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_auditors_are_led_to_the_log()
    {
        static DeskUser With(params string[] permissions) =>
            new("otto", "Otto", [], [], new HashSet<string>(permissions), Languages.English);

        Assert.Contains(Room.OpenTo(With(Permissions.ReadAudit)), room => room.Address == "/admin/audit");
        Assert.DoesNotContain(Room.OpenTo(With(Permissions.AdministerUsers)), room => room.Address == "/admin/audit");
    }
}
