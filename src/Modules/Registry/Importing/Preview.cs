namespace Mingsuan.Registry.Importing;

/// <summary>预览 — what reading a file gave; nothing of it is in the register's books yet.</summary>
internal sealed record Preview(Guid ImportId, Upload Upload)
{
    /// <summary>Of everything that it would write and refuse.</summary>
    public required string Digest { get; init; }

    public required int Rows { get; init; }

    public required int Bad { get; init; }

    public required int Warnings { get; init; }

    public required int Changing { get; init; }

    /// <summary>In how many parts a long file waits.</summary>
    public required int Parts { get; init; }

    /// <summary>The first findings and changes, as JSON.</summary>
    public required string Report { get; init; }
}

/// <summary>待写的行 — a row of a long file as it was written, and the digest of what its plan said when shown.</summary>
internal sealed record PendingRow(int Number, string Plan, string[] Cells)
{
    public static PendingRow Of(ImportKind kind, RowPlan plan) => new(
        plan.Row.Number, DigestOf(plan), [.. kind.Fields.Select(field => plan.Row.Cell(field.Name))]);

    /// <summary>Whether the plan of now says what was shown.</summary>
    public bool IsAsShown(RowPlan plan) => DigestOf(plan) == Plan;

    /// <summary>The row read again.</summary>
    public RowValues Read(ImportKind kind)
    {
        var cells = kind.Fields.Zip(Cells).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        return new(Number, kind, name => cells[name]);
    }

    private static string DigestOf(RowPlan plan) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(ImportPlanner.Line(plan))).AsSpan(0, 16));
}
