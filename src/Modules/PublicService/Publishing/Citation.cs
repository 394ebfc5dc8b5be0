using Mingsuan.Law.Compiling;
using Mingsuan.Law.Reading;
using Mingsuan.Policy.Provisions;
using Mingsuan.PublicService.Rows;

namespace Mingsuan.PublicService.Publishing;

/// <summary>How a cited clause stands on a day.</summary>
internal enum ClauseStanding
{
    Holds,

    /// <summary>Its document is repealed or ended.</summary>
    DocumentEnded,

    /// <summary>Every rule of the clause has ended, or its trial is over.</summary>
    RulesEnded,

    /// <summary>The library has no such clause any more.</summary>
    Gone,
}

/// <summary>引用 — whether the library has a clause, and whether it still says something. Pure.</summary>
internal static class Citation
{
    /// <summary>A clause by its document (id or number) and its article (as printed, or its anchor).</summary>
    public static (LawDocument Document, LawClause Clause)? Find(LawLoad law, string document, string article)
    {
        var found = law.Documents.FirstOrDefault(one => one.Id == document || one.Front.Number == document);
        var clause = found?.Clauses.FirstOrDefault(one => one.Article == article || one.Anchor == article);
        return clause is null ? null : (found!, clause);
    }

    /// <summary>How a clause stands on a day.</summary>
    public static ClauseStanding On(LawLoad law, string documentId, string anchor, DateOnly day)
    {
        if (Find(law, documentId, anchor) is not var (document, clause))
        {
            return ClauseStanding.Gone;
        }

        if (law.PeriodOf(document).To < day)
        {
            return ClauseStanding.DocumentEnded;
        }

        var ends = law.Rules.Where(rule => rule.Clause == clause).SelectMany(rule => rule.Provisions)
            .Select(LastDay).ToList();
        return ends.Count > 0 && ends.Max() < day ? ClauseStanding.RulesEnded : ClauseStanding.Holds;
    }

    /// <summary>待核对 — whether an answer rests on something that no longer stands.</summary>
    public static bool ToCheck(LawLoad law, IEnumerable<PublicationClause> clauses, DateOnly day) =>
        clauses.Any(one => On(law, one.DocumentId, one.Anchor, day) != ClauseStanding.Holds);

    private static DateOnly LastDay(Provision rule) =>
        rule is PriceItem { TrialUntil: { } trial } && trial < rule.Effective.To ? trial : rule.Effective.To;
}
