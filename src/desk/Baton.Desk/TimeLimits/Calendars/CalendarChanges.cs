using Baton.Desk.Customers.Tiers;
using Baton.Desk.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>Finds out whether what is about to be saved changes which calendar counts where, so that nobody who changes it has to think of telling.</summary>
internal static class CalendarChanges
{
    public static bool Any(ChangeTracker tracker) => tracker.Entries().Any(Matters);

    private static bool Matters(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && entry.Entity switch
        {
            DeskCalendar => true,
            Department when entry.State == EntityState.Modified => entry.Property(nameof(Department.ParentCode)).IsModified
                || entry.Property(nameof(Department.CalendarCode)).IsModified,
            Department { CalendarCode: null, ParentCode: null } => false,
            Department => true,
            CustomerTier when entry.State == EntityState.Modified => entry.Property(nameof(CustomerTier.CalendarCode)).IsModified,
            CustomerTier { CalendarCode: not null } => true,
            _ => false,
        };
}
