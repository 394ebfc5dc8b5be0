using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Prescribing;

/// <summary>
/// 开方问题 — a prescription before it is signed: where and when, what is known of visit, patient and prescription (facts
/// of the vocabulary, and what their absence means), and its drugs.
/// </summary>
public sealed record PrescribingQuestion(
    RegionView Region, DateOnly On, FactSet Facts, IReadOnlyList<PrescribedDrug> Drugs)
{
    /// <summary>处方有效天数 as its doctor states them; none where the doctor says nothing.</summary>
    public int? ValidDays { get; init; }
}

/// <summary>处方药品 — one line of a prescription.</summary>
public sealed record PrescribedDrug(string Line, string Code)
{
    /// <summary>剂别: a word of <see cref="Fact.DrugForm"/>.</summary>
    public string? Form { get; init; }

    /// <summary>Kinds that are stated; those that the law lists by code are added.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>用药天数.</summary>
    public decimal? SupplyDays { get; init; }
}
