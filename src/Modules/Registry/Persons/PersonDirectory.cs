using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Registry.Filings;

namespace Mingsuan.Registry.Persons;

internal sealed class PersonDirectory(Session session, IEnumerable<IPresentedTokens> certificates) : IPersonDirectory
{
    private const string FiledBy = "2503";

    private static readonly CompiledRead<Func<MingsuanDb, Guid, CancellationToken, Task<KnownPerson?>>> ById = new(
        () => EF.CompileAsyncQuery((MingsuanDb db, Guid id, CancellationToken _) => db.Set<Person>()
            .AsNoTracking().AsSingleQuery()
            .Where(row => row.PersonId == id)
            .SelectMany(
                row => db.Set<OpeningBalance>().Where(one => one.PersonId == row.PersonId).DefaultIfEmpty(),
                (row, opening) => new KnownPerson(
                    row,
                    db.Set<Enrolment>().Where(one => one.PersonId == row.PersonId).OrderBy(one => one.Id).ToList(),
                    db.Set<Entitlement>().Where(one => one.PersonId == row.PersonId).OrderBy(one => one.Id).ToList(),
                    opening))
            .SingleOrDefault()));

    /// <summary>
    /// What the agency registered, then what was filed by 2503 and held on a day at least, in one question.
    /// </summary>
    private static readonly CompiledRead<Func<MingsuanDb, Guid, IAsyncEnumerable<RegisteredDisease>>> Diseases = new(
        () => EF.CompileAsyncQuery((MingsuanDb db, Guid id) => db.Set<DiseaseRegistration>().AsNoTracking()
            .Where(row => row.PersonId == id)
            .Select(row => new
            {
                row.Id,
                Chronic = row.Benefit == DiseaseBenefit.Chronic,
                row.Code,
                row.ValidFrom,
                row.ValidTo,
                row.Source,
            })
            .Concat(db.Set<DiseaseFiling>().AsNoTracking()
                .Where(row => row.PersonId == id && (row.HoldsUntil == null || row.HoldsUntil >= row.ValidFrom))
                .Select(row => new
                {
                    Id = row.FilingId,
                    Chronic = true,
                    row.Code,
                    row.ValidFrom,
                    ValidTo = row.HoldsUntil,
                    Source = FiledBy,
                }))
            .OrderBy(row => row.Id)
            .Select(row => new RegisteredDisease(row.Chronic, row.Code, row.ValidFrom, row.ValidTo, row.Source))));

    public async Task<PersonFacts?> ByNumberAsync(string psnNo, CancellationToken ct) =>
        WireId.TryDecode(psnNo, out var id, out _) ? await FindAsync(new PersonId(id), ct) : null;

    public async Task<PersonFacts?> ByCertificateAsync(
        string certType, string certno, string? name, CancellationToken ct)
    {
        var found = await ByDigestAsync(PersonKey.OfCertificate(certType, certno), on: null, ct);
        return name is null || found?.Name == name ? found : null;
    }

    public Task<PersonFacts?> ByTokenAsync(string token, DateOnly on, CancellationToken ct) =>
        ByDigestAsync(PersonKey.OfToken(token), on, ct);

    public Task<PersonFacts?> ByCardAsync(string cardNo, CancellationToken ct) =>
        ByDigestAsync(PersonKey.OfCard(cardNo), on: null, ct);

    /// <summary>
    /// As everywhere; a token that the register does not know is asked of the e-certificate, whose answer has to be
    /// what the register says.
    /// </summary>
    public async Task<PersonFacts?> PresentedAsync(
        string credentialType, string credential, string certType, string? name, DateOnly on, CancellationToken ct)
    {
        switch (credentialType)
        {
            case "01":
                return await ByTokenAsync(credential, on, ct) ?? await VouchedAsync(credential, ct);
            case "03":
                return await ByCardAsync(credential, ct);
            default:
                return await ByCertificateAsync(certType, credential, name, ct);
        }
    }

    private async Task<PersonFacts?> VouchedAsync(string token, CancellationToken ct)
    {
        foreach (var certificate in certificates)
        {
            if (await certificate.FindAsync(token, ct) is { } holder)
            {
                return await ByCertificateAsync(holder.CertType, holder.Certno, holder.Name, ct);
            }
        }

        return null;
    }

    public async Task<PersonFacts?> FindAsync(PersonId id, CancellationToken ct)
    {
        var db = session.Db;
        var known = await ById.For(db)(db, id.Value, ct);
        if (known is null)
        {
            return null;
        }

        var (person, opening) = (known.Person, known.Opening);
        var diseases = await Diseases.For(db)(db, id.Value).ToListAsync(ct);
        return new()
        {
            Id = id,
            PsnNo = WireId.Encode(person.PersonId),
            CertType = person.CertType,
            Certno = person.Certno.Plain,
            Name = person.Name.Plain,
            Sex = person.Sex,
            Nation = person.Nation,
            BirthDate = person.BirthDate,
            Enrolments = known.Enrolments.Select(Facts).ToList(),
            Entitlements = known.Entitlements.Select(row => new EntitlementFacts(
                row.Insutype, row.State, new(row.ValidFrom, row.ValidTo, row.Source))).ToList(),
            ChronicRegistrations = diseases.Where(row => row.Chronic)
                .Select(row => new ChronicRegistrationFacts(row.Code, row.Span)).ToList(),
            TwoDiseases = diseases.Where(row => !row.Chronic)
                .Select(row => new TwoDiseaseFacts(row.Code, row.Span)).ToList(),
            AccountOpening = opening is null ? null : new(opening.Balance, opening.OpenedOn, opening.Source),
        };
    }

    private async Task<PersonFacts?> ByDigestAsync(string digest, DateOnly? on, CancellationToken ct)
    {
        var key = await session.Db.Set<PersonKey>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Digest == digest, ct);
        var holds = key is not null
            && (on is null || (key.ValidFrom <= on && (key.ValidTo is null || on <= key.ValidTo)));
        return holds ? await FindAsync(new PersonId(key!.PersonId), ct) : null;
    }

    private static EnrolmentFacts Facts(Enrolment row) => new()
    {
        Insutype = row.Insutype,
        Scheme = row.Scheme,
        Status = row.Status,
        PsnType = row.PsnType,
        Area = row.Area,
        CivilServant = row.CivilServant,
        Employer = row.Employer,
        Span = new(row.ValidFrom, row.ValidTo, row.Source),
    };

    private sealed record KnownPerson(
        Person Person, List<Enrolment> Enrolments, List<Entitlement> Entitlements, OpeningBalance? Opening);

    private sealed record RegisteredDisease(
        bool Chronic, string Code, DateOnly ValidFrom, DateOnly? ValidTo, string Source)
    {
        public FactSpan Span => new(ValidFrom, ValidTo, Source);
    }
}
