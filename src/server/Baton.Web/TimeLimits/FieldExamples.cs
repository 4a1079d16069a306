namespace Baton.Web.TimeLimits;

/// <summary>What empty fields show as an example; the same in every language, because it is written in a notation.</summary>
internal static class FieldExamples
{
    public const string Address = "https://";
    public const string Target = "PT24H";
    public const string FirstRound = "P1D";
    public const string EveryRound = "P2D";
    public const string Warning = "75% / -PT4H";
    public const string Channels = "desk; mail";
    public const string Recipients = "handler; manager";
    public const string Action = "due / round:2";
    public const string Facts = "{\"severity\": \"major\"}";
}
