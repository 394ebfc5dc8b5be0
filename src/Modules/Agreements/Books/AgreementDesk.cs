using Mingsuan.Agreements.Life;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Agreements.Books;

/// <summary>协议处置的种类.</summary>
internal enum AgreementAct
{
    /// <summary>中止.</summary>
    Suspend,

    /// <summary>恢复.</summary>
    Restore,

    /// <summary>解除.</summary>
    Terminate,

    /// <summary>不续签.</summary>
    DropRenewal,
}

/// <summary>协议处置 — what an officer does to an agreement in force, and what follows from it at once. (CX-19)</summary>
internal sealed class AgreementDesk(LifeDesk desk, IdSource ids)
{
    /// <summary>
    /// 签订定点协议 — gives its id. An internet hospital has none of its own: its books are its physical institution's.
    /// </summary>
    public async Task<(Guid Id, Done Done)> OpenMainAsync(
        InstitutionFacts physical, DateOnly from, DateOnly? to, string document, string actor, CancellationToken ct)
    {
        var id = ids.Next();
        if (physical.InternetHospital || physical.PhysicalInstitution is not null)
        {
            return (id, new Done(null, Notice.Of("E-MAIN-OF-PHYSICAL")));
        }

        return (id, await desk.RunAsync(
            "agreements.main",
            physical.Id.Value,
            actor,
            (life, now) => AgreementRules.OpenMain(life, id, from, to, document, now.At, now.Day),
            ct));
    }

    public Task<Done> ActAsync(
        InstitutionFacts physical,
        Guid agreement,
        AgreementAct act,
        string reason,
        string actor,
        CancellationToken ct) =>
        desk.RunAsync("agreements.act", physical.Id.Value, actor, (life, _) => Rule(life, agreement, act, reason), ct);

    public Task<Done> DecideAsync(
        InstitutionFacts physical,
        Guid agreement,
        MainDecision decision,
        string reason,
        string actor,
        CancellationToken ct) =>
        desk.RunAsync(
            "agreements.decide",
            physical.Id.Value,
            actor,
            (life, _) => AgreementRules.Decide(life, agreement, decision, reason),
            ct);

    public Task<Done> RenewAsync(
        InstitutionFacts physical, Guid agreement, DateOnly? to, string document, string actor, CancellationToken ct) =>
        desk.RunAsync(
            "agreements.renew",
            physical.Id.Value,
            actor,
            (life, _) => AgreementRules.Renew(life, agreement, to, document),
            ct);

    private static Ruling Rule(InstitutionLife life, Guid agreement, AgreementAct act, string reason) => act switch
    {
        AgreementAct.Suspend => AgreementRules.Suspend(life, agreement, reason),
        AgreementAct.Restore => AgreementRules.Restore(life, agreement, reason),
        AgreementAct.Terminate => AgreementRules.Terminate(life, agreement, reason),
        AgreementAct.DropRenewal => AgreementRules.DropRenewal(life, agreement, reason),
        _ => throw new InvalidOperationException(act.ToString()),
    };
}
