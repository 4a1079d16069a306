using System.Text;

namespace Baton.Engine.Simulation.Models;

/// <summary>
/// Ad-hoc sub-processes, driven by a list, by commands, or by the worker of a job. One in which nothing runs and that is not done waits for a
/// command, which the schedule gives.
/// </summary>
internal sealed class AdHocs(Draft draft, Guards guards, Func<int, Block> any)
{
    public Block Any(int depth)
    {
        string id = draft.Id("adhoc");
        var inside = new StringBuilder();
        var begins = new List<string>();
        for (int i = 1 + draft.Next(2); i >= 0; i--)
        {
            string begin = draft.Id("begin");
            Block block = Block.One(begin, $"<task id='{begin}'/>").Then(any(Math.Min(depth, 1)));
            inside.Append(block.Elements).Append("<flow>").Append(block.Flows.TrimStart(';')).Append("</flow>");
            begins.Add(begin);
        }
        string results = draft.Id("results");
        int driver = draft.Next(3);
        string list = driver == 0 ? $" activeElementsCollection='=[{string.Join(",", begins.Select(each => $"\"{each}\""))}]'" : "";
        string job = driver == 2 ? "<zeebe:taskDefinition type='drive'/>" : "";
        string condition =
            driver != 2 && draft.Chance(2)
                ? $"<completionCondition>={(draft.Chance(3) ? $"{draft.Coin()} > 5" : $"count({results}) >= {1 + draft.Next(2)}")}</completionCondition>"
                : "";
        string repeated = draft.Chance(6) ? Loops.Repeated(draft) : "";
        string element =
            $"<adHocSubProcess id='{id}' cancelRemainingInstances='{Draft.Bool(draft.Chance(2))}'>{job}{Listeners.OfActivity(draft, repeated.Contains("multi", StringComparison.Ordinal))}"
            + $"<zeebe:adHoc{list} outputCollection='{results}' outputElement='=1'/>{repeated}{inside}{condition}</adHocSubProcess>";
        return guards.Around(id, element, draft.Chance(3));
    }
}
