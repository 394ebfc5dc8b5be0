using System.Text.Json.Nodes;
using Mingsuan.Contracts.Access;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Prescriptions;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Prescriptions.Books;
using Mingsuan.Prescriptions.Checking;

namespace Mingsuan.Prescriptions.Querying;

/// <summary>查到的处方 — as it stands now, with its text and its institution.</summary>
internal sealed record FoundRx(RxDone Done, CheckedText Text, PersonFacts Person);

/// <summary>
/// 处方查询 — what the three queries share: the institution's own prescription, or another's with the patient's token; the
/// patient must be named rightly, and every opening is on the access log. (nhsa §15.5)
/// </summary>
internal sealed class QueryDesk(
    RxBook book, RxDesk desk, IPersonDirectory persons, IAccessLog access, TimeProvider clock)
{
    /// <summary>Finds what a query asks for.</summary>
    public async Task<(FoundRx? Found, Notice? Refusal)> FindAsync(
        EpcCall call, string method, bool mayBeAnothers, CancellationToken ct)
    {
        var input = new WireReader(call.Data);
        var asked = new Asked(
            input.RequiredText("hiRxno", 30),
            input.RequiredText("fixmedinsCode", 20),
            input.RequiredText("mdtrtId", 30),
            input.RequiredText("psnName", 50),
            input.RequiredText("psnCertType", 6),
            input.Has("psnCertno") ? input.RequiredText("psnCertno", 50) : input.RequiredText("certno", 50),
            mayBeAnothers ? input.Text("ecToken", 64) : null);
        var (found, refusal) = input.Fault is { } fault
            ? (null, Notice.Of(fault.Code, ("field", fault.Field)))
            : await FindAsync(call.Institution, asked, ct);
        access.Record(new()
        {
            At = clock.GetUtcNow().UtcDateTime,
            What = "epc/" + method,
            Institution = call.Institution.Code,
            Person = found?.Person.Id,
            Outcome = refusal?.Code ?? "ok",
        });
        return (found, refusal);
    }

    private async Task<(FoundRx? Found, Notice? Refusal)> FindAsync(
        InstitutionFacts at, Asked asked, CancellationToken ct)
    {
        var unknown = ((FoundRx?)null, (Notice?)Notice.Of("E-RX-UNKNOWN"));
        var person = await persons.ByCertificateAsync(asked.CertType, asked.Certno, asked.Name, ct);
        if (person is null || !WireId.TryDecode(asked.HiRxno, out var rx, out _))
        {
            return unknown;
        }

        var number = await book.ByWireAsync(at.Id, asked.HiRxno, ct);
        var mayRead = number is not null
            ? number.PersonId == person.Id.Value
            : asked.Token is { } token && (await persons.ByTokenAsync(token, clock.Today(), ct))?.Id == person.Id;
        if (!mayRead || asked.Fixmedins != at.Code)
        {
            return unknown;
        }

        var done = await desk.ReadAsync(person.Id.Value, rx, ct);
        if (done.Refusal is not null)
        {
            return unknown;
        }

        var text = CheckedText.Of(done.Dossier!.Row!.Text.Plain);
        return text.Visit("mdtrtId") == asked.MdtrtId ? (new FoundRx(done, text, person), null) : unknown;
    }

    /// <summary>What a query names.</summary>
    private sealed record Asked(
        string HiRxno,
        string Fixmedins,
        string MdtrtId,
        string Name,
        string CertType,
        string Certno,
        string? Token);
}

/// <summary>电子处方审核结果查询. (nhsa §15.5)</summary>
internal sealed class QueryReview(QueryDesk desk, IPractitionerDirectory practitioners) : IEpcMethod
{
    public string Name => "rxChkInfoQuery";

    public async Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
    {
        var (found, refusal) = await desk.FindAsync(call, Name, mayBeAnothers: false, ct);
        if (found is null)
        {
            return new(null, refusal);
        }

        var dated = found.Done.Dossier!.Review;
        var review = dated?.Event as Life.Reviewed;
        var pharmacist = review is null
            ? null
            : await practitioners.FindAsync(
                review.Pharmacist,
                new InstitutionId(found.Done.Dossier.Row!.InstId),
                BeijingTime.Day(dated!.At),
                ct);
        var json = RxStatus.Json(found.Done);
        json["pharName"] = pharmacist?.Name ?? "";
        json["pharCode"] = review?.Pharmacist ?? "";
        json["rxChkOpnn"] = review?.Opinion ?? "";
        json["rxChkTime"] = dated is null ? "" : BeijingTime.Text(dated.At);
        return EpcResult.Of(RxStatus.Reviewed(json, review));
    }
}

/// <summary>电子处方取药结果查询. (nhsa §15.5)</summary>
internal sealed class QueryTaken(QueryDesk desk) : IEpcMethod
{
    private const decimal TenThousandths = 10_000m;

    public string Name => "rxSetlInfoQuery";

    public async Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
    {
        var (found, refusal) = await desk.FindAsync(call, Name, mayBeAnothers: false, ct);
        if (found is null)
        {
            return new(null, refusal);
        }

        var dossier = found.Done.Dossier!;
        var json = RxStatus.Used(RxStatus.Json(found.Done), found.Done);
        json["setlTime"] = dossier.LastDated<Life.Dispensed>() is { } taken ? BeijingTime.Text(taken.At) : "";
        json["seltdelts"] = new JsonArray([.. found.Text.Drugs.Index()
            .Select(one => (one.Item, Line: dossier.Rx!.Lines[one.Index]))
            .Where(one => dossier.Rx!.Given.GetValueOrDefault(one.Line.Line) > 0)
            .Select(one => (JsonNode)Taken(one.Item, dossier.Rx!, one.Line))]);
        return EpcResult.Of(json);
    }

    private static JsonObject Taken(JsonObject drug, Life.Prescription rx, Life.RxLine line)
    {
        var taken = new JsonObject { ["medListCodg"] = line.Code };
        foreach (var name in (string[])["drugGenname", "drugProdname", "drugDosform", "drugSpec", "prdrName"])
        {
            taken[name] = drug[name]?.DeepClone() ?? "";
        }

        taken["cnt"] = rx.Given.GetValueOrDefault(line.Line) / TenThousandths;
        taken["takeDrugFlag"] = rx.Left(line.Line) == 0 ? "1" : "0";
        return taken;
    }
}

/// <summary>
/// 可流转药品目录查询 — of the codes that are named: the catalogue is asked by code. (nhsa §15.5)
/// </summary>
internal sealed class QueryDrugs(ICatalogue catalogue, TimeProvider clock) : IEpcMethod
{
    private const int MostCodes = 200;

    public string Name => "circDrugQuery";

    public async Task<EpcResult> HandleAsync(EpcCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Data);
        var fixmedins = input.RequiredText("fixmedinsCode", 20);
        var one = input.Text("medListCodg", 50);
        var many = input.Has("medListCodgs") || one is not null
            ? input.Text("medListCodgs", 10_000)
            : input.RequiredText("medListCodgs", 10_000);
        if (input.Fault is { } fault)
        {
            return EpcResult.Refuse(fault.Code, ("field", fault.Field));
        }

        if (fixmedins != call.Institution.Code)
        {
            return EpcResult.Refuse("E-RX-INSTITUTION");
        }

        var codes = (many ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Append(one ?? "").Where(code => code.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        if (codes.Length > MostCodes)
        {
            return EpcResult.Refuse(WireFault.Malformed, ("field", "medListCodgs"));
        }

        var known = await catalogue.FindAsync(codes, clock.Today(), ct);
        return EpcResult.Of(new JsonObject
        {
            ["list"] = new JsonArray([.. known.Values.Where(item => item.Kind == "drug")
                .OrderBy(item => item.Code, StringComparer.Ordinal)
                .Select(item => (JsonNode)new JsonObject
                {
                    ["medListCodg"] = item.Code,
                    ["genname"] = item.Name,
                })]),
        });
    }
}
