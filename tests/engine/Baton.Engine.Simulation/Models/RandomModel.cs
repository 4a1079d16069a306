namespace Baton.Engine.Simulation.Models;

/// <summary>
/// A random process that always can end: blocks with one way in and one way out, nested in each other. What interrupts an activity leads back
/// to its way out, so that joins further on get their token.
/// </summary>
internal sealed class RandomModel
{
    private const int MaxSize = 60;

    private readonly Draft _draft;
    private readonly Scopes _scopes;
    private readonly Gateways _gateways;
    private readonly Loops _loops;
    private readonly AdHocs _adHocs;
    private readonly Leaves _leaves;

    public RandomModel(Random random, bool mayCall)
    {
        _draft = new Draft(random, mayCall);
        var guards = new Guards(_draft);
        _scopes = new Scopes(_draft, guards, Any);
        _gateways = new Gateways(_draft, Any);
        _loops = new Loops(_draft, Any);
        _adHocs = new AdHocs(_draft, guards, Any);
        _leaves = new Leaves(_draft, guards);
        string body = _scopes.Process(4);
        Text = _draft.Definitions + body;
    }

    /// <summary>The model, for <see cref="Tests.Scenarios.ModelText"/>.</summary>
    public string Text { get; }

    /// <summary>Elements that complete equally often in every scope that nothing interrupted: the way in and the way out of a block.</summary>
    public IReadOnlyList<(string In, string Out)> Pairs => _draft.Pairs;

    /// <summary>Variables that conditions of gateways and loops read and that may be missing.</summary>
    public IReadOnlyList<string> Coins => _draft.Coins;

    /// <summary>Variables that conditional events wait for.</summary>
    public IReadOnlyList<string> Switches => _draft.Switches;

    private Block Any(int depth)
    {
        if (depth <= 0 || _draft.Size > MaxSize)
        {
            return _leaves.Any();
        }
        return _draft.Next(14) switch
        {
            0 or 1 => Any(depth - 1).Then(Any(depth - 1)),
            2 => _gateways.Split("exclusiveGateway", depth - 1),
            3 or 4 => _gateways.Split("parallelGateway", depth - 1),
            5 => _gateways.Split(_draft.Loops == 0 ? "inclusiveGateway" : "parallelGateway", depth - 1),
            6 => _gateways.Complex(depth - 1),
            7 or 8 => _scopes.SubProcess(depth - 1),
            9 => _scopes.Transaction(depth - 1),
            10 => _loops.Turning(depth - 1),
            11 or 12 => _adHocs.Any(depth - 1),
            _ => _leaves.Any(),
        };
    }
}
