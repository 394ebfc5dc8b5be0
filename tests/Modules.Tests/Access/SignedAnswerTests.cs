using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Crypto;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Access;

/// <summary>应答签名 — who signs its input gets its output signed, and can check it with the published key.</summary>
public sealed class SignedAnswerTests(PostgresServer server)
{
    private const string Sm4Key = "0123456789ABCDEF";

    public static IEnumerable<TheoryDataRow<string, bool>> Cases =>
        from database in new DatabaseKinds()
        from enciphered in new[] { false, true }
        select new TheoryDataRow<string, bool>(database.Data, enciphered);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_answer_to_a_signed_input_is_signed_and_so_is_its_replay(string database, bool enciphered)
    {
        await using var host = await LineHost.StartAsync(database, server, demo: false);
        using var mine = Sm2PrivateKey.Generate();
        using var platform = await PlatformKeyAsync(host);
        var client = await ClientAsync(host, mine, enciphered);
        var message = Signed(client, mine, LinePerson.First(host).Opening(), enciphered);

        foreach (var outcome in new[] { "ok", "replayed" })
        {
            var answer = (await client.PostAsync(message, client.XTifHeaders())).ShouldSucceed();
            host.Access.Of((string)message["msgid"]!).Outcome.ShouldBe(outcome);
            ((string)answer.Json["signtype"]!).ShouldBe("SM2");
            var signature = Convert.FromBase64String((string)answer.Json["cainfo"]!);
            var output = Output(answer, enciphered);
            JsonNode.Parse(output)!["data"]!.AsObject().ContainsKey("mdtrtId").ShouldBeTrue("in its own form");
            platform.Verify(output, signature).ShouldBeTrue();
            output[^3] ^= 1;
            platform.Verify(output, signature).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_refusal_is_not_signed_and_no_answer_where_no_public_key_is_registered()
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: false);
        using var mine = Sm2PrivateKey.Generate();
        var client = await ClientAsync(host, mine, enciphered: false);
        var message = Signed(client, mine, new JsonObject(), enciphered: false);
        ShouldBeUnsigned((await client.PostAsync(message, client.XTifHeaders())).ShouldRefuse("E-FIELD-MISSING"));

        var other = new AccessClientOf(host, 1);
        await other.SetAsync(AccessClientOf.Signing("xTif"));
        ShouldBeUnsigned((await other.CallAsync("1101", other.Query(), other.XTifHeaders())).ShouldSucceed());
    }

    [Fact]
    public void The_key_is_the_same_for_one_master_and_purpose_and_no_other()
    {
        using var keys = new PlatformKeys(new byte[32], Sm2PrivateKey.Generate());
        using var again = new PlatformKeys(new byte[32], Sm2PrivateKey.Generate());
        byte[] bytes = [1, .. new byte[31]];
        using var foreign = new PlatformKeys(bytes, Sm2PrivateKey.Generate());
        string Point(PlatformKeys of, string purpose)
        {
            using var key = of.Derive(Encoding.UTF8.GetBytes(purpose));
            return key.PublicKey.Point;
        }

        Point(keys, "a").ShouldBe(Point(again, "a"));
        Point(keys, "a").ShouldNotBe(Point(keys, "b"));
        Point(keys, "a").ShouldNotBe(Point(foreign, "a"));
        Point(keys, "a").ShouldNotBe(keys.Signing.PublicKey.Point);
    }

    private static async Task<AccessClientOf> ClientAsync(LineHost host, Sm2PrivateKey mine, bool enciphered)
    {
        var client = new AccessClientOf(host);
        var body = new JsonObject { ["publicKey"] = mine.PublicKey.Point };
        if (enciphered)
        {
            body["sm4Key"] = Sm4Key;
        }

        await client.SetAsync(
            AccessClientOf.Signing("xTif"), body, new JsonObject { ["infcode"] = "number", ["nodes"] = "camel" });
        return client;
    }

    private static JsonObject Signed(AccessClientOf client, Sm2PrivateKey mine, JsonObject input, bool enciphered)
    {
        var plain = Encoding.UTF8.GetBytes(input.ToJsonString());
        var message = client.Message("2201", enciphered
            ? Convert.ToBase64String(Sm4.EncryptEcb(Encoding.UTF8.GetBytes(Sm4Key), plain))
            : input.DeepClone());
        message["enc_type"] = enciphered ? "SM4" : "";
        message["cainfo"] = Convert.ToBase64String(mine.Sign(plain));
        return message;
    }

    private static byte[] Output(Answer answer, bool enciphered)
    {
        using var read = JsonDocument.Parse(answer.Text);
        var output = read.RootElement.GetProperty("output");
        return enciphered
            ? Sm4.DecryptEcb(Encoding.UTF8.GetBytes(Sm4Key), output.GetBytesFromBase64()).ShouldNotBeNull()
            : Encoding.UTF8.GetBytes(output.GetRawText());
    }

    private static async Task<Sm2PublicKey> PlatformKeyAsync(LineHost host)
    {
        var text = await host.Client.GetStringAsync("/api/v1/interface/key", TestContext.Current.CancellationToken);
        var facts = JsonNode.Parse(text)!;
        ((string)facts["algorithm"]!).ShouldBe("SM2");
        var key = Sm2PublicKey.TryImportPoint(Convert.FromHexString((string)facts["publicKey"]!)).ShouldNotBeNull();
        using var pem = Sm2PublicKey.TryImportPem((string)facts["pem"]!).ShouldNotBeNull();
        key.Fingerprint.ShouldBe(pem.Fingerprint);
        key.Fingerprint.ShouldBe((string)facts["fingerprint"]!);
        return key;
    }

    private static void ShouldBeUnsigned(Answer answer) =>
        ((string)answer.Json["signtype"]!, (string)answer.Json["cainfo"]!).ShouldBe(("", ""));
}
