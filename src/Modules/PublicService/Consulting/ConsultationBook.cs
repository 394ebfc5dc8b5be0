using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.PublicService.Rows;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService.Consulting;

/// <summary>一张工单 — the ticket and what was written.</summary>
internal sealed record WholeConsultation(Consultation Ticket, ConsultationWords Words);

/// <summary>咨询对象 — whose books, which area.</summary>
internal sealed record Addressee(Guid InstId, string Area);

/// <summary>咨询簿 — questions from the public and their answers. (JS-3-1, SD-J5, SD-P5)</summary>
internal sealed class ConsultationBook(
    Session session,
    Operations operations,
    TrailWriter trail,
    IInstitutionDirectory institutions,
    IPersonDirectory persons,
    LawInForce law,
    RandomFill random,
    TimeProvider clock)
{
    /// <summary>The actor of what nobody signed in for.</summary>
    public const string Public = "public";

    /// <summary>To whom a question goes: a hospital by its code, the agency of a modelled area by the area's.</summary>
    public async Task<Addressee?> AddresseeAsync(string to, CancellationToken ct)
    {
        if (law.Edition.Load.Regions.Any(region => region.Admdvs == to))
        {
            return new(Consultation.ToAgency, to);
        }

        return await institutions.FindAsync(to, clock.Today(), ct) is { Kind: InstitutionKind.Hospital } found
            ? new(found.Id.Value, found.Admdvs)
            : null;
    }

    /// <summary>Keeps a question under a number of its own.</summary>
    public Task<WholeConsultation> AskAsync(Addressee to, AskedQuestion asked, CancellationToken ct) =>
        operations.RunAsync(
            "publicservice.asked",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(to.InstId, token);
                var whole = Rows(to, asked);
                db.Add(whole.Ticket);
                db.Add(whole.Words);
                await RecordAsync(db, whole.Ticket, "publicservice.asked", Public, token);
                return whole;
            },
            ct);

    /// <summary>
    /// Answers a question once; only who works at the desk that it was put to. The asker whom an answer names must be
    /// an insured person.
    /// </summary>
    public Task<Found<WholeConsultation>> AnswerAsync(
        Guid inst, string number, GivenAnswer answer, Operator officer, CancellationToken ct) => operations.RunAsync(
            "publicservice.answered",
            async (db, token) =>
            {
                await db.LockInstitutionAsync(inst, token);
                var row = await db.Set<Consultation>().AsTracking().SingleOrDefaultAsync(
                    one => one.InstId == inst && one.Number == number, token);
                if (row is null || (inst == Consultation.ToAgency && !officer.Covers(row.Area)))
                {
                    return Found<WholeConsultation>.Refuse("E-CONSULTATION-UNKNOWN");
                }

                if (row.AnsweredAt is not null)
                {
                    return Found<WholeConsultation>.Refuse("E-CONSULTATION-ANSWERED");
                }

                var asker = answer.PsnNo is { } psnNo ? await persons.ByNumberAsync(psnNo, token) : null;
                if (answer.PsnNo is not null && asker is null)
                {
                    return Found<WholeConsultation>.Refuse("E-PERSON-UNKNOWN");
                }

                (row.Answer, row.AnsweredBy, row.AnsweredRole) = (answer.Text, officer.Name, officer.Role);
                row.AnsweredAt = TrailTime.Of(clock.GetUtcNow());
                row.Version++;
                await RecordAsync(db, row, "publicservice.answered", officer.Name, token, Asker(db, row, asker?.Id));
                var words = await db.Set<ConsultationWords>().SingleAsync(
                    one => one.InstId == inst && one.Number == number, token);
                return Found<WholeConsultation>.Of(new(row, words));
            },
            ct);

    /// <summary>One by its number; whoever asks has shown its secret.</summary>
    public async Task<WholeConsultation?> FindAsync(string number, CancellationToken ct) =>
        (await ReadAsync(session.Db.Set<Consultation>().Where(row => row.Number == number), ct)).FirstOrDefault();

    /// <summary>
    /// What was put to an officer's desk, the oldest unanswered first: that of the institution, or the agency of the
    /// officer's areas.
    /// </summary>
    public async Task<IReadOnlyList<WholeConsultation>> OfAsync(
        Guid inst, Operator officer, bool open, CancellationToken ct)
    {
        var rows = await ReadAsync(
            session.Db.Set<Consultation>().Where(row => row.InstId == inst && (row.AnsweredAt == null) == open), ct);
        var mine = rows.Where(one => inst != Consultation.ToAgency || officer.Covers(one.Ticket.Area));
        return
        [
            .. open
                ? mine.OrderBy(one => one.Ticket.AskedAt)
                : mine.OrderByDescending(one => one.Ticket.AnsweredAt),
        ];
    }

    /// <summary>Whose desk an officer sits at; none for a role that answers nobody.</summary>
    public async Task<Guid?> DeskOfAsync(Operator officer, CancellationToken ct) => officer switch
    {
        { Role: StaffRoles.Agency } => Consultation.ToAgency,
        { Role: StaffRoles.Hospital or StaffRoles.Doctor or StaffRoles.Pharmacist or StaffRoles.Nurse }
            and { Institution: { } code } =>
            (await institutions.FindAsync(code, clock.Today(), ct))?.Id.Value,
        _ => null,
    };

    private async Task<IReadOnlyList<WholeConsultation>> ReadAsync(IQueryable<Consultation> which, CancellationToken ct)
    {
        var words = session.Db.Set<ConsultationWords>();
        var rows = await which.AsNoTracking().Join(
            words.AsNoTracking(),
            ticket => new { ticket.InstId, ticket.Number },
            one => new { one.InstId, one.Number },
            (ticket, one) => new { ticket, one }).ToListAsync(ct);
        return [.. rows.Select(row => new WholeConsultation(row.ticket, row.one))];
    }

    private WholeConsultation Rows(Addressee to, AskedQuestion asked)
    {
        var number = ConsultationNumber.New(clock.Today(), random);
        return new(
            new Consultation
            {
                InstId = to.InstId,
                Number = number,
                Area = to.Area,
                Group = asked.Group,
                AskedAt = TrailTime.Of(clock.GetUtcNow()),
            },
            new ConsultationWords
            {
                InstId = to.InstId,
                Number = number,
                Name = new(asked.Name ?? ""),
                Contact = new(asked.Contact),
                Topic = new(asked.Topic),
                Question = new(asked.Question),
            });
    }

    /// <summary>Notes who asked, when that is known.</summary>
    private static ConsultationAsker? Asker(MingsuanDb db, Consultation row, PersonId? person)
    {
        var asker = person is { } known
            ? new ConsultationAsker
            {
                InstId = row.InstId,
                Number = row.Number,
                PersonId = known.Value,
                EnteredBy = row.AnsweredBy!,
                EnteredAt = row.AnsweredAt!.Value,
            }
            : null;
        if (asker is not null)
        {
            db.Add(asker);
        }

        return asker;
    }

    private Task RecordAsync(
        MingsuanDb db,
        Consultation row,
        string kind,
        string actor,
        CancellationToken ct,
        ConsultationAsker? asker = null) =>
        trail.AppendAsync(
            db,
            TrailSubject.Institution(row.InstId),
            kind,
            actor,
            new JsonObject { [ProvenRecords.Member] = ProvenRecords.Of(db, asker is null ? [row] : [row, asker]) },
            ct);
}
