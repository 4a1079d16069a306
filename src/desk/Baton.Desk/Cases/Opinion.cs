using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Cases;

/// <summary>What a person wrote on a step. What it says is never changed.</summary>
internal sealed class Opinion
{
    internal const int TextMaxLength = 4000;

    public required long Key { get; init; }
    public required long CaseKey { get; set; }

    /// <summary>The task it was written on; null for a remark between steps.</summary>
    public long? TaskKey { get; init; }
    public string? ElementId { get; set; }
    public string? Action { get; init; }
    public required string Author { get; init; }
    public string? DepartmentCode { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What is wrong with a text that must be there; null when nothing is.</summary>
    public static FieldProblem? Check(string? text, string field, string language) =>
        string.IsNullOrWhiteSpace(text) ? Problems.Field(field, "required", "task.opinion", language)
        : text.Length > TextMaxLength ? Problems.Field(field, "maxLength", "task.text-length", language, ("max", $"{TextMaxLength}"))
        : null;

    internal sealed class Configuration : IEntityTypeConfiguration<Opinion>
    {
        public void Configure(EntityTypeBuilder<Opinion> builder)
        {
            builder.ToTable("desk_opinion");
            builder.HasKey(opinion => opinion.Key);
            builder.Property(opinion => opinion.Key).ValueGeneratedNever();
            builder.HasIndex(opinion => new { opinion.CaseKey, opinion.At });
            builder.HasOne<Case>().WithMany().HasForeignKey(opinion => opinion.CaseKey);
        }
    }
}
