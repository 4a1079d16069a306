using System.Text.Json.Nodes;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Ties;

/// <summary>A child to open.</summary>
/// <param name="ParentNumber">Number or key of the parent.</param>
/// <param name="Type">Code of the child's case type.</param>
/// <param name="Subject">What it is about, in a line.</param>
public sealed record OpenChildRequest(string ParentNumber, string Type, string Subject)
{
    /// <summary>What it takes from its parent: any of <see cref="OpenChild.Copied"/>. Customer and phone come along anyway.</summary>
    public IReadOnlyList<string> Copy { get; init; } = [];

    /// <summary>Its description; where that is copied, it stands before the parent's.</summary>
    public string? Description { get; init; }

    /// <summary>The special fields of its type; they go before copied ones.</summary>
    public JsonObject? Form { get; init; }

    /// <summary>Repeating the request with the same key answers with the same case.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>Opens a case as the child of another, for the same customer, with chosen fields copied.</summary>
public sealed class OpenChild(DeskReader reader, OpenCase open)
{
    /// <summary>What can be copied from the parent.</summary>
    public static IReadOnlyList<string> Copied { get; } = ["description", "category", "department", "unitManager", "form"];

    public async Task<Outcome<CaseOpened>> Handle(DeskUser user, OpenChildRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if ((request.Copy ?? []).FirstOrDefault(name => !Copied.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            var wrong = Problems.Field(
                "copy",
                "unknown",
                "case.child-copy",
                user.Language,
                ("name", unknown),
                ("known", string.Join(", ", Copied))
            );
            return Problems.Invalid(user.Language, wrong);
        }
        var (parent, sight) = await reader.Read(
            async db =>
            {
                var row = await CaseGuard.Find(db, user, request.ParentNumber, ct);
                return (
                    row,
                    row is null ? FieldSight.Everything : (await FieldRights.Of(db, row.TypeCode, ct)).For(user, row.DepartmentCode)
                );
            },
            ct
        );
        return parent is null ? Problems.NotFound("case", user.Language) : await open.Handle(user, Request(parent, request, sight), ct);
    }

    /// <summary>Pure: the child as a case to open.</summary>
    private static OpenCaseRequest Request(Case parent, OpenChildRequest request, FieldSight sight)
    {
        var copy = (request.Copy ?? []).ToHashSet(StringComparer.Ordinal);
        string?[] description = [request.Description, copy.Contains("description") ? parent.Description : null];
        return new(request.Type, request.Subject)
        {
            Parent = parent.Number,
            CustomerKey = parent.CustomerKey,
            Phone = parent.CustomerPhone,
            Channel = parent.Channel,
            Follows = true,
            Description = string.Join("\n\n", description.Where(text => !string.IsNullOrWhiteSpace(text))),
            Category = copy.Contains("category") ? parent.CategoryCode : null,
            Department = copy.Contains("department") ? parent.DepartmentCode : null,
            UnitManager = copy.Contains("unitManager") ? parent.UnitManager : null,
            Form = request.Form,
            Inherited = copy.Contains("form") ? new(JsonNode.Parse(parent.FormData)!.AsObject(), sight.Unread) : null,
            IdempotencyKey = request.IdempotencyKey,
        };
    }

    /// <summary>What a caller sends; the parent is in the address.</summary>
    public sealed record Body(string Type, string Subject)
    {
        public IReadOnlyList<string> Copy { get; init; } = [];
        public string? Description { get; init; }
        public JsonObject? Form { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/cases/{number}/children",
                async (string number, Body body, DeskUser user, OpenChild handler, HttpContext context, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Handle(
                            user,
                            new(number, body.Type, body.Subject)
                            {
                                Copy = body.Copy,
                                Description = body.Description,
                                Form = body.Form,
                                IdempotencyKey = Answer.IdempotencyKey(context),
                            },
                            ct
                        ),
                        opened => "/api/cases/" + opened.Number
                    )
            )
            .RequirePermission(Permissions.OpenCases)
            .Describe(
                "OpenChild",
                "Open a case as the child of another, with chosen fields copied",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<CaseOpened>(StatusCodes.Status201Created);
}
