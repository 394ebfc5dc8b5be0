using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingsuan.Acceptance.Scenarios;

/// <summary>虚构数据 — the invented institution, people and figures from which every run gets its own.</summary>
internal sealed record FixtureSet
{
    public const string File = "fixtures.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public required JsonObject Institution { get; init; }

    public required JsonObject Doctor { get; init; }

    public required JsonObject Pharmacist { get; init; }

    public required Department Department { get; init; }

    public required IReadOnlyList<FixturePerson> People { get; init; }

    /// <summary>By the beginning of the region's code.</summary>
    public required IReadOnlyDictionary<string, RegionFixture> Regions { get; init; }

    public static FixtureSet Read(byte[] file) => JsonSerializer.Deserialize<FixtureSet>(file, Options)
        ?? throw new InvalidDataException("The fixtures are empty.");

    /// <summary>The figures of a region, or none: there a run cannot start.</summary>
    public RegionFixture? In(string region) => Regions
        .Where(pair => region.StartsWith(pair.Key, StringComparison.Ordinal))
        .OrderByDescending(pair => pair.Key.Length)
        .Select(pair => pair.Value)
        .FirstOrDefault();
}

/// <summary>科室.</summary>
internal sealed record Department(string Code, string Name, string Caty);

/// <summary>诊断.</summary>
internal sealed record Diagnosis(string Code, string Name);

/// <summary>虚构参保人 — who comes, what they present, and when they last came offline.</summary>
internal sealed record FixturePerson
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Sex { get; init; }

    public required DateOnly BirthDate { get; init; }

    public Presentation Presents { get; init; } = new(null, null);

    /// <summary>How many days ago; none for who never came.</summary>
    public int? LastOffline { get; init; }

    /// <summary>Whether that was for another disease.</summary>
    public bool Other { get; init; }
}

/// <summary>出示 — another name, or another certificate, than what is registered.</summary>
internal sealed record Presentation(string? Name, string? Certificate);

/// <summary>地区虚构数据 — what can be charged in a region, and what a settlement must come to there.</summary>
internal sealed record RegionFixture
{
    public required string Insutype { get; init; }

    public required string Scheme { get; init; }

    public string? Status { get; init; }

    public required string PsnType { get; init; }

    public required string MedType { get; init; }

    public required long AccountBalanceFen { get; init; }

    public required Diagnosis Diagnosis { get; init; }

    public required Diagnosis OtherDiagnosis { get; init; }

    public required JsonArray Catalogue { get; init; }

    public required IReadOnlyList<FixtureLine> Lines { get; init; }

    /// <summary>The fields of a settlement and their amounts; none leaves them to the totals.</summary>
    public required IReadOnlyDictionary<string, string> Expect { get; init; }
}

/// <summary>明细 — one line to be charged.</summary>
internal sealed record FixtureLine(string Code, string Price, string Count);
