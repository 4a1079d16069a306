using System.Text;
using Baton.EndToEnd.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>The files of a case as a person handles them in the browser.</summary>
public sealed class AttachmentsInBrowserTests
{
    /// <summary>A picture of one point.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    );

    /// <summary>The smallest document that a viewer accepts: one empty page.</summary>
    private static readonly byte[] Paper = Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    );

    [Fact]
    public async Task A_person_looks_through_the_files_of_a_case_by_keyboard()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var number = await OpenCase(stage);
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy");
        var faults = new List<string>();
        amy.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add(message.Text);
        };
        await amy.Go("/cases/" + number);

        await Add(amy, "photo.png", Picture);
        await Add(amy, "letter.txt", CodePagesEncodingProvider.Instance.GetEncoding("big5")!.GetBytes("客戶希望今天內收到確認傳真"));
        await Add(amy, "trick.txt", "<html><script>document.title = 'caught'</script></html>"u8.ToArray());
        await Add(amy, "paper.pdf", Paper);

        await amy.Get("attachment-look").First.ClickAsync();
        await Expect(amy.Get("preview-title")).ToHaveTextAsync("photo.png");
        await Expect(amy.Get("preview-picture").Locator("img")).ToHaveJSPropertyAsync("naturalWidth", 1);
        await amy.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(amy.Get("preview-text").Locator("pre")).ToHaveTextAsync("客戶希望今天內收到確認傳真");
        await amy.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(amy.Get("preview-reason")).ToContainTextAsync("text/html");
        await amy.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(amy.Get("preview-document").Locator("iframe")).ToBeVisibleAsync();
        await amy.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(amy.Get("preview-title")).ToHaveTextAsync("photo.png");
        await amy.Page.Keyboard.PressAsync("Escape");

        await Expect(amy.Get("preview")).ToBeHiddenAsync();
        await Expect(amy.Get("attachment-look").First).ToBeFocusedAsync();
        await Expect(amy.Get("attachment-caution")).ToContainTextAsync("text/html");

        var line = amy.Get("attachment").Filter(new() { HasText = "letter.txt" });
        await line.GetByTestId("attachment-facts").ClickAsync();
        await line.GetByTestId("attachment-comment").FillAsync("Date corrected");
        await amy.Choose(line.GetByTestId("attachment-version-input"), Payload("letter.txt", "the day after"u8.ToArray()));
        await Expect(line.GetByTestId("attachment-number")).ToHaveTextAsync("Version 2");
        await Expect(line.GetByTestId("attachment-version")).ToHaveCountAsync(2);
        await Expect(line.GetByTestId("attachment-version-comment")).ToHaveTextAsync("Date corrected");
        await Expect(amy.Page.Locator("body")).ToContainTextAsync("added version 2 of “letter.txt”: Date corrected");
        Assert.Empty(faults);
    }

    private static async Task<string> OpenCase(FaxDeskStage stage)
    {
        var amy = stage.Person("amy");
        var customer = (await amy.List("customers?limit=1")).Single()!;
        return await amy.OpenCase((string)customer["key"]!, "Roaming charges not agreed", "+85223456780");
    }

    private static async Task Add(DeskWindow window, string name, byte[] content)
    {
        await window.Choose(window.Get("attachment-input"), Payload(name, content));
        await window.Get("attachment").Filter(new() { HasText = name }).WaitForAsync();
    }

    private static FilePayload Payload(string name, byte[] content) =>
        new()
        {
            Name = name,
            MimeType = "application/octet-stream",
            Buffer = content,
        };
}
