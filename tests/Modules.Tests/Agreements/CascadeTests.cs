using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Contracts.Registry;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Agreements;

/// <summary>协议联动与结算 — what an officer does to an agreement, the next settlement feels. (CX-19)</summary>
public sealed class CascadeTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task After_the_main_agreements_suspension_the_next_settlement_online_is_refused_with_its_clause(
        string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        var before = await UploadedAsync(stage, "internet");
        (await before.SettleAsync(130m, 130m))["setlinfo"].ShouldNotBeNull();
        var walk = await UploadedAsync(stage, "internet", person: 1);

        await stage.ActAsync(AgreementStage.Serving, "main", "suspend", "investigation");

        foreach (var infno in new[] { "2206", "2207" })
        {
            var refused = (await stage.Host.CallAsync(infno, Settling(walk))).ShouldRefuse("E-AGREEMENT-SUSPENDED");
            refused.ErrMsg.ShouldContain("楚医保规〔2022〕3号 第十九条（一）");
        }

        ((string)(await stage.AgreementAsync(AgreementStage.Serving, "supplementary"))["state"]!)
            .ShouldBe("suspended");
        await stage.ActAsync(AgreementStage.Serving, "main", "restore", "closed");
        (await walk.SettleAsync(130m, 130m, change: Own))["setlinfo"].ShouldNotBeNull();
        await FoldCheck.HoldsAsync(stage.Host);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_suspended_supplementary_agreement_stops_online_only_and_leaves_the_main_one_to_an_officer(
        string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        await stage.ActAsync(AgreementStage.Serving, "supplementary", "suspend", "irregular prescriptions");
        var online = await UploadedAsync(stage, "internet");
        (await stage.Host.CallAsync("2207", Settling(online))).ShouldRefuse("E-AGREEMENT-SUSPENDED");
        var offline = await UploadedAsync(stage, "offline", person: 1);
        (await offline.SettleAsync(130m, 130m, change: Own))["setlinfo"].ShouldNotBeNull();

        var waiting = (await stage.GetAsync("/agency/applications"))["waiting"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)waiting["kind"]!).ShouldBe("decision");
        var main = await stage.AgreementAsync(AgreementStage.Serving, "main");
        ((string)main["state"]!).ShouldBe("inForce", "until it is decided");
        var decision = $"/agency/agreements/{AgreementStage.Serving}/{(string)main["id"]!}/decision";
        await stage.PostAsync(decision, new JsonObject { ["decision"] = "keep", ["reason"] = "isolated case" });
        (await stage.RefusedAsync(decision, new JsonObject { ["decision"] = "keep", ["reason"] = "x" }))
            .Code.ShouldBe("E-NO-DECISION-DUE");
        (await stage.GetAsync("/agency/applications"))["waiting"]!.AsArray().ShouldBeEmpty();

        await stage.ActAsync(AgreementStage.Serving, "main", "suspend");
        await stage.ActAsync(AgreementStage.Serving, "main", "restore");
        ((string)(await stage.AgreementAsync(AgreementStage.Serving, "supplementary"))["state"]!)
            .ShouldBe("suspended", "it was suspended for a reason of its own");
        await stage.ActAsync(AgreementStage.Serving, "supplementary", "restore");
        (await online.SettleAsync(130m, 130m))["setlinfo"].ShouldNotBeNull();
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_hospital_that_has_signed_settles_from_then_on(string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        var agreement = await stage.ConcludeAsync();
        ((string)agreement["state"]!).ShouldBe("inForce");
        agreement["to"].ShouldBeNull("the main agreement is open");

        var life = await stage.GetAsync($"/agency/agreements/{AgreementStage.Applying}?asOf=2026-11-19");
        life["agreements"]!.AsArray().ShouldBeEmpty("the import was made on the twentieth");
        (await stage.RefusedAsync("/hospital/applications", AgreementStage.Applied(), AgreementStage.Hospital))
            .Code.ShouldBe("E-AGREEMENT-EXISTS");
        await stage.ActAsync(AgreementStage.Applying, "main", "terminate", "closed down");
        ((string)(await stage.AgreementAsync(AgreementStage.Applying, "supplementary"))["state"]!)
            .ShouldBe("terminated");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_renewed_main_agreement_leaves_a_renewal_to_sign_with_the_old_terms(string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        await stage.ActAsync(AgreementStage.Applying, "main", "terminate");
        await stage.PostAsync($"/agency/agreements/{AgreementStage.Applying}/main", new JsonObject
        {
            ["from"] = "2026-11-20",
            ["to"] = "2026-12-31",
            ["document"] = "x",
        });
        var old = await stage.ConcludeAsync();
        var main = (string)(await stage.AgreementAsync(AgreementStage.Applying, "main"))["id"]!;
        await stage.PostAsync(
            $"/agency/agreements/{AgreementStage.Applying}/{main}/renew",
            new JsonObject { ["to"] = "2027-12-31", ["document"] = "y" });
        var waiting = (await stage.GetAsync("/agency/applications"))["waiting"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)waiting["kind"]!).ShouldBe("renewal");
        ((string)(await stage.AgreementAsync(AgreementStage.Applying, "supplementary"))["to"]!)
            .ShouldBe("2026-12-31", "not by itself");

        var opened = await stage.PostAsync(
            $"/agency/agreements/{AgreementStage.Applying}/{(string)old["id"]!}/renewal", new JsonObject());
        stage.Application = (string)opened["id"]!;
        var drafted = await stage.PostAsync(stage.At + "/draft", new JsonObject());
        await stage.PostAsync(stage.At + "/sign", AgreementStage.Seen(drafted));
        await stage.PostAsync(stage.Own + "/sign", stage.Signed(drafted), AgreementStage.Hospital);
        var renewed = await stage.AgreementAsync(AgreementStage.Applying, "supplementary");
        ((string)renewed["id"]!).ShouldBe((string)old["id"]!);
        ((string)renewed["to"]!).ShouldBe("2027-12-31");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_book_answers_for_any_instant_of_one_institution_and_of_many(string database)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        var before = stage.Host.Clock.GetUtcNow().UtcDateTime;
        stage.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.ActAsync(AgreementStage.Serving, "main", "suspend");
        var at = stage.Host.Clock.GetUtcNow().UtcDateTime;
        await using var scope = stage.Host.Services.CreateAsyncScope();
        var book = scope.ServiceProvider.GetRequiredService<IAgreementBook>();
        var all = await scope.ServiceProvider.GetRequiredService<IInstitutionDirectory>()
            .ListAsync(new DateOnly(2026, 11, 20), CancellationToken.None);
        var serving = all.Single(one => one.Code == AgreementStage.Serving);

        var held = (await book.AtAsync([serving], before, CancellationToken.None))[serving.Id];
        var stopped = await book.AtAsync(all, at, CancellationToken.None);

        held.Select(one => one.State).ShouldBe([AgreementState.InForce, AgreementState.InForce]);
        held.ShouldAllBe(one => one.InForceOn(new DateOnly(2026, 11, 20)));
        stopped.Count.ShouldBe(all.Count);
        stopped[serving.Id].Select(one => one.State)
            .ShouldBe([AgreementState.Suspended, AgreementState.Suspended], "from the same instant on");
        stopped[all.Single(one => one.Code == AgreementStage.Applying).Id].ShouldHaveSingleItem()
            .Kind.ShouldBe(AgreementKind.Main);
        var early = new DateTime(2019, 12, 31, 0, 0, 0, DateTimeKind.Utc);
        (await book.AtAsync([serving], early, CancellationToken.None))[serving.Id].ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sqlite", "update agreements_standing set state = 'InForce' where state = 'Suspended'")]
    [InlineData("postgres", "update agreements_event set data = replace(data, 'reason', 'because')")]
    [InlineData("sqlite", "delete from agreements_event where kind = 'suspended'")]
    public async Task An_agreement_that_was_changed_behind_the_officers_back_is_found(string database, string tampering)
    {
        await using var stage = await AgreementStage.OpenAsync(database, server);
        await stage.ActAsync(AgreementStage.Serving, "main", "suspend");
        await stage.ShouldBeProvenAsync();
        await new MoneyStage(stage.Host).SqlAsync(tampering);
        (await SettlementTests.VerifyAsync(stage.Host)).Breaks.ShouldNotBeEmpty();
    }

    private static async Task<SettlementWalk> UploadedAsync(AgreementStage stage, string channel, int person = 0)
    {
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, LinePerson.At(stage.Host, person), channel);
        (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, 5))).ShouldSucceed();
        return walk;
    }

    private static void Own(JsonObject data) => data["invono"] = "INV2";

    private static JsonObject Settling(SettlementWalk walk) => walk.Settling(130m, 130m);
}
