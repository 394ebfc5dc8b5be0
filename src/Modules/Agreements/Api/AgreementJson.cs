using System.Text.Json.Nodes;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Signing;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;

namespace Mingsuan.Agreements.Api;

/// <summary>协议的写法 — an agreement as answers write it.</summary>
internal static class AgreementJson
{
    public static JsonObject Of(InstitutionFacts physical, InstitutionLife life, Guid id)
    {
        var one = life.Agreements[id];
        return new JsonObject
        {
            ["id"] = WireId.Encode(one.Id),
            ["institution"] = physical.Code,
            ["kind"] = ApplicationJson.Word(one.Kind),
            ["state"] = ApplicationJson.Word(one.State),
            ["from"] = ApplicationJson.Day(one.From),
            ["to"] = ApplicationJson.Day(one.To),
            ["since"] = BeijingTime.Text(one.Since),
            ["suspendedItself"] = one.SuspendedItself,
            ["suspendedByMain"] = one.SuspendedByMain,
            ["main"] = one.Main is { } main ? WireId.Encode(main) : null,
            ["application"] = one.Application is { } application ? WireId.Encode(application) : null,
            ["source"] = one.Source,
            ["decisionDue"] = one.Undecided is not { } undecided ? null : new JsonObject
            {
                ["agreement"] = WireId.Encode(undecided.Cause.Agreement),
                ["terminated"] = undecided.Terminated,
            },
            ["renewalDue"] = one.Unrenewed is not { } unrenewed ? null : new JsonObject
            {
                ["to"] = ApplicationJson.Day(unrenewed.To),
            },
            ["timeline"] = ApplicationJson.Timeline(life, id),
        };
    }

    public static JsonObject All(InstitutionFacts physical, InstitutionLife life, Func<Agreement, bool> which) => new()
    {
        ["institution"] = physical.Code,
        ["agreements"] = new JsonArray([.. life.Agreements.Values.Where(which)
            .OrderBy(one => one.Kind).ThenBy(one => one.From).ThenBy(one => one.Id)
            .Select(one => (JsonNode)Of(physical, life, one.Id))]),
    };

    public static JsonObject Of(SigningCheck check) => new()
    {
        ["good"] = check.Good,
        ["digest"] = check.Digest,
        ["sameText"] = check.SameText,
        ["institution"] = Side(check.Institution),
        ["agency"] = Side(check.Agency),
    };

    private static JsonObject? Side(SideCheck? side) => side is null ? null : new JsonObject
    {
        ["good"] = side.Good,
        ["by"] = side.By,
        ["at"] = BeijingTime.Text(side.At),
        ["publicKey"] = side.PublicKey,
    };
}
