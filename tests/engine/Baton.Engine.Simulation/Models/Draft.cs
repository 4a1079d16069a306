using System.Globalization;
using System.Text;

namespace Baton.Engine.Simulation.Models;

/// <summary>What all blocks of one random model share: chance, ids, and what the schedule must know of the model.</summary>
internal sealed class Draft(Random random, bool mayCall)
{
    private readonly StringBuilder _definitions = new(
        "<error id='broken' errorCode='BROKEN'/><escalation id='late' escalationCode='LATE'/>"
    );
    private int _next;

    /// <summary>Messages, signals, errors and escalations.</summary>
    public string Definitions => _definitions.ToString();

    /// <summary>Whether call activities may stand in the model.</summary>
    public bool MayCall => mayCall;

    /// <summary>How many elements have got an id.</summary>
    public int Size => _next;

    /// <summary>
    /// How many loops are around. Two joins that look at what may still come can wait for each other for ever in a loop: each token has a way
    /// round it to the other join.
    /// </summary>
    public int Loops { get; set; }

    /// <summary>Elements that complete equally often in every scope that nothing interrupted.</summary>
    public List<(string In, string Out)> Pairs { get; } = [];

    /// <summary>Variables that conditions of gateways and loops read and that may be missing.</summary>
    public List<string> Coins { get; } = [];

    /// <summary>Variables that conditional events wait for.</summary>
    public List<string> Switches { get; } = [];

    /// <summary>Signals that something waits for. An element may throw only those that were there before it, so that no signal causes itself.</summary>
    public List<string> Signals { get; } = [];

    public bool Chance(int oneIn) => random.Next(oneIn) == 0;

    public int Next(int below) => random.Next(below);

    public T Pick<T>(params ReadOnlySpan<T> from) => from[random.Next(from.Length)];

    public string Id(string kind) => kind + (mayCall ? "" : "c") + (++_next).ToString(CultureInfo.InvariantCulture);

    public string Coin()
    {
        string coin = Id("coin");
        Coins.Add(coin);
        return coin;
    }

    public string Switch()
    {
        string name = Id("switch");
        Switches.Add(name);
        return name;
    }

    public string Message()
    {
        string id = Id("message");
        _definitions.Append(
            CultureInfo.InvariantCulture,
            $"<message id='{id}' name='{id}'><zeebe:subscription correlationKey='=order'/></message>"
        );
        return id;
    }

    public string Signal()
    {
        string id = Id("signal");
        _definitions.Append(CultureInfo.InvariantCulture, $"<signal id='{id}' name='{id}'/>");
        Signals.Add(id);
        return id;
    }

    public static string Bool(bool value) => value ? "true" : "false";
}
