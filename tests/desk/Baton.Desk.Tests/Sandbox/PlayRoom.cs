using Baton.Desk.Sandbox;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Sandbox;

/// <summary>A desk in which dora may draw, and the fax process to play.</summary>
internal sealed class PlayRoom(DeskHost desk) : IAsyncDisposable
{
    public static SandboxStep Approve { get; } =
        new()
        {
            Kind = SandboxStepKind.CompleteTask,
            Element = "Approve",
            Action = "approve",
        };

    /// <summary>The process of the telecom fax desk; its decision is tried with drafts of its own.</summary>
    public static string Tos { get; } = File.ReadAllText(Path.Combine(Checkout.Root, "packs", "telecom-fax-desk", "processes", "tos.bpmn"));

    private static string Decision { get; } =
        File.ReadAllText(Path.Combine(Checkout.Root, "packs", "telecom-fax-desk", "decisions", "tos-default-manager.dmn"));

    public DeskHost Desk => desk;

    public static async Task<PlayRoom> Open()
    {
        var desk = await DeskHost.Start();
        await desk.Engine.DeployAll([("tos-default-manager.dmn", Decision)]);
        await desk.AddPerson("dora", Permissions.DrawDesigns);
        return new(desk);
    }

    public static SandboxStart Start() =>
        new()
        {
            At = DeskHost.Morning,
            Values = new()
            {
                ["caseNumber"] = "TEST-1",
                ["customerFax"] = "+85221230000",
                ["faxNumber"] = "+85221230000",
                ["openedBy"] = "amy",
                ["department"] = "cs-1",
                ["unitManager"] = "uma",
                ["serviceType"] = "mobile",
                ["requestType"] = "change",
                ["serviceNumber"] = "98765432",
            },
        };

    public static string Model(string process, string around = "") =>
        $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
              {around}
              <process id="made" isExecutable="true">{process}</process>
            </definitions>
            """;

    public Task<SandboxView> Play(params SandboxStep[] steps) => PlayText(Tos, steps);

    public Task<SandboxPlayed> Try(params SandboxStep[] steps) => TryText(Tos, steps);

    public async Task<SandboxView> PlayText(string text, params SandboxStep[] steps)
    {
        var played = await TryText(text, steps);
        Assert.True(played.RefusedStep == 0, $"Step {played.RefusedStep}: {played.Problem}");
        return played.View;
    }

    public async Task<SandboxPlayed> TryText(string text, params SandboxStep[] steps)
    {
        var outcome = await Outcome(text, steps);
        Assert.True(outcome.Succeeded, outcome.Problem + string.Join(' ', outcome.Problem?.Fields ?? []));
        return outcome.Value;
    }

    public async Task<Outcome<SandboxPlayed>> Outcome(string text, IReadOnlyList<SandboxStep> steps, params SandboxDraft[] beside) =>
        await desk.Get<PlaySandbox>()
            .Handle(await desk.User("dora", Languages.English), new(text, Start(), steps) { Beside = beside }, DeskHost.Ct);

    /// <summary>How many rows each table of the desk and of the engine has that a real run would write to.</summary>
    public async Task<Dictionary<string, long>> Rows()
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (
            var (name, table) in new[]
            {
                ("outbox", "engine_outbox"),
                ("journal", "engine_journal"),
                ("instances", "engine_process_instance"),
                ("jobs", "engine_job"),
                ("timers", "engine_timer"),
            }
        )
            counts[name] = await desk.Runtime.Read(async connection =>
            {
                await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names stand above.
                command.CommandText = "SELECT COUNT(*) FROM " + table;
#pragma warning restore CA2100
                return Convert.ToInt64(await command.ExecuteScalarAsync(DeskHost.Ct), System.Globalization.CultureInfo.InvariantCulture);
            });
        await desk.Read(async db =>
        {
            counts["cases"] = await db.Cases.CountAsync(DeskHost.Ct);
            counts["items"] = await db.WorkItems.CountAsync(DeskHost.Ct);
            counts["timeline"] = await db.Timeline.CountAsync(DeskHost.Ct);
            counts["opinions"] = await db.Opinions.CountAsync(DeskHost.Ct);
            counts["faxes"] = await db.Set<Baton.Desk.Channels.Fax.FaxTransmission>().CountAsync(DeskHost.Ct);
            counts["messages"] = await db.Set<Baton.Desk.Notifications.Messages.Message>().CountAsync(DeskHost.Ct);
            return 0;
        });
        return counts;
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
