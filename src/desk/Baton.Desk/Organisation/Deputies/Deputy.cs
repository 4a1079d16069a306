using Baton.Desk.Access;
using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Organisation.Deputies;

/// <summary>
/// Who does a person's tasks while he is absent. Only the period counts: nothing is copied into tasks, so all is as before when it is over.
/// </summary>
[Audited(AuditKinds.Deputy, nameof(UserName))]
internal sealed class Deputy
{
    /// <summary>Who is absent; everybody has one deputy at most.</summary>
    public required string UserName { get; init; }
    public required string DeputyName { get; set; }

    /// <summary>The first instant of the absence.</summary>
    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>The first instant after it.</summary>
    public required DateTimeOffset EndsAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Deputy>
    {
        public void Configure(EntityTypeBuilder<Deputy> builder)
        {
            builder.ToTable("desk_deputy");
            builder.HasKey(row => row.UserName);
            builder.HasIndex(row => row.DeputyName);
            builder.HasIndex(row => row.EndsAt);
            builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserName);
            builder.HasOne<User>().WithMany().HasForeignKey(row => row.DeputyName);
        }
    }
}
