namespace Baton.Web.Channels.WebForms;

/// <summary>Marks an answer that pages of other sites may show in a frame.</summary>
/// <param name="Sites">As browsers name them, such as <c>https://www.example.com</c>; the desk's own pages may always.</param>
public sealed record FrameSites(IReadOnlyList<string> Sites)
{
    /// <summary>What browsers are told as <c>frame-ancestors</c>.</summary>
    public string Policy => string.Join(' ', Sites.Prepend("'self'"));
}
