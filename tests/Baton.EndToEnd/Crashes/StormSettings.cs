using System.Globalization;

namespace Baton.EndToEnd.Crashes;

/// <summary>How long and how wild a storm is, from the environment.</summary>
internal static class StormSettings
{
    /// <summary>How often something is killed per database (<c>BATON_KILLS</c>).</summary>
    public static int Kills { get; } = Read("BATON_KILLS", 2);

    /// <summary>How often a server is killed that takes mails in, also <c>BATON_KILLS</c>.</summary>
    public static int MailKills { get; } = Read("BATON_KILLS", 3);

    /// <summary>How many mails there are to take in (<c>BATON_MAILS</c>).</summary>
    public static int Mails { get; } = Read("BATON_MAILS", 150);

    /// <summary>What the random moments follow from (<c>BATON_SEED</c>); another one in each run unless it is set.</summary>
    public static int Seed { get; } = Read("BATON_SEED", Random.Shared.Next());

    /// <summary>Shows the figures of a run in its output.</summary>
    public static void Print(FormattableString figures)
    {
        string text = figures.ToString(CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage(text);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
    }

    private static int Read(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
