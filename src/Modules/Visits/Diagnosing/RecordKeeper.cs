using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Visits.Book;

namespace Mingsuan.Visits.Diagnosing;

/// <summary>
/// 病历留存 — each upload that says something new is kept beside the earlier ones and goes on the person's trail.
/// (楚医保规〔2022〕3号 第二十九条（一）; 互联网诊疗 全程留痕)
/// </summary>
internal sealed class RecordKeeper(TrailWriter trail, TimeProvider time)
{
    public async Task KeepAsync(
        MingsuanDb db, InfnoCall call, Visit visit, UploadVisitRequest request, CancellationToken ct)
    {
        var now = TrailTime.Of(time.GetUtcNow());
        visit.DiagnosedAt = now;
        var content = WireJson.Canonical(Content(request));
        var last = await db.Set<MedicalRecord>().AsNoTracking()
            .Where(row => row.PersonId == visit.PersonId && row.VisitId == visit.VisitId)
            .OrderByDescending(row => row.Number)
            .FirstOrDefaultAsync(ct);
        if (last?.Content.Plain == content)
        {
            return;
        }

        var record = new MedicalRecord
        {
            PersonId = visit.PersonId,
            VisitId = visit.VisitId,
            Number = (last?.Number ?? 0) + 1,
            At = now,
            Actor = call.Actor,
            Content = new(content),
        };
        db.Add(record);
        var payload = new JsonObject
        {
            ["infno"] = call.Infno,
            ["msgid"] = call.MsgId,
            ["institution"] = call.Institution.Code,
            ["visit"] = WireId.Encode(visit.VisitId),
            [ProvenRecords.Member] = ProvenRecords.Of(db, record),
        };
        await trail.AppendAsync(
            db,
            TrailSubject.Person(visit.PersonId),
            request.Extension.Turned is null ? "visits.recorded" : "visits.turned-offline",
            call.Actor,
            payload,
            ct);
    }

    private static JsonObject Content(UploadVisitRequest request)
    {
        var extension = request.Extension;
        return new()
        {
            ["medType"] = request.MedType,
            ["mainCondition"] = request.MainCondition,
            ["disease"] = request.DiseCodg,
            ["diagnoses"] = new JsonArray([.. request.Diagnoses.Select(one => (JsonNode)new JsonObject
            {
                ["code"] = one.DiagCode,
                ["name"] = one.DiagName,
                ["department"] = one.DiagDept,
                ["doctor"] = one.DoctorCode,
                ["at"] = BeijingTime.Text(one.At),
            })]),
            ["declared"] = new JsonObject
            {
                ["consent"] = extension.Evidence.Consent,
                ["realTime"] = extension.Evidence.RealTime,
                ["firstVisit"] = extension.Evidence.FirstVisit,
            },
            ["symptoms"] = extension.Symptoms is { } symptoms
                ? new JsonArray([.. symptoms.Select(one => (JsonNode)one)])
                : null,
            ["parts"] = extension.Record is { } parts
                ? new JsonObject(parts.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)))
                : null,
            ["proof"] = extension.Proof is { } proof
                ? new JsonObject
                {
                    ["on"] = proof.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    ["diagnosis"] = proof.Diagnosis,
                    ["source"] = proof.Source,
                }
                : null,
            ["turnedOffline"] = extension.Turned is { } turned
                ? new JsonObject { ["reason"] = turned.Reason, ["destination"] = turned.Destination }
                : null,
        };
    }
}
