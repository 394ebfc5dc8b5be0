using Mingsuan.Contracts.Ids;

namespace Mingsuan.Contracts.Registry;

/// <summary>医师药师名录 — the questions other modules may ask about practitioners.</summary>
public interface IPractitionerDirectory
{
    /// <summary>A practitioner by code, as registered at an institution on a day.</summary>
    Task<PractitionerFacts?> FindAsync(string code, InstitutionId institution, DateOnly on, CancellationToken ct);
}

/// <summary>执业事实 — a practitioner at one institution over one span.</summary>
public sealed record PractitionerFacts
{
    /// <summary>The practitioner.</summary>
    public required PractitionerId Id { get; init; }

    /// <summary>医师编码.</summary>
    public required string Code { get; init; }

    /// <summary>姓名.</summary>
    public required string Name { get; init; }

    /// <summary>`doctor`, `pharmacist`, `nurse`.</summary>
    public required string Kind { get; init; }

    /// <summary>职称: `resident`, `attending`, `seniorAttending`, `associateChief`, `chief`.</summary>
    public required string Title { get; init; }

    /// <summary>执业资格, when recorded.</summary>
    public string? Qualification { get; init; }

    /// <summary>独立临床工作起始日.</summary>
    public DateOnly? IndependentPracticeSince { get; init; }

    /// <summary>医保支付资格.</summary>
    public required PractitionerStanding Standing { get; init; }

    /// <summary>From and to.</summary>
    public required FactSpan Span { get; init; }
}

/// <summary>医保支付资格状态.</summary>
public enum PractitionerStanding
{
    /// <summary>正常.</summary>
    Eligible,

    /// <summary>暂停.</summary>
    Suspended,

    /// <summary>终止.</summary>
    Terminated,
}
