using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Agreements;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Life;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>协议期限与续签 — what a renewal, several decisions and an import must not get wrong. (CX-19, AMB-18)</summary>
public sealed class AgreementTermTests(PostgresServer server)
{
    private readonly Lives lives = new Lives().WithMain().Concluded();

    [Fact]
    public void A_renewal_that_was_dropped_is_signed_by_nobody()
    {
        Renewing();
        lives.Held(lives.Signing(agency: false));
        var open = lives.Application;

        lives.Held(AgreementRules.DropRenewal(lives.Life, lives.Supplementary.Id, "no longer online"));

        lives.Application.Step.ShouldBe(ApplicationStep.Withdrawn);
        lives.Take(lives.Signing(agency: true)).ShouldBe("E-APPLICATION-STEP");
        Sign(open).ShouldBe("E-NO-RENEWAL-DUE", "neither were it open still");
    }

    [Fact]
    public void A_terminated_agreement_is_not_renewed()
    {
        Renewing();
        lives.Held(lives.Signing(agency: false));
        var open = lives.Application;

        lives.Held(AgreementRules.Terminate(lives.Life, lives.Supplementary.Id, "closed"));

        lives.Application.Step.ShouldBe(ApplicationStep.Withdrawn);
        Sign(open).ShouldBe("E-AGREEMENT-STATE");
        lives.Supplementary.State.ShouldBe(AgreementState.Terminated);
    }

    [Fact]
    public void Terminating_the_main_one_closes_the_open_renewal()
    {
        Renewing();
        lives.Held(AgreementRules.Terminate(lives.Life, lives.Main.Id, "closed"));
        lives.Application.Step.ShouldBe(ApplicationStep.Withdrawn);
    }

    [Fact]
    public void Each_cause_is_decided_by_itself()
    {
        var other = lives.NextId();
        lives.Life.Take(new Dated(other, 1, lives.Now, "test", new Opened(
            AgreementKind.Supplementary, Lives.Online, lives.Main.Id, new(2022, 7, 4), new(2022, 12, 31),
            AgreementState.InForce, lives.Now, "test", null)));
        var first = lives.Life.SupplementaryOf(lives.Main.Id).First(one => one.Id != other).Id;
        lives.Held(AgreementRules.Suspend(lives.Life, first, "fraud online"));
        lives.Held(AgreementRules.Terminate(lives.Life, other, "fraud online"));

        lives.Held(AgreementRules.Decide(lives.Life, lives.Main.Id, MainDecision.Keep, "isolated case"));

        lives.Main.Undecided.ShouldNotBeNull().Cause.Agreement.ShouldBe(other);
        lives.Held(AgreementRules.Decide(lives.Life, lives.Main.Id, MainDecision.Keep, "isolated case"));
        lives.Main.Waits.ShouldBeFalse();
    }

    [Fact]
    public void A_new_main_agreement_begins_after_the_old_one_and_only_the_last_is_renewed()
    {
        var old = lives.Main.Id;
        lives.On("2023-02-01");
        Opening("2022-12-31").ShouldBe("E-AGREEMENT-OVERLAP");
        Opening("2023-01-01").ShouldBeNull();
        lives.Main.Id.ShouldNotBe(old);
        lives.Take(AgreementRules.Renew(lives.Life, old, new DateOnly(2023, 12, 31), "x"))
            .ShouldBe("E-AGREEMENT-STATE");
        lives.Held(AgreementRules.Renew(lives.Life, lives.Main.Id, new DateOnly(2024, 12, 31), "x"));
    }

    [Fact]
    public async Task A_main_agreement_is_not_opened_for_an_internet_hospital()
    {
        await using var stage = await AgreementStage.OpenAsync(DatabaseKinds.Sqlite, server, services =>
            DependingDirectory.Before(services, AgreementStage.Applying, physical: null));
        (await stage.RefusedAsync($"/agency/agreements/{AgreementStage.Applying}/main", new()
        {
            ["from"] = "2027-01-01",
            ["document"] = "x",
        })).Code.ShouldBe("E-MAIN-OF-PHYSICAL");
    }

    [Fact]
    public async Task What_is_imported_suspended_with_its_main_agreement_is_restored_with_it()
    {
        await using var stage = await AgreementStage.OpenAsync(DatabaseKinds.Sqlite, server);
        var files = Directory.CreateTempSubdirectory("agreements");
        await File.WriteAllTextAsync(Path.Combine(files.FullName, "institutions.json"), $$"""
            [{ "id": "{{Lives.Physical}}", "code": "X", "agreements": [
              { "kind": "main", "state": "suspended", "from": "2022-01-01" },
              { "kind": "supplementary", "state": "suspended", "from": "2022-07-01" }] }]
            """, TestContext.Current.CancellationToken);
        await using var scope = stage.Host.Services.CreateAsyncScope();
        var contexts = scope.ServiceProvider.GetRequiredService<IDbContextFactory<MingsuanDb>>();
        await using var db = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await AgreementsModule.AddAsync(db, scope.ServiceProvider, files, TestContext.Current.CancellationToken);
        files.Delete(recursive: true);

        var life = await LifeStore.LoadAsync(db, Lives.Physical, TestContext.Current.CancellationToken);
        var online = life.Agreements.Values.Single(one => one.Kind == AgreementKind.Supplementary);
        (online.State, online.SuspendedByMain, online.SuspendedItself)
            .ShouldBe((AgreementState.Suspended, true, false));
        AgreementRules.Restore(life, life.Main!.Id, "done").Steps.Select(step => step.Stream)
            .ShouldBe([life.Main.Id, online.Id]);
    }

    /// <summary>A renewal of the supplementary agreement, drafted.</summary>
    private void Renewing()
    {
        lives.Held(AgreementRules.Renew(lives.Life, lives.Main.Id, new DateOnly(2023, 12, 31), "document"));
        lives.Wait(TimeSpan.FromSeconds(1));
        lives.Held(SigningRules.OpenRenewal(lives.Life, lives.NextId(), lives.Supplementary.Id));
        lives.Drafted();
    }

    private string? Sign(Application open) => SigningRules.Sign(
        lives.Life, open, new AgencySigned("k", "s"), lives.NextId(), lives.Now, lives.Today).Refusal?.Code;

    private string? Opening(string from) => lives.Take(AgreementRules.OpenMain(
        lives.Life, lives.NextId(), Lives.Day(from), Lives.Day("2023-12-31"), "x", lives.Now, lives.Today));
}
