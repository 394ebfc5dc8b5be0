using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;

namespace Mingsuan.Gateway.Envelopes;

/// <summary>报文信封 — the outer fields of a request, read tolerantly.</summary>
internal sealed record Envelope
{
    public required string Infno { get; init; }

    public required string MsgId { get; init; }

    public required string Region { get; init; }

    public string? InsuredRegion { get; init; }

    public required string InstitutionCode { get; init; }

    public required Opter Opter { get; init; }

    public DateTime? InfTime { get; init; }

    public string? SignNo { get; init; }

    public required JsonObject Input { get; init; }

    /// <summary>加密方式 as declared; none when the input is in the clear.</summary>
    public string? EncType { get; init; }

    /// <summary>数字签名信息 as declared.</summary>
    public string? CaInfo { get; init; }

    /// <summary>
    /// The input as the text that it came as: enciphered, or JSON in a text; none when it is an object.
    /// </summary>
    public string? InputText { get; init; }

    public WireFault? Fault { get; init; }

    /// <summary>
    /// Reads the envelope; what is missing is in <see cref="Fault"/>, and the rest is read all the same.
    /// </summary>
    public static Envelope Read(JsonObject body)
    {
        var reader = new WireReader(body);
        var encType = reader.Text("enc_type", 10) ?? reader.Text("enctype", 10);
        var input = encType is null ? InputOf(body, reader) : [];
        var envelope = new Envelope
        {
            Infno = reader.RequiredText("infno", 6).ToUpperInvariant(),
            MsgId = reader.RequiredText("msgid", 30),
            Region = reader.RequiredText("mdtrtarea_admvs", 6),
            InsuredRegion = reader.Text("insuplc_admdvs", 6),
            InstitutionCode = reader.RequiredText("fixmedins_code", 30),
            Opter = new(
                reader.RequiredText("opter", 30), reader.Text("opter_name", 50) ?? "", TypeOf(reader)),

            // A time that cannot be read is only logged: envelope times decide nothing.
            InfTime = new WireReader(body).Instant("inf_time"),
            SignNo = reader.Text("sign_no", 30),
            Input = input,
            EncType = encType,
            CaInfo = reader.Text("cainfo", 2048),
            InputText = body["input"] is JsonValue value && value.GetValueKind() == JsonValueKind.String
                ? value.GetValue<string>()
                : null,
        };
        return envelope with { Fault = reader.Fault };
    }

    private static OpterType TypeOf(WireReader reader)
    {
        var text = reader.RequiredText("opter_type", 3);
        if (text.Length == 0)
        {
            return OpterType.Clerk;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var type)
            && Enum.IsDefined((OpterType)type))
        {
            return (OpterType)type;
        }

        reader.Reject("opter_type");
        return OpterType.Clerk;
    }

    // A few regions send the input as a text that holds JSON.
    private static JsonObject InputOf(JsonObject body, WireReader reader)
    {
        switch (body["input"])
        {
            case JsonObject input:
                return input;
            case null:
                return [];
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return OfText(value.GetValue<string>(), reader);
            default:
                reader.Reject("input");
                return [];
        }
    }

    private static JsonObject OfText(string text, WireReader reader)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            if (MessageBody.Tree(text) is { } tree)
            {
                return tree;
            }
        }
        catch (Exception failure) when (MessageBody.IsUnreadable(failure))
        {
            // Said below: the field is not readable.
        }

        reader.Reject("input");
        return [];
    }
}
