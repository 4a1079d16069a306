using Baton.Desk.Channels.Mail.Reading;
using CsCheck;

namespace Baton.Desk.Tests.Channels.Mail;

public sealed class MailReadingTests
{
    private static readonly MailLimits Limits = new(1_000_000);

    public static TheoryData<string> Names => [.. Corpus.All.Select(mail => mail.Name)];

    [Fact]
    public void The_corpus_has_at_least_three_hundred_mails_of_different_names()
    {
        Assert.True(Corpus.All.Count >= 300, $"{Corpus.All.Count}");
        Assert.Equal(Corpus.All.Count, Corpus.All.DistinctBy(mail => mail.Name).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mail_of_the_corpus_reads_as_it_was_meant(string name)
    {
        var mail = Corpus.All.Single(one => one.Name == name);

        var (read, refusal) = MailReading.Read(mail.Raw, Limits, [Corpus.Own]);

        if (mail.IsRefused)
        {
            Assert.Equal(MailReading.Refused, refusal);
            return;
        }
        if (read is null)
        {
            // Noise may be read or refused, but what has expectations must be read.
            Assert.Null(mail.Text ?? mail.Subject);
            return;
        }
        if (mail.Subject is not null)
            Assert.Equal(mail.Subject, read.Subject);
        if (mail.Text is not null)
            Assert.Equal(mail.Text, read.NewText);
        if (mail.From is not null)
            Assert.Equal(mail.From, read.From ?? "");
        if (mail.FromName is not null)
            Assert.Equal(mail.FromName, read.FromName);
        if (mail.Files.Count > 0)
            Assert.Equal(mail.Files, read.Files.Select(file => file.Name));
        Assert.Equal(mail.Kind, read.Machine.Kind);
        if (mail.Mark is not null)
            Assert.Contains(mail.Mark, read.Marks);
        if (mail.BounceIsFinal is not null)
        {
            Assert.Equal(mail.BounceIsFinal, read.Machine.Bounce!.IsFinal);
            Assert.Equal(mail.BouncedId, read.Machine.Bounce.MessageId);
        }
        Assert.All(mail.Absent, words => Assert.DoesNotContain(words, read.NewText, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mail_that_was_damaged_on_its_way_is_read_or_refused_and_nothing_else() =>
        Gen.Select(Gen.Int[0, Corpus.All.Count - 1], Gen.Select(Gen.Int[0, 1_000_000], Gen.Byte, Gen.Int[0, 3]).Array[1, 20])
            .Sample(
                (index, changes) =>
                {
                    var damaged = new List<byte>(Corpus.All[index].Raw.Take(60_000));
                    foreach (var (where, what, how) in changes)
                        Damage(damaged, where, what, how);

                    var (read, refusal) = MailReading.Read([.. damaged], Limits, [Corpus.Own]);

                    return (read is null) != (refusal is null) && (read is null || IsSound(read));
                },
                iter: 1_500
            );

    private static void Damage(List<byte> mail, int where, byte what, int how)
    {
        if (mail.Count == 0)
            return;
        var at = where % mail.Count;
        switch (how)
        {
            case 0:
                mail[at] = what;
                break;
            case 1:
                mail.Insert(at, what);
                break;
            case 2:
                mail.RemoveAt(at);
                break;
            default:
                mail.RemoveRange(at, Math.Min(what, mail.Count - at));
                break;
        }
    }

    /// <summary>What no database and no page would take must not be there.</summary>
    private static bool IsSound(ReadMail mail) =>
        mail.Subject.Length <= 200
        && !mail.Subject.Any(char.IsControl)
        && !mail.Text.Contains('\0', StringComparison.Ordinal)
        && IsWhole(mail.Text)
        && IsWhole(mail.Subject)
        && mail.Files.All(file => file.Name.Length is > 0 and <= 200 && !file.Name.Contains('/', StringComparison.Ordinal));

    private static bool IsWhole(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)) == text;
}
