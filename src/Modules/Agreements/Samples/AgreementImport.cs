using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Rows;
using Mingsuan.Contracts.Agreements;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Agreements.Samples;

/// <summary>
/// 协议导入 — the agreements that institutions.json says, as events: what an import knows has a history too.
/// </summary>
internal sealed class AgreementImport(MingsuanDb db, LifeStore store, IdSource ids, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Does nothing when there are agreements already.</summary>
    public async Task RunAsync(DirectoryInfo files, string source, CancellationToken ct)
    {
        if (!await db.Set<AgreementEventRow>().AnyAsync(ct))
        {
            await AddAsync(files, source, ct);
        }
    }

    /// <summary>Adds those of institutions that have none yet, beside what is there.</summary>
    public async Task AddAsync(DirectoryInfo files, string source, CancellationToken ct)
    {
        await using var file = File.OpenRead(Path.Combine(files.FullName, "institutions.json"));
        var rows = await JsonSerializer.DeserializeAsync<ImportedInstitution[]>(file, Options, ct)
            ?? throw new InvalidDataException("institutions.json holds no array.");
        var at = TrailTime.Of(clock.GetUtcNow());
        var codes = rows.ToDictionary(row => row.Code, row => row.Id, StringComparer.Ordinal);
        foreach (var group in rows.GroupBy(row => row.Physical is { } code ? codes[code] : row.Id))
        {
            List<Step> steps = [.. Steps(group.Key, [.. group], source)];
            if (steps.Count > 0)
            {
                await db.LockInstitutionAsync(group.Key, ct);
                await store.WriteAsync(db, new InstitutionLife(group.Key, []), steps, "import", at, ct);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// The main agreements first, which are those of the physical institution: a supplementary one hangs on the last of
    /// them that had begun by then, and is suspended by it when both are.
    /// </summary>
    private IEnumerable<Step> Steps(Guid physical, IReadOnlyList<ImportedInstitution> rows, string source)
    {
        var mains = new List<(Guid Id, ImportedAgreement Says)>();
        foreach (var one in rows.Where(row => row.Id == physical).SelectMany(row => row.Agreements)
            .Where(one => one.Kind == AgreementKind.Main).OrderBy(one => one.From))
        {
            mains.Add((ids.Next(), one));
            yield return Opening(mains[^1].Id, physical, null, one, source, null);
        }

        foreach (var row in rows)
        {
            foreach (var one in row.Agreements.Where(one => one.Kind == AgreementKind.Supplementary))
            {
                var main = mains.LastOrDefault(each => each.Says.From <= one.From, mains.FirstOrDefault());
                var cause = main.Says is { State: AgreementState.Suspended } ? new Cause(main.Id, 1) : null;
                yield return Opening(
                    ids.Next(),
                    row.Id,
                    main.Id == Guid.Empty ? null : main.Id,
                    one,
                    source,
                    one.State == AgreementState.Suspended ? cause : null);
            }
        }
    }

    private static Step Opening(
        Guid id, Guid forInst, Guid? main, ImportedAgreement one, string source, Cause? cause) =>
        new(id, new Opened(
            one.Kind, forInst, main, one.From, one.To, one.State, BeijingTime.StartOf(one.From), source, null, cause));
}

internal sealed record ImportedInstitution(Guid Id, string Code)
{
    /// <summary>The code of the physical institution that an internet hospital depends on.</summary>
    public string? Physical { get; init; }

    public ImportedAgreement[] Agreements { get; init; } = [];
}

internal sealed record ImportedAgreement(AgreementKind Kind, AgreementState State, DateOnly From, DateOnly? To);
