using System.Text;
using Baton.Runtime;
using Baton.Runtime.Deployments;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Bench.Engine;

/// <summary>Starts runtimes that know the <see cref="BenchModels"/>.</summary>
internal static class BenchRuntime
{
    /// <summary>A runtime in this process; disposing it leaves the storage to the caller.</summary>
    public static async Task<BatonRuntime> Start(BatonStorage storage, int lanes)
    {
        var runtime = new BatonRuntime(
            storage,
            new BatonClock(),
            new() { Lanes = lanes },
            RuntimeParts.None,
            NullLogger<BatonRuntime>.Instance
        );
        await runtime.Start();
        await Deploy(runtime, BenchModels.Straight(), BenchModels.UserTask(), BenchModels.Message(), BenchModels.Job());
        return runtime;
    }

    private static async Task Deploy(BatonRuntime runtime, params string[] models)
    {
        var resources = models.Select((model, at) => new DeploymentResource($"bench{at}.bpmn", Encoding.UTF8.GetBytes(model))).ToList();
        _ = (await runtime.Write(unit => unit.Engine.Deploy(resources))).Value;
    }
}
