using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Registry.Importing.Rows;
using Mingsuan.Registry.Persons;

namespace Mingsuan.Registry.Importing;

/// <summary>参保变化 — a new person or what is new about a known one; on the person's own chain.</summary>
internal sealed record InsuredChange(Guid PersonId, RowValues Row, Person? Named)
{
    /// <summary>Of the entry on the person's chain.</summary>
    public const string Kind = "registry.insured";

    public List<Entitlement> Ended { get; } = [];

    /// <summary>The enrolment that another takes the place of.</summary>
    public Enrolment? Left { get; set; }

    public List<InsuredFact> Added { get; } = [];

    public bool Writes => Named is not null || Added.Count > 0;

    /// <summary>
    /// What it would do, for the digest of a plan: which facts it would end, and what it would say in their place. The
    /// ids of what is new are not in it, each plan gives its own.
    /// </summary>
    public string Line() => string.Create(CultureInfo.InvariantCulture, $"{Named is null}/{Row.From:O}/")
        + string.Join(',', Ended.OrderBy(one => one.Id).Select(Gone).Concat(Added.Select(Said)))
        + (Left is null ? "" : "/left" + Gone(Left));

    public async Task WriteAsync(
        MingsuanDb db,
        TrailWriter trail,
        RegistryImport import,
        JsonObject about,
        DateTime now,
        CancellationToken ct)
    {
        if (Named is null)
        {
            await db.LockPersonAsync(PersonId, ct);
        }
        else
        {
            Name(db, import.Document);
        }

        IReadOnlyList<InsuredFact> ended = Left is null ? Ended : [Left, .. Ended];
        foreach (var one in ended)
        {
            db.Attach(one);
            one.ValidTo = Row.From.AddDays(-1);
        }

        db.AddRange(Added);
        IReadOnlyList<InsuredFact> rows = [.. ended, .. Added];
        foreach (var one in rows)
        {
            one.RecordedAt = now;
        }

        var payload = (JsonObject)about.DeepClone();
        payload[ProvenRecords.Member] = ProvenRecords.Of(db, rows);
        await (Named is null
            ? trail.AppendAsync(db, TrailSubject.Person(PersonId), Kind, import.By, payload, ct)
            : trail.BeginAsync(db, PersonId, Kind, import.By, payload));
    }

    private static string Gone(InsuredFact ended) =>
        string.Create(CultureInfo.InvariantCulture, $"-{ended.Id}/{ended.ValidFrom:O}");

    private static string Said(InsuredFact added) =>
        string.Create(CultureInfo.InvariantCulture, $"+{added.ValidFrom:O}/") + added switch
        {
            Entitlement one => $"{one.Insutype}/{one.State}",
            DiseaseRegistration one => $"{one.Benefit}/{one.Code}",
            Enrolment one => $"{one.Insutype}/{one.Scheme}/{one.Status}/{one.PsnType}/{one.Area}/"
                + $"{one.CivilServant}/{one.Employer}",
            _ => throw new UnreachableException(),
        };

    /// <summary>The anchor that everything locks, the person, the key to find them by, and an empty account.</summary>
    private void Name(MingsuanDb db, string source)
    {
        db.Add(new PersonAnchor { PersonId = PersonId });
        db.Add(Named!);
        db.Add(new PersonKey
        {
            Digest = PersonKey.OfCertificate(InsuredRows.Identity, Named!.Certno.Plain),
            Kind = "certificate",
            PersonId = PersonId,
            ValidFrom = Row.From,
        });
        db.Add(new OpeningBalance
        {
            PersonId = PersonId,
            Balance = Money.Zero,
            OpenedOn = Row.From,
            Source = source,
        });
    }
}
