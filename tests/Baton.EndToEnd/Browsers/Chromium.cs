using Microsoft.Playwright;

namespace Baton.EndToEnd.Browsers;

/// <summary>Debian's Chromium, headless, driven by Playwright without any download of its own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>How long anything may take to appear; a busy machine draws slowly.</summary>
    private const float PatienceMilliseconds = 60_000;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A page that a test makes up has no address; else it could not show what this machine serves.
        "--disable-features=LocalNetworkAccessChecks",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>Starts the browser. Where there is none the test is skipped; in CI it fails.</summary>
    public static async Task<Chromium> Start()
    {
        var executable = Array.Find(Places, File.Exists);
        if (executable is null)
        {
            const string Message = "No Chromium on this machine (Debian: apt-get install chromium fonts-noto-cjk).";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", Message);
            Assert.Fail(Message);
        }

        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Headless = true,
                Args = Arguments,
            }
        );
        return new Chromium(playwright, browser);
    }

    /// <summary>A person's own browser window: cookies of its own, a language, light or dark.</summary>
    /// <param name="address">The server.</param>
    /// <param name="language">In which the person reads.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="runsScripts">False for a browser that runs none.</param>
    public async Task<IPage> OpenWindow(
        Uri address,
        string language = "en",
        ColorScheme scheme = ColorScheme.Light,
        bool runsScripts = true
    )
    {
        var context = await _browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = address.AbsoluteUri,
                Locale = language,
                JavaScriptEnabled = runsScripts,
                ColorScheme = scheme,
                TimezoneId = "Asia/Hong_Kong",
                ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(PatienceMilliseconds);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
