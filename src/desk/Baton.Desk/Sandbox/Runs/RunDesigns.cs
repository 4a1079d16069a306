using Baton.Desk.Designs;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Sandbox.Runs;

/// <summary>Finds the process of a design.</summary>
internal static class RunDesigns
{
    /// <summary>The id and text of the process that is drawn; not found for other designs.</summary>
    public static Task<Outcome<(string ProcessId, string Text)>> Find(DeskReader reader, DeskUser user, long key, CancellationToken ct) =>
        reader.Read<Outcome<(string, string)>>(
            async db =>
            {
                var found = await db.Set<Design>()
                    .Where(row => row.Key == key && row.Kind == DesignKind.Process)
                    .Select(row => new { row.ModelId, row.Text })
                    .SingleOrDefaultAsync(ct);
                return found is null ? SandboxTexts.Words.NotFound("design", user.Language) : (found.ModelId, found.Text);
            },
            ct
        );
}
