using System.Net.Mime;
using System.Text;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Processes.ProcessDefinitions;

/// <summary>Gives the BPMN of a process version, to draw it: to those who look after processes and those who read cases, which show it.</summary>
public sealed class ShowProcessXml(EngineSearch search)
{
    private static readonly string[] Readers = [.. ListProcessDefinitions.Readers, .. CaseGuard.Readers];

    public async Task<Outcome<string>> Handle(DeskUser user, long definitionKey, CancellationToken ct)
    {
        if (!Readers.Any(user.May))
            return Problems.Forbidden(user.Language);
        var xml = await search.ProcessDefinitionXml(definitionKey, ct);
        return xml is null ? ProcessTexts.NotFound("definition", user.Language) : xml;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/process-definitions/{key:long}/xml",
                async (long key, DeskUser user, ShowProcessXml handler, CancellationToken ct) =>
                {
                    var outcome = await handler.Handle(user, key, ct);
                    return outcome.Problem is { } problem
                        ? Answer.Problem(problem)
                        : TypedResults.Text(outcome.Value, MediaTypeNames.Text.Xml, Encoding.UTF8);
                }
            )
            .RequirePermission(Readers)
            .Describe("ShowProcessXml", "The BPMN of a process version", StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status200OK, contentType: MediaTypeNames.Text.Xml);
}
