using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Access;

/// <summary>What a group of people does: its code is the candidate group of user tasks, its permissions open the desk's rooms.</summary>
[Audited(AuditKinds.Role, nameof(Code))]
internal sealed class Role
{
    /// <summary>The role of the first administrator; it always holds every permission.</summary>
    public const string Administrator = "administrator";

    public required string Code { get; init; }
    public required LocalizedText Name { get; set; }

    /// <summary>The pack that brought the role; null for one made in the desk.</summary>
    public string? Pack { get; set; }

    [NotAudited]
    public int Version { get; set; }

    public List<RolePermission> Permissions { get; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<Role>
    {
        public void Configure(EntityTypeBuilder<Role> builder)
        {
            builder.ToTable("desk_role");
            builder.HasKey(role => role.Code);
            builder.Property(role => role.Code).HasMaxLength(100);
            builder.ComplexProperty(role => role.Name);
            builder.Property(role => role.Version).IsConcurrencyToken();
            builder.HasMany(role => role.Permissions).WithOne().HasForeignKey(row => row.RoleCode).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A role allows something.</summary>
[AuditedElement(AuditKinds.Role, nameof(RoleCode), "permissions", nameof(Permission))]
internal sealed class RolePermission
{
    public required string RoleCode { get; init; }
    public required string Permission { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<RolePermission>
    {
        public void Configure(EntityTypeBuilder<RolePermission> builder)
        {
            builder.ToTable("desk_role_permission");
            builder.HasKey(row => new { row.RoleCode, row.Permission });
        }
    }
}
