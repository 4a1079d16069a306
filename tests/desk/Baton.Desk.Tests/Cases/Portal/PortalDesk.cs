using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Tests.Packs;
using Baton.Runtime;

namespace Baton.Desk.Tests.Cases.Portal;

/// <summary>The customers' page of a desk with the pack of work orders: what customers do there, and what people of the desk see of it.</summary>
internal sealed class PortalDesk : IAsyncDisposable
{
    /// <summary>Somebody at home.</summary>
    public static readonly PortalCaller Caller = new(Languages.English, "203.0.113.7");

    private PortalDesk(WorkOrderDesk desk) => Desk = desk;

    public WorkOrderDesk Desk { get; }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<PortalDesk> Open(params (string Key, string Value)[] settings) =>
        new(await WorkOrderDesk.Open([("Portal:Enabled", "true"), .. settings]));

    public T Get<T>()
        where T : notnull => Desk.Get<T>();

    /// <summary>A fault, as somebody registers it whom nobody knows.</summary>
    public static RegisterCaseRequest Fault { get; } =
        new("wo-fault", "Lam Siu-ming", "No signal", "Since this morning, in the whole house.")
        {
            Phone = "+86 138 0013 8123",
            Form = new()
            {
                ["faultKind"] = "no-service",
                ["faultPlace"] = "12 Harbour Road",
                ["serviceNumber"] = "13800138000",
            },
        };

    public async Task<PortalCodeGiven> Register(RegisterCaseRequest? request = null)
    {
        var given = await Get<RegisterCase>().Handle(Caller, request ?? Fault, Ct);
        Assert.True(given.Succeeded, given.Problem?.ToString());
        return given.Value;
    }

    public Task<Outcome<PortalEntry>> Try(string number, string code, PortalCaller? caller = null) =>
        Get<EnterPortal>().Handle(caller ?? Caller, new(number, code), Ct);

    public async Task<string> Enter(PortalCodeGiven given)
    {
        var entry = await Try(given.Number, given.Code);
        Assert.True(entry.Succeeded, entry.Problem?.ToString());
        return entry.Value.Ticket;
    }

    public Task<Outcome<PortalCase>> TryShow(string? ticket) => Get<ShowPortalCase>().Handle(Caller, ticket, Ct);

    public async Task<PortalCase> Show(string ticket)
    {
        var shown = await TryShow(ticket);
        Assert.True(shown.Succeeded, shown.Problem?.ToString());
        return shown.Value;
    }

    public async Task Send(string ticket, string? text, params (string Name, string Content)[] files)
    {
        var sent = await TrySend(ticket, text, files);
        Assert.True(sent.Succeeded, sent.Problem?.ToString());
    }

    public Task<Outcome<Done>> TrySend(string ticket, string? text, params (string Name, string Content)[] files)
    {
        var contents = files.Select(file => (file.Name, Bytes: System.Text.Encoding.UTF8.GetBytes(file.Content)));
        var request = new SendToDeskRequest(text)
        {
            Files = [.. contents.Select(file => new CustomerFile(file.Name, new MemoryStream(file.Bytes), file.Bytes.Length))],
        };
        return Get<SendToDesk>().Handle(Caller, ticket, request, Ct);
    }

    /// <summary>A coordinator writes a note.</summary>
    public async Task Write(
        string number,
        string text,
        NoteKind kind = NoteKind.ForCustomer,
        NotePurpose purpose = NotePurpose.Information,
        string by = "cora"
    )
    {
        var written = await Get<WriteNote>().Handle(await Desk.User(by), new(number, text, kind) { Purpose = purpose }, Ct);
        Assert.True(written.Succeeded, written.Problem?.ToString());
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
