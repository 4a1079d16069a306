using System.Text;
using Microsoft.AspNetCore.Http;

namespace Baton.Desk.Designs;

/// <summary>A model as a file that a browser saves and does not show.</summary>
internal static class DesignFile
{
    public const string ContentType = "application/octet-stream";

    public static IResult Of(string text, string name) => TypedResults.File(Encoding.UTF8.GetBytes(text), ContentType, name);
}
