using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Access;

/// <summary>接入设置查询 — opens the sealed secrets for the gateway, and remembers nonces.</summary>
internal sealed class AccessDirectory(Session session, Operations operations, PlatformKeys keys, TimeProvider time)
    : IInstitutionAccess
{
    private static readonly CompiledRead<Func<MingsuanDb, Guid, CancellationToken, Task<AccessRow?>>> ById = new(
        () => EF.CompileAsyncQuery((MingsuanDb db, Guid id, CancellationToken _) =>
            db.Set<AccessRow>().AsNoTracking().SingleOrDefault(one => one.InstId == id)));

    private static readonly CompiledRead<Func<MingsuanDb, string, CancellationToken, Task<AccessRow?>>> ByApp = new(
        () => EF.CompileAsyncQuery((MingsuanDb db, string appId, CancellationToken _) =>
            db.Set<AccessRow>().AsNoTracking().SingleOrDefault(one => one.EpcAppId == appId)));

    public async Task<AccessSettings> FindAsync(InstitutionId institution, CancellationToken ct)
    {
        var row = await ById.For(session.Db)(session.Db, institution.Value, ct);
        return row is null ? AccessSettings.None : Open(row);
    }

    public async Task<AccessClient?> ByClientAsync(string clientId, CancellationToken ct)
    {
        var row = await session.Db.Set<AccessRow>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.AccessKey == clientId && one.Signing == SigningStyle.OAuth, ct);
        return row is null ? null : new(new(row.InstId), Open(row));
    }

    public async Task<AccessClient?> ByAppAsync(string appId, CancellationToken ct)
    {
        var row = await ByApp.For(session.Db)(session.Db, appId, ct);
        return row is null ? null : new(new(row.InstId), Open(row));
    }

    public async Task<bool> TakeNonceAsync(
        InstitutionId institution, string nonce, DateTime until, CancellationToken ct)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(nonce)));
        try
        {
            return await operations.RunAsync(
                "registry.nonce", (db, token) => TakeAsync(db, institution.Value, digest, until, token), ct);
        }
        catch (NonceUsedException)
        {
            return false;
        }
    }

    private async Task<bool> TakeAsync(MingsuanDb db, Guid instId, string digest, DateTime until, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await db.Set<UsedNonce>().Where(one => one.InstId == instId && one.Until < now).ExecuteDeleteAsync(ct);
        db.Add(new UsedNonce { InstId = instId, Digest = digest, Until = until });
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException failure) when (DatabaseErrors.IsDuplicate(failure))
        {
            throw new NonceUsedException(failure);
        }
    }

    private AccessSettings Open(AccessRow row)
    {
        var box = keys.Unwrap(row.Secrets, row.Context())
            ?? throw new CryptoFailureException($"the access secrets of institution {row.InstId} do not open");
        var secrets = JsonSerializer.Deserialize<AccessSecrets>(box)!;
        return new()
        {
            Signing = row.Signing,
            Key = row.AccessKey,
            Secret = Secret(secrets.Secret),
            User = row.TokenUser,
            Password = Secret(secrets.Password),
            Window = TimeSpan.FromSeconds(row.WindowSeconds),
            BodyKey = Secret(secrets.BodyKey),
            PublicKey = row.PublicKey,
            Infcode = row.Infcode,
            Nodes = row.Nodes,
            ExpectsAccountInFundTotal = row.ExpectsAccountInFundTotal,
            Epc = Epc(row, secrets),
        };
    }

    private static EpcSettings? Epc(AccessRow row, AccessSecrets secrets) =>
        row.EpcAppId is not { } appId ? null : new(appId, Secret(secrets.EpcSecret)!)
        {
            PublicKey = row.EpcPublicKey ?? row.PublicKey,
            Signature = row.EpcSignature ?? default,
            Numbers = row.EpcNumbers ?? default,
        };

    private static AccessSecret? Secret(byte[]? bytes) => bytes is null ? null : new(bytes);

    private sealed class NonceUsedException(Exception inner) : Exception("The nonce was used before.", inner);
}

/// <summary>接入秘密 — what is sealed; the text form shows none of it.</summary>
internal sealed record AccessSecrets(byte[]? Secret, byte[]? Password, byte[]? BodyKey, byte[]? EpcSecret = null)
{
    public override string ToString() => "***";
}
