using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Host.Trail;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Trail;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Receipts;

/// <summary>自验收据 over HTTP — who may take which, and that its proof holds against the published key.</summary>
public sealed partial class ReceiptTests(PostgresServer server)
{
    private const string Hospital = "demo-hospital-2026";
    private const string OtherHospital = "demo-hospital-internet-2026";
    private const int Resident = 2;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_receipt_waits_for_a_checkpoint_and_then_proves_its_settlement_against_the_published_key(
        string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        await CheckpointAsync(stage);
        var settled = await stage.SettleAsync(account: true);
        var path = $"/api/v1/agency/settlements/{settled.Person.PsnNo}/{settled.SetlId}/receipt";

        var waiting = Data(await GetAsync(stage, path));
        ((string)waiting["proof"]!["state"]!).ShouldBe("waiting");
        ((string)waiting["proof"]!["next"]!).ShouldStartWith("2026-11-20 ");

        await stage.SettleAsync(person: 1);
        await CheckpointAsync(stage);
        await stage.SettleAsync();
        var data = Data(await GetAsync(stage, path));
        ((string)data["decision"]!["psn_cash_pay"]!).ShouldBe(
            settled.Amount("psn_cash_pay").ToString("0.00", CultureInfo.InvariantCulture));
        ((string)data["settlement"]!["name"]!).ShouldNotBe(settled.Person.Name);
        await ProofShouldHoldAsync(stage, data["proof"]!);

        (await stage.ReverseAsync(settled)).ShouldSucceed();
        await CheckpointAsync(stage);
        var reversed = Data(await GetAsync(stage, path));
        ((string)reversed["settlement"]!["state"]!).ShouldBe("reversed");
        reversed["proof"]!["payloads"]!.AsArray().Count.ShouldBe(2);
        await ProofShouldHoldAsync(stage, reversed["proof"]!);
        var detail = await stage.GetAsync($"/settlements/{settled.Person.PsnNo}/{settled.SetlId}");
        var reversal = Data(await GetAsync(
            stage, path.Replace(settled.SetlId, (string)detail["reversedBy"]!, StringComparison.Ordinal)));
        ((int)reversal["settlement"]!["sign"]!).ShouldBe(-1);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_receipt_is_given_to_its_hospital_its_agency_and_its_person_and_to_nobody_else(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var settled = await stage.SettleAsync();
        var path = $"/settlements/{settled.Person.PsnNo}/{settled.SetlId}/receipt";

        var own = Data(await GetAsync(stage, "/api/v1/hospital" + path, Hospital));
        ((string)own["settlement"]!["id"]!).ShouldBe(settled.SetlId);
        await GetAsync(stage, "/api/v1/hospital" + path, OtherHospital, HttpStatusCode.NotFound);
        await GetAsync(stage, "/api/v1/agency" + path, Hospital, HttpStatusCode.Forbidden);
        await GetAsync(stage, "/api/v1/agency" + path, "x", HttpStatusCode.Unauthorized);
        stage.Host.Access.Has("E-SETTLEMENT-UNKNOWN").ShouldBeTrue();

        await using var scope = stage.Host.Services.CreateAsyncScope();
        var persons = scope.ServiceProvider.GetRequiredService<IPersonDirectory>();
        var receipts = scope.ServiceProvider.GetRequiredService<IReceipts>();
        var person = (await persons.ByNumberAsync(settled.Person.PsnNo, Stop))!;
        WireId.TryDecode(settled.SetlId, out var id, out _).ShouldBeTrue();
        var file = (await receipts.OfAsync(person.Id, new(id), Stop)).ShouldNotBeNull();
        ((string)Data(file)["settlement"]!["name"]!).ShouldBe(settled.Person.Name);
        var stranger = (await persons.ByNumberAsync(
            (string)stage.Host.Demo["insured"]![1]!["psnNo"]!, Stop))!;
        (await receipts.OfAsync(stranger.Id, new(id), Stop)).ShouldBeNull();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Staff_get_no_proof_that_tells_of_others_and_the_person_gets_all_of_it(string database)
    {
        await using var stage = await MoneyStage.OpenAsync(database, server);
        var settled = await stage.SettleAsync();
        await FamilyTests.BindAsync(stage, Resident, 0);
        var shared = await SharedAsync(stage);
        await CheckpointAsync(stage);

        foreach (var (psnNo, setlId) in new[] { (settled.Person.PsnNo, settled.SetlId), shared })
        {
            var path = $"/settlements/{psnNo}/{setlId}/receipt";
            var files = new[]
            {
                await GetAsync(stage, "/api/v1/agency" + path),
                await GetAsync(stage, "/api/v1/hospital" + path, Hospital),
            };
            foreach (var file in files)
            {
                Data(file)["proof"]!.ToJsonString().ShouldBe("""{"state":"withheld"}""");
                Encoding.UTF8.GetString(file).ShouldContain("为保护隐私不含存证链");
            }

            await ProofShouldHoldAsync(stage, Data((await OwnAsync(stage, psnNo, setlId))!)["proof"]!);
        }

        await stage.SqlAsync("update settlement_settlement set facts = 'unreadable'");
        (await OwnAsync(stage, shared.PsnNo, shared.SetlId)).ShouldBeNull();
        await stage.SqlAsync("update settlement_settlement set facts = '[]'");
        (await OwnAsync(stage, shared.PsnNo, shared.SetlId)).ShouldBeNull();
    }

    [Fact]
    public void A_path_from_a_frontier_is_the_path_of_the_whole_log()
    {
        var leaves = Enumerable.Range(0, 70).Select(one => MerkleLog.Leaf([(byte)one])).ToArray();
        for (var size = 1; size <= leaves.Length; size++)
        {
            for (var before = 0; before < size; before += 1 + (size / 9))
            {
                var frontier = new MerkleFrontier();
                Array.ForEach(leaves[..before], frontier.Append);
                var path = new ProofPath(frontier, leaves[before..size]);
                for (var index = before; index < size; index++)
                {
                    path.Of(index).ShouldNotBeNull().ShouldBe(MerkleLog.InclusionProof(index, leaves[..size]));
                }

                path.Of(size).ShouldBeNull();
            }
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A settlement that a relative's account helps to pay.</summary>
    private static async Task<(string PsnNo, string SetlId)> SharedAsync(MoneyStage stage)
    {
        var member = LinePerson.At(stage.Host, Resident);
        var walk = await SettlementWalk.DiagnosedAsync(stage.Host, member);
        (await walk.UploadAsync((MoneyStage.Drug, MoneyStage.Price, 5))).ShouldSucceed();
        var output = await walk.SettleAsync(130.00m, 130.00m, change: data =>
        {
            data["insutype"] = member.Insutype;
            data["exp_content"] = new JsonObject { ["acct_mulaid_flag"] = "1" };
        });
        MoneyStage.Amount(output["setlinfo"]!, "acct_mulaid_pay").ShouldBeGreaterThan(0m);
        return (member.PsnNo, walk.SetlId);
    }

    /// <summary>The file as the person takes it.</summary>
    private static async Task<byte[]?> OwnAsync(MoneyStage stage, string psnNo, string setlId)
    {
        await using var scope = stage.Host.Services.CreateAsyncScope();
        var persons = scope.ServiceProvider.GetRequiredService<IPersonDirectory>();
        var person = (await persons.ByNumberAsync(psnNo, Stop)).ShouldNotBeNull();
        return await scope.ServiceProvider.GetRequiredService<IReceipts>()
            .OfAsync(person.Id, new(WireId.Decode(setlId)), Stop);
    }

    private static Task CheckpointAsync(MoneyStage stage) =>
        stage.Host.Services.GetRequiredService<TrailKeeper>().RunOnceAsync(Stop);

    /// <summary>The leaf is in the log of the checkpoint, which one of the published keys signed.</summary>
    private static async Task ProofShouldHoldAsync(MoneyStage stage, JsonNode proof)
    {
        ((string)proof["state"]!).ShouldBe("proven");
        var keys = JsonNode.Parse(await stage.Host.Client.GetStringAsync("/api/v1/trail/keys", Stop))!;
        var (leaf, signed) = (proof["leaf"]!, proof["checkpoint"]!);
        var checkpoint = new Checkpoint(
            (long)signed["number"]!,
            (long)signed["size"]!,
            Bytes(signed["root"]),
            DateTime.Parse((string)signed["at"]!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
            (string)signed["key"]!,
            Bytes(signed["signature"]));
        checkpoint.KeyFingerprint.ShouldBe((string)keys["inUse"]!);
        var published = keys["keys"]!.AsArray()
            .Single(one => (string)one!["fingerprint"]! == checkpoint.KeyFingerprint)!;
        using var key = Sm2PublicKey.TryImportPem((string)published["pem"]!);
        checkpoint.IsSignedBy(key!).ShouldBeTrue();
        var hash = new TrailLeaf
        {
            SubjectClass = SubjectClass.Person,
            Subject = (string)proof["subject"]!,
            Seq = (long)leaf["seq"]!,
            HeadHash = Bytes(leaf["head"]),
        }.Hash();
        var path = proof["path"]!.AsArray().Select(Bytes).ToList();
        MerkleLog.VerifyInclusion((long)leaf["index"]!, checkpoint.Size, hash, path, checkpoint.Root).ShouldBeTrue();
        proof["payloads"]!.AsArray().ShouldAllBe(payload => Commits(proof, payload!));
    }

    private static bool Commits(JsonNode proof, JsonNode payload)
    {
        byte[] whole = [.. Bytes(payload["salt"]), .. Encoding.UTF8.GetBytes((string)payload["text"]!)];
        var entry = proof["entries"]!.AsArray().Single(one => (long)one!["seq"]! == (long)payload["seq"]!)!;
        return (string)entry["commitment"]! == Convert.ToHexStringLower(Sm3.Hash(whole));
    }

    private static byte[] Bytes(JsonNode? hex) => Convert.FromHexString((string)hex!);

    private static async Task<byte[]> GetAsync(
        MoneyStage stage,
        string path,
        string token = MoneyStage.Officer,
        HttpStatusCode status = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await stage.Host.Client.SendAsync(request, Stop);
        response.StatusCode.ShouldBe(status);
        return await response.Content.ReadAsByteArrayAsync(Stop);
    }

    private static JsonObject Data(byte[] file) =>
        JsonNode.Parse(Block().Match(Encoding.UTF8.GetString(file)).Groups[1].Value)!.AsObject();

    [GeneratedRegex("<script type=\"application/json\"[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Block();
}
