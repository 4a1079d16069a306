using System.Collections.Frozen;
using System.Text.Json;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Templates;

/// <summary>A template that can be used, with its version; 0 for what the desk brings.</summary>
internal sealed record ShelvedTemplate(string Code, TemplateContent Content, int Version);

/// <summary>Finds templates: those of packs and of administrators first, then those that the desk brings.</summary>
internal static class TemplateShelf
{
    public const string TaskArrived = "baton-task-arrived";
    public const string Reminder = "baton-reminder";
    public const string Escalation = "baton-escalation";
    public const string Urged = "baton-urged";
    public const string CaseClosed = "baton-case-closed";
    public const string Digest = "baton-digest";

    /// <summary>A person's own words to a customer.</summary>
    public const string Answer = "baton-answer";

    /// <summary>A task for somebody who works by mail.</summary>
    public const string Work = "baton-work";

    /// <summary>What somebody wrote into a web form has come in.</summary>
    public const string WebForm = "baton-web-form";

    private const string Resource = "Baton.Desk.Notifications.Templates.own-templates.json";

    /// <summary>Those that the desk brings, by their codes.</summary>
    public static FrozenDictionary<string, TemplateContent> Own { get; } = ReadOwn();

    /// <summary>Null for an unknown or retired one.</summary>
    public static async Task<ShelvedTemplate?> Find(DeskDb db, string code, CancellationToken ct)
    {
        var row = await db.Set<MessageTemplate>().AsNoTracking().SingleOrDefaultAsync(one => one.Code == code, ct);
        if (row is { IsRetired: false })
            return new(row.Code, TemplateContent.Read(row.Content), row.Version);
        return Own.TryGetValue(code, out var own) ? new(code, own, 0) : null;
    }

    private static FrozenDictionary<string, TemplateContent> ReadOwn()
    {
        using var stream = typeof(TemplateShelf).Assembly.GetManifestResourceStream(Resource)!;
        using var json = JsonDocument.Parse(stream);
        return json
            .RootElement.EnumerateObject()
            .ToFrozenDictionary(one => one.Name, one => TemplateContent.Read(one.Value.GetRawText()), StringComparer.Ordinal);
    }
}
