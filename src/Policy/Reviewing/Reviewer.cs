using System.Globalization;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Policy.Reviewing;

/// <summary>
/// 智能审核 — what the rules in force on each visit's day find in a history of settlements. A pure function: the order of
/// the history does not matter, a reversed settlement is no claim, and a fact that nobody stated finds nothing. Visits
/// are grouped by hashing, never compared in pairs. (楚医保规〔2022〕3号 第二十七条, 第三十条)
/// </summary>
public static class Reviewer
{
    private const int CategoryLength = 3;

    /// <summary>
    /// The findings, by the time of their first visit. Only what is in the history is counted together.
    /// </summary>
    public static IReadOnlyList<Finding> Review(
        IReadOnlyList<ReviewedClaim> history,
        IReadOnlyList<ReviewedConsultation> consultations,
        LawSnapshot law)
    {
        var rules = new RulesInForce(law);
        var asked = consultations.ToLookup(one => (one.Person, one.Institution, one.On), one => one.Number);
        var caught = new Dictionary<ReviewRule, List<ReviewedClaim>>(ReferenceEqualityComparer.Instance);
        foreach (var claim in history.Where(one => !one.Reversed))
        {
            foreach (var rule in rules.Of(claim.Area, claim.On))
            {
                if (rule.When.Evaluate(claim.Facts, out _) == Truth.Yes
                    && (!rule.BesideConsultation || asked.Contains((claim.Person, claim.Institution, claim.On))))
                {
                    (caught.TryGetValue(rule, out var list) ? list : caught[rule] = []).Add(claim);
                }
            }
        }

        return
        [
            .. caught.SelectMany(one => FindingsOf(one.Key, one.Value, asked))
                .OrderBy(one => one.Claims[0].On)
                .ThenBy(one => one.Claims[0].Began)
                .ThenBy(one => one.Rule.Name, StringComparer.Ordinal)
                .ThenBy(one => one.Claims[0].Visit, StringComparer.Ordinal)
                .ThenBy(one => one.Rule.ClauseId),
        ];
    }

    /// <summary>What a claim has to be compared by; null: nothing.</summary>
    public static string? ValueOf(ReviewKey key, ReviewedClaim claim) => key switch
    {
        ReviewKey.Person => claim.Person,
        ReviewKey.Institution => claim.Institution,
        ReviewKey.Doctor => claim.Doctor,
        ReviewKey.Day => claim.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ReviewKey.Minute => claim.Began?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        ReviewKey.Department => claim.Department,
        ReviewKey.Disease => Category(claim.Diagnoses),
        ReviewKey.VisitKind => claim.Facts.Word(Fact.VisitKind),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string? Category(IReadOnlyList<string> diagnoses) =>
        diagnoses.Count > 0 && diagnoses[0].Length >= CategoryLength ? diagnoses[0][..CategoryLength] : null;

    private static IEnumerable<Finding> FindingsOf(
        ReviewRule rule, List<ReviewedClaim> claims, ILookup<(string, string, DateOnly), string> asked)
    {
        var visits = claims.GroupBy(one => one.Visit, StringComparer.Ordinal)
            .Select(visit => visit.OrderBy(one => one.Settlement, StringComparer.Ordinal).ToList());
        var groups = rule.Repeated is { } repeated
            ? Repeating(repeated, visits)
            : visits.Select(visit => (Shared: Array.Empty<SharedValue>(), Visits: (List<List<ReviewedClaim>>)[visit]));
        return groups.Select(group => new Finding(
            rule,
            [
                .. group.Visits
                    .OrderBy(visit => visit[0].On)
                    .ThenBy(visit => visit[0].Began)
                    .ThenBy(visit => visit[0].Visit, StringComparer.Ordinal)
                    .SelectMany(visit => visit),
            ],
            group.Shared,
            rule.BesideConsultation
                ? [.. group.Visits
                    .SelectMany(visit => asked[(visit[0].Person, visit[0].Institution, visit[0].On)])
                    .Distinct().Order(StringComparer.Ordinal)]
                : []));
    }

    /// <summary>The groups of visits that share what they must, and are enough.</summary>
    private static IEnumerable<(SharedValue[] Shared, List<List<ReviewedClaim>> Visits)> Repeating(
        Repetition repeated, IEnumerable<List<ReviewedClaim>> visits)
    {
        var groups = new Dictionary<string, (SharedValue[] Shared, List<List<ReviewedClaim>> Visits)>(
            StringComparer.Ordinal);
        foreach (var visit in visits)
        {
            var values = repeated.Same.Select(key => ValueOf(key, visit[0])).ToArray();
            if (values.Any(value => value is null)
                || repeated.Different.Any(key => ValueOf(key, visit[0]) is null))
            {
                continue;
            }

            // Each value with its length: no two lists of values are one text.
            var key = string.Concat(values.Select(value => $"{value!.Length}:{value}"));
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group =
                    ([.. repeated.Same.Zip(values, (same, value) => new SharedValue(same, value!))], []);
            }

            group.Visits.Add(visit);
        }

        return groups.Values.Where(group => group.Visits.Count >= repeated.AtLeast && repeated.Different.All(
            key => group.Visits.Select(visit => ValueOf(key, visit[0])).Distinct().Count() >= repeated.AtLeast));
    }

    /// <summary>在用规则 — the rules of an area on a day, looked up once: of each name the nearest area's.</summary>
    private sealed class RulesInForce(LawSnapshot law)
    {
        private readonly Dictionary<string, ReviewRule[]> reaching = new(StringComparer.Ordinal);
        private readonly Dictionary<(string, DateOnly), ReviewRule[]> known = [];

        public ReviewRule[] Of(string area, DateOnly on)
        {
            if (!known.TryGetValue((area, on), out var rules))
            {
                known[(area, on)] = rules = Nearest(area, on);
            }

            return rules;
        }

        private ReviewRule[] Nearest(string area, DateOnly on)
        {
            if (!reaching.TryGetValue(area, out var all))
            {
                reaching[area] = all = law.Region(area).ReviewRules;
            }

            return
            [
                .. all.Where(one => one.Effective.Contains(on))
                    .GroupBy(one => one.Name, StringComparer.Ordinal)
                    .SelectMany(group => group.Where(one => law.RankOf(one) == law.RankOf(group.First()))),
            ];
        }
    }
}
