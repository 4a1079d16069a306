using Baton.Desk.Notifications.Templates;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Processes.ImportPack;

/// <summary>
/// Brings the templates of a pack up to it. What an administrator wrote in the place of what the pack said stays, and what the pack says now waits among the
/// versions; what the pack no longer has is taken out of use, unless somebody changed it.
/// </summary>
internal static class PackTemplates
{
    public static async Task Write(UnitOfWork unit, DeskDb db, Pack pack, CancellationToken ct)
    {
        var codes = pack.Templates.Select(one => one.Code).ToList();
        var rows = await db.Set<MessageTemplate>()
            .Where(row => row.Pack == pack.Id || codes.Contains(row.Code))
            .ToDictionaryAsync(row => row.Code, StringComparer.Ordinal, ct);
        foreach (var wanted in pack.Templates)
        {
            var said = wanted.Content.Write();
            if (!rows.Remove(wanted.Code, out var row))
                row = db.Add(new MessageTemplate { Code = wanted.Code, Content = "" }).Entity;
            var isChanged = !row.IsRetired && row.Content.Length > 0 && row.Content != row.PackContent;
            var isNew = row.PackContent != said || row.IsRetired;
            (row.Pack, row.PackContent) = (pack.Id, said);
            if (!isNew)
                continue;
            var kept = row.Content;
            row.IsRetired = false;
            SaveTemplate.Keep(db, row, said, unit.Now, null, pack.Id, pack.Version.ToString());
            if (isChanged)
                SaveTemplate.Keep(db, row, kept, unit.Now, null, pack.Id, null);
        }
        foreach (var row in rows.Values.Where(row => row.Pack == pack.Id && row.Content == row.PackContent))
            row.IsRetired = true;
    }
}
