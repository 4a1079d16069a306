using System.Security.Cryptography;
using Baton.Engine;
using Baton.Runtime.Documents;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>Documents are kept whole, found by their id, and gone when they are deleted or expire.</summary>
public abstract class DocumentsSuite : StorageSuite
{
    [Fact]
    public async Task A_document_of_several_parts_is_read_as_it_was_written()
    {
        var content = new byte[1_300_000];
        new Random(7).NextBytes(content);
        var host = await Open();
        var added = (
            await host.Runtime.Documents.Add(
                new("report.pdf", "application/pdf", content)
                {
                    ProcessDefinitionId = "order",
                    ProcessInstanceKey = 17,
                    CustomProperties = """{"page":1}""",
                },
                Cancel
            )
        ).Value;

        await host.Runtime.DisposeAsync();
        var again = await Open();
        Assert.Equal(added, await again.Runtime.Documents.Find(added.DocumentId, Cancel));
        Assert.Equal((1_300_000, "report.pdf", "application/pdf"), (added.Size, added.FileName, added.ContentType));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), added.ContentHash);
        Assert.Equal(content, await Content(again, added));
    }

    [Fact]
    public async Task An_empty_document_is_a_document()
    {
        var host = await Open();
        var added = (await host.Runtime.Documents.Add(new("empty.txt", "text/plain", default) { DocumentId = "none" }, Cancel)).Value;

        Assert.Equal(("none", 0), (added.DocumentId, added.Size));
        Assert.Empty(await Content(host, added));
    }

    [Fact]
    public async Task An_id_is_given_once_until_its_document_is_deleted()
    {
        var host = await Open();
        var request = new AddDocumentRequest("a.txt", "text/plain", new byte[] { 1 }) { DocumentId = "mine" };
        Assert.True((await host.Runtime.Documents.Add(request, Cancel)).Succeeded);
        Assert.Equal(RejectionKind.AlreadyExists, (await host.Runtime.Documents.Add(request, Cancel)).Problem!.Kind);

        Assert.True((await host.Runtime.Documents.Delete("mine", Cancel)).Succeeded);
        Assert.Equal(RejectionKind.NotFound, (await host.Runtime.Documents.Delete("mine", Cancel)).Problem!.Kind);
        Assert.Null(await host.Runtime.Documents.Find("mine", Cancel));
        Assert.Equal(0, await Count(host, "engine_document_part"));
        Assert.True((await host.Runtime.Documents.Add(request, Cancel)).Succeeded);
    }

    [Fact]
    public async Task A_document_is_gone_from_the_instant_at_which_it_expires()
    {
        var host = await Open(options: new() { DueBatch = 2 });
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var request = new AddDocumentRequest("a.txt", "text/plain", new byte[] { 1 }) { ExpiresAt = host.Now.AddHours(1) };
            ids.Add((await host.Runtime.Documents.Add(request, Cancel)).Value.DocumentId);
        }
        await host.Runtime.Documents.Add(new("b.txt", "text/plain", new byte[] { 1 }), Cancel);
        await host.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await host.Runtime.Documents.Find(ids[0], Cancel));

        await host.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await host.Runtime.Documents.Find(ids[0], Cancel));
        Assert.Equal(1, await Count(host, "engine_document"));
        Assert.Equal(1, await Count(host, "engine_document_part"));
    }

    [Theory]
    [InlineData("a/b", "a.txt")]
    [InlineData("..", "a.txt")]
    [InlineData("", "a.txt")]
    [InlineData("fine", "")]
    [InlineData("fine", "a\nb")]
    public async Task A_name_that_fits_nowhere_is_refused(string id, string fileName)
    {
        var host = await Open();
        var outcome = await host.Runtime.Documents.Add(new(fileName, "text/plain", default) { DocumentId = id }, Cancel);
        Assert.Equal(RejectionKind.InvalidArgument, outcome.Problem!.Kind);
    }

    [Fact]
    public async Task What_is_too_large_or_would_be_gone_at_once_is_refused()
    {
        var host = await Open(options: new() { MaxDocumentBytes = 10 });
        var large = await host.Runtime.Documents.Add(new("a.txt", "text/plain", new byte[11]), Cancel);
        Assert.Contains("Runtime:MaxDocumentBytes", large.Problem!.Detail, StringComparison.Ordinal);
        var late = await host.Runtime.Documents.Add(new("a.txt", "text/plain", new byte[10]) { ExpiresAt = host.Now }, Cancel);
        Assert.Equal(RejectionKind.InvalidArgument, late.Problem!.Kind);
        Assert.Equal(0, await Count(host, "engine_document"));
    }

    private static async Task<byte[]> Content(BatonTestHost host, Document document)
    {
        using var target = new MemoryStream();
        await host.Runtime.Documents.CopyTo(document, target, Cancel);
        return target.ToArray();
    }
}
