using Matoi.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Security;

/// <summary>Creates, lists and deletes API tokens, and makes sign-in links.</summary>
internal static class ManageTokens
{
    /// <summary>A token to create.</summary>
    /// <param name="Name">What people call it.</param>
    /// <param name="Scope">What it may do.</param>
    /// <param name="Days">Days until it expires; null never.</param>
    public sealed record Request(string? Name, TokenScope Scope, int? Days);

    /// <summary>Whose link.</summary>
    public sealed record LinkRequest(string User);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tokens", (ApiTokens tokens, CancellationToken ct) => tokens.ListAsync(ct)).WithSummary("API tokens, without their secrets.");
        routes.MapPost("/tokens", async (Request request, ApiTokens tokens, TimeProvider clock, CancellationToken ct)
            => string.IsNullOrWhiteSpace(request.Name) ? new Problem("name-missing", "give the token a name by which people will know it", "name").ToResult()
                : Results.Ok(new { token = await tokens.CreateAsync(request.Name.Trim(), request.Scope, request.Days is { } days ? clock.GetUtcNow().AddDays(days) : null, ct) }))
            .WithSummary("Creates a token; the answer shows it this once.");
        routes.MapDelete("/tokens/{id:guid}", async (Guid id, ApiTokens tokens, CancellationToken ct)
            => await tokens.DeleteAsync(id, ct) ? Results.NoContent() : new Problem("token-not-found", $"there is no token {id}; list them with 'matoi tokens list'", $"{id}").ToResult())
            .WithSummary("Deletes a token.");
        routes.MapPost("/signin-links", async (LinkRequest request, SignInLinks links, CancellationToken ct)
            => Results.Ok(new { path = $"/signin?code={await links.CreateAsync(request.User, TimeSpan.FromHours(1), ct)}" }))
            .RequireAuthorization(SecurityRoom.Local).WithSummary("Makes a one-time sign-in path (callers on this machine only).");
    }
}
