using System.Globalization;
using Baton.Desk.Access;
using Microsoft.AspNetCore.Http;

namespace Baton.Desk.Cases.Portal;

/// <summary>Somebody at the customers' page. Who he is nobody knows; what he may do says his ticket alone.</summary>
/// <param name="Language">In which he reads.</param>
/// <param name="Address">Where he calls from; null where that is not known.</param>
public sealed record PortalCaller(string Language, string? Address)
{
    /// <summary>Lets a route take the caller as a parameter.</summary>
    public static ValueTask<PortalCaller> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    /// <summary>Who makes a request, whoever is signed in at the desk in the same browser.</summary>
    public static PortalCaller Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new(Languages.Resolve(CultureInfo.CurrentUICulture.Name), context.Connection.RemoteIpAddress?.ToString());
    }

    /// <summary>As use cases of the desk know who does something: the customer, who may open cases and nothing else.</summary>
    internal DeskUser AsUser() =>
        new(
            CustomerHimself.UserName,
            CustomerHimself.Name(Language),
            [],
            [],
            new HashSet<string>(StringComparer.Ordinal) { Permissions.OpenCases },
            Language
        )
        {
            RemoteAddress = Address,
        };
}
