using System.Security.Cryptography;
using Baton.Desk.Access;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Storage.Files;
using Baton.Desk.Tests.Channels.Fax;
using Baton.Runtime;
using Baton.Runtime.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Storage;

/// <summary>What lies in the data directory of a single server lies in the database of several.</summary>
public sealed class DatabaseFilesTests
{
    private const string Name = "attachments/ab/large";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(KeptFileChunk.Length)]
    [InlineData((2 * KeptFileChunk.Length) + 1)]
    public async Task A_file_comes_back_as_it_was_written(int size)
    {
        await using var desk = await FaxDesk.OpenOnPostgres();
        var content = RandomNumberGenerator.GetBytes(size);

        await Files(desk).Write(Name, content, Ct);

        Assert.Equal(content, await Read(desk, Name));
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_read_alone()
    {
        await using var desk = await FaxDesk.OpenOnPostgres();
        var content = RandomNumberGenerator.GetBytes(2 * KeptFileChunk.Length);
        await Files(desk).Write(Name, content, Ct);
        await using var stream = await Files(desk).Open(Name, Ct);

        stream!.Seek(-10, SeekOrigin.End);
        var end = new byte[10];
        await stream.ReadExactlyAsync(end, Ct);

        Assert.Equal(content[^10..], end);
    }

    [Fact]
    public async Task A_content_replaces_the_one_before_and_is_kept_once()
    {
        await using var desk = await FaxDesk.OpenOnPostgres();

        await Files(desk).Write(Name, new byte[] { 1 }, Ct);
        await Files(desk).Write(Name, new byte[] { 2, 3 }, Ct);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Files(desk).Write(Name, new byte[] { 2, 3 }, Ct)));

        Assert.Equal(new byte[] { 2, 3 }, await Read(desk, Name));
        Assert.Equal(1, await desk.Read(db => db.Set<KeptFileChunk>().CountAsync(Ct)));
    }

    [Fact]
    public async Task A_damaged_content_is_noticed_before_the_reader_believes_it()
    {
        await using var desk = await FaxDesk.OpenOnPostgres();
        await Files(desk).Write(Name, new byte[] { 1, 2, 3 }, Ct);
        await Change(desk, "UPDATE desk_file_chunk SET content = '\\x010204'");

        await Assert.ThrowsAsync<InvalidDataException>(() => Read(desk, Name));
        await Change(desk, "DELETE FROM desk_file_chunk");
        await Assert.ThrowsAsync<InvalidDataException>(() => Read(desk, Name));
    }

    [Fact]
    public async Task There_is_no_content_under_a_name_that_nobody_used()
    {
        await using var desk = await FaxDesk.OpenOnPostgres();

        Assert.Null(await Files(desk).Open("attachments/no/such", Ct));
    }

    [Fact]
    public async Task The_content_of_a_deleted_attachment_goes_when_no_other_has_it()
    {
        await using var desk = await FaxDesk.OpenOnPostgres();
        var first = await Upload(desk, "one.txt", "the same");
        var second = await Upload(desk, "two.txt", "the same");
        await Upload(desk, "three.txt", "another");

        await CleanUpFrom(desk);
        await Delete(desk, first);
        await desk.PinClock(desk.Now.AddHours(3));
        var shared = await desk.Read(db => db.Set<KeptFile>().CountAsync(Ct));
        await Delete(desk, second);
        await desk.PinClock(desk.Now.AddHours(3));

        Assert.Equal(2, shared);
        Assert.Equal(7, (await desk.Read(db => db.Set<KeptFile>().SingleAsync(Ct))).Size);
        Assert.Equal(1, await desk.Read(db => db.Set<KeptFileChunk>().CountAsync(Ct)));
    }

    [Fact]
    public async Task Keys_that_protect_cookies_are_known_to_every_server_of_the_database()
    {
        await using var desk = await FaxDesk.OpenOnPostgres();
        var storage = desk.Get<BatonStorage>();

        new KeyRing(storage).StoreElement(new("key", "secret"), "key-1");

        Assert.Equal("secret", Assert.Single(new KeyRing(storage).GetAllElements()).Value);
    }

    [Fact]
    public async Task A_text_with_a_character_that_PostgreSQL_does_not_have_is_kept_and_found()
    {
        await using var desk = await FaxDesk.OpenOnPostgres();
        await Change(desk, "UPDATE desk_customer SET name = 'Nul\uFFFD'");

        var name = "Nul" + '\0';
        Assert.NotNull(await desk.Read(db => db.Customers.FirstOrDefaultAsync(row => row.Name == name, Ct)));
    }

    private static IFileStore Files(FaxDesk desk) => desk.Get<IFileStore>();

    private static async Task<byte[]> Read(FaxDesk desk, string name)
    {
        await using var stream = await Files(desk).Open(name, Ct);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy, 1_000, Ct);
        return copy.ToArray();
    }

    private static async Task<long> Upload(FaxDesk desk, string name, string content)
    {
        var request = new UploadAttachmentRequest(null, "draft", name)
        {
            Content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)),
        };
        var outcome = await desk.Get<UploadAttachment>().Handle(desk.Agent, request, Ct);
        Assert.Null(outcome.Problem);
        return outcome.Value.Key;
    }

    /// <summary>The desk was first started by the clock of the system: its hourly work shall go by the pinned one.</summary>
    private static Task<Outcome<Done>> CleanUpFrom(FaxDesk desk) =>
        desk.Runtime.Write<Done>(unit =>
        {
            unit.SetSchedule(UnusedFiles.Schedule, unit.Now);
            return ValueTask.FromResult<Outcome<Done>>(Done.Outcome);
        });

    private static async Task Delete(FaxDesk desk, long key) =>
        Assert.Null((await desk.Get<DeleteAttachment>().Handle(desk.Agent, new(key), Ct)).Problem);

    private static async Task Change(FaxDesk desk, string sql)
    {
        await using var connection = desk.Get<BatonStorage>().OpenWriter();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
