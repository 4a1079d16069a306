using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Deputies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Baton.Desk.Access;

/// <summary>Finds out whether what is about to be saved changes what somebody may do, so that nobody who changes it has to think of telling.</summary>
internal static class AccessChanges
{
    private static readonly string[] OfUser =
    [
        nameof(User.DisplayName),
        nameof(User.Language),
        nameof(User.IsDisabled),
        nameof(User.SecurityStamp),
    ];

    public static bool Any(ChangeTracker tracker) => tracker.Entries().Any(Matters);

    private static bool Matters(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && entry.Entity switch
        {
            // Each sign-in counts on the user's row, which changes nothing that he may do.
            User when entry.State == EntityState.Modified => OfUser.Any(name => entry.Property(name).IsModified),
            Department when entry.State == EntityState.Modified => entry.Property(nameof(Department.ParentCode)).IsModified,
            User or UserRole or UserUnitRole or Department or Role or RolePermission or DepartmentMember or AccessToken or Deputy => true,
            _ => false,
        };
}
