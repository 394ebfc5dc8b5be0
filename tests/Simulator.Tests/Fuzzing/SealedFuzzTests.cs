using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Gateway.Envelopes;
using Mingsuan.Platform.Crypto;
using Mingsuan.Registry;
using Mingsuan.Simulator.Tests.Simulating;

namespace Mingsuan.Simulator.Tests.Fuzzing;

/// <summary>
/// Enciphered and signed bodies of an institution that has registered its keys: what was spoilt before it was
/// enciphered, after it, or around it, is answered with a code, and a success opens and verifies.
/// </summary>
public sealed class SealedFuzzTests(GroundFixture fixture, ITestOutputHelper output)
{
    private const string Sign = "sign";
    private static readonly string[] Outside = ["[E-BODY-", "[E-ENC-", "[E-CAINFO]", "[E-INFNO-", "[E-INSTITUTION-"];
    private static readonly byte[] Key = "0123456789ABCDEF"u8.ToArray();

    [Fact]
    public async Task Whatever_comes_enciphered_is_opened_or_refused_with_a_code()
    {
        var ground = fixture.Ground;
        var clock = new SimClock(Ground.Start);
        var path = ground.Copy();
        using var mine = Sm2PrivateKey.Generate();
        await using var life = ground.Platform.Start(
            "sqlite:" + path, clock, new Chance(13), [new OpenConnections()]);
        await RegisterAsync(life, mine);
        var (draws, opened) = (new Chance(17), 0);
        var fuzz = new Fuzz("sealed-message", output) { Inputs = 300, BaseBytes = 24 << 20, BytesPerByte = 4_000 };
        try
        {
            fuzz.Run([.. Seeds(ground, clock)], input =>
            {
                var (status, body) = ground.Platform.AnswerAsync(life, Sealed(input, mine, draws))
                    .GetAwaiter().GetResult();
                var failures = ground.Platform.Failures.Take();
                var answer = new Answer(JsonNode.Parse(body)!);
                opened += answer.Succeeded || !Outside.Any(answer.ErrMsg.StartsWith) ? 1 : 0;
                var sound = answer.Succeeded
                    ? Opens(answer, life.GetRequiredService<AnswerKey>().Public)
                    : answer.ErrMsg.StartsWith('[') && !answer.Says("E-INTERNAL");
                return status == 200 && failures.Count == 0 && sound
                    ? null
                    : $"{status} {Encoding.UTF8.GetString(body)} {string.Join('\n', failures)}";
            });
            opened.ShouldBeGreaterThan(50, "many inputs come through both locks");
        }
        finally
        {
            Ground.Delete(path);
        }
    }

    private static async Task RegisterAsync(IServiceProvider life, Sm2PrivateKey mine)
    {
        var entry = new JsonObject
        {
            ["institution"] = Ground.Institution,
            ["body"] = new JsonObject
            {
                ["sm4Key"] = Encoding.UTF8.GetString(Key),
                ["publicKey"] = mine.PublicKey.Point,
            },
        };
        await using var scope = life.CreateAsyncScope();
        await RegistryModule.SetAccessAsync(
            scope.ServiceProvider, new JsonArray(entry).ToJsonString(), TestContext.Current.CancellationToken);
    }

    /// <summary>Messages in the clear that say of themselves how they are sent.</summary>
    private static IEnumerable<byte[]> Seeds(Ground ground, SimClock clock)
    {
        var messages = new Messages(ground, clock, "S");
        var visit = ground.Visits[0];
        Charge[] lines = [new("XC08CAB049A001010100101", 2600, 5), new("110200001", 750, 1)];
        foreach (var message in new[]
        {
            messages.Open(visit.Person, "internet"),
            messages.Upload(visit, lines),
            messages.Settle("2206", visit, lines, true),
            messages.Settle("2207", visit, lines, true),
        })
        {
            var envelope = JsonNode.Parse(message.Bytes)!;
            envelope["enc_type"] = "SM4";
            envelope["cainfo"] = Sign;
            yield return Encoding.UTF8.GetBytes(envelope.ToJsonString());
        }
    }

    /// <summary>Enciphers and signs the input of a spoilt message, and sometimes spoils the cipher text too.</summary>
    private static byte[] Sealed(byte[] input, Sm2PrivateKey mine, Chance draws)
    {
        try
        {
            if (JsonNode.Parse(input) is not JsonObject message || message["input"] is not { } found)
            {
                return input;
            }

            var plain = Encoding.UTF8.GetBytes(
                found is JsonValue value && value.TryGetValue<string>(out var text) ? text : found.ToJsonString());
            var cipher = Sm4.EncryptEcb(Key, plain);
            if (draws.Percent(15))
            {
                cipher[draws.Below(cipher.Length)] ^= (byte)(1 << draws.Below(8));
            }

            message["input"] = Convert.ToBase64String(draws.Percent(5) ? cipher[..^draws.Between(1, 15)] : cipher);
            if (draws.Percent(50))
            {
                message["msgid"] = "H53230100002" + draws.Next();
            }

            if (message["cainfo"]?.ToString() == Sign)
            {
                message["cainfo"] = Convert.ToBase64String(mine.Sign(plain));
            }

            return Encoding.UTF8.GetBytes(message.ToJsonString());
        }
        catch (Exception unreadable) when (unreadable
            is JsonException or ArgumentException or InvalidOperationException)
        {
            return input;
        }
    }

    private static bool Opens(Answer answer, Sm2PublicKey platform)
    {
        var plain = Sm4.DecryptEcb(Key, Convert.FromBase64String((string)answer.Output!));
        return plain is not null && platform.Verify(plain, Convert.FromBase64String((string)answer.Json["cainfo"]!));
    }
}
