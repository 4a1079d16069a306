using Baton.Desk.Notifications.Messages;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Packs;

/// <summary>Deployment E: each step has an urging time and an interval of its own, by mail and text message.</summary>
public sealed class UrgedStepsTests
{
    private static CancellationToken Ct => WorkOrderDesk.Ct;

    [Fact]
    public async Task A_department_is_urged_after_eight_working_hours_and_every_four()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();
        await desk.Dispatch(number, "network");
        var began = desk.Now;

        // Thursday, 09:05: eight hours of work are over on Friday at 09:35, four more at 15:05.
        for (var hour = 0; hour < 31; hour++)
            await desk.Advance(TimeSpan.FromHours(1));
        await desk.Do("nina", number, "done", "The mast is repaired.");
        await desk.Advance(TimeSpan.FromHours(1));

        var urged = await Urged(desk, number, "DepartmentHandles");
        Assert.Equal([25, 30], urged.Select(one => (int)(one.At - began).TotalHours).Distinct());
        Assert.Equal(["mail", "sms"], urged.Select(one => one.Channel).Distinct().Order(StringComparer.Ordinal));
        Assert.All(urged, one => Assert.Contains("宁静", one.To, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_coordinator_is_urged_sooner_and_no_more_once_he_has_decided()
    {
        await using var desk = await WorkOrderDesk.Open();
        var number = await desk.Register();

        // 11:05, and after the lunch break 14:35.
        for (var hour = 0; hour < 6; hour++)
            await desk.Advance(TimeSpan.FromHours(1));
        await desk.Do("cora", number, "finish", "Told her.");
        for (var hour = 0; hour < 5; hour++)
            await desk.Advance(TimeSpan.FromHours(1));

        var urged = await Urged(desk, number, "Coordinate");
        Assert.Equal(2, urged.Select(one => one.At).Distinct().Count());
        Assert.Contains("催办（第 2 次）", string.Join('\n', urged.Select(one => one.Subject)), StringComparison.Ordinal);
    }

    private static Task<List<(string Channel, DateTimeOffset At, string To, string Subject)>> Urged(
        WorkOrderDesk desk,
        string number,
        string step
    ) =>
        desk.Read(async db =>
        {
            var rows = await db.Set<Message>()
                .Where(row => row.Template == "wo-urge")
                .Where(row => db.Cases.Any(one => one.Key == row.CaseKey && one.Number == number))
                .Where(row => db.WorkItems.Any(item => item.Key == row.TaskKey && item.ElementId == step))
                .OrderBy(row => row.Key)
                .ToListAsync(Ct);
            return rows.ConvertAll(row => (row.Channel, row.CreatedAt, row.To, row.Subject));
        });
}
