using System.Text.Json;
using Mingsuan.Law.Exchange;
using Mingsuan.Policy;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Pricing;
using Mingsuan.Policy.Refusals;
using Mingsuan.Policy.Vocabulary;

namespace Mingsuan.Law.Comparing;

/// <summary>
/// 政策试算 — decides claims under the library in force and under a draft, and keeps what differs: sums by column and by
/// clause, and the first claims that changed. One claim after the other; what is kept does not grow with their number.
/// </summary>
public sealed class WhatIf(LawSnapshot law, LawSnapshot draft, int mostListed = WhatIf.UsuallyListed)
{
    /// <summary>How many changed claims are told one by one unless somebody asks for more.</summary>
    public const int UsuallyListed = 100;

    private readonly List<Step> stepsBefore = [];
    private readonly List<Step> stepsAfter = [];

    /// <summary>What was found so far.</summary>
    public Differences Found { get; } = new(mostListed);

    /// <summary>
    /// Takes one claim, the JSON of <c>adjudicate</c>. Throws <see cref="JsonException"/> when it is no JSON and
    /// <see cref="BadQuestionException"/> when it is no object.
    /// </summary>
    public void Add(ReadOnlyMemory<byte> json, long line)
    {
        using var document = JsonDocument.Parse(json);
        var question = document.RootElement;
        if (question.ValueKind != JsonValueKind.Object)
        {
            throw new BadQuestionException("a claim is a JSON object");
        }

        var before = Outcome.Of(law, question);
        var after = before.Claim is { } read && Under(draft, question, read) is { } same
            ? Outcome.Of(same)
            : Outcome.Of(draft, question);
        Compare(question, before, after, line);
    }

    /// <summary>Two decisions of one claim that somebody has read already; for measurements.</summary>
    public void Add(Claim read, Claim underDraft) =>
        Compare(default, Outcome.Of(read), Outcome.Of(underDraft), 0);

    private void Compare(JsonElement question, Outcome before, Outcome after, long line)
    {
        Found.Count(before, after);
        if (!before.IsSameAs(after))
        {
            Found.Change(before, after, Cause(before, after), IdOf(question), line);
        }
    }

    /// <summary>
    /// The claim under another library. Facts are read by the vocabulary alone, save a grade that a region names and
    /// whether the insured is local: where these may differ, null, and the claim is read anew.
    /// </summary>
    private static Claim? Under(LawSnapshot other, JsonElement question, Claim claim)
    {
        var region = other.Region(Quotes.Area(other, question, "region")!);
        if (!Level(question, "institution.level") || !Level(question, "consulted.level"))
        {
            return null;
        }

        if (Quotes.Area(other, question, "insured.area") is { } area &&
            claim.Facts[Fact.InsuredLocal] !=
                (other.Jurisdictions.PoolingAreaOf(area) == region.PoolingArea ? 1 : 0))
        {
            return null;
        }

        return claim with { Region = region };
    }

    private static bool Level(JsonElement question, string path) => Members.Text(question, path) is not { } word ||
        FactVocabulary.IndexOf(Fact.InstitutionLevel, word) >= 0;

    /// <summary>
    /// The clause by which the two part: that of the first step, or else of the refusal, which is not the same in both.
    /// </summary>
    private Cause Cause(Outcome before, Outcome after)
    {
        if (before.Refusal != RefusalCode.None || after.Refusal != RefusalCode.None)
        {
            return after.Refusal != RefusalCode.None && after.Refusal != before.Refusal
                ? Comparing.Cause.Of(draft, after.RefusalClauseId, true)
                : Comparing.Cause.Of(law, before.RefusalClauseId, false);
        }

        Explain(before.Claim!, stepsBefore);
        Explain(after.Claim!, stepsAfter);
        for (var i = 0; i < Math.Max(stepsBefore.Count, stepsAfter.Count); i++)
        {
            var was = i < stepsBefore.Count ? stepsBefore[i] : default(Step?);
            var now = i < stepsAfter.Count ? stepsAfter[i] : default(Step?);
            if (was is null || now is null || !SameStep(was.Value, now.Value))
            {
                return now is { } step
                    ? Comparing.Cause.Of(draft, step.ClauseId, true)
                    : Comparing.Cause.Of(law, was!.Value.ClauseId, false);
            }
        }

        return Comparing.Cause.None;
    }

    private bool SameStep(Step was, Step now) =>
        was with { ClauseId = 0 } == now with { ClauseId = 0 } &&
        Comparing.Cause.Of(law, was.ClauseId, false) with { InDraft = true } ==
            Comparing.Cause.Of(draft, now.ClauseId, true) with { InDraft = true };

    private static void Explain(Claim claim, List<Step> into)
    {
        into.Clear();
        var steps = new StepList(into);
        Adjudicator.Decide(claim, ref steps);
    }

    private static string? IdOf(JsonElement question) =>
        question.ValueKind == JsonValueKind.Object && question.TryGetProperty("id", out var id) &&
        id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;
}
