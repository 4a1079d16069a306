using System.Xml.Linq;
using Baton.Dmn.Reading;

namespace Baton.Dmn.Requirements;

/// <summary>Decisions that require themselves, directly or through others, are an error of the model.</summary>
internal static class Cycles
{
    /// <summary>Reports each cycle once and cuts it, so that evaluation ends.</summary>
    public static void Report(IReadOnlyList<(XElement Source, DrgElement Element)> elements, DiagnosticBag diagnostics)
    {
        var done = new HashSet<DrgElement>();
        foreach (var (source, element) in elements)
        {
            var onPath = new HashSet<DrgElement>();
            if (element is DecisionElement decision && Closes(decision, onPath, done))
            {
                diagnostics.Add(source, $"The decision '{decision.Name}' requires itself; remove one of the information requirements.");
                decision.Requires = [];
                decision.Logic = null;
            }
        }
    }

    private static bool Closes(DecisionElement start, HashSet<DrgElement> onPath, HashSet<DrgElement> done)
    {
        if (done.Contains(start))
        {
            return false;
        }
        if (!onPath.Add(start))
        {
            return true;
        }
        var path = new Stack<(DecisionElement Element, int Next)>();
        path.Push((start, 0));
        while (path.TryPop(out var top))
        {
            var (element, next) = top;
            if (next == element.Requires.Count)
            {
                onPath.Remove(element);
                done.Add(element);
                continue;
            }
            path.Push((element, next + 1));
            if (element.Requires[next].Element is DecisionElement required && !done.Contains(required))
            {
                if (!onPath.Add(required))
                {
                    return true;
                }
                path.Push((required, 0));
            }
        }
        return false;
    }
}
