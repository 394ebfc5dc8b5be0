using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mingsuan.Gateway.Envelopes;

/// <summary>
/// 报文正文 — the body of a request as text and as one JSON object, or the code of what is wrong with it.
/// </summary>
internal sealed record MessageBody(JsonObject? Json, string Raw, string? Fault)
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int Limit = 1 << 20;

    /// <summary>The deepest nesting that is read.</summary>
    public const int Depth = 32;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = StrictGb18030();

    private static readonly JsonNodeOptions NodeOptions = new() { PropertyNameCaseInsensitive = true };

    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        MaxDepth = Depth,
    };

    /// <summary>Reads the body: at most so many bytes, UTF-8 and, where that fails, GB18030.</summary>
    public static async Task<MessageBody> ReadAsync(HttpRequest request, CancellationToken ct, int limit = Limit)
    {
        if (request.ContentLength > limit)
        {
            return new(null, "", "E-BODY-TOO-LARGE");
        }

        var bytes = await BytesAsync(request, limit, ct);
        return bytes is null ? new(null, "", "E-BODY-TOO-LARGE") : Parse(bytes);
    }

    private static async Task<byte[]?> BytesAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
            {
                if (whole.Length + read > limit)
                {
                    return null;
                }

                whole.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return whole.ToArray();
    }

    private static MessageBody Parse(byte[] bytes)
    {
        var text = Decode(bytes);
        if (text is null)
        {
            return new(null, "", "E-BODY-CHARSET");
        }

        try
        {
            return Tree(text) is { } tree ? new(tree, text, null) : new(null, text, "E-BODY-MALFORMED");
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            return new(null, text, "E-BODY-MALFORMED");
        }
    }

    private static string? Decode(byte[] bytes)
    {
        var content = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes;
        try
        {
            return Utf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            // Clients on Chinese Windows send the system's own encoding and do not say so.
        }

        try
        {
            return Gb18030.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Parses an object; reading every key now brings out keys that differ only in letter case.</summary>
    internal static JsonObject? Tree(string text)
    {
        var tree = JsonNode.Parse(text, NodeOptions, DocumentOptions) as JsonObject;
        Touch(tree);
        return tree;
    }

    /// <summary>
    /// Whether a failure says that a text is no JSON: broken, keys twice, or half a character in a text.
    /// </summary>
    internal static bool IsUnreadable(Exception failure) =>
        failure is JsonException or ArgumentException or InvalidOperationException;

    private static void Touch(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var field in fields)
                {
                    Touch(field.Value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Touch(item);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                _ = value.GetValue<string>();
                break;
        }
    }

    private static Encoding StrictGb18030()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(
            "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
