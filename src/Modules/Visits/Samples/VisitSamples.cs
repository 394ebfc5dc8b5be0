using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Visits.Book;

namespace Mingsuan.Visits.Samples;

/// <summary>
/// 样例就诊 — each sample person's last offline visit, so many days before the start. A restart later on adds a newer one
/// when the last has aged by more than a week: the past is never rewritten.
/// </summary>
internal sealed class VisitSamples(MingsuanDb db, DirectoryInfo samples, DateOnly today, IdSource ids)
{
    private const int StaleAfterDays = 7;
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public async Task SeedAsync(
        IInstitutionDirectory institutions, IPractitionerDirectory doctors, CancellationToken ct)
    {
        await using var file = File.OpenRead(Path.Combine(samples.FullName, "visits.json"));
        var rows = await JsonSerializer.DeserializeAsync<SampleVisit[]>(file, Options, ct)
            ?? throw new InvalidDataException("visits.json holds no array.");
        foreach (var row in rows)
        {
            var on = today.AddDays(-row.DaysBefore);
            var fresh = on.AddDays(-StaleAfterDays);
            var there = await db.Set<Visit>().AnyAsync(
                visit => visit.PersonId == row.Person && visit.Channel == VisitChannel.Offline
                    && visit.BeganOn >= fresh,
                ct);
            if (there)
            {
                continue;
            }

            var institution = await institutions.FindAsync(row.Institution, on, ct)
                ?? throw new InvalidDataException("A sample visit names an institution that is not in the samples.");
            var doctor = await doctors.FindAsync(row.Doctor, institution.Id, on, ct)
                ?? throw new InvalidDataException("A sample visit names a doctor who is not in the samples.");
            Add(row, on, institution, doctor);
        }

        await db.SaveChangesAsync(ct);
    }

    private void Add(SampleVisit row, DateOnly on, InstitutionFacts institution, PractitionerFacts doctor)
    {
        var beganAt = BeijingTime.Instant(on.ToDateTime(new TimeOnly(9, 30)));
        var visitId = ids.Next();
        db.Add(new Visit
        {
            PersonId = row.Person,
            VisitId = visitId,
            InstId = institution.Id.Value,
            IptOtpNo = "S" + WireId.Encode(visitId)[^10..],
            Channel = VisitChannel.Offline,
            ChannelGround = ChannelGround.Declared,
            Insutype = row.Insutype,
            CertType = "03",
            BeganAt = beganAt,
            BeganOn = on,
            DoctorCode = doctor.Code,
            DoctorName = new(doctor.Name),
            DeptCode = row.DeptCode,
            DeptName = row.DeptName,
            Caty = row.Caty,
            Evidence = institution.Evidence,
            OpenedAt = beganAt,
            State = VisitState.Diagnosed,
            MedType = "11",
            DiagnosedAt = beganAt,
        });
        db.Add(new VisitDiagnosis
        {
            PersonId = row.Person,
            VisitId = visitId,
            Place = 0,
            DiagType = "1",
            DiagCode = row.Diagnosis,
            DiagName = row.DiagnosisName,
            DiagDept = row.DeptName,
            DoctorCode = doctor.Code,
            DoctorName = new(doctor.Name),
            DiagnosedAt = beganAt,
        });
    }
}

internal sealed record SampleVisit
{
    public required Guid Person { get; init; }

    public required string Institution { get; init; }

    public required string Doctor { get; init; }

    public required string Insutype { get; init; }

    public required string DeptCode { get; init; }

    public required string DeptName { get; init; }

    public required string Caty { get; init; }

    public required int DaysBefore { get; init; }

    public required string Diagnosis { get; init; }

    public required string DiagnosisName { get; init; }
}
