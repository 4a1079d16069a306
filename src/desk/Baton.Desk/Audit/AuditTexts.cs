using Baton.Desk.Texts;

namespace Baton.Desk.Audit;

/// <summary>The words of the audit log, from the resources beside this file.</summary>
internal static class AuditTexts
{
    public static TextSet Words { get; } = new(typeof(AuditTexts));
}
