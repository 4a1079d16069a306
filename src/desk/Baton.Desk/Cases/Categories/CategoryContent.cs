using System.Text.Json;
using Baton.Desk.Storage.Auditing;

namespace Baton.Desk.Cases.Categories;

/// <summary>What people and packs say about a category: its names, its place, and whether it is offered.</summary>
internal sealed record CategoryContent(LocalizedText Name, string? Parent, int SortOrder, bool IsRetired)
{
    public static CategoryContent Of(Category row) => new(row.Name, row.ParentCode, row.SortOrder, row.IsRetired);

    public static CategoryContent Read(string json) => JsonSerializer.Deserialize<CategoryContent>(json, AuditChanges.Json)!;

    public string Write() => JsonSerializer.Serialize(this, AuditChanges.Json);

    public void WriteTo(Category row) => (row.Name, row.ParentCode, row.SortOrder, row.IsRetired) = (Name, Parent, SortOrder, IsRetired);
}
