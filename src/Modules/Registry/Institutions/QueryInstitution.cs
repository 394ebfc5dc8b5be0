using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;

namespace Mingsuan.Registry.Institutions;

/// <summary>1201 医药机构信息获取.</summary>
internal sealed class QueryInstitution(IInstitutionDirectory institutions, TimeProvider time) : IInfno
{
    private const int MostRows = 100;

    public string Infno => "1201";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("medinsinfo", "data");
        var type = input.RequiredText("fixmedins_type", 6);
        var code = input.Text("fixmedins_code", 30);
        var name = input.Text("fixmedins_name", 200);
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var found = code is null
            ? await institutions.ListAsync(time.Today(), ct)
            : await institutions.FindAsync(code, time.Today(), ct) is { } one ? [one] : [];
        var rows = found
            .Where(institution => TypeOf(institution) == type)
            .Where(institution => name is null || institution.Name.Contains(name, StringComparison.Ordinal))
            .Take(MostRows)
            .Select(JsonNode (institution) => Row(institution));
        return InfnoResult.Done(new JsonObject { ["medinsinfo"] = new JsonArray([.. rows]) });
    }

    private static JsonObject Row(InstitutionFacts institution) => new()
    {
        ["fixmedins_code"] = institution.Code,
        ["fixmedins_name"] = institution.Name,
        ["uscc"] = institution.Uscc,
        ["fixmedins_type"] = TypeOf(institution),
        ["hosp_lv"] = HospitalLevel.Code(institution),
    };

    private static string TypeOf(InstitutionFacts institution) =>
        institution.Kind == InstitutionKind.Hospital ? "1" : "2";
}

/// <summary>医院等级 — the interface's code of a level and grade.</summary>
internal static class HospitalLevel
{
    /// <summary>The code of an institution's level.</summary>
    public static string Code(InstitutionFacts institution) => (institution.Level, institution.Grade) switch
    {
        (_, "3A") => "02",
        (_, "3B") => "03",
        (_, "3C") => "04",
        (_, "2A") => "05",
        (_, "2B") => "06",
        (_, "2C") => "07",
        (_, "1A") => "08",
        (_, "1B") => "09",
        (_, "1C") => "10",
        ("tertiary", _) => "12",
        ("secondary", _) => "13",
        ("primary", _) => "14",
        _ => "11",
    };
}
