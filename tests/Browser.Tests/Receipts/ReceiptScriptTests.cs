using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Mingsuan.Law;
using Mingsuan.Law.Compiling;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Crypto;
using Mingsuan.Policy;
using Mingsuan.Policy.Tests.Generating;
using Mingsuan.Settlement.Receipts;
using Mingsuan.Testing;

namespace Mingsuan.Browser.Tests.Receipts;

/// <summary>收据脚本 — its arithmetic against the platform's, its SM2 and SM3 against standards and OpenSSL.</summary>
public sealed class ReceiptScriptTests(ChromiumBrowser chromium)
{
    private const int DrawnClaims = 1500;

    private static readonly string[] Vocabulary =
    [
        "account", "ceiling", "class", "deductible", "fixedSum", "fundTotalWithAccount", "fundZero", "outside",
        "ratio", "ratioFloor", "refusedLine", "visitLimit", "yearLimit",
    ];

    [Fact]
    public async Task Facts_and_exported_rows_give_every_decision_to_the_fen()
    {
        var load = LawLibrary.Load(RepositoryRoot.At("law"));
        var examples = load.Examples
            .Where(one => one.Example.Verb == ExampleVerb.Adjudicate)
            .Select(one => Case(load.Snapshot!, one.Example.Given))
            .OfType<JsonObject>()
            .ToList();
        var drawn = Enumerable.Range(1, DrawnClaims)
            .Select(seed => ClaimDraws.Any(new Draw(seed)))
            .SelectMany((claim, at) => at % 10 == 0 ? [claim, claim.With(OfHypertension)] : (Question[])[claim])
            .Select(claim => Case(claim.Law, claim.Element))
            .OfType<JsonObject>()
            .ToList();
        examples.Count.ShouldBeGreaterThan(50);
        drawn.Count.ShouldBeGreaterThan(300);
        var cases = new JsonArray([.. examples, .. drawn]);
        cases.SelectMany(one => one!["rows"]!.AsArray()).Select(row => (string)row!["rule"]!).Distinct().Order()
            .ShouldBe(Vocabulary);

        var page = await PageAsync();
        var wrong = await page.EvaluateAsync<string[]>(
            """
            text => JSON.parse(text).flatMap(({ facts, rows, decision }, i) => {
              const wrong = [];
              const say = (holds, what) => holds || wrong.push(what);
              try {
                MingsuanReceipt.compareAmounts(MingsuanMoney.recompute(JSON.parse(facts), rows), decision, say);
              } catch (error) {
                wrong.push(String(error));
              }
              return wrong.length === 0 ? [] : [`${i}: ${wrong.join("; ")}\n${facts}\n${JSON.stringify(rows)}`];
            })
            """,
            cases.ToJsonString());

        wrong.ShouldBeEmpty(string.Join("\n\n", wrong.Take(3)));
    }

    [Fact]
    public async Task Sm3_and_sm2_agree_with_the_standards_and_with_openssl()
    {
        var page = await PageAsync();
        (await HashAsync(page, "abc"u8.ToArray()))
            .ShouldBe("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        for (var length = 0; length < 200; length += 7)
        {
            var message = Enumerable.Range(length, length).Select(one => (byte)(one % 256)).ToArray();
            (await HashAsync(page, message)).ShouldBe(Convert.ToHexStringLower(Sm3.Hash(message)));
        }

        // GB/T 32918.5 附录 A.2: "message digest".
        var standard = Sm2PublicKey.TryImportPoint(Convert.FromHexString(
            "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020" +
            "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"))!;
        var signature = Convert.FromHexString(
            "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3" +
            "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA");
        (await VerifyAsync(page, standard, "message digest"u8.ToArray(), signature)).ShouldBeTrue();
        (await VerifyAsync(page, standard, "message digesu"u8.ToArray(), signature)).ShouldBeFalse();

        using var key = Sm2PrivateKey.Generate();
        for (var round = 0; round < 8; round++)
        {
            var message = Enumerable.Range(round, 40 * round).Select(one => (byte)(one % 256)).ToArray();
            var good = key.Sign(message);
            (await VerifyAsync(page, key.PublicKey, message, good)).ShouldBeTrue();
            good[(7 * round) % good.Length] ^= 1;
            (await VerifyAsync(page, key.PublicKey, message, good)).ShouldBeFalse();
        }

        (await VerifyAsync(page, standard, [], new byte[64])).ShouldBeFalse("zero is no number of a signature");
    }

    [Fact]
    public async Task A_proof_has_a_known_state_a_row_a_known_word_and_nothing_is_paid_from_an_overdrawn_account()
    {
        var page = await PageAsync();
        (await page.EvaluateAsync<string[]>(
            """
            () => ["none", "withheld", "waiting", "certain"].map((state) => {
              const wrong = [];
              MingsuanProof.check({ state, payloads: [], entries: [] }, (holds, what) => holds || wrong.push(what));
              return wrong.join("; ");
            })
            """)).ShouldBe(["", "", "", "不认识的存证状态 certain"]);
        (await page.EvaluateAsync<string>(
            """
            () => {
              try {
                MingsuanMoney.recompute({ lines: [] }, [{ rule: "share" }]);
                return "";
              } catch (error) {
                return error.message;
              }
            }
            """)).ShouldBe("不认识的规定 share");
        (await page.EvaluateAsync<string>(
            """
            () => {
              const facts = {
                lines: [{ id: "1", class: "A", amount: "10.00" }],
                insured: { accountBalance: "-5.00", familyBalance: "-1.00" },
              };
              const rows = [{ rule: "account", line: 0, cost: "inScopeService", pays: true }];
              const { acct_pay: account, psn_cash_pay: cash } = MingsuanMoney.recompute(facts, rows).total;
              return `${account} ${cash}`;
            }
            """)).ShouldBe("0 1000");
    }

    /// <summary>A fixed sum is paid so seldom that drawing alone does not come upon it.</summary>
    private static void OfHypertension(JsonObject claim)
    {
        claim["region"] = "990100";
        claim["on"] = "2021-06-01";
        var insured = claim["insured"]!;
        (insured["area"], insured["scheme"], insured["entitlement"]) = ("990100", "resident", "active");
        insured["twoDiseases"] = new JsonArray("hypertension");
        var visit = claim["visit"]!;
        (visit["benefit"], visit["channel"]) = ("twoDiseases", "offline");
        visit["diagnosis"] = new JsonArray("I10.x00x002");
    }

    private static JsonObject? Case(LawSnapshot law, JsonElement facts)
    {
        if ((string?)Claims.Answer(law, facts)["decision"] != "settled")
        {
            return null;
        }

        var explained = Claims.Explain(law, facts);
        return new JsonObject
        {
            ["facts"] = facts.GetRawText(),
            ["rows"] = explained.Law.Rows.DeepClone(),
            ["decision"] = explained.Answer.DeepClone(),
        };
    }

    private async Task<IPage> PageAsync()
    {
        var page = await chromium.NewPage();
        await page.AddScriptTagAsync(new() { Content = ReceiptFile.Script });
        return page;
    }

    private static Task<string> HashAsync(IPage page, byte[] message) => page.EvaluateAsync<string>(
        "text => MingsuanSm.hex(MingsuanSm.sm3(MingsuanSm.fromHex(text)))", Convert.ToHexStringLower(message));

    private static Task<bool> VerifyAsync(IPage page, Sm2PublicKey key, byte[] message, byte[] signature) =>
        page.EvaluateAsync<bool>(
            "([key, message, signature]) => MingsuanSm.verify(key, MingsuanSm.fromHex(message), signature)",
            new[]
            {
                Convert.ToHexStringLower(key.SubjectPublicKeyInfo),
                Convert.ToHexStringLower(message),
                Convert.ToHexStringLower(signature),
            });
}
