using Baton.Desk.Organisation.Skills;
using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Access;

/// <summary>A person who may sign in. Users are disabled, never deleted: the time line keeps their names.</summary>
[Audited(AuditKinds.User, nameof(UserName))]
internal sealed class User
{
    private string _userName = "";
    private string _displayName = "";

    /// <summary>Lower-case; never changes.</summary>
    public required string UserName
    {
        get => _userName;
        init
        {
            _userName = value;
            SearchText = Texts.SearchText.Fold(value, _displayName);
        }
    }

    public required string DisplayName
    {
        get => _displayName;
        set
        {
            _displayName = value;
            SearchText = Texts.SearchText.Fold(_userName, value);
        }
    }

    /// <summary>Both names folded, for substring search.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";
    public string? Email { get; set; }
    public string? Phone { get; set; }

    /// <summary>His tasks come to his address with their forms, and he can do them by answering.</summary>
    public bool WorksByMail { get; set; }
    public string? StaffNumber { get; set; }

    /// <summary>What he is in the organisation, as people call it.</summary>
    public string? Position { get; set; }
    public required string Language { get; set; }

    /// <summary>Null when the user cannot sign in with a password.</summary>
    [AuditedSecret]
    public string? PasswordHash { get; set; }
    public bool MustChangePassword { get; set; }
    public bool IsDisabled { get; set; }

    [NotAudited]
    public int FailedSignIns { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>Sessions made under another stamp are over.</summary>
    [NotAudited]
    public required string SecurityStamp { get; set; }

    [NotAudited]
    public DateTimeOffset CreatedAt { get; init; }

    [NotAudited]
    public DateTimeOffset? LastSignInAt { get; set; }

    [NotAudited]
    public int Version { get; set; }

    public List<UserRole> Roles { get; } = [];

    public List<UserSkill> Skills { get; } = [];

    /// <summary>Roles for a unit and all below it.</summary>
    public List<UserUnitRole> UnitRoles { get; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> builder)
        {
            builder.ToTable("desk_user");
            builder.HasKey(user => user.UserName);
            builder.Property(user => user.UserName).HasMaxLength(100);
            builder.Property(user => user.DisplayName).HasMaxLength(200);
            builder.Property(user => user.Position).HasMaxLength(100);
            builder.Property(user => user.WorksByMail).HasDefaultValue(false);
            builder.Property(user => user.Language).HasMaxLength(10);
            builder.Property(user => user.Version).IsConcurrencyToken();
            builder.HasMany(user => user.Roles).WithOne().HasForeignKey(role => role.UserName).OnDelete(DeleteBehavior.Cascade);
            builder.HasMany(user => user.UnitRoles).WithOne().HasForeignKey(role => role.UserName).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A user has a role.</summary>
[AuditedElement(AuditKinds.User, nameof(UserName), "roles", nameof(RoleCode))]
internal sealed class UserRole
{
    public required string UserName { get; init; }
    public required string RoleCode { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<UserRole>
    {
        public void Configure(EntityTypeBuilder<UserRole> builder)
        {
            builder.ToTable("desk_user_role");
            builder.HasKey(row => new { row.UserName, row.RoleCode });
            builder.HasIndex(row => row.RoleCode);
            builder.HasOne<Role>().WithMany().HasForeignKey(row => row.RoleCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
