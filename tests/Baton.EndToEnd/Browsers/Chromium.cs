using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Baton.EndToEnd.Browsers;

/// <summary>Debian's Chromium for a test, headless, driven by Playwright without any download of its own.</summary>
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

    /// <summary>One process for all tests of a run: what they must not share lies in the windows' contexts.</summary>
    private static readonly Lazy<Task<Shared>> Common = new(Launch);

    private readonly IBrowser _browser;
    private readonly ConcurrentBag<IBrowserContext> _windows = [];

    private Chromium(IBrowser browser) => _browser = browser;

    /// <summary>The browser for one test, which closes its windows with it. Where there is none the test is skipped; in CI it fails.</summary>
    public static async Task<Chromium> Start()
    {
        if (Executable() is null)
        {
            const string Message = "No Chromium on this machine (Debian: apt-get install chromium fonts-noto-cjk).";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", Message);
            Assert.Fail(Message);
        }

        return new Chromium((await Common.Value).Browser);
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
        _windows.Add(context);
        context.SetDefaultTimeout(PatienceMilliseconds);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows)
            await window.DisposeAsync();
    }

    /// <summary>Ends the process where there is one.</summary>
    internal static async Task End()
    {
        if (Common.IsValueCreated)
        {
            var (playwright, browser) = await Common.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    /// <summary>The one that <c>BATON_BROWSER</c> names, such as Debian's chromium-headless-shell, or the first that is installed.</summary>
    private static string? Executable() =>
        Environment.GetEnvironmentVariable("BATON_BROWSER") is { Length: > 0 } chosen ? chosen : Array.Find(Places, File.Exists);

    private static async Task<Shared> Launch()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Executable(),
                Headless = true,
                Args = Arguments,
            }
        );
        return new Shared(playwright, browser);
    }

    private sealed record Shared(IPlaywright Playwright, IBrowser Browser);
}
