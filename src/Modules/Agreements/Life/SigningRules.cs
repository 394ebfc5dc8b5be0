using Mingsuan.Contracts.Agreements;

namespace Mingsuan.Agreements.Life;

/// <summary>文稿 — the parts as they were written, and the text made of them.</summary>
internal sealed record WrittenDraft(
    IReadOnlyDictionary<string, string> Parts, IReadOnlyList<string> Missing, string Text, string Digest);

/// <summary>
/// 签约规则 — a text with its seven parts, the main agreement's end and no other, both signatures over the same text; in
/// force never before the main agreement is. (JS-2-2, GJ-3, CX-14, CX-17-4, CX-17-5, CX-18-1)
/// </summary>
internal static class SigningRules
{
    /// <summary>The last day that a text signed now would have, or why there is none.</summary>
    public static (DateOnly? To, Ruling? Refusal) Term(InstitutionLife life, Application at, DateOnly? asked)
    {
        if (MainOf(life, at) is not { } main)
        {
            return (null, Ruling.Refuse("E-MAIN-NOT-IN-FORCE"));
        }

        return asked is { } given && given != main.To
            ? (null, Ruling.Refuse("E-AGREEMENT-TERM", ("end", AgreementRules.Text(main.To))))
            : (main.To, null);
    }

    public static Ruling Draft(InstitutionLife life, Application at, DateOnly? to, WrittenDraft draft)
    {
        if ((ApplicationRules.At(at, ApplicationStep.Signing)
            ?? Renewable(life, at)
            ?? Term(life, at, to).Refusal) is { } refusal)
        {
            return refusal;
        }

        return draft.Missing.Count > 0
            ? Ruling.Refuse("E-AGREEMENT-PARTS", ("parts", ApplicationRules.List(draft.Missing)))
            : Ruling.Of(at.Id, new Drafted(draft.Parts, draft.Text, draft.Digest, Term(life, at, to).To));
    }

    /// <summary>
    /// 签署 — one side's signature, verified already; the second one concludes the agreement, in the same breath.
    /// </summary>
    public static Ruling Sign(
        InstitutionLife life, Application at, ApplicationEvent signature, Guid agreement, DateTime now, DateOnly today)
    {
        if ((ApplicationRules.At(at, ApplicationStep.Signing) ?? Renewable(life, at)) is { } refusal)
        {
            return refusal;
        }

        if (at.Draft is not { } draft)
        {
            return Ruling.Refuse("E-NO-DRAFT");
        }

        var mine = signature is InstitutionSigned ? at.ByInstitution : at.ByAgency;
        if (mine is not null)
        {
            return Ruling.Refuse("E-SIGNED-ALREADY");
        }

        var other = signature is InstitutionSigned ? at.ByAgency : at.ByInstitution;
        if (other is null)
        {
            return Ruling.Of(at.Id, signature);
        }

        if (MainOf(life, at) is not { State: AgreementState.InForce } main || !main.Holds(today))
        {
            return Ruling.Refuse("E-MAIN-NOT-IN-FORCE");
        }

        return main.To != draft.To
            ? Ruling.Refuse("E-AGREEMENT-TERM", ("end", AgreementRules.Text(main.To)))
            : Ruling.Of([new Step(at.Id, signature), .. Concluding(at, main, agreement, now, today)]);
    }

    /// <summary>续签 — opens the signing of a supplementary agreement that its main one has outlived. (AMB-18)</summary>
    public static Ruling OpenRenewal(InstitutionLife life, Guid id, Guid agreement)
    {
        if (life.Agreements.GetValueOrDefault(agreement) is not { Kind: AgreementKind.Supplementary } old)
        {
            return Ruling.Refuse("E-AGREEMENT-UNKNOWN");
        }

        return old.Unrenewed is null ? Ruling.Refuse("E-NO-RENEWAL-DUE")
            : life.Applications.Values.Any(one => one.ForInst == old.ForInst && one.IsOpen)
                ? Ruling.Refuse("E-APPLICATION-OPEN")
                : Ruling.Of(id, new RenewalOpened(old.ForInst, agreement));
    }

    /// <summary>Why the agreement that is to be renewed cannot be any more, or none.</summary>
    private static Ruling? Renewable(InstitutionLife life, Application at) =>
        at.Renews is not { } renewed ? null
        : life.Agreements[renewed] is { IsTerminated: true } ? Ruling.Refuse("E-AGREEMENT-STATE")
        : life.Agreements[renewed].Unrenewed is null ? Ruling.Refuse("E-NO-RENEWAL-DUE")
        : null;

    private static Agreement? MainOf(InstitutionLife life, Application at)
    {
        var main = at.Renews is { } renewed ? life.Agreements[renewed].Main : life.Main?.Id;
        return main is { } id && life.Agreements.GetValueOrDefault(id) is { IsTerminated: false } found ? found : null;
    }

    private static IEnumerable<Step> Concluding(
        Application at, Agreement main, Guid agreement, DateTime now, DateOnly today)
    {
        if (at.Renews is { } renewed)
        {
            yield return new Step(renewed, new Renewed(main.To, "signed", at.Id));
            yield return new Step(at.Id, new Concluded(renewed));
            yield break;
        }

        yield return new Step(at.Id, new Concluded(agreement));
        yield return new Step(agreement, new Opened(
            AgreementKind.Supplementary,
            at.ForInst,
            main.Id,
            today < main.From ? main.From : today,
            main.To,
            AgreementState.InForce,
            now,
            "signed",
            at.Id));
    }
}
