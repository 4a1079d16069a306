using System.Text;
using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Taking;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Outbound;

namespace Baton.Desk.Tests.Channels.Mail;

public sealed class ThreadsTests
{
    private static readonly CaseToken Tokens = new(Encoding.UTF8.GetBytes("a key of the desk"));
    private static readonly KnownMail[] Known = [new("first@desk", 1, "Bill"), new("second@desk", 2, "Roaming")];

    [Theory]
    [InlineData("Re: Bill")]
    [InlineData("Something else")]
    public void An_answer_belongs_to_what_it_answers_whatever_its_subject(string subject) =>
        Assert.Equal((1, ThreadedBy.Reply), Of(Threads.Decide(["first@desk"], ["second@desk"], subject, [], Known)));

    [Fact]
    public void A_signed_mark_goes_before_references_and_behind_the_answered_mail()
    {
        JudgedClaim[] claims = [new(new("TOS-1", null, "x"), 7, true)];

        Assert.Equal((7, ThreadedBy.Token), Of(Threads.Decide([], ["first@desk"], "Re: Bill", claims, Known)));
        Assert.Equal((2, ThreadedBy.Reply), Of(Threads.Decide(["second@desk"], [], "Re: Bill", claims, Known)));
    }

    [Theory]
    [InlineData("Re: Bill", 1L)]
    [InlineData("RE: FW: 回复：bill [#TOS-20261123-0001-abcdefghijkmnpqr]", 1L)]
    [InlineData("AW: Re[2]:  BILL ", 1L)]
    [InlineData("New matter", null)]
    [InlineData("", null)]
    public void References_count_only_where_the_subject_is_the_same(string subject, long? expected) =>
        Assert.Equal(expected, Threads.Decide([], ["unknown@x", "first@desk"], subject, [], Known).CaseKey);

    [Fact]
    public void A_mark_that_the_desk_did_not_make_leads_nowhere_and_is_said()
    {
        var thread = Threads.Decide([], [], "x", [new(new("TOS-1", null, "x"), 7, false)], Known);

        Assert.Equal((null, true), (thread.CaseKey, thread.HasForgedToken));
    }

    [Fact]
    public void A_mark_holds_for_one_case_one_mailbox_and_one_key_and_survives_upper_case()
    {
        var token = Tokens.Of(42, "main");

        Assert.True(Tokens.IsOf(token.ToUpperInvariant(), 42, "main"));
        Assert.False(Tokens.IsOf(token, 43, "main"));
        Assert.False(Tokens.IsOf(token, 42, "other"));
        Assert.False(new CaseToken(Encoding.UTF8.GetBytes("another key")).IsOf(token, 42, "main"));
        var subject = Tokens.Subject("Bill", "TOS-20261123-0001", 42, "main");
        var claim = Assert.Single(CaseToken.InSubject("AW: " + subject));
        Assert.Equal(("TOS-20261123-0001", token), (claim.Number, claim.Token));
        Assert.Equal(subject, Tokens.Subject(subject, "TOS-20261123-0001", 42, "main"));
        var addressed = Assert.Single(CaseToken.InAddresses(["x@y.test", Tokens.Address("box@desk.test", 42, "main")]));
        Assert.Equal((42, token), (addressed.CaseKey, addressed.Token));
    }

    [Theory]
    [InlineData("reopen", 400, 0, nameof(ClosedCaseDeed.Reopen))]
    [InlineData("reopen-within", 29, 0, nameof(ClosedCaseDeed.Reopen))]
    [InlineData("reopen-within", 31, 0, nameof(ClosedCaseDeed.New))]
    [InlineData("new", 0, 60, nameof(ClosedCaseDeed.Join))]
    [InlineData("new", 1, 60, nameof(ClosedCaseDeed.New))]
    [InlineData("new", 0, 0, nameof(ClosedCaseDeed.New))]
    public void An_answer_to_a_closed_case_does_what_the_mailbox_says(string rule, int daysAgo, int quietMinutes, string expected)
    {
        var now = DeskHost.Morning;
        var mailbox = new Mailbox
        {
            Code = "main",
            Name = "",
            Address = "",
            Protocol = "",
            Host = "",
            Security = "",
            User = "",
            ClosedCase = rule,
            ReopenDays = 30,
            QuietMinutes = quietMinutes,
        };

        Assert.Equal(expected, ClosedCase.Decide(mailbox, now.AddDays(-daysAgo), now).ToString());
    }

    [Theory]
    [InlineData("mail.shop.test", true)]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("10.0.0.5", true)]
    public void A_mailbox_may_not_name_this_machine_or_its_own_line(string host, bool expected) =>
        Assert.Equal(expected, AllowedHosts.MayName(host, []));

    [Fact]
    public void Where_hosts_are_listed_all_others_are_refused()
    {
        Assert.True(AllowedHosts.MayName("127.0.0.1", ["127.0.0.1"]));
        Assert.False(AllowedHosts.MayName("mail.shop.test", ["127.0.0.1"]));
    }

    private static (long?, string?) Of(MailThread thread) => (thread.CaseKey, thread.By);
}
