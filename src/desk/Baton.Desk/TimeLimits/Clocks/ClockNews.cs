using System.Text.Json.Nodes;
using Baton.Desk.Cases;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>A clock that something happened to, with what telling people or doing something needs.</summary>
/// <param name="Row">Its case; not tracked.</param>
/// <param name="Words">The time line of the case.</param>
/// <param name="Work">What happened.</param>
/// <param name="Facts">What rules for recipients may ask, read where one does.</param>
internal sealed record ClockNews(Case Row, ClockWords Words, ClockWork Work, Func<Task<JsonObject>> Facts)
{
    /// <summary>Puts what happened on the time line; the caller saves.</summary>
    public void Write()
    {
        foreach (var what in Work.Step.Happened)
            Words.Write(Work.Limit, Work.Clock, Work.Step.Record, what);
    }
}
