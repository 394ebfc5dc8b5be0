using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;

namespace Mingsuan.Registry.Facts;

/// <summary>一处登记 — what is written about one subject: rows that name it for the first time, and its facts.</summary>
internal sealed record Registration(Guid Chain, string Code, IReadOnlyList<object> Named, IReadOnlyList<Rewrite> Facts)
{
    public bool Writes => Named.Count > 0 || Facts.Any(one => one.Changes);
}

/// <summary>
/// 登记簿的笔 — writes facts inside the running operation: withdrawn ones keep their place, new ones come beside them, and
/// the subject's chain commits to both.
/// </summary>
internal sealed class RegisterWriter(TrailWriter trail, TimeProvider clock)
{
    public async Task WriteAsync(
        MingsuanDb db,
        IEnumerable<Registration> registrations,
        string kind,
        string actor,
        JsonObject about,
        CancellationToken ct)
    {
        // One order for everybody: two imports never wait for each other.
        foreach (var subject in registrations.Where(one => one.Writes).GroupBy(one => one.Chain)
            .OrderBy(group => group.Key))
        {
            await db.LockInstitutionAsync(subject.Key, ct);
            db.AddRange(subject.SelectMany(one => one.Named));
            var rewrites = subject.SelectMany(one => one.Facts).ToList();
            var rows = Withdraw(db, rewrites, actor).Concat(Enter(db, rewrites, actor)).ToList();
            var payload = (JsonObject)about.DeepClone();
            payload["code"] = subject.First().Code;
            payload[ProvenRecords.Member] = ProvenRecords.Of(db, rows);
            await trail.AppendAsync(db, TrailSubject.Institution(subject.Key), kind, actor, payload, ct);
        }
    }

    private List<DatedFact> Withdraw(MingsuanDb db, List<Rewrite> rewrites, string actor)
    {
        var gone = rewrites.SelectMany(one => one.Withdrawn).ToList();
        foreach (var fact in gone)
        {
            db.Attach(fact);
            (fact.WithdrawnAt, fact.WithdrawnBy) = (TrailTime.Of(clock.GetUtcNow()), actor);
            fact.Version++;
        }

        return gone;
    }

    private List<DatedFact> Enter(MingsuanDb db, List<Rewrite> rewrites, string actor)
    {
        var come = rewrites.SelectMany(one => one.Added).ToList();
        foreach (var fact in come)
        {
            (fact.RecordedAt, fact.RecordedBy) = (TrailTime.Of(clock.GetUtcNow()), actor);
            db.Add(fact);
        }

        return come;
    }
}
