using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Visits.Book;
using Mingsuan.Visits.Opening;

namespace Mingsuan.Visits.Diagnosing;

/// <summary>2203 的输入.</summary>
internal sealed record UploadVisitRequest
{
    public required string MdtrtId { get; init; }

    public required string PsnNo { get; init; }

    public required string MedType { get; init; }

    public required DateTime BeganAt { get; init; }

    public string? MainCondition { get; init; }

    public string? DiseCodg { get; init; }

    public string? DiseName { get; init; }

    /// <summary>The diagnoses that stand, in order: a row marked void takes back what was uploaded.</summary>
    public required IReadOnlyList<UploadedDiagnosis> Diagnoses { get; init; }

    public required ExtensionNode Extension { get; init; }

    public WireFault? Fault { get; init; }

    public static UploadVisitRequest Read(InfnoCall call)
    {
        var whole = new WireReader(call.Input);
        var visit = whole.Object("mdtrtinfo", "data");
        var rows = whole.Objects("diseinfo");
        var request = new UploadVisitRequest
        {
            MdtrtId = visit.RequiredText("mdtrt_id", 30),
            PsnNo = visit.RequiredText("psn_no", 30),
            MedType = visit.RequiredText("med_type", 6),
            BeganAt = visit.RequiredInstant("begntime"),
            MainCondition = visit.Text("main_cond_dscr", 1000),
            DiseCodg = visit.Text("dise_codg", 30),
            DiseName = visit.Text("dise_name", 500),
            Diagnoses = rows.Select(UploadedDiagnosis.Read)
                .Where(diagnosis => diagnosis.Valid)
                .OrderBy(diagnosis => diagnosis.Order)
                .ToList(),
            Extension = ExtensionNode.ReadFindings(visit, whole),
        };
        var fault = whole.Fault ?? (rows.Count == 0 ? new WireFault(WireFault.Missing, "diseinfo") : null);
        return request with { Fault = fault };
    }
}

/// <summary>上传的一条诊断.</summary>
internal sealed record UploadedDiagnosis
{
    public required decimal Order { get; init; }

    public required bool Valid { get; init; }

    public required string DiagType { get; init; }

    public required string DiagCode { get; init; }

    public required string DiagName { get; init; }

    public required string DiagDept { get; init; }

    public required string DoctorCode { get; init; }

    public required string DoctorName { get; init; }

    public required DateTime At { get; init; }

    public static UploadedDiagnosis Read(WireReader row) => new()
    {
        DiagType = row.RequiredText("diag_type", 3),
        Order = row.RequiredNumber("diag_srt_no"),
        DiagCode = row.RequiredText("diag_code", 20),
        DiagName = row.RequiredText("diag_name", 100),
        DiagDept = row.RequiredText("diag_dept", 50),
        DoctorCode = row.RequiredText("dise_dor_no", 30),
        DoctorName = row.RequiredText("dise_dor_name", 50),
        At = row.RequiredInstant("diag_time"),
        Valid = row.RequiredText("vali_flag", 3) == "1",
    };

    public VisitDiagnosis Row(Guid personId, Guid visitId, int place) => new()
    {
        PersonId = personId,
        VisitId = visitId,
        Place = place,
        DiagType = DiagType,
        DiagCode = DiagCode,
        DiagName = DiagName,
        DiagDept = DiagDept,
        DoctorCode = DoctorCode,
        DoctorName = new(DoctorName),
        DiagnosedAt = At,
    };
}
