using System.Text.Json;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Acceptance.Scenarios;

/// <summary>
/// 场景集 — what an institution's system must show, as published data: versioned, and named in each report by its digest.
/// (楚医保规〔2022〕3号 第二十二条（一）)
/// </summary>
internal sealed record ScenarioSet
{
    public const string File = "scenarios.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public required string Version { get; init; }

    /// <summary>Whether a planned scenario stands in the way of passing.</summary>
    public bool PlannedBlocks { get; init; }

    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    public required IReadOnlyList<EvidenceItem> Evidence { get; init; }

    /// <summary>The sentence of each verdict's reason.</summary>
    public required IReadOnlyDictionary<string, string> Reasons { get; init; }

    /// <summary>How a region reads for which no clause is given.</summary>
    public required string WithoutClause { get; init; }

    /// <summary>SM3 of the file as published, in hex.</summary>
    public string Digest { get; private init; } = "";

    public IEnumerable<Step> Steps => Scenarios.SelectMany(scenario => scenario.Steps);

    /// <summary>Reads the published file; throws <see cref="InvalidDataException"/> when it cannot be.</summary>
    public static ScenarioSet Read(byte[] file)
    {
        var read = JsonSerializer.Deserialize<ScenarioSet>(file, Options)
            ?? throw new InvalidDataException("The scenario set is empty.");
        var ids = read.Steps.Select(step => step.Id).Concat(read.Evidence.Select(item => item.Id)).ToList();
        return ids.Distinct(StringComparer.Ordinal).Count() == ids.Count
            ? read with { Digest = Convert.ToHexStringLower(Sm3.Hash(file)) }
            : throw new InvalidDataException("The scenario set names a step twice.");
    }

    /// <summary>The clauses in a region, under the longest key that its code begins with; often none.</summary>
    public static IReadOnlyList<ClauseName> In(
        IReadOnlyDictionary<string, IReadOnlyList<ClauseName>> clauses, string region) =>
        clauses.Where(pair => region.StartsWith(pair.Key, StringComparison.Ordinal))
            .OrderByDescending(pair => pair.Key.Length)
            .Select(pair => pair.Value)
            .FirstOrDefault() ?? [];
}

/// <summary>场景 — some steps under one title; a planned one has none yet.</summary>
internal sealed record Scenario
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>Whether it is one of the four modules that the clause names.</summary>
    public bool Module { get; init; }

    public bool Planned { get; init; }

    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>依据 — by the beginning of the region's code.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ClauseName>> Clauses { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }
}

/// <summary>步骤 — what to do, with whom, and which judgement looks at it.</summary>
internal sealed record Step
{
    public required string Id { get; init; }

    public required string Do { get; init; }

    public required string Judge { get; init; }

    /// <summary>Who comes: one of the run's fictitious people; none for a step over the whole run.</summary>
    public string? Person { get; init; }

    public string? Value { get; init; }

    public string? Code { get; init; }

    /// <summary>What the run must have for the step to apply.</summary>
    public string? Needs { get; init; }

    /// <summary>What the test area does wrong on purpose, once.</summary>
    public Fault? Fault { get; init; }
}

/// <summary>故障 — what happens to the first success of a transaction: lost, altered, forged or slow.</summary>
internal sealed record Fault(string Infno, string Kind, string? Field, int Seconds);

/// <summary>条文 — a clause of the law library, named as it prints.</summary>
internal sealed record ClauseName(string Document, string Clause);

/// <summary>佐证项 — what no call can show: documents whose digests are filed, and which an officer judges.</summary>
internal sealed record EvidenceItem
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>The kinds of document that count.</summary>
    public required IReadOnlyDictionary<string, string> Forms { get; init; }

    /// <summary>How many cases a document must cover.</summary>
    public required int Least { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<ClauseName>> Clauses { get; init; }
}
