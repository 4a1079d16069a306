using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation;

/// <summary>Who checks a department's cases when nobody was picked.</summary>
internal static class UnitManagers
{
    /// <summary>The default manager of the department or of the nearest department above it that has one; null when there is none.</summary>
    public static async Task<string?> Default(DeskDb db, string? departmentCode, CancellationToken ct)
    {
        if (departmentCode is null)
            return null;
        var rows = await db
            .Departments.AsNoTracking()
            .Select(row => new Link(row.Code, row.ParentCode, row.DefaultManager))
            .ToListAsync(ct);
        return Default(rows.ToDictionary(row => row.Code, StringComparer.Ordinal), departmentCode);
    }

    internal static string? Default(IReadOnlyDictionary<string, Link> departments, string departmentCode)
    {
        string? code = departmentCode;
        for (var step = 0; code is not null && step <= departments.Count; step++)
        {
            if (!departments.TryGetValue(code, out var department))
                return null;
            if (department.DefaultManager is { } found)
                return found;
            code = department.ParentCode;
        }
        return null;
    }

    internal sealed record Link(string Code, string? ParentCode, string? DefaultManager);
}
