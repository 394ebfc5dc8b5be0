using System.Text.Json;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Exchange;

/// <summary>
/// Finds the members of a question that nothing reads, so that a slip of the pen does not pass unseen.
/// </summary>
internal static class Ignored
{
    private static readonly string[] Shared =
    [
        "region", "on", "item", "knownAt", "institution", "consulted", "practitioner", "visit", "monitoring",
        "consulted.region", "practitioner.independentPracticeSince", "prescription", "patient", "drug",
    ];

    private static readonly string[] OfClaims =
    [
        "insured", "insured.area", "insured.chronic", "insured.twoDiseases", "insured.accountBalance", "insured.year",
        "insured.familyBalance",
        "insured.year.deductibleUsed", "insured.year.fundPaid", "insured.year.byLevel", "insured.year.byChannel",
        "year", "year.deductibleUsed", "year.fundPaid", "year.byLevel", "year.byChannel",
        "institution.agreement", "visit.channel", "visit.diseaseCode", "visit.lastOffline", "lines", "useAccount",
    ];

    private static readonly HashSet<string> Known =
        [.. Shared, .. OfClaims, .. FactVocabulary.All.Select(definition => definition.Path)];

    public static void Note(JsonElement question, ICollection<string>? ignored)
    {
        if (ignored is not null)
        {
            Walk(question, "", ignored);
        }
    }

    private static void Walk(JsonElement value, string prefix, ICollection<string> ignored)
    {
        foreach (var member in value.EnumerateObject())
        {
            var path = prefix + Members.NameOf(member);
            if (!Known.Contains(path))
            {
                ignored.Add(path);
            }
            else if (member.Value.ValueKind == JsonValueKind.Object && HasChildren(path))
            {
                Walk(member.Value, path + ".", ignored);
            }
        }
    }

    private static bool HasChildren(string path) =>
        Known.Any(name => name.StartsWith(path + ".", StringComparison.Ordinal));
}
