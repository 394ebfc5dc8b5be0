using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.Platform.Trail;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Prescriptions.Life;
using Mingsuan.Prescriptions.Rows;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Prescriptions;

/// <summary>占用、发药、退药、撤销、过期 over HTTP. (NHC-8, GJ-2)</summary>
public sealed class RxPharmacyTests(PostgresServer server)
{
    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Dispensed_in_two_parts_at_two_pharmacies_and_never_more_than_was_prescribed(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var rx = await stage.CirculateAsync();
        await stage.RefusedAsync(RxStage.First, "hold", new() { ["code"] = rx.Code[..^1] + "!" }, "E-RX-CODE");
        await stage.RefusedAsync(RxStage.Elsewhere, "hold", new() { ["code"] = rx.Code }, "E-RX-PLACE");

        var held = await stage.PostAsync(RxStage.First, "hold", new() { ["code"] = rx.Code.ToLowerInvariant() });
        var secret = (string)held["secret"]!;
        ((string)held["prescription"]!["patient"]!["name"]!).ShouldBe(stage.Patient.Name);
        (await stage.HoldAsync(RxStage.First, rx)).ShouldBe(secret, "a lost answer is asked for again");
        await stage.RefusedAsync(RxStage.Second, "hold", new() { ["code"] = rx.Code }, "E-RX-HELD");
        (await stage.ListAsync(RxStage.First))["prescriptions"]!.AsArray().Count.ShouldBe(1);
        (await stage.ListAsync(RxStage.Second))["prescriptions"]!.AsArray().ShouldBeEmpty();

        var dispense = rx.HiRxno + "/dispense";
        await stage.RefusedAsync(RxStage.First, dispense, RxStage.Portions("wrong", ("1", 1)), "E-RX-SECRET");
        await stage.RefusedAsync(RxStage.First, dispense, RxStage.Portions(secret, ("1", 3.0001m)), "E-RX-OVER");
        await stage.RefusedAsync(RxStage.Second, dispense, RxStage.Portions(secret, ("1", 1)), "E-RX-UNKNOWN");
        var key = stage.Host.NextMsgId();
        var part = await stage.PostAsync(RxStage.First, dispense, RxStage.Portions(secret, ("1", 1.25m)), key);
        part["lines"]![0]!["left"]!.GetValue<decimal>().ShouldBe(1.75m);
        (await stage.PostAsync(RxStage.First, dispense, RxStage.Portions(secret, ("1", 1.25m)), key)).ToJsonString()
            .ShouldBe(part.ToJsonString(), "the same request is one dispensing");
        await stage.RefusedAsync(RxStage.First, dispense, RxStage.Portions(secret, ("1", 1.76m)), "E-RX-OVER");
        ((string)(await stage.DoneAsync("rxSetlInfoQuery", stage.Query(rx)))["rxUsedStasCodg"]!).ShouldBe("2");
        await stage.PostAsync(RxStage.First, rx.HiRxno + "/release", []);
        await stage.RefusedAsync(RxStage.First, dispense, RxStage.Portions(secret, ("1", 1)), "E-RX-STATE");

        var next = await stage.HoldAsync(RxStage.Second, rx);
        next.ShouldNotBe(secret);
        await stage.RefusedAsync(RxStage.First, dispense, RxStage.Portions(secret, ("1", 1)), "E-RX-NOT-HOLDER");
        var rest = RxStage.Portions(next, ("1", 1.75m), ("2", 1.5m));
        ((string)(await stage.PostAsync(RxStage.Second, dispense, rest))["stateName"]!).ShouldBe("已取完");
        await stage.RefusedAsync(RxStage.First, "hold", new() { ["code"] = rx.Code }, "E-RX-STATE");
        var taken = await stage.DoneAsync("rxSetlInfoQuery", stage.Query(rx));
        ((string)taken["rxUsedStasName"]!).ShouldBe("已使用");
        taken["seltdelts"]!.AsArray().Select(one => one!["cnt"]!.GetValue<decimal>()).ShouldBe([3m, 1.5m]);

        var back = rx.HiRxno + "/return";
        await stage.RefusedAsync(RxStage.First, back, RxStage.Portions(null, ("1", 1.26m)), "E-RX-RETURN");
        ((string)(await stage.PostAsync(RxStage.First, back, RxStage.Portions(null, ("1", 1.25m))))["state"]!)
            .ShouldBe("circulating");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Of_many_pharmacies_at_the_same_moment_exactly_one_holds(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        for (var round = 0; round < 3; round++)
        {
            var rx = await stage.CirculateAsync();
            var answers = await Task.WhenAll(new[] { RxStage.First, RxStage.Second, RxStage.Ward }
                .Select(token => stage.TryAsync(token, "hold", new() { ["code"] = rx.Code })));
            answers.Count(one => one.Status == 200).ShouldBe(1);
            answers.Where(one => one.Status != 200).ShouldAllBe(one => (string)one.Json["code"]! == "E-RX-HELD");
        }

        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Revoked_in_each_state_as_far_as_nothing_is_in_anybodys_hand(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var visit = await stage.Patient.OpenAsync();
        var early = await stage.DoneAsync("uploadChk", stage.Checking(visit, stage.NextNumber()));
        ((string)(await stage.DoneAsync("rxUndo", RxStage.Undoing((string)early["hiRxno"]!)))["rxStasCodg"]!)
            .ShouldBe("3");

        var free = await stage.CirculateAsync();
        await stage.RefusedAsync("rxUndo", RxStage.Undoing(free.HiRxno, RxStage.Colleague), "E-RX-NOT-PRESCRIBER");
        await stage.DoneAsync("rxUndo", RxStage.Undoing(free.HiRxno));
        ((string)(await stage.DoneAsync("rxUndo", RxStage.Undoing(free.HiRxno)))["rxStasName"]!).ShouldBe("已撤销");
        (await stage.RefusedAsync(RxStage.First, "hold", new() { ["code"] = free.Code }, "E-RX-STATE"))
            .ShouldContain("已撤销");

        var held = await stage.CirculateAsync();
        var secret = await stage.HoldAsync(RxStage.First, held);
        ((string)(await stage.DoneAsync("rxUndo", RxStage.Undoing(held.HiRxno)))["rxStasCodg"]!).ShouldBe("1");
        await stage.RefusedAsync(
            RxStage.First, held.HiRxno + "/dispense", RxStage.Portions(secret, ("1", 1)), "E-RX-TO-BE-REVOKED");
        ((string)(await stage.PostAsync(RxStage.First, held.HiRxno + "/release", []))["state"]!).ShouldBe("revoked");

        var given = await stage.CirculateAsync();
        secret = await stage.HoldAsync(RxStage.First, given);
        await stage.PostAsync(RxStage.First, given.HiRxno + "/dispense", RxStage.Portions(secret, ("1", 1)));
        await stage.RefusedAsync("rxUndo", RxStage.Undoing(given.HiRxno), "E-RX-DISPENSED");

        var refused = await stage.CirculateAsync();
        await stage.HoldAsync(RxStage.First, refused);
        var reject = new JsonObject { ["pharmacist"] = RxStage.Pharmacist, ["reason"] = "超剂量" };
        await stage.RefusedAsync(RxStage.First, refused.HiRxno + "/reject", reject, "E-RX-PHARMACIST");
        reject["pharmacist"] = "HY532301900101";
        ((string)(await stage.PostAsync(RxStage.First, refused.HiRxno + "/reject", reject))["state"]!)
            .ShouldBe("rejected");
        await stage.RefusedAsync("rxUndo", RxStage.Undoing(refused.HiRxno), "E-RX-STATE");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task After_its_last_instant_it_is_neither_taken_nor_dispensed_and_queries_say_so(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var (rx, other) = (await stage.CirculateAsync(), await stage.CirculateAsync());
        var secret = await stage.HoldAsync(RxStage.First, rx);
        stage.Host.Clock.Leap(TimeSpan.FromDays(3));
        await stage.PostAsync(RxStage.First, rx.HiRxno + "/dispense", RxStage.Portions(secret, ("1", 1)));
        stage.Host.Clock.Leap(TimeSpan.FromSeconds(1));

        (await stage.RefusedAsync(RxStage.Second, "hold", new() { ["code"] = other.Code }, "E-RX-STATE"))
            .ShouldContain("已过期");
        await stage.RefusedAsync(
            RxStage.First, rx.HiRxno + "/dispense", RxStage.Portions(secret, ("1", 1)), "E-RX-STATE");
        await stage.PostAsync(RxStage.First, rx.HiRxno + "/return", RxStage.Portions(null, ("1", 1)));

        var detail = await stage.DoneAsync("hospRxDetlQuery", stage.Query(rx));
        ((string)detail["rxStasName"]!).ShouldBe("已失效");
        ((string)detail["rxOtpinfo"]!["pharName"]!).ShouldBe("周审言");
        ((string)detail["bizTypeName"]!).ShouldBe("定点医疗机构就诊");
        detail["rxDetlList"]!.AsArray().Count.ShouldBe(2);
        detail["rxDetlList"]![0]!["drugPric"].ShouldBeNull();
        ((string)(await stage.DoneAsync("rxChkInfoQuery", stage.Query(rx)))["rxChkStasName"]!).ShouldBe("审核通过");
        var wrong = stage.Query(rx);
        wrong["psnName"] = "他人";
        await stage.RefusedAsync("hospRxDetlQuery", wrong, "E-RX-UNKNOWN");
        var abroad = stage.Query(rx);
        abroad["fixmedinsCode"] = "H53230100001";
        (await stage.CallAsync("hospRxDetlQuery", abroad, "H53230100001")).Refusal!.Code.ShouldBe("E-RX-UNKNOWN");
        abroad["ecToken"] = stage.Patient.Token;
        await stage.DoneAsync("hospRxDetlQuery", abroad, "H53230100001");
        var drugs = await stage.DoneAsync(
            "circDrugQuery", new() { ["fixmedinsCode"] = RxStage.Hospital, ["medListCodgs"] = RxStage.Drug + ",X1" });
        ((string)drugs["list"]!.AsArray().ShouldHaveSingleItem()!["medListCodg"]!).ShouldBe(RxStage.Drug);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Guesses_are_braked_and_every_opening_is_on_the_persons_access_log(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var rx = await stage.CirculateAsync();
        for (var guess = 0; guess < 10; guess++)
        {
            var wrong = rx.Code[..^2] + "0123456789"[guess] + "U";
            await stage.RefusedAsync(RxStage.First, "hold", new() { ["code"] = wrong }, "E-RX-CODE");
        }

        await stage.RefusedAsync(RxStage.First, "hold", new() { ["code"] = rx.Code }, "E-RX-PAUSE");
        stage.Host.Clock.Leap(TimeSpan.FromMinutes(6));
        await stage.HoldAsync(RxStage.First, rx);

        await using var db = await stage.DbAsync();
        var number = await db.Set<RxNumber>().SingleAsync(row => row.RxId == WireId.Decode(rx.HiRxno));
        stage.Host.Access.Opened("RX-HLD", number.PersonId).ShouldBe(1);
        await stage.ListAsync(RxStage.First);
        stage.Host.Access.Opened("RX-LST", number.PersonId).ShouldBe(1);
        await stage.DoneAsync("hospRxDetlQuery", stage.Query(rx));
        stage.Host.Access.Opened("epc/hospRxDetlQuery", number.PersonId).ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task One_changed_value_is_found_and_named_and_a_changed_claim_leads_nowhere(string database)
    {
        await using var stage = await RxStage.OpenAsync(database, server);
        var rx = await stage.CirculateAsync();
        await using var db = await stage.DbAsync();
        await stage.ShouldBeProvenAsync();
        foreach (var name in new[] { "prescriptions_event", "prescriptions_prescription", "prescriptions_file" })
        {
            var type = db.Model.GetEntityTypes().Single(one => one.GetTableName() == name);
            var row = (await ColumnTamper.Rows(db, type).ToListAsync(TestContext.Current.CancellationToken))[0];
            var values = db.Entry(row).CurrentValues;
            var key = type.FindPrimaryKey()!.Properties.ToDictionary(part => part, part => values[part]);
            foreach (var property in type.GetProperties().Where(one => !one.IsPrimaryKey()))
            {
                var old = values[property];
                var other = old is Sensitive text ? new Sensitive(text.Plain + " ") : ColumnTamper.Other(property, old);
                await ColumnTamper.UpdateAsync(db, property, other, key);
                (await SettlementTests.VerifyAsync(stage.Host)).Breaks.ShouldContain(
                    one => one.Table == name && one.Column == property.GetColumnName(), property.Name);
                await ColumnTamper.UpdateAsync(db, property, old, key);
            }
        }

        await stage.ShouldBeProvenAsync();
        await db.Set<RxNumber>().ExecuteUpdateAsync(
            set => set.SetProperty(row => row.PersonId, WireId.Decode(LinePerson.At(stage.Host, 1).PsnNo)),
            TestContext.Current.CancellationToken);
        await stage.RefusedAsync(RxStage.First, "hold", new() { ["code"] = rx.Code }, "E-RX-CODE");
    }

    [Fact]
    public async Task Every_move_is_published_with_its_chinese_names()
    {
        await using var stage = await RxStage.OpenAsync(DatabaseKinds.Sqlite, server);
        var text = Encoding.UTF8.GetString(await stage.Host.Client.GetByteArrayAsync(
            "/api/v1/prescriptions/moves", TestContext.Current.CancellationToken));
        var moves = JsonNode.Parse(text)!["moves"]!.AsArray();
        moves.Count.ShouldBe(RxMoves.All.Count);
        var words = moves.SelectMany(one => new[] { one!["from"], one["move"], one["to"] });
        foreach (var word in words.OfType<JsonObject>())
        {
            ((string)word["name"]!).ShouldNotBe((string)word["code"]!);
        }
    }
}
