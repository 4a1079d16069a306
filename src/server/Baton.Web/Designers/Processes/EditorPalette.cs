using Baton.Desk.Designs.Palette;
using Baton.Web.Notifications;
using Baton.Web.TimeLimits;

namespace Baton.Web.Designers.Processes;

/// <summary>What the lists of the process editor offer.</summary>
internal sealed record EditorPalette
{
    private static readonly string[] ChannelCodes = ["desk", "mail", "sms", "fax", "voice", "push"];

    private static readonly string[] ReceiverRules =
    [
        "customer",
        "handler",
        "workers",
        "opener",
        "manager",
        "manager+1",
        "unit-head",
        "unit-manager",
        "key-account-manager",
        "watchers",
        "contact-person",
    ];

    public required IReadOnlyList<PaletteGroup> Groups { get; init; }
    public required IReadOnlyList<PaletteChoice> People { get; init; }
    public required IReadOnlyList<PaletteChoice> Forms { get; init; }
    public required IReadOnlyList<PaletteChoice> Decisions { get; init; }
    public required IReadOnlyList<PaletteProcess> Processes { get; init; }
    public required IReadOnlyList<PaletteChoice> Templates { get; init; }
    public required IReadOnlyList<PaletteChoice> Connections { get; init; }
    public required IReadOnlyList<PaletteChoice> Statuses { get; init; }
    public required IReadOnlyList<PaletteChoice> Actions { get; init; }
    public required IReadOnlyList<PaletteLimit> Limits { get; init; }
    public required IReadOnlyList<PaletteChoice> CaseTypes { get; init; }

    /// <summary>Ways on which messages leave.</summary>
    public required IReadOnlyList<PaletteChoice> Channels { get; init; }

    /// <summary>Receivers by the part that they have in a case.</summary>
    public required IReadOnlyList<PaletteChoice> Receivers { get; init; }

    /// <summary>The desk's lists with the words of the screen's language.</summary>
    public static EditorPalette Of(PaletteView view) =>
        new()
        {
            Groups = view.Groups,
            People = view.People,
            Forms = view.Forms,
            Decisions = view.Decisions,
            Processes = view.Processes,
            Templates = view.Templates,
            Connections = view.Connections,
            Statuses = view.Statuses,
            Actions = view.Actions,
            Limits = view.Limits,
            CaseTypes = view.CaseTypes,
            Channels = [.. ChannelCodes.Select(code => new PaletteChoice(code, MessageNames.Channel(code)))],
            Receivers = [.. ReceiverRules.Select(rule => new PaletteChoice(rule, ClockNames.Rule(rule)))],
        };
}
