using System.Globalization;
using System.Text;

namespace Baton.Engine.Simulation.Models;

/// <summary>Gateways that part the flow and join it again.</summary>
internal sealed class Gateways(Draft draft, Func<int, Block> any)
{
    public Block Split(string gateway, int depth)
    {
        string split = draft.Id("split");
        string join = draft.Id("join");
        draft.Pairs.Add((split, join));
        var elements = new StringBuilder();
        var flows = new StringBuilder();
        string defaultFlow = Branches(gateway, split, join, draft.Next(2) + 2, depth, elements, flows);
        string all =
            $"<{gateway} id='{split}'{defaultFlow}>{Listeners.OfGateway(draft)}</{gateway}><{gateway} id='{join}'>{Listeners.OfGateway(draft)}</{gateway}>{elements}";
        return new Block(all, flows.ToString(), split, join);
    }

    /// <summary>Goes on when some branches have arrived; what still comes ends there, or goes a way of its own that ends.</summary>
    public Block Complex(int depth)
    {
        string gateway = draft.Loops == 0 && draft.Chance(2) ? "inclusiveGateway" : "parallelGateway";
        string split = draft.Id("split");
        string join = draft.Id("some");
        string exit = draft.Id("exit");
        draft.Pairs.Add((split, exit));
        var elements = new StringBuilder();
        var flows = new StringBuilder();
        string defaultFlow = Branches(gateway, split, join, 3, depth, elements, flows);
        int wanted = gateway == "parallelGateway" ? 1 + draft.Next(3) : 1;
        string rest = "";
        string exitFlow = "";
        if (draft.Chance(2))
        {
            string late = draft.Id("rest");
            rest = $"<task id='{late}'/>";
            exitFlow = $" default='{join}_{exit}'";
            flows.Append(CultureInfo.InvariantCulture, $"; {join} -> {late} [waitingForStart = false]");
        }
        string all =
            $"<{gateway} id='{split}'{defaultFlow}/><complexGateway id='{join}'{exitFlow}>{Listeners.OfGateway(draft)}<activationCondition>=activationCount >= {wanted}</activationCondition></complexGateway>"
            + $"<task id='{exit}'/>{rest}{elements}";
        return new Block(all, $"{flows}; {join} -> {exit}", split, exit);
    }

    private string Branches(string gateway, string split, string join, int count, int depth, StringBuilder elements, StringBuilder flows)
    {
        string defaultFlow = "";
        for (int i = 0; i < count; i++)
        {
            Block branch = any(depth);
            elements.Append(branch.Elements);
            flows.Append(branch.Flows);
            string condition = "";
            if (gateway != "parallelGateway")
            {
                if (i == count - 1)
                {
                    defaultFlow = $" default='{split}_{branch.In}'";
                }
                else
                {
                    condition = $" [{draft.Coin()} > 5]";
                }
            }
            flows.Append(CultureInfo.InvariantCulture, $"; {split} -> {branch.In}{condition}; {branch.Out} -> {join}");
        }
        return defaultFlow;
    }
}
