using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;

namespace Mingsuan.Prescriptions.Tracing;

/// <summary>3513 追溯码使用记录查询 — what the calling institution itself did with a code. (nhsa §11)</summary>
internal sealed class QueryTraceCode(IPersonDirectory persons, Session session) : IInfno
{
    public string Infno => "3513";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var code = ScannedCode.Normal(input.RequiredText("drug_trac_codg", 30));
        if (code is null)
        {
            input.Reject("drug_trac_codg");
        }

        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var (uses, first) = (new JsonArray(), default(PersonId?));
        foreach (var row in await TraceBook.EventsAsync(session.Db, code!, ct))
        {
            if (row.InstId != call.Institution.Id.Value)
            {
                continue;
            }

            var person = row.PersonId is { } id ? await persons.FindAsync(new PersonId(id), ct) : null;
            first ??= person?.Id;

            // One call is one line in the access log: whoever else had a part of the box stays unnamed.
            uses.Add(Json(row, call.Institution, person?.Id == first ? person : null));
        }

        return InfnoResult.Done(new JsonObject { ["result"] = uses }) with { Person = first };
    }

    private static JsonObject Json(TraceEventRow row, InstitutionFacts institution, PersonFacts? person) => new()
    {
        ["rid"] = $"{row.Code}-{row.Seq}",
        ["drugTracCodg"] = row.Code,
        ["fixmedinsCode"] = institution.Code,
        ["fixmedinsName"] = institution.Name,
        ["traceMove"] = JsonNamingPolicy.CamelCase.ConvertName(row.Move.ToString()),
        ["medListCodg"] = row.ItemCode,
        ["fixmedinsBchno"] = row.Bchno,
        ["setlId"] = row.SettlementId is { } settlement ? WireId.Encode(settlement) : null,
        ["docNo"] = row.Document,
        ["psnNo"] = person?.PsnNo,
        ["psnName"] = person?.Name,
        ["trdnFlag"] = row.IsSplit ? "1" : "0",
        ["crteTime"] = BeijingTime.Text(row.At),
    };
}
