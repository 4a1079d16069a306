using Baton.Desk.Cases.Portal;
using Baton.Runtime;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Baton.Web.Portal;

/// <summary>A page of the customers' own: each request is served and forgotten, so that thousands of customers hold nothing.</summary>
public abstract class PortalPage : ComponentBase
{
    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [Inject]
    internal IOptions<PortalOptions> Options { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    /// <summary>What was refused last; null where nothing was.</summary>
    protected Problem? Problem { get; set; }

    protected PortalCaller Caller => PortalCaller.Of(Context);

    protected CancellationToken Leaving => Context.RequestAborted;

    protected string? Message(string name) => Problem?.Fields.FirstOrDefault(problem => problem.Field == name)?.Message;

    protected string? Invalid(string name) => Message(name) is null ? null : "true";

    /// <summary>A field of the form that was sent; empty where there is none.</summary>
    protected string Typed(string name) => Context.Request.HasFormContentType ? Context.Request.Form[name].ToString() : "";

    /// <summary>The files that were sent. Browsers send an empty one where none was chosen.</summary>
    protected IReadOnlyList<CustomerFile> SentFiles() =>
        [
            .. Context
                .Request.Form.Files.Where(file => file.FileName.Length > 0)
                .Select(file => new CustomerFile(file.FileName, file.OpenReadStream(), file.Length)),
        ];

    protected override void OnInitialized()
    {
        // What a customer reads about his case is kept by no cache on the way.
        Context.Response.Headers.CacheControl = "no-cache, no-store";
    }
}
