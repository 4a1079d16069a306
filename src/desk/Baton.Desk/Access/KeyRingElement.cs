using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Access;

/// <summary>A key with which servers protect cookies and forms, or the revocation of one.</summary>
internal sealed class KeyRingElement
{
    public required string Name { get; init; }
    public required string Xml { get; init; }

    public static void Configure(EntityTypeBuilder<KeyRingElement> builder)
    {
        builder.ToTable("desk_key_ring");
        builder.HasKey(element => element.Name);
    }
}
