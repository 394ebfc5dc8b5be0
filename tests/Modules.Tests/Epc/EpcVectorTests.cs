using System.Text;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Registry;
using Mingsuan.Gateway.Epc;
using Mingsuan.Platform.Crypto;
using Mingsuan.PrescriptionShell;

namespace Mingsuan.Modules.Tests.Epc;

/// <summary>Published vectors and the forms of installed clients (nhsa §16), without a platform around them.</summary>
public sealed class EpcVectorTests
{
    private const string AppId = "0123456789ABCDEF0123456789ABCDEF";
    private const string Secret = "FEDCBA9876543210FEDCBA9876543210";
    private const string Data = """{"a":"1","b":"中"}""";
    private const string EncData = "E5A9EB90DF603F6F454DA263BE4B68A08EC9FFB1F057C7A0979690DCBEE361AB";
    private const string Point = "04625e45e08447326caf87e779aeba3443307c486908edd64d2edc4219ae86ee4e"
        + "a72cd097f1373dcc22271c160bff0ea77281466357e0ea1fa2fc714b0ffaee44";

    private const string Signature = "0d7aa00497fbcdfd187e43ed77662af2ba1ebcc12cc71f612ecce7f7872f7bba"
        + "b11c38cf0e9f500e058d773e8a8907190e6f468b404645d36ea41cba154db733";

    private const string Text = "appId=0123456789ABCDEF0123456789ABCDEF&data={\"a\":\"1\",\"b\":\"中\"}&encType=SM4"
        + "&signType=SM2&timestamp=20260101120000&version=2.0.1&key=FEDCBA9876543210FEDCBA9876543210";

    [Theory]
    [InlineData(AppId, Secret, "59806265549AF598")]
    [InlineData("43AF047BBA47FC8A1AE8EFB232BDBBCB", "4117E877F5FA0A0188891283E4B617D5", "863B5F40C70B71EA")]
    public void The_message_key_is_that_of_the_published_examples(string appId, string secret, string key) =>
        Encoding.ASCII.GetString(EpcCipher.Key(appId, Encoding.ASCII.GetBytes(secret))).ShouldBe(key);

    [Fact]
    public void The_enciphered_data_is_that_of_the_vector_and_opens_in_either_case()
    {
        EpcCipher.Seal(Settings(), Data).ShouldBe(EncData);
        foreach (var sent in new[] { EncData, EncData.ToLowerInvariant() })
        {
            EpcCipher.Open(Settings(), sent).ShouldNotBeNull().ToJsonString().ShouldBe(Json(Data).ToJsonString());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("E5")]
    [InlineData("E5A")]
    [InlineData("no hex at all, but of even length")]
    [InlineData("E5A9EB90DF603F6F454DA263BE4B68A0")]
    public void What_is_no_cipher_text_does_not_open(string sent) => EpcCipher.Open(Settings(), sent).ShouldBeNull();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_signed_text_and_the_signature_are_those_of_the_vector(int prefix)
    {
        var shell = Shell();
        EpcSignedText.Of(shell.Outer, Json(Data), EpcForm.Of(EpcNumbers.Either).First(), Bytes(Secret)).ShouldBe(Text);

        using var key = Sm2PublicKey.TryImportPoint(Convert.FromHexString(Point[prefix..])).ShouldNotBeNull();
        var set = Settings() with { PublicKey = key.SubjectPublicKeyInfo };
        EpcSignatures.Verify(set, shell, Json(Data)).Fault.ShouldBeNull();
        EpcSignatures.Verify(set, shell, Json("""{"a":"2","b":"中"}""")).Fault.ShouldBe("E-EPC-SIGN");
        EpcSignatures.Verify(set, Shell("20260101120001"), Json(Data)).Fault.ShouldBe("E-EPC-SIGN");
    }

    [Theory]
    [InlineData(true, "Within", """{"a":"1.50","l":[{"y":"true"}],"m":"中<&>\"\n😀","n":{},"z":"é"}""")]
    [InlineData(false, "Within", """{"a":1.50,"l":[{"y":true}],"m":"中<&>\"\n😀","n":{},"z":"é"}""")]
    [InlineData(true, "Whole", """{"a":"1.50","l":[{"y":"true"}],"m":"中<&>\"\n😀","z":"é"}""")]
    [InlineData(
        false,
        "Outside",
        """{"a":1.50,"e":"","l":[{"y":true,"z":null},[]],"m":"中<&>\"\n😀","n":{"o":null},"z":"é"}""")]
    public void The_forms_of_the_signed_text_differ_in_numbers_and_empty_values(
        bool numbersAsText, string pruning, string data)
    {
        var sent = Json("""{"z":"é","n":{"o":null},"m":"中<&>\"\n😀","l":[{"z":null,"y":true},[]],"e":"","a":1.50}""");
        var outer = Json("""{"b":2,"a":"1","extra":"x","signData":"x","encData":"x","transType":"","empty":{}}""");
        var form = new EpcForm(numbersAsText, Enum.Parse<EpcPruning>(pruning));

        var text = EpcSignedText.Of(outer, sent, form, Bytes(Secret));

        text.ShouldBe($"a=1&b=2&data={data}&key={Secret}");
        if (form.Pruning == EpcPruning.Within)
        {
            SignedText.Of(outer, sent, Secret, numbersAsText).ShouldBe(text, "the sample client writes the same");
        }
    }

    [Fact]
    public void An_institution_that_has_said_how_it_writes_numbers_is_held_to_it()
    {
        using var mine = Sm2PrivateKey.Generate();
        var set = Settings() with { PublicKey = mine.PublicKey.SubjectPublicKeyInfo };
        var data = Json("""{"count":3}""");
        var client = new ShellClient(new(AppId, Secret, mine, mine.PublicKey)) { NumbersAsText = false };
        var shell = EpcShell.Read(client.Seal(data, "20260101120000"));

        EpcSignatures.Verify(set, shell, data).Form!.Value.NumbersAsText.ShouldBeFalse();
        EpcSignatures.Verify(set with { Numbers = EpcNumbers.Number }, shell, data).Fault.ShouldBeNull();
        EpcSignatures.Verify(set with { Numbers = EpcNumbers.Text }, shell, data).Fault.ShouldBe("E-EPC-SIGN");
    }

    [Theory]
    [InlineData("\"20260101120000\"", "2026-01-01T04:00:00")]
    [InlineData("\"20260101120000500\"", "2026-01-01T04:00:00.5")]
    [InlineData("1767240000", "2026-01-01T04:00:00")]
    [InlineData("\"1767240000500\"", "2026-01-01T04:00:00.5")]
    [InlineData("1767240000500.25", "2026-01-01T04:00:00.5")]
    [InlineData("\"yesterday\"", null)]
    [InlineData("\"20261301120000\"", null)]
    [InlineData("1", null)]
    [InlineData("\"\"", null)]
    public void A_timestamp_is_a_wall_clock_seconds_or_milliseconds(string written, string? instant)
    {
        var sentAt = EpcShell.Read(Json($$"""{"appId":"x","timestamp":{{written}}}""")).SentAt();
        sentAt.ShouldBe(instant is null
            ? null
            : DateTime.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static EpcSettings Settings() => new(AppId, new(Bytes(Secret)));

    private static EpcShell Shell(string timestamp = "20260101120000") => EpcShell.Read(new()
    {
        ["version"] = "2.0.1",
        ["timestamp"] = timestamp,
        ["transType"] = "",
        ["signType"] = "SM2",
        ["encType"] = "SM4",
        ["extra"] = "x",
        ["appId"] = AppId,
        ["encData"] = EncData,
        ["signData"] = Convert.ToBase64String(Convert.FromHexString(Signature)),
    });

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
