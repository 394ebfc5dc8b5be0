using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Registry.Facts;

namespace Mingsuan.Registry.Importing;

/// <summary>预览报告 — counts, the first findings and changes, and the digest over all of them.</summary>
internal sealed class ImportReport(ImportKind kind) : IDisposable
{
    /// <summary>How many findings and changes a preview shows.</summary>
    public const int MostShown = 200;

    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly JsonArray findings = [];
    private readonly JsonArray changes = [];

    public int Rows { get; private set; }

    public int Bad => BadRows.Count;

    /// <summary>The numbers of the rows that are not to be written.</summary>
    public HashSet<int> BadRows { get; } = [];

    public int Warnings { get; private set; }

    public int Changing { get; private set; }

    public void Add(RowPlan plan)
    {
        Rows++;
        if (!plan.Row.IsGood)
        {
            BadRows.Add(plan.Row.Number);
        }

        Warnings += plan.Row.IsGood && plan.Row.Findings.Count > 0 ? 1 : 0;
        Changing += plan.Writes ? 1 : 0;
        digest.AppendData(Encoding.UTF8.GetBytes(ImportPlanner.Line(plan)));
        foreach (var finding in plan.Row.Findings.Where(_ => findings.Count < MostShown))
        {
            findings.Add(Finding(plan, finding));
        }

        foreach (var change in plan.Changes.Where(_ => changes.Count < MostShown))
        {
            changes.Add(Change(plan, change));
        }

        if (plan.Insured is { } insured && changes.Count < MostShown)
        {
            changes.Add(new JsonObject
            {
                ["row"] = plan.Row.Number,
                ["subject"] = plan.Subject,
                ["what"] = insured.Named is null ? "change" : "new",
                ["from"] = Text(plan.Row.From),
                ["fields"] = new JsonArray(),
            });
        }
    }

    public string Digest() => Convert.ToHexStringLower(digest.GetCurrentHash());

    public JsonObject Json() => new()
    {
        ["findings"] = findings.DeepClone(),
        ["changes"] = changes.DeepClone(),
    };

    public void Dispose() => digest.Dispose();

    /// <summary>What the whole file came to.</summary>
    public Preview Preview(Guid import, Upload upload, int parts) => new(import, upload)
    {
        Digest = Digest(),
        Rows = Rows,
        Bad = Bad,
        Warnings = Warnings,
        Changing = Changing,
        Parts = parts,
        Report = Json().ToJsonString(),
    };

    /// <summary>What is wrong in one row, as lines of the listing.</summary>
    public IEnumerable<IReadOnlyList<object>> Listed(RowPlan plan) => Listed(kind, plan);

    public static IEnumerable<IReadOnlyList<object>> Listed(ImportKind kind, RowPlan plan) =>
        plan.Row.Findings.Select(finding =>
        {
            var (shipped, (wrong, remedy)) = (ImportKinds.Shipped, ImportKinds.Shipped.Finding(finding.Code));
            return (IReadOnlyList<object>)
            [
                (decimal)plan.Row.Number,
                plan.Subject,
                kind.Field(finding.Field)?.Header ?? finding.Field,
                finding.Warning ? shipped.Warning : shipped.Error,
                wrong,
                remedy,
            ];
        });

    /// <summary>What is wrong in one row, in words.</summary>
    public JsonObject Finding(RowPlan plan, RowFinding finding)
    {
        var (wrong, remedy) = ImportKinds.Shipped.Finding(finding.Code);
        return new()
        {
            ["row"] = plan.Row.Number,
            ["subject"] = plan.Subject,
            ["field"] = finding.Field,
            ["header"] = kind.Field(finding.Field)?.Header ?? finding.Field,
            ["code"] = finding.Code,
            ["warning"] = finding.Warning,
            ["wrong"] = wrong,
            ["remedy"] = remedy,
        };
    }

    private JsonObject Change(RowPlan plan, PlannedChange change)
    {
        var (before, after) = (change.Before?.Says(), change.After.Says());
        var fields = after.Where(one => before is null || before.GetValueOrDefault(one.Key) != one.Value)
            .Where(one => kind.Field(one.Key) is not null && (before is not null || one.Value is not null))
            .Select(one => (JsonNode)new JsonObject
            {
                ["field"] = one.Key,
                ["header"] = kind.Field(one.Key)!.Header,
                ["before"] = before is null ? null : kind.Field(one.Key)!.Read(before.GetValueOrDefault(one.Key)),
                ["after"] = kind.Field(one.Key)!.Read(one.Value),
            });
        return new()
        {
            ["row"] = plan.Row.Number,
            ["subject"] = plan.Subject,
            ["what"] = change.What,
            ["from"] = Text(change.After.ValidFrom),
            ["to"] = change.After.ValidTo is { } to ? Text(to) : null,
            ["fields"] = new JsonArray([.. fields]),
        };
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
