using Baton.Desk.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases.Watching;

/// <summary>Somebody who wants to hear of what happens to a case, though he need not do anything.</summary>
internal sealed class CaseWatcher
{
    public required long CaseKey { get; init; }
    public required string UserName { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>He watches because he looks after the customer; it ends when somebody else does.</summary>
    public bool LooksAfterCustomer { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseWatcher>
    {
        public void Configure(EntityTypeBuilder<CaseWatcher> builder)
        {
            builder.ToTable("desk_case_watcher");
            builder.HasKey(watcher => new { watcher.CaseKey, watcher.UserName });
            builder.HasIndex(watcher => watcher.UserName);
            builder.Property(watcher => watcher.LooksAfterCustomer).HasDefaultValue(false);
            builder.HasOne<Case>().WithMany().HasForeignKey(watcher => watcher.CaseKey);
            builder.HasOne<User>().WithMany().HasForeignKey(watcher => watcher.UserName);
        }
    }
}
