using System.Text;
using Microsoft.JSInterop;

namespace Baton.Web.Shell;

/// <summary>
/// Content that the browser fetches after the call that names it. A call that is given up, because the page was left, must not close what the browser is
/// just fetching: that would end the whole connection. So nothing is closed; it lies in memory and holds nothing else.
/// </summary>
internal static class ToBrowser
{
    public static DotNetStreamReference Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public static DotNetStreamReference Bytes(byte[] content) => new(new MemoryStream(content, writable: false), leaveOpen: true);
}
