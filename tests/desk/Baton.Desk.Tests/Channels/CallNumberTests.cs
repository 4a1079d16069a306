using System.Text.Json.Nodes;
using Baton.Desk.Channels.Telephony;
using Baton.Desk.Tests.Connectors;
using Baton.Desk.Tests.Contacts;

namespace Baton.Desk.Tests.Channels;

/// <summary>Numbers that are called by a click: the exchange connects the agent's phone with them.</summary>
public sealed class CallNumberTests : IAsyncLifetime
{
    private Receiver _exchange = null!;

    private static CancellationToken Ct => DeskHost.Ct;

    public async ValueTask InitializeAsync() => _exchange = await Receiver.Start();

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Fact]
    public async Task The_exchange_is_asked_with_the_number_and_the_agent_s_own_phone()
    {
        await using var desk = await Start(_exchange.Address + "/call?to={number}&from={extension}");
        await desk.Get<MyExtension>().Set(await desk.User("iris"), new("701"), Ct);

        var called = await Call(desk, "6111 2233");

        Assert.True(called.Succeeded, called.Problem?.ToString());
        Assert.Equal(("+85261112233", "701"), (called.Value.Number, called.Value.Extension));
        var asked = Assert.Single(_exchange.Calls);
        Assert.Equal(("POST", "/call", "?to=%2B85261112233&from=701"), (asked.Method, asked.Path, asked.Query));
        Assert.Equal("Bearer a-token-of-the-desk", asked.Headers["Authorization"]);
        Assert.Equal("iris", JsonNode.Parse(asked.Body)!["user"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_sits_at_no_phone_and_what_is_no_number_is_told_so_and_nothing_is_called()
    {
        await using var desk = await Start(_exchange.Address);

        var phoneless = await Call(desk, "+85261112233");
        await desk.Get<MyExtension>().Set(await desk.User("iris"), new("701"), Ct);
        var words = await Call(desk, "reception");
        var none = await Call(desk, null);
        var stranger = await desk.Get<CallNumber>().Handle(await desk.User("amy"), new("+85261112233"), Ct);

        Assert.Equal("no-extension", phoneless.Problem?.Code);
        Assert.Equal("number", Assert.Single(words.Problem!.Fields).Field);
        Assert.Equal("number", Assert.Single(none.Problem!.Fields).Field);
        Assert.Equal("forbidden", stranger.Problem?.Code);
        Assert.Empty(_exchange.Calls);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(302)]
    public async Task An_exchange_that_refuses_is_told_to_the_agent(int status)
    {
        _exchange.Answer = context =>
        {
            context.Response.Headers.Location = "/elsewhere";
            return Receiver.Json(context, status, "{}");
        };
        await using var desk = await Start(_exchange.Address);
        await desk.Get<MyExtension>().Set(await desk.User("iris"), new("701"), Ct);

        var called = await Call(desk, "+85261112233");

        Assert.Equal("call-out-failed", called.Problem?.Code);
        Assert.Contains(
            status.ToString(System.Globalization.CultureInfo.InvariantCulture),
            called.Problem!.Detail,
            StringComparison.Ordinal
        );
        Assert.Single(_exchange.Calls);
    }

    [Fact]
    public async Task A_host_that_may_not_be_called_is_named_with_the_setting_that_would_allow_it()
    {
        await using var desk = await Start(_exchange.Address, "exchange.example");
        await desk.Get<MyExtension>().Set(await desk.User("iris"), new("701"), Ct);

        var called = await Call(desk, "+85261112233");

        Assert.Equal("call-out-failed", called.Problem?.Code);
        Assert.Contains("Outbound:AllowedHosts", called.Problem!.Detail, StringComparison.Ordinal);
        Assert.Empty(_exchange.Calls);
    }

    [Fact]
    public async Task Without_an_address_nothing_is_offered()
    {
        await using var desk = await Start("");

        Assert.False(desk.Get<CallNumber>().IsOffered(await desk.User("iris")));
        Assert.Equal("not-found", (await Call(desk, "+85261112233")).Problem?.Code);
    }

    private static async Task<Baton.Runtime.Outcome<NumberCalled>> Call(DeskHost desk, string? number) =>
        await desk.Get<CallNumber>().Handle(await desk.User("iris", Languages.English), new(number), Ct);

    private static async Task<DeskHost> Start(string address, string allowed = "127.0.0.1")
    {
        var desk = await DeskHost.Start([
            ("Telephony:CallOut", address),
            ("Telephony:CallOutToken", "a-token-of-the-desk"),
            ("Outbound:AllowedHosts:0", allowed),
        ]);
        await desk.AddInboxAgent("iris");
        return desk;
    }
}
