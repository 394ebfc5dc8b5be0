using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Gateway.Envelopes;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;

namespace Mingsuan.Gateway.Epc;

/// <summary>处方中心外层 — the outer fields of a call, read tolerantly. (nhsa §15.1)</summary>
internal sealed record EpcShell
{
    /// <summary>
    /// The largest body, in bytes: a prescription's file goes as Base64 inside JSON inside hex, almost three times its
    /// size.
    /// </summary>
    public const int Limit = 2 << 20;

    private const int LongestId = 100;
    private const int LongestName = 20;
    private const int LongestSignature = 2048;
    private const string Sm4Name = "SM4";
    private const string Sm2Name = "SM2";
    private static readonly string[] WallClocks = ["yyyyMMddHHmmss", "yyyyMMddHHmmssfff"];

    /// <summary>The object as it was sent: what is signed is read from it, member by member.</summary>
    public required JsonObject Outer { get; init; }

    public required string AppId { get; init; }

    public string? EncType { get; init; }

    public string? SignType { get; init; }

    public string? Timestamp { get; init; }

    public string? EncData { get; init; }

    public string? SignData { get; init; }

    public WireFault? Fault { get; init; }

    /// <summary>The data of a call in the clear, as only a demonstration takes it.</summary>
    public JsonObject? PlainData => Outer["data"] as JsonObject;

    public static EpcShell Read(JsonObject outer)
    {
        var reader = new WireReader(outer);
        var shell = new EpcShell
        {
            Outer = outer,
            AppId = reader.RequiredText("appId", LongestId),
            EncType = reader.Text("encType", LongestName),
            SignType = reader.Text("signType", LongestName),
            Timestamp = reader.Text("timestamp", LongestName + LongestName),
            EncData = reader.Text("encData", Limit),
            SignData = reader.Text("signData", LongestSignature),
        };
        return shell with { Fault = reader.Fault };
    }

    /// <summary>What stands against the declared algorithms, or nothing; the only ones need not be declared.</summary>
    public Notice? AlgorithmRefusal()
    {
        if (EncType is { } cipher && !cipher.Equals(Sm4Name, StringComparison.OrdinalIgnoreCase))
        {
            return Notice.Of("E-EPC-ENC-TYPE", ("type", cipher));
        }

        return SignType is { } signature && !signature.Equals(Sm2Name, StringComparison.OrdinalIgnoreCase)
            ? Notice.Of("E-EPC-SIGN-TYPE", ("type", signature))
            : null;
    }

    /// <summary>
    /// The instant (UTC) that the timestamp means, or none: a wall clock of Beijing, seconds or milliseconds; what
    /// some clients write behind a point is left out.
    /// </summary>
    public DateTime? SentAt()
    {
        var text = Timestamp?.Split('.')[0] ?? "";
        if (DateTime.TryParseExact(
            text, WallClocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return wall.Year is >= 1970 and <= 2999 ? BeijingTime.Instant(wall) : null;
        }

        var read = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        return (read, text.Length) switch
        {
            (true, 10) => DateTime.UnixEpoch.AddSeconds(count),
            (true, 13) => DateTime.UnixEpoch.AddMilliseconds(count),
            _ => null,
        };
    }

    /// <summary>Reads a text as one object as strictly as a body; none when it is not one.</summary>
    public static JsonObject? Tree(string text)
    {
        try
        {
            return MessageBody.Tree(text);
        }
        catch (Exception failure) when (MessageBody.IsUnreadable(failure))
        {
            return null;
        }
    }
}
