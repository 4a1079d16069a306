using System.Text;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs;

/// <summary>What use cases of designs check alike.</summary>
internal static class DesignGuard
{
    /// <summary>A text may be so long, in bytes of UTF-8.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    public const int NameMaxLength = 200;
    public const int CommentMaxLength = 2000;
    public const int ElementMaxLength = 250;

    public static readonly string[] Readers = [.. Permissions.ReadDesigns];

    public static bool MayRead(DeskUser user) => Readers.Any(user.May);

    /// <summary>With tracking; null when there is none.</summary>
    public static Task<Design?> Find(DeskDb db, long key, CancellationToken ct) =>
        db.Set<Design>().SingleOrDefaultAsync(row => row.Key == key, ct);

    public static Problem NotFound(string language) => DesignTexts.Words.NotFound("design", language);

    public static List<FieldProblem> Text(string? text, string language)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [DesignTexts.Words.Field("text", "required", "text", language)];
        return text.Length > MostBytes || Encoding.UTF8.GetByteCount(text) > MostBytes
            ? [DesignTexts.Words.Field("text", "maxLength", "text-length", language)]
            : [];
    }

    public static List<FieldProblem> Comment(string? comment, string field, string language) =>
        comment?.Length > CommentMaxLength
            ? [DesignTexts.Words.Field(field, "maxLength", "comment-length", language, ("max", $"{CommentMaxLength}"))]
            : [];

    /// <summary>Null for nothing said.</summary>
    public static string? Said(string? comment) => string.IsNullOrWhiteSpace(comment) ? null : comment.Trim();

    public static void Remark(
        DeskDb db,
        UnitOfWork unit,
        Design design,
        DesignDeed deed,
        string author,
        string? text,
        string? elementId = null
    ) =>
        db.Add(
            new DesignRemark
            {
                Key = unit.NextKey(),
                DesignKey = design.Key,
                Deed = deed,
                Revision = design.Revision,
                Author = author,
                At = unit.Now,
                Text = Said(text),
                ElementId = Said(elementId),
            }
        );

    /// <summary>Screens that show it, or the list, look again after the commit.</summary>
    public static void Tell(UnitOfWork unit, Design design)
    {
        unit.Tell(DeskChanges.Design(design.Key));
        unit.Tell(DeskChanges.Designs);
    }
}
