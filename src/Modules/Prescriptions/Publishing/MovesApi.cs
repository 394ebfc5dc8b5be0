using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Platform.Http;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Life;

namespace Mingsuan.Prescriptions.Publishing;

/// <summary>状态机公布 — every move that there is, for everybody, from the very table that the rules ask. (NHC-8)</summary>
internal static class MovesApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/prescriptions/moves", () => Results.Text(
            Json().ToJsonString(WireJson.Options), "application/json", Encoding.UTF8));

    private static JsonObject Json() => new()
    {
        ["moves"] = new JsonArray([.. RxMoves.All.Select(one => (JsonNode)new JsonObject
        {
            ["from"] = one.From is { } from ? Word(RxWords.Key(from), RxWords.Of(from)) : null,
            ["move"] = Word(RxWords.Key(one.Move), RxWords.Of(one.Move)),
            ["to"] = Word(RxWords.Key(one.To), RxWords.Of(one.To)),
        })]),
    };

    private static JsonObject Word(string code, string name) => new() { ["code"] = code, ["name"] = name };
}
