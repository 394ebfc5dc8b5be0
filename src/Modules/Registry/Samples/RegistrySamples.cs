using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Policy.Primitives;
using Mingsuan.Registry.Catalogue;
using Mingsuan.Registry.Eligibility;
using Mingsuan.Registry.Importing;
using Mingsuan.Registry.Institutions;
using Mingsuan.Registry.Persons;
using Mingsuan.Registry.Practitioners;

namespace Mingsuan.Registry.Samples;

/// <summary>
/// 样例数据 — rows for a demonstration or a register's beginning, read from files: nothing of them stands in the code. What
/// is said of an insured person is on that person's chain from the first day on.
/// </summary>
internal sealed class RegistrySamples(
    MingsuanDb db, TrailWriter trail, DateTime now, DirectoryInfo samples, DateOnly today, string source)
{
    /// <summary>How many persons are in memory at once.</summary>
    private const int Together = 200;

    private const string DeliveryFile = "delivery.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public async Task SeedAsync(CancellationToken ct)
    {
        if (!await db.Set<Institution>().AnyAsync(ct))
        {
            await AddAsync(ct);
        }
    }

    /// <summary>Adds the rows beside those that are there; a catalogue entry that is there stays as it is.</summary>
    public async Task AddAsync(CancellationToken ct)
    {
        var institutions = await ReadAsync<SampleInstitution>("institutions.json", ct);
        var ids = institutions.ToDictionary(institution => institution.Code, institution => institution.Id);
        db.AddRange(institutions.Select(institution => Row(institution, ids)));
        db.AddRange(institutions.SelectMany(PublicRows));
        foreach (var practitioner in await ReadAsync<SamplePractitioner>("practitioners.json", ct))
        {
            Add(practitioner, ids[practitioner.Institution]);
        }

        if (File.Exists(Path.Combine(samples.FullName, DeliveryFile)))
        {
            db.AddRange((await ReadAsync<SampleDelivery>(DeliveryFile, ct)).Select(Row));
        }

        var known = await db.Set<CatalogueEntry>().Select(row => new { row.Code, row.ValidFrom }).ToListAsync(ct);
        db.AddRange((await ReadAsync<SampleCatalogueEntry>("catalogue.json", ct))
            .Where(entry => !known.Contains(new { entry.Code, ValidFrom = entry.From })).Select(Row));
        await db.SaveChangesAsync(ct);
        foreach (var some in (await ReadAsync<SampleInsured>("insured.json", ct)).Chunk(Together))
        {
            await AddAsync(some, ct);
        }
    }

    /// <summary>Some persons with their chains; what is written needs no memory any more.</summary>
    private async Task AddAsync(SampleInsured[] some, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var insured in some)
            {
                await AddAsync(insured);
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task<T[]> ReadAsync<T>(string name, CancellationToken ct)
    {
        await using var file = File.OpenRead(Path.Combine(samples.FullName, name));
        return await JsonSerializer.DeserializeAsync<T[]>(file, Options, ct)
            ?? throw new InvalidDataException(name + " holds no array.");
    }

    private Institution Row(SampleInstitution sample, Dictionary<string, Guid> ids) => new()
    {
        InstId = sample.Id,
        Code = sample.Code,
        Name = sample.Name,
        Uscc = sample.Uscc,
        Kind = sample.Kind,
        Standings =
        [
            new()
            {
                InstId = sample.Id,
                FactId = Derived(sample.Id, 1),
                ValidFrom = sample.From,
                Source = source,
                Admdvs = sample.Admdvs,
                Level = sample.Level,
                Grade = sample.Grade,
                Ownership = sample.Ownership,
                BusinessNature = sample.BusinessNature,
                InternetHospital = sample.InternetHospital,
                ChronicPharmacy = sample.ChronicPharmacy,
                Evidence = sample.Evidence,
                PhysicalInstId = sample.Physical is { } code ? ids[code] : null,
            },
        ],
        Licences = sample.Licences.Select((licence, at) => new Licence
        {
            InstId = sample.Id,
            FactId = Derived(sample.Id, at + 1),
            Number = licence.Number,
            Issuer = licence.Issuer,
            Kind = licence.Kind,
            ValidFrom = licence.From,
            ValidTo = licence.To,
            Source = source,
        }).ToList(),
    };

    private IEnumerable<object> PublicRows(SampleInstitution sample)
    {
        yield return new InstitutionProfile
        {
            InstId = sample.Id,
            FactId = Derived(sample.Id, 1),
            ValidFrom = sample.From,
            Source = source,
            Address = sample.Address,
            Phone = sample.Phone,
            Departments = sample.Departments.Length == 0
                ? null
                : string.Join(InstitutionProfile.Between, sample.Departments),
        };
        yield return new Designation
        {
            InstId = sample.Id,
            FactId = Derived(sample.Id, 1),
            ValidFrom = sample.From,
            Source = source,
            State = DesignationState.Designated,
        };
    }

    private DeliveryEnterprise Row(SampleDelivery sample) => new()
    {
        EnterpriseId = sample.Id,
        FactId = Derived(sample.Id, 1),
        ValidFrom = sample.From,
        ValidTo = sample.To,
        Source = source,
        Code = sample.Code,
        Name = sample.Name,
        Uscc = sample.Uscc,
        Admdvs = sample.Admdvs,
        GspNumber = sample.GspNumber,
        GspIssuer = sample.GspIssuer,
        Phone = sample.Phone,
    };

    private CatalogueEntry Row(SampleCatalogueEntry sample) => new()
    {
        Code = sample.Code,
        ValidFrom = sample.From,
        Name = sample.Name,
        Kind = sample.Kind,
        Class = sample.Class,
        InitialCopayTenThousandths = sample.InitialCopayTenThousandths,
        ChargeCategory = sample.ChargeCategory,
        Price = new Money(sample.PriceFen),
        Ceiling = sample.CeilingFen is { } fen ? new Money(fen) : null,
        Restricted = sample.Restricted,
        Source = source,
    };

    private void Add(SamplePractitioner sample, Guid instId)
    {
        db.Add(new Practitioner
        {
            PractitionerId = sample.Id,
            Code = sample.Code,
            Name = sample.Name,
            Kind = sample.Kind,
        });
        db.Add(new Practice
        {
            PractitionerId = sample.Id,
            InstId = instId,
            FactId = Derived(sample.Id, 1),
            ValidFrom = sample.From,
            Title = sample.Title,
            Department = sample.Department,
            Consent = sample.Consent,
            Qualification = sample.Qualification,
            IndependentPracticeSince = sample.IndependentPracticeSince,
            SigningKey = sample.SigningKey,
            Source = source,
        });
        if (sample.Standing != PractitionerStanding.Eligible)
        {
            db.Add(Event(sample));
        }
    }

    /// <summary>A stock that begins with somebody suspended begins with the decision.</summary>
    private EligibilityEvent Event(SamplePractitioner sample) => new()
    {
        PractitionerId = sample.Id,
        Seq = 1,
        Code = sample.Code,
        Act = sample.Standing == PractitionerStanding.Suspended ? EligibilityAct.Suspend : EligibilityAct.Terminate,
        Points = 0,
        At = BeijingTime.StartOf(sample.From),
        Reason = source,
        Document = source,
        By = EligibilityEvent.Stock,
    };

    private async Task AddAsync(SampleInsured sample)
    {
        db.Add(new PersonAnchor { PersonId = sample.Id });
        db.Add(new Person
        {
            PersonId = sample.Id,
            CertType = "01",
            Certno = new(sample.Certno),
            Name = new(sample.Name),
            Sex = sample.Sex,
            Nation = "01",
            BirthDate = sample.BirthDate,
        });
        AddKey(sample, "certificate", PersonKey.OfCertificate("01", sample.Certno));
        AddKey(sample, "card", PersonKey.OfCard(sample.CardNo));
        AddKey(sample, "token", PersonKey.OfToken(sample.ECertToken));
        db.Add(new OpeningBalance
        {
            PersonId = sample.Id,
            Balance = new Money(sample.AccountBalanceFen),
            OpenedOn = today,
            Source = source,
        });
        var facts = Facts(sample).ToList();
        db.AddRange(facts);
        var payload = new JsonObject
        {
            ["document"] = source,
            [ProvenRecords.Member] = ProvenRecords.Of(db, facts),
        };
        await trail.BeginAsync(db, sample.Id, InsuredChange.Kind, source, payload);
    }

    private IEnumerable<InsuredFact> Facts(SampleInsured sample)
    {
        yield return new Enrolment
        {
            PersonId = sample.Id,
            Id = sample.Id,
            Insutype = sample.Insutype,
            Scheme = sample.Scheme,
            Status = sample.Status,
            PsnType = sample.PsnType,
            Area = sample.Area,
            CivilServant = false,
            Employer = sample.Employer,
            ValidFrom = sample.From,
            Source = source,
            RecordedAt = now,
        };
        yield return new Entitlement
        {
            PersonId = sample.Id,
            Id = sample.Id,
            Insutype = sample.Insutype,
            State = sample.Entitlement,
            ValidFrom = sample.From,
            Source = source,
            RecordedAt = now,
        };
        foreach (var (at, code) in sample.Chronic.Index())
        {
            yield return Disease(sample, DiseaseBenefit.Chronic, code, at);
        }

        foreach (var (at, code) in sample.TwoDiseases.Index())
        {
            yield return Disease(sample, DiseaseBenefit.TwoDiseases, code, sample.Chronic.Length + at);
        }
    }

    private void AddKey(SampleInsured sample, string kind, string digest) => db.Add(new PersonKey
    {
        Digest = digest,
        Kind = kind,
        PersonId = sample.Id,
        ValidFrom = sample.From,
    });

    // A row's id is its owner's with the row's place in the last byte: the same samples give the same rows.
    private static Guid Derived(Guid owner, int place)
    {
        var id = owner.ToByteArray(bigEndian: true);
        id[15] ^= (byte)place;
        return new Guid(id, bigEndian: true);
    }

    private DiseaseRegistration Disease(SampleInsured sample, DiseaseBenefit benefit, string code, int at) => new()
    {
        PersonId = sample.Id,
        Id = Derived(sample.Id, at + 1),
        Benefit = benefit,
        Code = code,
        ValidFrom = sample.From,
        Source = source,
        RecordedAt = now,
    };
}
