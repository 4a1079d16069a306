using Baton.Desk;
using Baton.Desk.Processes.Deploy;
using Baton.Runtime;
using Baton.Runtime.Deployments;
using Baton.Server.EngineApi.Json;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Deploys process models, decisions, forms and other files in one request, all or none.</summary>
internal static class DeploymentEndpoints
{
    public static void Map(IEndpointRouteBuilder engine) => engine.MapPost("/deployments", Deploy);

    private static async Task<IResult> Deploy(HttpRequest request, DeskUser user, DeployModels models, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            throw new BadHttpRequestException(
                "Send multipart/form-data with one or more parts named 'resources'; the file name of each is the resource's name.",
                StatusCodes.Status415UnsupportedMediaType
            );
        }
        IFormCollection form = await request.ReadFormAsync(ct);
        Check(form);
        var resources = new List<DeploymentResource>();
        foreach (IFormFile file in form.Files)
        {
            resources.Add(await Read(file, ct));
        }
        Outcome<Deployment> outcome = await models.Handle(user, resources, ct);
        return outcome.Problem is { } problem
            ? EngineProblem.Rejected("Deployment:CREATE", problem)
            : EngineJson.Ok(DeploymentAnswer.Of(outcome.Value));
    }

    private static void Check(IFormCollection form)
    {
        Tenants.Check(form["tenantId"]);
        if (form.Keys.FirstOrDefault(key => key != "tenantId") is { } unknown)
        {
            throw new BadHttpRequestException($"The part '{unknown}' is unknown here; there are resources and tenantId.");
        }
        if (form.Files.FirstOrDefault(file => file.Name != "resources") is { } misnamed)
        {
            throw new BadHttpRequestException($"The file '{misnamed.FileName}' is in a part named '{misnamed.Name}'; name it 'resources'.");
        }
        if (form.Files.Count == 0)
        {
            throw new BadHttpRequestException("There is nothing to deploy: send one or more files in parts named 'resources'.");
        }
    }

    private static async Task<DeploymentResource> Read(IFormFile file, CancellationToken ct)
    {
        var content = new byte[file.Length];
        await using Stream stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, ct);
        return new DeploymentResource(file.FileName, content);
    }
}

/// <summary>What a deployment brought; in each item all members but one are null.</summary>
internal sealed record DeploymentAnswer(Key DeploymentKey, string TenantId, IReadOnlyList<DeploymentItem> Deployments)
{
    public static DeploymentAnswer Of(Deployment deployment) =>
        new(
            deployment.DeploymentKey,
            Tenants.Default,
            [
                .. deployment.Processes.Select(process => new DeploymentItem { ProcessDefinition = DeployedProcessView.Of(process) }),
                .. deployment.Decisions.Select(decision => new DeploymentItem { DecisionDefinition = DeployedDecisionView.Of(decision) }),
                .. deployment.DecisionRequirements.Select(graph => new DeploymentItem
                {
                    DecisionRequirements = DeployedGraphView.Of(graph),
                }),
                .. deployment.Forms.Select(form => new DeploymentItem { Form = DeployedFormView.Of(form) }),
                .. deployment.Resources.Select(resource => new DeploymentItem { Resource = DeployedResourceView.Of(resource) }),
            ]
        );
}

internal sealed record DeploymentItem
{
    public DeployedProcessView? ProcessDefinition { get; init; }

    public DeployedDecisionView? DecisionDefinition { get; init; }

    public DeployedGraphView? DecisionRequirements { get; init; }

    public DeployedFormView? Form { get; init; }

    public DeployedResourceView? Resource { get; init; }
}

internal sealed record DeployedProcessView(
    string ProcessDefinitionId,
    int ProcessDefinitionVersion,
    Key ProcessDefinitionKey,
    string ResourceName,
    string TenantId
)
{
    public static DeployedProcessView Of(ProcessVersion process) =>
        new(process.ProcessId, process.Version, process.ProcessDefinitionKey, process.ResourceName, Tenants.Default);
}

internal sealed record DeployedDecisionView(
    string DecisionDefinitionId,
    int Version,
    string Name,
    Key DecisionDefinitionKey,
    string DecisionRequirementsId,
    Key DecisionRequirementsKey,
    string TenantId
)
{
    public static DeployedDecisionView Of(DecisionVersion decision) =>
        new(
            decision.DecisionId,
            decision.Version,
            decision.Name,
            decision.DecisionKey,
            decision.DecisionRequirementsId,
            decision.DecisionRequirementsKey,
            Tenants.Default
        );
}

internal sealed record DeployedGraphView(
    string DecisionRequirementsId,
    string DecisionRequirementsName,
    int Version,
    string ResourceName,
    Key DecisionRequirementsKey,
    string TenantId
)
{
    public static DeployedGraphView Of(DecisionRequirementsVersion graph) =>
        new(graph.DecisionRequirementsId, graph.Name, graph.Version, graph.ResourceName, graph.DecisionRequirementsKey, Tenants.Default);
}

internal sealed record DeployedFormView(string FormId, int Version, string ResourceName, Key FormKey, string TenantId)
{
    public static DeployedFormView Of(FormVersion form) => new(form.FormId, form.Version, form.ResourceName, form.FormKey, Tenants.Default);
}

internal sealed record DeployedResourceView(string ResourceId, int Version, string ResourceName, Key ResourceKey, string TenantId)
{
    public static DeployedResourceView Of(ResourceVersion resource) =>
        new(resource.ResourceId, resource.Version, resource.ResourceName, resource.ResourceKey, Tenants.Default);
}
