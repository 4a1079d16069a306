using System.Net;
using System.Text;

namespace Baton.Server.Tests;

/// <summary>A JSON body that is sent once the server asks for it, by which the sender knows that his request has arrived.</summary>
internal sealed class SeenContent : StringContent
{
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SeenContent(string json)
        : base(json, Encoding.UTF8, "application/json") { }

    /// <summary>Posts and returns when the server reads the body; the answer comes later.</summary>
    public static async Task<Task<HttpResponseMessage>> Post(HttpClient client, string path, string json, CancellationToken ct)
    {
        var content = new SeenContent(json);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.ExpectContinue = true;
        Task<HttpResponseMessage> answer = client.SendAsync(request, ct);
        await Task.WhenAny(content._seen.Task, answer);
        return answer;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _seen.TrySetResult();
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }
}
