using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Registry.Institutions;

namespace Mingsuan.Registry.Access;

/// <summary>
/// 接入设置录入 — sets what a file says for each institution that it names, all of them or none, and leaves an entry on the
/// institution's chain that tells what was set and no secret.
/// </summary>
internal sealed class AccessImport(
    Operations operations, PlatformKeys keys, RandomFill random, TrailWriter trail, TimeProvider time)
{
    private const string Actor = "operator";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>
    /// Sets all that the text says; gives what was set, or throws <see cref="InvalidDataException"/>.
    /// </summary>
    public async Task<IReadOnlyList<string>> RunAsync(string text, CancellationToken ct)
    {
        var entries = Read(text);
        return await operations.RunAsync(
            "registry.access",
            async (db, token) =>
            {
                var done = new List<string>();
                foreach (var entry in entries)
                {
                    done.Add(await SetAsync(db, entry, token));
                }

                await db.SaveChangesAsync(token);
                await DemandOwnClientIdsAsync(db, token);
                await DemandOwnAppIdsAsync(db, token);
                return done;
            },
            ct);
    }

    private static AccessEntry[] Read(string text)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<AccessEntry[]>(text, Options) ?? [];
            return entries.Length > 0 && entries.All(entry => entry is not null)
                ? entries
                : throw new InvalidDataException("The file sets nothing.");
        }
        catch (JsonException unreadable)
        {
            // The exception's own text may quote a piece of the file, and the file holds secrets.
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"The file is not as it should be at {unreadable.Path}, line {unreadable.LineNumber + 1}."));
        }
    }

    private async Task<string> SetAsync(MingsuanDb db, AccessEntry entry, CancellationToken ct)
    {
        var instId = await db.Set<Institution>()
            .Where(one => one.Code == entry.Institution)
            .Select(one => (Guid?)one.InstId)
            .SingleOrDefaultAsync(ct)
            ?? throw new InvalidDataException($"{entry.Institution}: no such institution.");
        if (entry.Fault() is { } fault)
        {
            throw new InvalidDataException($"{entry.Institution}: {fault}");
        }

        var row = await db.Set<AccessRow>().AsTracking().SingleOrDefaultAsync(one => one.InstId == instId, ct);
        if (row is null)
        {
            row = new() { InstId = instId };
            db.Add(row);
        }
        else
        {
            row.Version++;
        }

        entry.WriteTo(row);
        row.SetAt = time.GetUtcNow().UtcDateTime;
        var secrets = JsonSerializer.SerializeToUtf8Bytes(entry.Secrets());
        row.Secrets = keys.Wrap(secrets, row.Context(), random);
        var said = entry.Said(row);
        await trail.AppendAsync(db, TrailSubject.Institution(instId), "registry.access", Actor, said, ct);
        return $"{entry.Institution} {said.ToJsonString()}";
    }

    private static async Task DemandOwnClientIdsAsync(MingsuanDb db, CancellationToken ct)
    {
        var shared = await db.Set<AccessRow>()
            .Where(one => one.Signing == SigningStyle.OAuth)
            .GroupBy(one => one.AccessKey)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .FirstOrDefaultAsync(ct);
        if (shared is not null)
        {
            throw new InvalidDataException($"The client id {shared} is that of two institutions.");
        }
    }

    private static async Task DemandOwnAppIdsAsync(MingsuanDb db, CancellationToken ct)
    {
        var shared = await db.Set<AccessRow>()
            .Where(one => one.EpcAppId != null)
            .GroupBy(one => one.EpcAppId)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .FirstOrDefaultAsync(ct);
        if (shared is not null)
        {
            throw new InvalidDataException($"The appId {shared} is that of two institutions.");
        }
    }
}

/// <summary>一家机构的接入设置, as an operator's file says it.</summary>
internal sealed record AccessEntry
{
    private const int ShortestSecret = 16;

    public required string Institution { get; init; }

    public SigningEntry Signing { get; init; } = new();

    public BodyEntry Body { get; init; } = new();

    public DialectEntry Dialect { get; init; } = new();

    public EpcEntry? Epc { get; init; }

    public override string ToString() => Institution;

    /// <summary>What is wrong with the entry, or nothing.</summary>
    public string? Fault()
    {
        if (Signing.Style != SigningStyle.None && TooShort(Signing.Secret))
        {
            return $"a signing style needs a secret of at least {ShortestSecret} characters.";
        }

        if (Signing.Style is not (SigningStyle.None or SigningStyle.ApiKey) && Missing(Signing.Key))
        {
            return "this signing style needs a key.";
        }

        if (Signing.Style == SigningStyle.OAuth && (Missing(Signing.User) || TooShort(Signing.Password)))
        {
            return $"oAuth needs a user and a password of at least {ShortestSecret} characters.";
        }

        if (Signing.WindowSeconds is < 30 or > 900)
        {
            return "windowSeconds lies between 30 and 900.";
        }

        if (Body.Sm4Key is { } key && Encoding.UTF8.GetByteCount(key) < Sm4.Size)
        {
            return $"sm4Key has at least {Sm4.Size} bytes, of which the first {Sm4.Size} count.";
        }

        return Body.PublicKey is null || Body.Imported() is not null
            ? Epc?.Fault(Body.PublicKey is not null)
            : "publicKey is no SM2 public key.";
    }

    public AccessSecrets Secrets() => new(
        Bytes(Signing.Secret),
        Bytes(Signing.Password),
        Bytes(Body.Sm4Key)?[..Sm4.Size],
        Bytes(Epc?.Secret));

    public void WriteTo(AccessRow row)
    {
        row.Signing = Signing.Style;
        row.AccessKey = Signing.Key ?? "";
        row.TokenUser = Signing.User;
        row.WindowSeconds = Signing.WindowSeconds;
        row.PublicKey = Body.PublicKey is null ? null : Body.Imported();
        row.Infcode = Dialect.Infcode;
        row.Nodes = Dialect.Nodes;
        row.ExpectsAccountInFundTotal = Dialect.FundTotal switch
        {
            FundTotalForm.WithAccount => true,
            FundTotalForm.WithoutAccount => false,
            _ => null,
        };
        row.EpcAppId = Epc?.AppId;
        row.EpcPublicKey = Epc?.PublicKey is { } epcKey ? Sm2KeyText.Read(epcKey) : null;
        row.EpcSignature = Epc?.Signature;
        row.EpcNumbers = Epc?.Numbers;
    }

    /// <summary>What the chain and the operator are told.</summary>
    public JsonObject Said(AccessRow row) => new()
    {
        ["signing"] = row.Signing.ToString(),
        ["key"] = row.AccessKey,
        ["windowSeconds"] = row.WindowSeconds,
        ["sm4"] = Body.Sm4Key is not null,
        ["publicKey"] = Fingerprint(row.PublicKey),
        ["infcode"] = row.Infcode.ToString(),
        ["nodes"] = row.Nodes.ToString(),
        ["fundTotal"] = Dialect.FundTotal?.ToString() ?? "",
        ["epcAppId"] = row.EpcAppId ?? "",
        ["epcPublicKey"] = Fingerprint(row.EpcPublicKey),
        ["epcSignature"] = row.EpcSignature?.ToString() ?? "",
        ["epcNumbers"] = row.EpcNumbers?.ToString() ?? "",
    };

    private static string Fingerprint(byte[]? key) => key is null ? "" : Convert.ToHexStringLower(Sm3.Hash(key));

    private static bool Missing(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > 100;

    private static bool TooShort(string? text) => text is null || text.Length < ShortestSecret;

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}

/// <summary>签名设置.</summary>
internal sealed record SigningEntry
{
    public SigningStyle Style { get; init; }

    public string? Key { get; init; }

    public string? Secret { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public int WindowSeconds { get; init; } = 300;

    public override string ToString() => Style.ToString();
}

/// <summary>包体设置.</summary>
internal sealed record BodyEntry
{
    public string? Sm4Key { get; init; }

    /// <summary>The point in hex or Base64 (04‖x‖y or x‖y), or DER in Base64.</summary>
    public string? PublicKey { get; init; }

    public override string ToString() => "***";

    /// <summary>The key as DER, or none when it is no key.</summary>
    public byte[]? Imported() => Sm2KeyText.Read(PublicKey!);
}

/// <summary>输出方言设置.</summary>
internal sealed record DialectEntry
{
    public InfcodeForm Infcode { get; init; }

    public NodeNaming Nodes { get; init; }

    public FundTotalForm? FundTotal { get; init; }
}

/// <summary>基金支付总额 — what the institution's system takes it for.</summary>
internal enum FundTotalForm
{
    WithoutAccount,
    WithAccount,
}
