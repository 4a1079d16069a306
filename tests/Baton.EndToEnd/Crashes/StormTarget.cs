using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Scenarios;

namespace Baton.EndToEnd.Crashes;

/// <summary>
/// One or several servers, asked in turn. A request goes to the next one when it was refused before it was sent, and otherwise only where it is
/// safe to repeat. Safe for any number of threads.
/// </summary>
internal sealed class StormTarget : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly IReadOnlyList<HttpClient> _servers;
    private readonly int[] _errors;
    private int _turn;

    public StormTarget(IEnumerable<ServerProcess> servers)
    {
        _servers = [.. servers.Select(server => server.CreateClient())];
        _errors = new int[_servers.Count];
        foreach (HttpClient server in _servers)
        {
            server.Timeout = TimeSpan.FromSeconds(20);
        }
    }

    /// <summary>How often a server answered that something is wrong with it (500 and above).</summary>
    public int Errors(int server) => Volatile.Read(ref _errors[server]);

    /// <summary>The answer; null when nobody knows what became of the request, or the storm was over before it could be sent.</summary>
    public async Task<EngineAnswer?> Post(string path, JsonObject body, bool mayRepeat, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            int turn = (int)((uint)Interlocked.Increment(ref _turn) % _servers.Count);
            try
            {
                using HttpResponseMessage response = await _servers[turn].PostAsJsonAsync("v2/" + path, body, CancellationToken.None);
                string text = await response.Content.ReadAsStringAsync(CancellationToken.None);
                if ((int)response.StatusCode < 500)
                {
                    return new EngineAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text);
                }
                Interlocked.Increment(ref _errors[turn]);
            }
            catch (Exception refused)
                when (refused is SocketException or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
            {
                // Never sent; a server killed right after it accepted the connection shows as the first of the two.
                await Task.Delay(Pause, CancellationToken.None);
                continue;
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
            {
                // Sent, perhaps carried out, and never answered.
            }
            if (!mayRepeat)
            {
                return null;
            }
            await Task.Delay(Pause, CancellationToken.None);
        }
        return null;
    }

    public void Dispose()
    {
        foreach (HttpClient server in _servers)
        {
            server.Dispose();
        }
    }
}
