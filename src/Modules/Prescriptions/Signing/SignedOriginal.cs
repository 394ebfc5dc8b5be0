using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Prescriptions.Checking;

namespace Mingsuan.Prescriptions.Signing;

/// <summary>
/// 签名原文 — the bytes that the doctor and the pharmacist sign: a JSON text of the upload's first twenty fields, as the
/// institution wrote it. What is verified is the bytes; what they say must be the prescription. (nhsa §15.3)
/// </summary>
internal sealed class SignedOriginal
{
    /// <summary>签名原文的字段, in their order; those after the last required one may be absent.</summary>
    private static readonly IReadOnlyList<RxField> Table = RxField.Of(
        "rxTraceCode* c20", "hiRxno* c30", "mdtrtId* c30", "patnName* c40", "psnCertType* c6", "certno* c50",
        "fixmedinsName* c200", "fixmedinsCode* c20", "drCode* c20", "prscDrName* c50", "pharDeptName* c50",
        "pharDeptCode* c30", "pharProfttlCodg c20", "pharProfttlName c20", "pharCode* c20", "pharCertType c6",
        "pharCertno c50", "pharName* c50", "pharPracCertNo c50", "pharChkTime* d");

    /// <summary>What the checked text says too, under these names.</summary>
    private static readonly string[] OfText =
        ["mdtrtId", "patnName", "psnCertType", "certno", "fixmedinsCode", "drCode", "prscDrName"];

    private readonly JsonObject fields;

    private SignedOriginal(byte[] bytes, JsonObject fields, WireFault? fault) =>
        (Bytes, this.fields, Fault) = (bytes, fields, fault);

    public byte[] Bytes { get; }

    public WireFault? Fault { get; }

    public string HiRxno => Of("hiRxno");

    public string TraceCode => Of("rxTraceCode");

    public string Doctor => Of("drCode");

    /// <summary>A field; empty when it is not stated.</summary>
    public string Of(string name) => fields[name] is { } value ? (string)value! : "";

    /// <summary>Reads the text of a call; none when it is no Base64 of a sound JSON object.</summary>
    public static SignedOriginal? Read(string base64)
    {
        if (Prescribers.Base64(base64) is not { } bytes)
        {
            return null;
        }

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            return JsonNode.Parse(text, documentOptions: options) is JsonObject json ? Of(bytes, json) : null;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads the same fields of an upload, without the bytes.</summary>
    public static SignedOriginal Of(JsonObject upload) => Of([], upload);

    /// <summary>The field in which the checked text says something else.</summary>
    public Notice? Differs(CheckedText text) =>
        Differing(OfText.FirstOrDefault(name => text.Visit(name) != Of(name)));

    /// <summary>The field in which another reading of the same fields says something else.</summary>
    public Notice? Differs(SignedOriginal other) =>
        Differing(Table.Select(field => field.Name).FirstOrDefault(name => other.Of(name) != Of(name)));

    private static Notice? Differing(string? field) =>
        field is null ? null : Notice.Of("E-RX-ORIGINAL", ("field", field));

    private static SignedOriginal Of(byte[] bytes, JsonObject json)
    {
        var input = new WireReader(json);
        var fields = RxField.Read(input, Table);
        return new(bytes, fields, input.Fault);
    }
}

/// <summary>扩展数据 — an object, or an object written as a text; any other text says nothing.</summary>
internal static class Extras
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>A text of the call's `extras`, or none.</summary>
    public static string? Of(JsonObject data, string name) =>
        TryRead(data, out var extras) && extras?[name] is JsonValue value && value.TryGetValue<string>(out var found)
            ? found
            : null;

    /// <summary>Whether they are a text of an object that is broken, has a member twice or half a character.</summary>
    public static bool IsBroken(JsonObject data) => !TryRead(data, out _);

    private static bool TryRead(JsonObject data, out JsonObject? extras)
    {
        var node = data.FirstOrDefault(one => one.Key.Equals("extras", StringComparison.OrdinalIgnoreCase)).Value;
        extras = node as JsonObject;
        if (node is not JsonValue written || !written.TryGetValue<string>(out var text) ||
            !text.TrimStart().StartsWith('{'))
        {
            return true;
        }

        try
        {
            extras = JsonNode.Parse(text, documentOptions: Strict)!.AsObject();
            foreach (var (_, value) in extras)
            {
                // Half a character comes out only when the text is read.
                _ = value is JsonValue said && said.TryGetValue<string>(out _);
            }

            return true;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            extras = null;
            return false;
        }
    }
}
