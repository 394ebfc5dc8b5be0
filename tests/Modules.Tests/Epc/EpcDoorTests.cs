using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Gateway.Epc;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Crypto;
using Mingsuan.PrescriptionShell;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Epc;

/// <summary>The e-prescription centre's shell over HTTP. (nhsa §15.1, §16)</summary>
public sealed class EpcDoorTests(PostgresServer server, EpcHosts hosts) : IClassFixture<EpcHosts>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_sealed_call_is_answered_sealed_and_signed_and_may_come_again(string database)
    {
        var host = await hosts.On(database, server);
        using var caller = await EpcCaller.OfAsync(host);
        var outer = caller.Sealed();
        foreach (var path in new[] { ShellClient.Base, "/fixmedins/fixmedins/", ShellClient.Base })
        {
            var answer = (await caller.PostAsync(outer, path: path)).ShouldSucceed();
            ((string)answer.Data!["institution"]!).ShouldBe(caller.Code);
            answer.Data["echo"]!.ToJsonString().ShouldBe(EpcCaller.Data().ToJsonString());
        }

        var text = await caller.TextAsync(Encoding.UTF8.GetBytes(outer.ToJsonString()));
        text.ShouldNotContain("RX-1");
        var reply = JsonNode.Parse(text)!;
        ((bool)reply["success"]!).ShouldBeTrue();
        ((string)reply["appId"]!, (string)reply["encType"]!, (string)reply["signType"]!)
            .ShouldBe((EpcCaller.AppId, "SM4", "SM2"));
        ((string)reply["timestamp"]!).ShouldBe(caller.Now());
        var logged = host.Access.Entries.Last(entry => entry.What == "epc.testEcho");
        (logged.Institution, logged.Actor, logged.Outcome).ShouldBe((caller.Code, EpcCaller.AppId, "ok"));
        logged.Person.ShouldBe(EpcHosts.Patient);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_wrong_signature_is_refused_where_strict_and_warned_of_where_lenient(string database)
    {
        using var caller = await EpcCaller.OfAsync(await hosts.On(database, server));
        using var stranger = Sm2PrivateKey.Generate();
        var foreign = new ShellClient(new(EpcCaller.AppId, EpcCaller.Secret, stranger, stranger.PublicKey))
            .Seal(EpcCaller.Data(), caller.Now());
        (string Code, JsonObject Outer)[] cases =
        [
            ("E-EPC-SIGN", foreign),
            ("E-EPC-SIGN", With(caller.Sealed(), "version", "1.0.0")),
            ("E-EPC-SIGN", With(caller.Sealed(), "encData", caller.Sealed(new() { ["x"] = "y" })["encData"])),
            ("E-EPC-SIGN", With(caller.Sealed(), "signData", "no Base64!")),
            ("E-EPC-SIGN", With(caller.Sealed(), "signData", Convert.ToBase64String(new byte[64]))),
            ("E-EPC-SIGN-MISSING", With(caller.Sealed(), "signData", "")),
            ("E-EPC-TIME", caller.Client().Seal(EpcCaller.Data(), caller.Now(TimeSpan.FromMinutes(-6)))),
            ("E-EPC-TIME", caller.Client().Seal(EpcCaller.Data(), caller.Now(TimeSpan.FromMinutes(6)))),
            ("E-EPC-TIME", caller.Client().Seal(EpcCaller.Data(), "no time")),
        ];
        foreach (var (code, outer) in cases)
        {
            (await caller.PostAsync(outer)).ShouldRefuse(code);
            caller.Host.Access.Has(code).ShouldBeTrue();
        }

        await caller.SetAsync("lenient", "either");
        foreach (var (code, outer) in cases)
        {
            var answer = (await caller.PostAsync(outer)).ShouldSucceed();
            answer.Message.ShouldStartWith("W-EPC-UNVERIFIED: ");
            answer.Message.ShouldContain(code);
        }

        (await caller.PostAsync(caller.Sealed())).ShouldSucceed().Message.ShouldNotContain("W-");
        (await caller.PostAsync(caller.Client(secret: "another secret 1").Seal(EpcCaller.Data(), caller.Now())))
            .ShouldRefuse("E-EPC-BODY");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Who_calls_is_known_by_the_application_and_proven_by_its_secret(string database)
    {
        using var caller = await EpcCaller.OfAsync(await hosts.On(database, server));
        var unknown = caller.Client(appId: EpcCaller.AppId[..^1] + "0").Seal(EpcCaller.Data(), caller.Now());
        (await caller.PostAsync(unknown)).ShouldRefuse("E-EPC-APP");
        (await caller.PostAsync(With(caller.Sealed(), "appId", EpcCaller.InstitutionOf(caller.Host, 1))))
            .ShouldRefuse("E-EPC-NOT-SET");
        (await caller.PostAsync(With(caller.Sealed(), "appId", caller.Code))).ShouldRefuse("E-EPC-APP");
        (await caller.PostAsync(caller.Client(secret: "another secret 1").Seal(EpcCaller.Data(), caller.Now())))
            .ShouldRefuse("E-EPC-BODY");
        caller.Host.Access.Has("E-EPC-BODY").ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Numbers_are_signed_as_texts_or_as_numbers_and_answered_alike(string database)
    {
        using var caller = await EpcCaller.OfAsync(await hosts.On(database, server));
        var asTexts = caller.Client(numbersAsText: true).Seal(EpcCaller.Data(), caller.Now());
        var asNumbers = caller.Client(numbersAsText: false).Seal(EpcCaller.Data(), Milliseconds(caller));
        (await caller.PostAsync(asTexts)).ShouldSucceed();
        (await caller.PostAsync(asNumbers)).ShouldSucceed();

        await caller.SetAsync("strict", "text");
        (await caller.PostAsync(asTexts)).ShouldSucceed();
        (await caller.PostAsync(asNumbers)).ShouldRefuse("E-EPC-SIGN");
        await caller.SetAsync("strict", "number");
        (await caller.PostAsync(asTexts)).ShouldRefuse("E-EPC-SIGN");
        var answer = await caller.TextAsync(Encoding.UTF8.GetBytes(asNumbers.ToJsonString()));
        Verifies(caller, answer, numbersAsText: false).ShouldBeTrue();
        Verifies(caller, answer, numbersAsText: true).ShouldBeFalse();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_is_wrong_with_the_shell_or_the_method_has_a_code_of_its_own(string database)
    {
        using var caller = await EpcCaller.OfAsync(await hosts.On(database, server));
        (await caller.PostAsync(caller.Sealed(), "uploadNothing")).ShouldRefuse("E-EPC-METHOD");
        (await caller.PostAsync(caller.Sealed(), "TESTECHO")).ShouldRefuse("E-EPC-METHOD");
        (await caller.PostAsync(With(caller.Sealed(), "encType", "AES"))).ShouldRefuse("E-EPC-ENC-TYPE");
        (await caller.PostAsync(With(caller.Sealed(), "signType", "RSA"))).ShouldRefuse("E-EPC-SIGN-TYPE");
        (await caller.PostAsync(With(caller.Sealed(), "appId", null))).ShouldRefuse("E-FIELD-MISSING");
        (await caller.PostAsync(With(caller.Sealed(), "encData", null))).ShouldRefuse("E-FIELD-MISSING");
        (await caller.PostAsync(With(caller.Sealed(), " appId", "x"))).ShouldRefuse("E-FIELD-FORMAT");
        (await caller.PostAsync(caller.Sealed(), "testRefuse")).ShouldRefuse("E-RX-EXPIRED");
        (await caller.PostAsync(caller.Sealed(), "testFail")).ShouldRefuse("E-INTERNAL").Message
            .ShouldNotContain("secret of the method");
    }

    [Fact]
    public async Task What_does_not_open_is_refused_before_it_is_read()
    {
        using var caller = await EpcCaller.OfAsync(await hosts.On(DatabaseKinds.Sqlite, server));
        var key = caller.Client().MessageKey();
        var good = Convert.FromHexString((string)caller.Sealed()["encData"]!);
        var bent = (byte[])good.Clone();
        bent[^1] ^= 1;
        var deep = new string('[', 10_000) + new string(']', 10_000);
        string[] inputs =
        [
            "no hex",
            Convert.ToHexString(bent),
            Convert.ToHexString(good.AsSpan(0, good.Length - 3)),
            Hex(key, "[1, 2]"),
            Hex(key, """{"a": 1, "a": 2}"""),
            Hex(key, """{"a": 1, "A": 2}"""),
            Hex(key, $$"""{"a": {{deep}}}"""),
            Hex(key, """{"a": "\ud800"}"""),
            Convert.ToHexString(Sm4.EncryptEcb(key, [0x7B, 0xFF, 0xFE, 0x7D])),
        ];
        foreach (var input in inputs)
        {
            (await caller.PostAsync(With(caller.Sealed(), "encData", input))).ShouldRefuse("E-EPC-BODY");
        }

        foreach (var body in new[] { "", "null", "[]", "{", deep, """{"appId":"a","appId":"b"}""" })
        {
            caller.Client().Open(await caller.TextAsync(Encoding.UTF8.GetBytes(body)))
                .ShouldRefuse("E-BODY-MALFORMED");
        }

        caller.Client().Open(await caller.TextAsync(new byte[EpcShell.Limit + 1])).ShouldRefuse("E-BODY-TOO-LARGE");
        var large = new JsonObject { ["file"] = new string('A', 900_000) };
        (await caller.PostAsync(caller.Sealed(large))).ShouldSucceed();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Two_thousand_random_bodies_are_each_answered_with_a_code(string database)
    {
        using var caller = await EpcCaller.OfAsync(await hosts.On(database, server), "lenient");
        var random = new Random(20261122);
        var key = caller.Client().MessageKey();
        var opened = 0;
        for (var at = 0; at < 2_000; at++)
        {
            var body = Spoilt(caller, key, random);
            var answer = caller.Client().Open(await caller.TextAsync(body));
            opened += answer.Data is null ? 0 : 1;
            var sound = answer.Code == 0 || (answer.Message.StartsWith("E-", StringComparison.Ordinal)
                && !answer.Message.StartsWith("E-INTERNAL", StringComparison.Ordinal));
            sound.ShouldBeTrue($"{at}: {Convert.ToBase64String(body)} {answer.Message}");
        }

        opened.ShouldBeInRange(50, 1_950, "some come through, some do not");
    }

    [Fact]
    public async Task A_demonstration_takes_an_unsigned_call_of_an_institution_without_settings()
    {
        await using var host = await EpcHosts.StartAsync(DatabaseKinds.Sqlite, server, demo: true);
        using var caller = await EpcCaller.OfAsync(host);
        var other = EpcCaller.InstitutionOf(host, 1);
        var call = new JsonObject { ["appId"] = other, ["data"] = EpcCaller.Data() };
        var answer = JsonNode.Parse(await caller.TextAsync(Encoding.UTF8.GetBytes(call.ToJsonString())))!;
        ((int)answer["code"]!).ShouldBe(0);
        ((string)answer["data"]!["institution"]!).ShouldBe(other);

        (await caller.PostAsync(new() { ["appId"] = other })).ShouldRefuse("E-FIELD-MISSING");
        var mine = new JsonObject { ["appId"] = EpcCaller.AppId, ["data"] = EpcCaller.Data() };
        (await caller.PostAsync(mine)).ShouldRefuse("E-FIELD-MISSING");
        mine["appId"] = caller.Code;
        (await caller.PostAsync(mine)).ShouldRefuse("E-EPC-APP");
    }

    [Fact]
    public async Task Settings_that_could_not_work_are_not_taken_and_none_is_told()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        using var caller = await EpcCaller.OfAsync(host);
        var said = (await caller.SetAsync("lenient", "text")).ShouldHaveSingleItem();
        said.ShouldContain(EpcCaller.AppId);
        said.ShouldContain("Lenient");
        said.ShouldNotContain(EpcCaller.Secret);

        foreach (var (name, value) in new[]
        {
            ("appId", "too short"), ("secret", "too short"), ("secret", "sixteen letters é"), ("publicKey", "04ff"),
            ("publicKey", (string?)null), ("appId", null),
        })
        {
            var entry = With(caller.Entry("strict", "either"), name, value);
            await Should.ThrowAsync<InvalidDataException>(() => EpcCaller.SetAsync(
                host, new JsonObject { ["institution"] = caller.Code, ["epc"] = entry }));
        }

        var second = await Should.ThrowAsync<InvalidDataException>(() => EpcCaller.SetAsync(host, new JsonObject
        {
            ["institution"] = EpcCaller.InstitutionOf(host, 1),
            ["epc"] = caller.Entry("strict", "either"),
        }));
        second.Message.ShouldContain(EpcCaller.AppId);
        (await caller.PostAsync(caller.Sealed())).ShouldSucceed();

        await EpcCaller.SetAsync(host, new JsonObject { ["institution"] = caller.Code });
        (await caller.PostAsync(caller.Sealed())).ShouldRefuse("E-EPC-APP");
    }

    [Fact]
    public async Task Answers_of_the_two_interfaces_are_signed_with_different_keys()
    {
        var host = await hosts.On(DatabaseKinds.Sqlite, server);
        var points = new List<string>();
        foreach (var path in new[] { "/api/v1/interface/key", "/api/v1/interface/key/epc" })
        {
            points.Add((string)JsonNode.Parse(await host.Client.GetStringAsync(path, Stop))!["publicKey"]!);
        }

        points.ShouldBeUnique();
    }

    private static byte[] Spoilt(EpcCaller caller, byte[] key, Random random)
    {
        var data = Encoding.UTF8.GetBytes(EpcCaller.Data().ToJsonString());
        if (random.Next(3) == 0)
        {
            Spoil(data, random);
        }

        var outer = caller.Sealed();
        outer["encData"] = Convert.ToHexString(Sm4.EncryptEcb(key, data));
        if (random.Next(3) == 0)
        {
            var names = outer.Select(field => field.Key).ToList();
            outer[names[random.Next(names.Count)]] = random.Next(5) switch
            {
                0 => null,
                1 => random.Next(),
                2 => new JsonArray(1, "x"),
                3 => new JsonObject { ["y"] = true },
                _ => new string((char)random.Next(1, 0xD7FF), random.Next(200)),
            };
        }

        var body = Encoding.UTF8.GetBytes(outer.ToJsonString());
        if (random.Next(3) == 0)
        {
            Spoil(body, random);
        }

        if (random.Next(20) == 0)
        {
            random.NextBytes(body);
        }

        return body[..(random.Next(10) == 0 ? random.Next(body.Length) : body.Length)];
    }

    private static void Spoil(byte[] bytes, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }
    }

    private static bool Verifies(EpcCaller caller, string answer, bool numbersAsText)
    {
        var outer = JsonNode.Parse(answer)!.AsObject();
        var text = SignedText.Of(
            outer, caller.Client().Open(answer).Data!, EpcCaller.Secret, numbersAsText);
        return caller.Platform.Verify(
            Encoding.UTF8.GetBytes(text), Convert.FromBase64String((string)outer["signData"]!));
    }

    private static string Milliseconds(EpcCaller caller) =>
        caller.Host.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static string Hex(byte[] key, string plain) =>
        Convert.ToHexString(Sm4.EncryptEcb(key, Encoding.UTF8.GetBytes(plain)));

    private static JsonObject With(JsonObject source, string name, JsonNode? value)
    {
        source[name] = value?.DeepClone();
        return source;
    }
}
