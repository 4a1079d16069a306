using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Telephony;

/// <summary>The phone at which somebody sits.</summary>
/// <param name="Extension">As the exchange calls it; null or empty for none.</param>
public sealed record MyExtensionView(string? Extension);

/// <summary>Says at which phone one sits, so that calls there come up on the screen. A phone belongs to one person at a time.</summary>
public sealed class MyExtension(BatonRuntime runtime, DeskReader reader)
{
    private const int MaxLength = 40;

    public async Task<Outcome<MyExtensionView>> Show(DeskUser user, CancellationToken ct)
    {
        if (!CallGuard.MayTake(user))
            return Problems.Forbidden(user.Language);
        var own = await reader.Read(
            db => db.Set<Extension>().Where(row => row.UserName == user.UserName).Select(row => row.Number).SingleOrDefaultAsync(ct),
            ct
        );
        return new MyExtensionView(own);
    }

    public async Task<Outcome<MyExtensionView>> Set(DeskUser user, MyExtensionView request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!CallGuard.MayTake(user))
            return Problems.Forbidden(user.Language);
        var number = request.Extension?.Trim() ?? "";
        if (number.Length > MaxLength || number.Any(char.IsControl))
            return Problems.Invalid(
                user.Language,
                TelephonyTexts.Words.Field("extension", "maxLength", "extension", user.Language, ("max", $"{MaxLength}"))
            );
        return await runtime.Write<MyExtensionView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<Extension>().SingleOrDefaultAsync(one => one.UserName == user.UserName, ct);
                if (number.Length == 0)
                {
                    if (row is not null)
                        db.Remove(row);
                }
                else if (await db.Set<Extension>().AnyAsync(one => one.Number == number && one.UserName != user.UserName, ct))
                    return TelephonyTexts.Words.Rejected("extension-taken", user.Language, ("number", number));
                else if (row is null)
                    db.Add(new Extension { UserName = user.UserName, Number = number });
                else
                    row.Number = number;
                await db.SaveChangesAsync(ct);
                return new MyExtensionView(number.Length == 0 ? null : number);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/me/extension",
                async (DeskUser user, MyExtension handler, CancellationToken ct) => Answer.Ok(await handler.Show(user, ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe("ShowMyExtension", "The phone at which I sit")
            .Produces<MyExtensionView>();
        routes
            .MapPut(
                "/me/extension",
                async (MyExtensionView request, DeskUser user, MyExtension handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Set(user, request, ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe("SetMyExtension", "Say at which phone I sit", StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .Produces<MyExtensionView>();
    }
}
