using Baton.Desk.Channels.Folders;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Drop;

/// <summary>How the folder of messages of other systems does on this server.</summary>
/// <param name="IsOn">The configuration names a folder.</param>
/// <param name="Directory">The folder.</param>
/// <param name="User">As whom messages are taken.</param>
/// <param name="ReadAt">When it was last read without fault.</param>
/// <param name="TakenAt">When a message was last taken, also one that was refused.</param>
/// <param name="Taken">The name of that file.</param>
/// <param name="Waiting">Messages that are not taken yet; null where the folder cannot be read.</param>
/// <param name="Problems">Messages that could not be taken; null where the folder cannot be read.</param>
/// <param name="FailedSince">Since when it cannot be read; null while it can.</param>
/// <param name="Reason">Why not.</param>
public sealed record DropView(
    bool IsOn,
    string? Directory,
    string? User,
    DateTimeOffset? ReadAt,
    DateTimeOffset? TakenAt,
    string? Taken,
    int? Waiting,
    int? Problems,
    DateTimeOffset? FailedSince,
    string? Reason
);

/// <summary>Shows whether messages of other systems are taken from their folder.</summary>
internal sealed class ShowDrop(DropState state, IOptions<DropOptions> options)
{
    public Outcome<DropView> Handle(DeskUser user)
    {
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        var last = state.Last;
        var folder = options.Value.Directory;
        return new DropView(
            options.Value.IsOn,
            folder,
            options.Value.User,
            last.ReadAt,
            last.TakenAt,
            last.Taken,
            Count(folder, "in", ".xml"),
            Count(folder, "failed", ".problem"),
            last.FailedSince,
            last.Reason
        );
    }

    private static int? Count(string? root, string name, string ending)
    {
        try
        {
            var folder = Path.Combine(root ?? "", name);
            return root is { Length: > 0 } && Directory.Exists(folder) ? ContactFolder.Files(folder, ending).Count : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/drop", (DeskUser user, ShowDrop handler) => Answer.Ok(handler.Handle(user)))
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe("ShowDrop", "How the folder of messages of other systems does on this server")
            .Produces<DropView>();
}
