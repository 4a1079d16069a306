using Baton.Desk.Phrases;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Processes.ImportPack;

/// <summary>
/// Brings the phrases of a pack up to it, one for each language. How often each was used is kept; what the pack no longer has goes, since what was
/// inserted stays where it is.
/// </summary>
internal static class PackPhrases
{
    public static async Task Write(UnitOfWork unit, DeskDb db, Pack pack, CancellationToken ct)
    {
        var existing = await db.Set<Phrase>()
            .Where(row => row.Pack == pack.Id)
            .ToDictionaryAsync(row => (row.Shortcut, Language: row.Language ?? ""), ct);
        foreach (var wanted in pack.Phrases)
        {
            foreach (var language in Languages.All)
            {
                existing.Remove((wanted.Shortcut, language), out var row);
                row ??= db.Add(
                    new Phrase
                    {
                        Key = unit.NextKey(),
                        Shortcut = wanted.Shortcut,
                        Language = language,
                        Title = "",
                        Text = "",
                        SearchText = "",
                        Pack = pack.Id,
                        UpdatedAt = unit.Now,
                    }
                ).Entity;
                (row.Title, row.Text, row.CategoryCode) = (wanted.Title.In(language), wanted.Text.In(language), wanted.Category);
                row.SearchText = SearchText.Fold(row.Shortcut, row.Title, row.Text);
                (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
            }
        }

        db.RemoveRange(existing.Values);
    }
}
