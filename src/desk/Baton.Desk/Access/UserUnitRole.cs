using Baton.Desk.Organisation;
using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Access;

/// <summary>A user has a role for a unit and all below it, and nowhere else.</summary>
[AuditedElement(AuditKinds.User, nameof(UserName), "unitRoles", nameof(RoleCode), Detail = nameof(UnitCode))]
internal sealed class UserUnitRole
{
    public required string UserName { get; init; }
    public required string RoleCode { get; init; }
    public required string UnitCode { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<UserUnitRole>
    {
        public void Configure(EntityTypeBuilder<UserUnitRole> builder)
        {
            builder.ToTable("desk_user_unit_role");
            builder.HasKey(row => new
            {
                row.UserName,
                row.RoleCode,
                row.UnitCode,
            });
            builder.HasIndex(row => row.RoleCode);
            builder.HasIndex(row => row.UnitCode);
            builder.HasOne<Role>().WithMany().HasForeignKey(row => row.RoleCode).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Department>().WithMany().HasForeignKey(row => row.UnitCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
