using System.Text.Json.Nodes;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Notes;

/// <summary>The notes of cases that go.</summary>
internal sealed class CaseNoteBelongings : ICaseBelongings
{
    public string Name => "notes";

    public Task<IReadOnlyCollection<long>> Waiting(DeskDb db, IReadOnlyCollection<long> caseKeys) =>
        Task.FromResult<IReadOnlyCollection<long>>([]);

    public async Task<JsonArray> Read(DeskDb db, long caseKey) =>
        CaseLine.Rows(
            await db
                .CaseNotes.AsNoTracking()
                .AsSplitQuery()
                .Include(note => note.Earlier)
                .Include(note => note.Mentions)
                .Where(note => note.CaseKey == caseKey)
                .OrderBy(note => note.Key)
                .ToListAsync()
        );

    public async Task<IReadOnlyList<UnneededFile>> Forget(DeskDb db, IReadOnlyCollection<long> caseKeys, Forgetting how)
    {
        var notes = await db.CaseNotes.Include(note => note.Earlier).Where(note => caseKeys.Contains(note.CaseKey)).ToListAsync();
        foreach (var note in notes)
        {
            note.Text = how.Without(note.Text);
            foreach (var wording in note.Earlier)
                wording.Text = how.Without(wording.Text);
        }
        return [];
    }

    public async Task<IReadOnlyList<UnneededFile>> Delete(DeskDb db, IReadOnlyCollection<long> caseKeys)
    {
        var doomed = db.CaseNotes.Where(note => caseKeys.Contains(note.CaseKey));
        await db.CaseNoteWordings.Where(one => doomed.Any(note => note.Key == one.NoteKey)).ExecuteDeleteAsync();
        await db.CaseMentions.Where(one => doomed.Any(note => note.Key == one.NoteKey)).ExecuteDeleteAsync();
        await doomed.ExecuteDeleteAsync();
        return [];
    }
}
