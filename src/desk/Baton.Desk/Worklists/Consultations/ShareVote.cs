namespace Baton.Desk.Worklists.Consultations;

/// <summary>How many were asked and what they said; those who were withdrawn do not count.</summary>
/// <param name="Asked">All who are asked, whether they have answered or not.</param>
/// <param name="Answered">Those who said their part in words.</param>
/// <param name="Approved">Those who said yes.</param>
/// <param name="Refused">Those who said no.</param>
public readonly record struct PartyCount(int Asked, int Answered, int Approved, int Refused)
{
    internal static PartyCount Of(IReadOnlyCollection<PartyState> states) =>
        new(
            states.Count(state => state is not PartyState.Withdrawn),
            states.Count(state => state is PartyState.Answered),
            states.Count(state => state is PartyState.Approved),
            states.Count(state => state is PartyState.Refused)
        );

    /// <summary>Whoever said anything.</summary>
    public int Heard => Answered + Approved + Refused;
}

/// <summary>The rule of a vote by share. Pure, in whole numbers, so that no share is rounded over its border.</summary>
public static class ShareVote
{
    /// <summary>
    /// Approved as soon as the approvals reach the needed share of all voters; refused as soon as they cannot reach it any more, which is when the
    /// refused share and the needed share make more than the whole. Open until then.
    /// </summary>
    /// <param name="count">The voters.</param>
    /// <param name="neededPercent">1 to 100.</param>
    public static ConsultationStatus Decide(PartyCount count, int neededPercent)
    {
        if (count.Asked == 0)
            return ConsultationStatus.Withdrawn;
        var needed = neededPercent * count.Asked;
        if (count.Approved * 100 >= needed)
            return ConsultationStatus.Approved;
        return (count.Refused * 100) + needed > count.Asked * 100 ? ConsultationStatus.Refused : ConsultationStatus.Open;
    }
}
