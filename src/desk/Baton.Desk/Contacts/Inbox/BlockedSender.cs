using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>A number or an address whose contacts nobody sees in the inbox.</summary>
[Audited(AuditKinds.BlockedSender, nameof(Address))]
internal sealed class BlockedSender
{
    /// <summary>As <see cref="Sender.Normal"/> writes it.</summary>
    public required string Address { get; init; }
    public required string BlockedBy { get; init; }

    [NotAudited]
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<BlockedSender>
    {
        public void Configure(EntityTypeBuilder<BlockedSender> builder)
        {
            builder.ToTable("desk_blocked_sender");
            builder.HasKey(sender => sender.Address);
        }
    }
}
