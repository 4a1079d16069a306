using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Bench.Circuits;

/// <summary>
/// A page with a live circuit, as a browser holds it, without the browser: it takes every render batch and confirms it, answers calls of scripts
/// with nothing, and clicks links. One click at a time.
/// </summary>
internal sealed class Circuit : IAsyncDisposable
{
    private const int ObjectReference = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HubConnection _hub;
    private readonly Uri _server;
    private readonly Lock _lock = new();
    private byte[][] _marks = [];
    private TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Circuit(Uri server, HubConnection hub) => (_server, _hub) = (server, hub);

    /// <summary>Begins the circuit of a page and waits until it shows what is looked for.</summary>
    public static async Task<Circuit> Begin(Uri server, PageInBrowser page, params string[] marks)
    {
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(server, "_blazor"),
            options =>
            {
                options.Cookies = page.Cookies;
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            }
        );
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        var circuit = new Circuit(server, builder.Build());
        circuit.Listen();
        var seen = circuit.LookFor(marks);
        await circuit._hub.StartAsync();
        var id = await circuit._hub.InvokeAsync<string?>("StartCircuit", server.ToString(), page.Address.ToString(), "[]", "");
        if (id is null)
        {
            throw new InvalidOperationException($"The server began no circuit for {page.Address}.");
        }
        await circuit._hub.SendAsync("UpdateRootComponents", page.Components, page.State);
        await seen.WaitAsync(Patience);
        return circuit;
    }

    /// <summary>Clicks a link and waits until one of these stands in what is rendered.</summary>
    public async Task Click(string path, params string[] marks)
    {
        var seen = LookFor(marks);
        await _hub.SendAsync("OnLocationChanged", new Uri(_server, path).ToString(), null, true);
        await seen.WaitAsync(Patience);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private Task LookFor(string[] marks)
    {
        lock (_lock)
        {
            _marks = [.. marks.Select(Encoding.UTF8.GetBytes)];
            _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _seen.Task;
        }
    }

    private void Listen()
    {
        _hub.On<long, byte[]>("JS.RenderBatch", Rendered);
        _hub.On<long, string, string?, int, long, int>("JS.BeginInvokeJS", (handle, _, _, result, _, _) => Answer(handle, result));
        _hub.On<string>("JS.Error", error => Fail(new InvalidOperationException(error)));
        _hub.Closed += error =>
        {
            Fail(error ?? new InvalidOperationException("The server closed the circuit."));
            return Task.CompletedTask;
        };
    }

    private async Task Rendered(long number, byte[] batch)
    {
        await _hub.SendAsync("OnRenderCompleted", number, null);
        lock (_lock)
        {
            if (_marks.Any(mark => batch.AsSpan().IndexOf(mark) >= 0))
            {
                _seen.TrySetResult();
            }
        }
    }

    private async Task Answer(long handle, int result)
    {
        if (handle == 0)
        {
            return;
        }
        JsonNode? answer = result == ObjectReference ? new JsonObject { ["__jsObjectId"] = 1 } : null;
        await _hub.SendAsync("EndInvokeJSFromDotNet", handle, true, JsonSerializer.Serialize(new object?[] { handle, true, answer }));
    }

    private void Fail(Exception error)
    {
        lock (_lock)
        {
            _seen.TrySetException(error);
        }
    }
}
