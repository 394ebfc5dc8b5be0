using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Platform.Time;

namespace Mingsuan.Platform.Crypto;

/// <summary>外层的一方 — what two sides of a shell agreed on, as one of them holds it.</summary>
public sealed record ShellSide(string AppId, string AppSecret, Sm2PrivateKey Own, Sm2PublicKey Other);

/// <summary>
/// 国密外层 — seals and opens messages of the national shell: the data enciphered with SM4, the whole signed with SM2.
/// Numbers inside the data are signed as texts, as the official kit does. (nhsa §16)
/// </summary>
public sealed class NationalShell(ShellSide side)
{
    private const string SignData = "signData";
    private const string EncData = "encData";
    private static readonly string[] Unsigned = [SignData, EncData, "extra"];

    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A message with what else stands outside, such as the code of an answer.</summary>
    public JsonObject Seal(JsonObject data, DateTime now, JsonObject? outside = null)
    {
        var outer = outside?.DeepClone().AsObject() ?? [];
        outer["appId"] = side.AppId;
        outer["timestamp"] = BeijingTime.WallClock(now).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        outer["encType"] = "SM4";
        outer["signType"] = "SM2";
        outer[SignData] = Convert.ToBase64String(side.Own.Sign(SignedText(outer, data)));
        outer[EncData] = Convert.ToHexString(
            Sm4.EncryptEcb(MessageKey(), Encoding.UTF8.GetBytes(data.ToJsonString())));
        return outer;
    }

    /// <summary>The data of a message; none when it does not open, or the other side did not sign it.</summary>
    public JsonObject? Open(JsonObject outer)
    {
        if (Text(outer, "appId") != side.AppId || Bytes(Text(outer, EncData)) is not { } cipher
            || Sm4.DecryptEcb(MessageKey(), cipher) is not { } plain || Parsed(plain) is not { } data)
        {
            return null;
        }

        var signature = new byte[Sm2Signature.RawSize];
        return Convert.TryFromBase64String(Text(outer, SignData) ?? "", signature, out var written)
            && written == signature.Length && side.Other.Verify(SignedText(outer, data), signature)
            ? data
            : null;
    }

    private byte[] MessageKey()
    {
        var first = Encoding.ASCII.GetBytes(side.AppId[..Sm4.Size]);
        var enciphered = Sm4.EncryptEcb(first, Encoding.ASCII.GetBytes(side.AppSecret));
        return Encoding.ASCII.GetBytes(Convert.ToHexString(enciphered)[..Sm4.Size]);
    }

    private byte[] SignedText(JsonObject outer, JsonObject data)
    {
        var members = outer.Where(member => !Unsigned.Contains(member.Key))
            .Append(KeyValuePair.Create<string, JsonNode?>("data", data))
            .Where(member => !IsEmpty(member.Value))
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => member.Key + "=" + (member.Value is JsonValue scalar ? scalar.ToString()
                : Compact(member.Value!)));
        return Encoding.UTF8.GetBytes(string.Join('&', members.Append("key=" + side.AppSecret)));
    }

    private static string Compact(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plainly))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonNode node)
    {
        switch (node)
        {
            case JsonObject fields:
                writer.WriteStartObject();
                foreach (var (name, value) in fields.Where(field => !IsEmpty(field.Value))
                    .OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value!);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items.Where(item => !IsEmpty(item)))
                {
                    Write(writer, item!);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(node.ToString());
                break;
        }
    }

    private static bool IsEmpty(JsonNode? node) =>
        node is null or JsonObject { Count: 0 } or JsonArray { Count: 0 } || node.ToString().Length == 0;

    private static string? Text(JsonObject outer, string name) =>
        outer[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static byte[]? Bytes(string? hex)
    {
        var bytes = new byte[(hex?.Length ?? 0) / 2];
        return hex?.Length > 0 && Convert.FromHexString(hex, bytes, out _, out _) == OperationStatus.Done
            ? bytes
            : null;
    }

    private static JsonObject? Parsed(byte[] plain)
    {
        try
        {
            return JsonNode.Parse(plain) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
