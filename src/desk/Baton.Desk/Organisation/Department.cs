using Baton.Desk.Access;
using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Organisation;

/// <summary>A unit of the organisation; departments form a tree.</summary>
[Audited(AuditKinds.Department, nameof(Code))]
internal sealed class Department
{
    public required string Code { get; init; }
    public string? ParentCode { get; set; }
    public required LocalizedText Name { get; set; }

    /// <summary>Who checks the department's cases when the agent picked nobody; null inherits from the parent.</summary>
    public string? DefaultManager { get; set; }

    /// <summary>The member who is told of work for the department and sees that it is done; null tells all members.</summary>
    public string? ContactPerson { get; set; }

    /// <summary>One of <see cref="UnitLevels"/>; null for none.</summary>
    public string? Level { get; set; }

    /// <summary>The calendar that time limits of its cases are reckoned with; null inherits from the parent.</summary>
    public string? CalendarCode { get; set; }

    /// <summary>How it works by mail: one of <see cref="MailWorkKinds"/>; null for not at all.</summary>
    public string? MailWork { get; set; }

    /// <summary>Its own address, lower-case, for <see cref="MailWorkKinds.Address"/>.</summary>
    public string? MailAddress { get; set; }
    public int SortOrder { get; set; }
    public bool IsClosed { get; set; }

    [NotAudited]
    public int Version { get; set; }

    public List<DepartmentMember> Members { get; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<Department>
    {
        public void Configure(EntityTypeBuilder<Department> builder)
        {
            builder.ToTable("desk_department");
            builder.HasKey(department => department.Code);
            builder.Property(department => department.Code).HasMaxLength(100);
            builder.ComplexProperty(department => department.Name);
            builder.Property(department => department.Level).HasMaxLength(20);
            builder.Property(department => department.MailWork).HasMaxLength(20);
            builder.Property(department => department.MailAddress).HasMaxLength(254);
            builder.Property(department => department.CalendarCode).HasMaxLength(100);
            builder.Property(department => department.Version).IsConcurrencyToken();
            builder.HasOne<Department>().WithMany().HasForeignKey(department => department.ParentCode).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<User>().WithMany().HasForeignKey(department => department.DefaultManager).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(department => department.Members).WithOne().HasForeignKey(member => member.DepartmentCode);
        }
    }
}

/// <summary>A user belongs to a department.</summary>
[AuditedElement(AuditKinds.User, nameof(UserName), "departments", nameof(DepartmentCode))]
internal sealed class DepartmentMember
{
    public required string DepartmentCode { get; init; }
    public required string UserName { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DepartmentMember>
    {
        public void Configure(EntityTypeBuilder<DepartmentMember> builder)
        {
            builder.ToTable("desk_department_member");
            builder.HasKey(member => new { member.DepartmentCode, member.UserName });
            builder.HasIndex(member => member.UserName);
            builder.HasOne<User>().WithMany().HasForeignKey(member => member.UserName);
        }
    }
}
