using System.Globalization;
using Baton.Desk;
using Baton.Web.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Baton.Web.Tests;

/// <summary>A desk for rendering single parts: one reader, one language, one clock.</summary>
public abstract class DeskContext : BunitContext
{
    protected static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    protected DeskContext()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        Speak(Languages.English);
        Clock = new FakeTimeProvider(Now);
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<DeskChanges>();
        Services.AddSingleton(Options.Create(new DeskOptions { TimeZone = "Asia/Hong_Kong" }));
        Services.AddScoped<LocalTime>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    protected FakeTimeProvider Clock { get; }

    protected static void Speak(string language) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
