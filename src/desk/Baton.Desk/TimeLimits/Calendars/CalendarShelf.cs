using Baton.Desk.Cases;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>The calendar that counts, and what people call it; no code and no name for the one that is always open.</summary>
internal sealed record FoundCalendar(string? Code, LocalizedText? Name, WorkingCalendar Calendar)
{
    public static FoundCalendar Always { get; } = new(null, null, WorkingCalendar.Always);
}

/// <summary>
/// Gives the calendars of the desk by their codes, from memory; what a commit changes, here or at another server, is read again. Safe from any thread.
/// </summary>
internal sealed class CalendarShelf : IDisposable
{
    /// <summary>Should the news of a change ever get lost, the old calendars are seen for so long.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly DeskChanges _changes;
    private readonly IDisposable _subscription;
    private volatile Reading? _reading;
    private long _generation;

    public CalendarShelf(DeskChanges changes)
    {
        _changes = changes;
        _subscription = changes.Subscribe(DeskChanges.Calendars, _ => Forget());
    }

    /// <summary>The calendar of that code as it is now; the one that is always open for no code, or one that nobody knows.</summary>
    public async Task<WorkingCalendar> Get(DeskDb db, string? code, CancellationToken ct) =>
        code is null ? WorkingCalendar.Always : (await Read(db, ct)).Find(code)?.Calendar ?? WorkingCalendar.Always;

    /// <summary>
    /// The calendar that counts for a case: of the policy; else of the case's unit or the nearest one above it that has one; else of the
    /// customer's tier; else the desk's default; else the one that is always open.
    /// </summary>
    public async Task<FoundCalendar> For(DeskDb db, string? ofPolicy, Case row, CancellationToken ct)
    {
        var reading = await Read(db, ct);
        if (reading.Find(ofPolicy) is { } named)
            return named;
        if (row.DepartmentCode is { } unit && reading.Find(reading.Units.GetValueOrDefault(unit)) is { } ofUnit)
            return ofUnit;
        var tier =
            reading.Tiers.Count == 0
                ? null
                : await db.Customers.Where(one => one.Key == row.CustomerKey).Select(one => one.Tier).SingleOrDefaultAsync(ct);
        return (tier is null ? null : reading.Find(reading.Tiers.GetValueOrDefault(tier))) ?? reading.Default ?? FoundCalendar.Always;
    }

    /// <summary>The same where there is no case yet.</summary>
    public async Task<FoundCalendar> For(DeskDb db, string? ofPolicy, string? unit, string? tier, CancellationToken ct)
    {
        var reading = await Read(db, ct);
        return reading.Find(ofPolicy)
            ?? (unit is null ? null : reading.Find(reading.Units.GetValueOrDefault(unit)))
            ?? (tier is null ? null : reading.Find(reading.Tiers.GetValueOrDefault(tier)))
            ?? reading.Default
            ?? FoundCalendar.Always;
    }

    public void Dispose() => _subscription.Dispose();

    private void Forget()
    {
        Interlocked.Increment(ref _generation);
        _reading = null;
    }

    private async Task<Reading> Read(DeskDb db, CancellationToken ct)
    {
        // Real time: a pinned clock would keep old calendars for ever.
        if (_reading is { } known && TimeProvider.System.GetElapsedTime(known.ReadAt) < Lifetime)
            return known;
        var generation = Interlocked.Read(ref _generation);
        var reading = await Reading.Of(db, ct);
        if (_changes.IsConnected && generation == Interlocked.Read(ref _generation))
            _reading = reading;
        return reading;
    }

    /// <summary>All calendars, and which units and tiers have which.</summary>
    private sealed record Reading(
        Dictionary<string, FoundCalendar> Calendars,
        FoundCalendar? Default,
        Dictionary<string, string> Units,
        Dictionary<string, string> Tiers,
        long ReadAt
    )
    {
        public FoundCalendar? Find(string? code) => code is null ? null : Calendars.GetValueOrDefault(code);

        public static async Task<Reading> Of(DeskDb db, CancellationToken ct)
        {
            var readAt = TimeProvider.System.GetTimestamp();
            var rows = await db.Set<DeskCalendar>().AsNoTracking().ToListAsync(ct);
            var calendars = rows.ToDictionary(
                row => row.Code,
                row => new FoundCalendar(
                    row.Code,
                    row.Name,
                    CalendarReading.Of(row.Hours(), row.ImportedDays()).Calendar ?? WorkingCalendar.Always
                ),
                StringComparer.Ordinal
            );
            var standard = rows.Find(row => row.IsDefault) is { } one ? calendars[one.Code] : null;
            var own = await db
                .Departments.Where(row => row.CalendarCode != null)
                .Select(row => new { row.Code, row.CalendarCode })
                .ToDictionaryAsync(row => row.Code, row => row.CalendarCode!, StringComparer.Ordinal, ct);
            var units = own.Count == 0 ? [] : await Inherited(db, own, ct);
            var tiers = await db
                .CustomerTiers.Where(row => row.CalendarCode != null)
                .Select(row => new { row.Code, row.CalendarCode })
                .ToDictionaryAsync(row => row.Code, row => row.CalendarCode!, StringComparer.Ordinal, ct);
            return new(calendars, standard, units, tiers, readAt);
        }

        private static async Task<Dictionary<string, string>> Inherited(DeskDb db, Dictionary<string, string> own, CancellationToken ct)
        {
            var links = (await db.Departments.Select(row => new { row.Code, row.ParentCode }).ToListAsync(ct)).ConvertAll(row =>
                (row.Code, row.ParentCode)
            );
            var tree = new UnitTree(links);
            var units = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (code, _) in links)
                if (tree.Above(code).FirstOrDefault(own.ContainsKey) is { } nearest)
                    units[code] = own[nearest];
            return units;
        }
    }
}
