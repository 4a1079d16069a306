namespace Baton.Desk.Http;

/// <summary>Marks a route that pages of other sites may call; it decides by itself which ones, and heeds no cookie.</summary>
public sealed class ForOtherSites;
