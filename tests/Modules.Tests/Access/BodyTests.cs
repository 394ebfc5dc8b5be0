using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Persistence;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Access;

/// <summary>Enciphered and signed bodies (nhsa §1.6), from a client that has the key of its client id.</summary>
public sealed class BodyTests(PostgresServer server, ServeHosts hosts) : IClassFixture<ServeHosts>
{
    private const string ClientId = "0123456789ABCDEF0123456789ABCDEF";

    private static byte[] Key => Encoding.ASCII.GetBytes(ClientId[..16]);

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_enciphered_call_is_answered_enciphered_and_a_replay_alike(string database)
    {
        var (host, client) = await ClientAsync(database);
        var message = Sealed(client, "2201", LinePerson.First(host).Opening());
        var answer = (await client.PostAsync(message, client.XTifHeaders())).ShouldSucceed();
        ((string)answer.Json["enctype"]!).ShouldBe("SM4");
        answer.Text.ShouldNotContain("mdtrt_id");
        ((string)Opened(answer)["data"]!["mdtrt_id"]!).Length.ShouldBe(26);

        var again = await client.PostAsync(message, client.XTifHeaders());
        again.Text.ShouldBe(answer.Text);
        host.Access.Of((string)message["msgid"]!).Outcome.ShouldBe("replayed");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_cannot_be_deciphered_is_one_coded_error_and_stores_nothing_but_the_attempt(string database)
    {
        var (host, client) = await ClientAsync(database);
        var opening = Encoding.UTF8.GetBytes(LinePerson.First(host).Opening().ToJsonString());
        var good = Sm4.EncryptEcb(Key, opening);
        var bent = (byte[])good.Clone();
        bent[^1] ^= 1;
        var before = await CountsAsync(host);
        string[] inputs =
        [
            Convert.ToBase64String(Sm4.EncryptEcb("another-key-here"u8, opening)),
            Convert.ToBase64String(bent),
            Convert.ToBase64String(good.AsSpan(0, good.Length - 3)),
            Convert.ToBase64String(Sm4.EncryptEcb(Key, "[1, 2]"u8)),
            Convert.ToBase64String(Sm4.EncryptEcb(Key, [0xFF, 0xFE])),
            "not base64 at all",
            "",
        ];
        foreach (var input in inputs)
        {
            var message = client.Message("2201", input);
            message["enc_type"] = "SM4";
            (await client.PostAsync(message, client.XTifHeaders())).ShouldRefuse("E-ENC-BODY");
            host.Access.Of((string)message["msgid"]!).Outcome.ShouldBe("E-ENC-BODY");
        }

        (await CountsAsync(host)).ShouldBe(before);
    }

    [Fact]
    public async Task A_key_is_asked_for_where_it_is_set_and_only_there()
    {
        var (host, client) = await ClientAsync(DatabaseKinds.Sqlite);
        (await client.CallAsync("1101", client.Query(), client.XTifHeaders())).ShouldRefuse("E-ENC-REQUIRED");
        var other = Sealed(client, "1101", client.Query());
        other["enc_type"] = "AES";
        (await client.PostAsync(other, client.XTifHeaders())).ShouldRefuse("E-ENC-TYPE");

        var plain = new AccessClientOf(host, 1);
        await plain.SetAsync(AccessClientOf.Signing("xTif"));
        (await plain.PostAsync(Sealed(plain, "1101", plain.Query()), plain.XTifHeaders()))
            .ShouldRefuse("E-ENC-NO-KEY");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_signature_over_the_input_makes_a_changed_body_known(bool enciphered)
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: false);
        var client = new AccessClientOf(host);
        using var key = Sm2PrivateKey.Generate();
        var body = new JsonObject
        {
            ["publicKey"] = Convert.ToHexStringLower(key.PublicKey.SubjectPublicKeyInfo.AsSpan()[^65..]),
        };
        if (enciphered)
        {
            body["sm4Key"] = ClientId;
        }

        await client.SetAsync(AccessClientOf.Signing("xTif"), body);
        var input = client.Query();
        JsonObject Message(JsonObject sent) =>
            enciphered ? Sealed(client, "1101", sent) : client.Message("1101", sent.DeepClone());
        var signature = Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(input.ToJsonString())));

        var message = Message(input);
        message["cainfo"] = signature;
        (await client.PostAsync(message, client.XTifHeaders())).ShouldSucceed();

        input["data"]!["mdtrt_cert_no"] = "someone else";
        message = Message(input);
        message["cainfo"] = signature;
        (await client.PostAsync(message, client.XTifHeaders())).ShouldRefuse("E-CAINFO");
        message["cainfo"] = "";
        (await client.PostAsync(message, client.XTifHeaders())).ShouldRefuse("E-CAINFO");
    }

    [Theory]
    [InlineData(" input")]
    [InlineData("input ")]
    public async Task A_signed_input_beside_another_of_nearly_its_name_vouches_for_neither(string name)
    {
        await using var host = await LineHost.StartAsync(DatabaseKinds.Sqlite, server, demo: false);
        var client = new AccessClientOf(host);
        using var key = Sm2PrivateKey.Generate();
        await client.SetAsync(AccessClientOf.Signing("xTif"), new JsonObject
        {
            ["publicKey"] = Convert.ToHexStringLower(key.PublicKey.SubjectPublicKeyInfo.AsSpan()[^65..]),
        });
        var signed = client.Query();
        var forged = client.Query();
        forged["data"]!["mdtrt_cert_no"] = "someone else";
        var sent = client.Message("1101", forged);
        sent["cainfo"] = Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(signed.ToJsonString())));
        var message = new JsonObject { [name] = signed };
        foreach (var (member, value) in sent)
        {
            message[member] = value?.DeepClone();
        }

        (await client.PostAsync(message, client.XTifHeaders())).ShouldRefuse("E-FIELD-FORMAT");
    }

    private async Task<(LineHost Host, AccessClientOf Client)> ClientAsync(string database)
    {
        var host = await hosts.On(database, server);
        var client = new AccessClientOf(host);
        await client.SetAsync(AccessClientOf.Signing("xTif"), new JsonObject { ["sm4Key"] = ClientId });
        return (host, client);
    }

    private static JsonObject Sealed(AccessClientOf client, string infno, JsonObject input)
    {
        var cipher = Sm4.EncryptEcb(Key, Encoding.UTF8.GetBytes(input.ToJsonString()));
        var message = client.Message(infno, Convert.ToBase64String(cipher));
        message["enc_type"] = "SM4";
        return message;
    }

    private static JsonObject Opened(Answer answer) => JsonNode.Parse(Encoding.UTF8.GetString(
        Sm4.DecryptEcb(Key, Convert.FromBase64String((string)answer.Json["output"]!)).ShouldNotBeNull()))!.AsObject();

    private static async Task<(int Claims, int Visits)> CountsAsync(LineHost host)
    {
        await using var db = host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContext();
        var claims = await db.Set<RequestClaim>().CountAsync();
        var visits = await db.Database
            .SqlQueryRaw<int>("SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" FROM visits_visit").SingleAsync();
        return (claims, visits);
    }
}
