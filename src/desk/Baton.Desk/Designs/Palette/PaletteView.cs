namespace Baton.Desk.Designs.Palette;

/// <summary>Something to pick instead of writing it.</summary>
/// <param name="Value">What stands in the model.</param>
/// <param name="Name">What people read, in the reader's language.</param>
public sealed record PaletteChoice(string Value, string Name);

/// <summary>Who may take a task.</summary>
/// <param name="Value">The candidate group of a user task.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="IsDepartment">A department; otherwise a role.</param>
public sealed record PaletteGroup(string Value, string Name, bool IsDepartment);

/// <summary>A process that can be called.</summary>
/// <param name="Value">Its id.</param>
/// <param name="Name">In the reader's language where a case type runs it, else as the model names it.</param>
/// <param name="CaseTypes">Codes of the case types that run it.</param>
public sealed record PaletteProcess(string Value, string Name, IReadOnlyList<string> CaseTypes);

/// <summary>A policy that watches the tasks of a step.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Step">The element that it watches; null for all steps.</param>
/// <param name="CaseTypes">Codes of the case types; empty for all.</param>
public sealed record PaletteLimit(string Code, string Name, string? Step, IReadOnlyList<string> CaseTypes);

/// <summary>All that a process can name.</summary>
public sealed record PaletteView
{
    /// <summary>Roles first, then departments that are not closed, parents before children.</summary>
    public required IReadOnlyList<PaletteGroup> Groups { get; init; }

    /// <summary>People who may sign in; the first thousand by name.</summary>
    public required IReadOnlyList<PaletteChoice> People { get; init; }
    public required IReadOnlyList<PaletteChoice> Forms { get; init; }
    public required IReadOnlyList<PaletteChoice> Decisions { get; init; }
    public required IReadOnlyList<PaletteProcess> Processes { get; init; }

    /// <summary>Templates of messages.</summary>
    public required IReadOnlyList<PaletteChoice> Templates { get; init; }

    /// <summary>Systems that processes call.</summary>
    public required IReadOnlyList<PaletteChoice> Connections { get; init; }

    /// <summary>States that a case can be in.</summary>
    public required IReadOnlyList<PaletteChoice> Statuses { get; init; }

    /// <summary>Buttons that have names.</summary>
    public required IReadOnlyList<PaletteChoice> Actions { get; init; }

    /// <summary>Policies that are in use and watch steps.</summary>
    public required IReadOnlyList<PaletteLimit> Limits { get; init; }

    /// <summary>Codes of case types.</summary>
    public required IReadOnlyList<PaletteChoice> CaseTypes { get; init; }
}
