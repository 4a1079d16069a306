using Baton.Desk.Access;
using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Organisation.Skills;

/// <summary>Something that people can do well or less well, such as a language or a product.</summary>
[Audited(AuditKinds.Skill, nameof(Code))]
internal sealed class Skill
{
    /// <summary>The least level of who has it at all.</summary>
    public const int MinLevel = 1;
    public const int MaxLevel = 5;

    public required string Code { get; init; }
    public required LocalizedText Name { get; set; }

    /// <summary>The pack that brought it; null for one made in the desk.</summary>
    public string? Pack { get; set; }
    public int SortOrder { get; set; }

    [NotAudited]
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Skill>
    {
        public void Configure(EntityTypeBuilder<Skill> builder)
        {
            builder.ToTable("desk_skill");
            builder.HasKey(skill => skill.Code);
            builder.Property(skill => skill.Code).HasMaxLength(100);
            builder.ComplexProperty(skill => skill.Name);
            builder.Property(skill => skill.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>A user has a skill.</summary>
[AuditedElement(AuditKinds.User, nameof(UserName), "skills", nameof(SkillCode), Detail = nameof(Level))]
internal sealed class UserSkill
{
    public required string UserName { get; init; }
    public required string SkillCode { get; init; }

    /// <summary>How well, from <see cref="Skill.MinLevel"/> to <see cref="Skill.MaxLevel"/>.</summary>
    public int Level { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<UserSkill>
    {
        public void Configure(EntityTypeBuilder<UserSkill> builder)
        {
            builder.ToTable("desk_user_skill");
            builder.HasKey(row => new { row.UserName, row.SkillCode });
            // Who is good enough at something is asked for each task that is given out.
            builder.HasIndex(row => new { row.SkillCode, row.Level });
            builder.HasOne<Skill>().WithMany().HasForeignKey(row => row.SkillCode).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<User>().WithMany(user => user.Skills).HasForeignKey(row => row.UserName).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
