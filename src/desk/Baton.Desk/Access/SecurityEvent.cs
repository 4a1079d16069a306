using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Access;

/// <summary>An entry of the security log: who came in, who did not, who changed what others may do, who sent a virus, who took many cases away,
/// who changed many customers, whose data were disclosed or erased on request, and who knocked at the customers' page in vain. Never changed, never deleted.</summary>
internal sealed class SecurityEvent
{
    public required long Key { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>One of the constants of <see cref="SecurityEventKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whom it is about: as typed at a sign-in, so perhaps nobody we know.</summary>
    public required string UserName { get; init; }

    /// <summary>Who did it, where that is another person.</summary>
    public string? ActorName { get; init; }
    public string? RemoteAddress { get; init; }
    public string? Detail { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SecurityEvent>
    {
        public void Configure(EntityTypeBuilder<SecurityEvent> builder)
        {
            builder.ToTable("desk_security_event");
            builder.HasKey(row => row.Key);
            builder.Property(row => row.Key).ValueGeneratedNever();
            builder.Property(row => row.UserName).HasMaxLength(200);
            builder.HasIndex(row => new { row.UserName, row.At });
        }
    }
}

/// <summary>What the security log records.</summary>
public static class SecurityEventKinds
{
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string LockedOut = "locked-out";
    public const string SignedOut = "signed-out";
    public const string PasswordChanged = "password-changed";
    public const string TokenCreated = "token-created";
    public const string TokenRevoked = "token-revoked";
    public const string UserCreated = "user-created";
    public const string UserUpdated = "user-updated";
    public const string RoleSaved = "role-saved";
    public const string RoleDeleted = "role-deleted";
    public const string VirusFound = "virus-found";
    public const string CasesExported = "cases-exported";
    public const string CustomersImported = "customers-imported";
    public const string CustomerDisclosed = "customer-disclosed";
    public const string CustomerErased = "customer-erased";

    /// <summary>Somebody did not get to a case on the customers' page: whom it is about is the number as typed.</summary>
    public const string PortalRefused = "portal-refused";

    /// <summary>The same, and the case is closed to everybody on that page for a while.</summary>
    public const string PortalLocked = "portal-locked";
    public const string PortalCodeGiven = "portal-code-given";
}
