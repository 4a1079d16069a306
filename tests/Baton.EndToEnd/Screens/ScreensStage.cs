using System.Net;
using System.Text.Json.Nodes;
using Baton.EndToEnd.Stories;

namespace Baton.EndToEnd.Screens;

/// <summary>A desk with something to see in every room, for the tests of one class. Who works on cases takes cases of his own.</summary>
public sealed class ScreensStage : IAsyncLifetime
{
    private FaxDeskStage? _desk;

    /// <summary>Parts of addresses in curly brackets and what they stand for.</summary>
    private Dictionary<string, string> _keys = [];

    internal FaxDeskStage Desk => _desk ?? throw new InvalidOperationException("The stage is not set.");

    public async ValueTask InitializeAsync()
    {
        _desk = await FaxDeskStage.Set();
        var lau = Desk.Person("admin.lau");
        await lau.Deploy("goodwill.dmn", CreditDecision.Model);
        await lau.Deploy("refund.bpmn", RefundProcess.Model);
        _keys = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["{number}"] = await OpenSomeCases(Desk),
            ["{customer}"] = await NoteOnCustomer(Desk),
            ["{design}"] = await DrawSomething(Desk),
            ["{stopped}"] = await lau.StartProcess("refund", new() { ["amount"] = "many" }),
        };
    }

    /// <summary>The address with the keys of this desk.</summary>
    public string Fill(string address) =>
        _keys.Aggregate(address, (filled, key) => filled.Replace(key.Key, key.Value, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (_desk is not null)
            await _desk.DisposeAsync();
    }

    /// <summary>Cases of several customers; the number of the first, which has an opinion, is the answer.</summary>
    internal static async Task<string> OpenSomeCases(FaxDeskStage stage)
    {
        var amy = stage.Person("amy");
        var customers = await amy.List("customers?limit=5");
        string[] subjects = ["轉換月費計劃", "寬頻服務故障，晚上經常斷線", "Roaming charges not agreed", "更改帳單地址", "取消增值服務"];
        var numbers = new List<string>();
        foreach (var (customer, subject) in customers.Zip(subjects))
        {
            numbers.Add(await amy.OpenCase((string)customer!["key"]!, subject, "+85223456780"));
            await stage.Advance(TimeSpan.FromMinutes(7));
        }

        await amy.Post(
            $"cases/{numbers[0]}/opinions",
            new JsonObject { ["text"] = "客戶希望今天內收到確認傳真。" },
            HttpStatusCode.Created
        );
        return numbers[0];
    }

    /// <summary>A design that was sent back with a comment; its key is the answer.</summary>
    private static async Task<string> DrawSomething(FaxDeskStage stage)
    {
        var lau = stage.Person("admin.lau");
        var started = new JsonObject { ["kind"] = "process", ["fromId"] = "tos" };
        var design = await lau.Post("designs", started, HttpStatusCode.Created);
        await lau.Post($"designs/{design["key"]}/review", new JsonObject { ["note"] = "請看第二步。" });
        await lau.Post(
            $"designs/{design["key"]}/verdict",
            new JsonObject
            {
                ["revision"] = 1,
                ["isApproved"] = false,
                ["comment"] = "The second step needs a time limit.",
                ["elementId"] = "approve",
            }
        );
        return (string)design["key"]!;
    }

    /// <summary>A note to see on the page of a customer with cases; his key is the answer.</summary>
    private static async Task<string> NoteOnCustomer(FaxDeskStage stage)
    {
        var amy = stage.Person("amy");
        var key = (string)(await amy.List("customers?limit=1"))[0]!["key"]!;
        await amy.Post(
            $"customers/{key}/notes",
            new JsonObject { ["text"] = "客戶只接受書面回覆。", ["priority"] = 2 },
            HttpStatusCode.Created
        );
        return key;
    }
}
