using System.Text;
using Baton.Desk.Channels.Fax.Spool;

namespace Baton.Desk.Tests.Channels.Fax;

public sealed class SpoolResultFileTests
{
    private const string Id = "fax-4503599627370497";

    [Fact]
    public void Json_and_lines_say_the_same()
    {
        var json = Read(
            $$"""{"id":"{{Id}}","status":"sent","code":"MCF","finishedAt":"2026-03-05T14:31:07+08:00","pages":2,"durationSeconds":41.5,"remoteId":"+852 2345 6789","extra":[1]}"""
        );
        var lines = Read(
            $"# written by the gateway\r\nid={Id}\r\nstatus=sent\r\ncode=MCF\r\nfinishedAt=2026-03-05T06:31:07Z\r\npages=2\r\ndurationSeconds=41.5\r\nremoteId=+852 2345 6789\r\n"
        );

        Assert.Empty(json.Problems);
        Assert.Equal(json.Result, lines.Result);
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 6, 31, 7, TimeSpan.Zero), json.Result!.FinishedAt);
        Assert.True(json.Result.Sent);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"id\": ", "JSON")]
    [InlineData("status", "line 1")]
    [InlineData("id=fax-1\nstatus=sent", "id: expected")]
    [InlineData("id=fax-4503599627370497\nstatus=maybe", "status: expected sent or failed")]
    [InlineData("id=fax-4503599627370497\nstatus=failed", "reason: expected")]
    [InlineData("id=fax-4503599627370497\nstatus=sent\npages=-1", "pages: expected")]
    [InlineData("id=fax-4503599627370497\nstatus=sent\npages=1.5", "pages: expected")]
    [InlineData("id=fax-4503599627370497\nstatus=sent\nfinishedAt=yesterday", "finishedAt: expected")]
    [InlineData("id=fax-4503599627370497\nstatus=sent\nfinishedAt=2026-03-05T06:31:07", "finishedAt: expected")]
    public void A_malformed_file_is_refused_with_the_place(string content, string problem)
    {
        var reading = Read(content);

        Assert.Null(reading.Result);
        Assert.Contains(reading.Problems, found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        Assert.Equal(3, Read("id=other\nstatus=maybe\npages=many").Problems.Count);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_and_files_too_large_are_refused()
    {
        Assert.Contains("UTF-8", SpoolResultFile.Read(Id, [0xFF, 0xFE, 0x00]).Problems[0], StringComparison.Ordinal);
        Assert.Contains("at most", SpoolResultFile.Read(Id, new byte[SpoolResultFile.MaxBytes + 1]).Problems[0], StringComparison.Ordinal);
    }

    private static SpoolResultReading Read(string content) => SpoolResultFile.Read(Id, Encoding.UTF8.GetBytes(content));
}
