using Baton.Desk.Worklists.Consultations;

namespace Baton.Desk.Tests.Worklists.Consultations;

/// <summary>When a vote by share is decided.</summary>
public sealed class ShareVoteTests
{
    [Theory]
    // Given all must agree, when one of three refuses, then it is refused at once.
    [InlineData(3, 0, 1, 100, ConsultationStatus.Refused)]
    [InlineData(3, 2, 0, 100, ConsultationStatus.Open)]
    [InlineData(3, 3, 0, 100, ConsultationStatus.Approved)]
    // Given half of two is enough, when one agrees, then it is approved; when one refuses, then the other decides.
    [InlineData(2, 1, 0, 50, ConsultationStatus.Approved)]
    [InlineData(2, 0, 1, 50, ConsultationStatus.Open)]
    [InlineData(2, 1, 1, 50, ConsultationStatus.Approved)]
    [InlineData(2, 0, 2, 50, ConsultationStatus.Refused)]
    // Given the border lies between two voters, when the share is not quite reached, then it stays open.
    [InlineData(3, 2, 0, 67, ConsultationStatus.Open)]
    [InlineData(3, 2, 0, 66, ConsultationStatus.Approved)]
    [InlineData(3, 0, 1, 67, ConsultationStatus.Refused)]
    [InlineData(3, 0, 1, 66, ConsultationStatus.Open)]
    [InlineData(100, 1, 0, 1, ConsultationStatus.Approved)]
    [InlineData(100, 0, 99, 1, ConsultationStatus.Open)]
    [InlineData(100, 0, 100, 1, ConsultationStatus.Refused)]
    [InlineData(0, 0, 0, 50, ConsultationStatus.Withdrawn)]
    public void A_vote_is_decided_as_soon_as_its_share_is_reached_or_cannot_be_reached_any_more(
        int asked,
        int approved,
        int refused,
        int needed,
        ConsultationStatus expected
    )
    {
        Assert.Equal(expected, ShareVote.Decide(new(asked, 0, approved, refused), needed));
    }

    [Fact]
    public void A_vote_in_which_everybody_has_spoken_is_never_open()
    {
        for (var asked = 1; asked <= 12; asked++)
        {
            for (var needed = 1; needed <= 100; needed++)
            {
                for (var approved = 0; approved <= asked; approved++)
                {
                    var status = ShareVote.Decide(new(asked, 0, approved, asked - approved), needed);
                    var expected = approved * 100 >= needed * asked ? ConsultationStatus.Approved : ConsultationStatus.Refused;
                    Assert.Equal(expected, status);
                }
            }
        }
    }

    [Fact]
    public void Withdrawn_voters_do_not_count()
    {
        var count = PartyCount.Of([PartyState.Approved, PartyState.Withdrawn, PartyState.Withdrawn]);

        Assert.Equal(new PartyCount(1, 0, 1, 0), count);
        Assert.Equal(ConsultationStatus.Approved, ShareVote.Decide(count, 100));
    }
}
