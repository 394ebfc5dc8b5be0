using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;

namespace Mingsuan.Host.Demonstration;

/// <summary>演示账号.</summary>
internal sealed record DemoAccount(
    string Role, string User, string Password, string? Regions = null, string? Institution = null);

/// <summary>演示说明.</summary>
internal sealed record DemoDescription(IReadOnlyList<DemoAccount> Accounts);

/// <summary>demo.json — what a demonstration holds, for people and scripts that walk through it.</summary>
internal sealed class DemoFile(IServiceProvider services, DateOnly today)
{
    private const int YearsBack = 2;
    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true };

    /// <summary>Writes DIR/demo.json from the sample files and what the directories answer.</summary>
    public static async Task<DemoDescription> WriteAsync(
        IServiceProvider services, DirectoryInfo data, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var today = services.GetRequiredService<TimeProvider>().Today();
        return await new DemoFile(scope.ServiceProvider, today).WriteAsync(data, ct);
    }

    private async Task<DemoDescription> WriteAsync(DirectoryInfo data, CancellationToken ct)
    {
        var institutions = await RowsAsync("institutions.json", ct);
        var practitioners = await RowsAsync("practitioners.json", ct);
        var catalogue = await RowsAsync("catalogue.json", ct);
        var demonstration = (await NodeAsync("demonstration.json", ct)).AsObject();
        var insured = new JsonArray();
        foreach (var row in await RowsAsync("insured.json", ct))
        {
            insured.Add(await InsuredAsync(row, ct));
        }

        var file = new JsonObject
        {
            ["institutions"] = Select(institutions.Where(row => Text(row, "kind") == "hospital"), Institution),
            ["insured"] = insured,
            ["practitioners"] = Select(practitioners.Where(row => Text(row, "kind") == "doctor"), Practitioner),
            ["staff"] = Select(practitioners.Where(row => Text(row, "kind") != "doctor"), Practitioner),
            ["pharmacies"] = Select(institutions.Where(row => Text(row, "kind") == "pharmacy"), Pharmacy),
            ["drugs"] = Select(catalogue.Where(row => Text(row, "kind") == "drug"), Drug),
            ["items"] = demonstration["items"]!.DeepClone(),
            ["accounts"] = demonstration["accounts"]!.DeepClone(),
        };
        await File.WriteAllTextAsync(
            Path.Combine(data.FullName, "demo.json"), file.ToJsonString(Indented) + "\n", ct);
        return new(demonstration["accounts"]!.Deserialize<DemoAccount[]>(JsonSerializerOptions.Web)!);
    }

    private static JsonObject Institution(JsonObject row) => new()
    {
        ["code"] = Text(row, "code"),
        ["name"] = Text(row, "name"),
        ["admdvs"] = Text(row, "admdvs"),
        ["level"] = Text(row, "level"),
        ["ownership"] = Text(row, "ownership"),
        ["evidence"] = Text(row, "evidence"),
    };

    private static JsonObject Pharmacy(JsonObject row) => new()
    {
        ["code"] = Text(row, "code"),
        ["name"] = Text(row, "name"),
        ["admdvs"] = Text(row, "admdvs"),
        ["chronic"] = row["chronicPharmacy"]!.GetValue<bool>(),
    };

    private static JsonObject Practitioner(JsonObject row) => new()
    {
        ["code"] = Text(row, "code"),
        ["name"] = Text(row, "name"),
        ["kind"] = Text(row, "kind"),
        ["title"] = Text(row, "title"),
        ["institution"] = Text(row, "institution"),
        ["standing"] = Text(row, "standing"),
        ["certificate"] = row["signingKey"] is { } key
            ? Convert.ToBase64String(DemoAuthority.CertificateOf(Text(row, "code"), (string)key!))
            : null,
    };

    private static JsonObject Drug(JsonObject row) => new()
    {
        ["code"] = Text(row, "code"),
        ["name"] = Text(row, "name"),
        ["class"] = Text(row, "class"),
        ["price"] = Yuan(row["priceFen"]!.GetValue<long>()),
    };

    private async Task<JsonObject> InsuredAsync(JsonObject row, CancellationToken ct)
    {
        var person = new PersonId(Guid.Parse(Text(row, "id"), CultureInfo.InvariantCulture));
        var balance = services.GetService<IAccountBook>() is { } book
            ? (await book.BalanceAsync(person, ct)).Fen
            : row["accountBalanceFen"]!.GetValue<long>();
        var last = (await services.GetRequiredService<IVisitBook>()
            .OfflineVisitsAsync(person, today.AddYears(-YearsBack), today, except: null, ct)).FirstOrDefault();
        return new()
        {
            ["psnNo"] = WireId.Encode(person.Value),
            ["certno"] = Text(row, "certno"),
            ["name"] = Text(row, "name"),
            ["area"] = Text(row, "area"),
            ["scheme"] = Text(row, "scheme"),
            ["status"] = row["status"]?.DeepClone(),
            ["entitlement"] = Text(row, "entitlement"),
            ["chronic"] = row["chronic"]!.DeepClone(),
            ["twoDiseases"] = row["twoDiseases"]!.DeepClone(),
            ["accountBalance"] = Yuan(balance),
            ["eCertToken"] = Text(row, "eCertToken"),
            ["eCertPin"] = DemoSandbox.PinOf(Text(row, "certno")),
            ["lastOffline"] = last is null ? null : new JsonObject
            {
                ["on"] = last.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["diagnosis"] = last.Diagnoses[0],
            },
        };
    }

    private static JsonArray Select(IEnumerable<JsonObject> rows, Func<JsonObject, JsonObject> shape) =>
        new(rows.Select(JsonNode (row) => shape(row)).ToArray());

    private static string Text(JsonObject row, string name) => row[name]!.GetValue<string>();

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static async Task<List<JsonObject>> RowsAsync(string name, CancellationToken ct) =>
        (await NodeAsync(name, ct)).AsArray().Select(row => row!.AsObject()).ToList();

    private static async Task<JsonNode> NodeAsync(string name, CancellationToken ct)
    {
        await using var file = File.OpenRead(Path.Combine(DemoData.Samples.FullName, name));
        return await JsonNode.ParseAsync(file, cancellationToken: ct)
            ?? throw new InvalidDataException(name + " is empty.");
    }
}
