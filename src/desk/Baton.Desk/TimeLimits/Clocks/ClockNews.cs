using System.Text.Json.Nodes;
using Baton.Desk.Cases;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>A case whose clocks tell people or do something, with what that needs.</summary>
/// <param name="Row">The case; not tracked.</param>
/// <param name="Words">Its time line.</param>
/// <param name="Facts">What rules for recipients may ask, read where one does.</param>
internal sealed record ClockNews(Case Row, ClockWords Words, Func<Task<JsonObject>> Facts);
