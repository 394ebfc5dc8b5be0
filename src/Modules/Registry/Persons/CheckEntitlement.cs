using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Texts;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;

namespace Mingsuan.Registry.Persons;

/// <summary>
/// 2001 人员待遇享受检查 — whether the person's scheme is in force on the day; what it pays is settlement's question.
/// </summary>
internal sealed class CheckEntitlement(IPersonDirectory persons, IWording wording) : IInfno
{
    private const string ByScheme = "1";
    private static readonly Dictionary<string, string> NoParameters = [];

    public string Infno => "2001";

    public bool Writes => false;

    public async Task<InfnoResult> HandleAsync(InfnoCall call, CancellationToken ct)
    {
        var input = new WireReader(call.Input).Object("data");
        var psnNo = input.RequiredText("psn_no", 30);
        var insutype = input.RequiredText("insutype", 6);
        input.RequiredText("fixmedins_code", 30);
        input.RequiredText("med_type", 6);
        var on = BeijingTime.Day(input.RequiredInstant("begntime"));
        if (input.Fault is { } fault)
        {
            return InfnoResult.Refused(fault.Code, ("field", fault.Field));
        }

        var person = await persons.ByNumberAsync(psnNo, ct);
        if (person is null)
        {
            return InfnoResult.Refused("E-PERSON-UNKNOWN");
        }

        var row = Check(person, insutype, on);
        return InfnoResult.Done(new JsonObject { ["trtinfo"] = new JsonArray(row) }) with { Person = person.Id };
    }

    private JsonObject Check(PersonFacts person, string insutype, DateOnly on)
    {
        var enrolled = person.EnrolmentOn(on, insutype) is not null;
        var span = person.Entitlements
            .FirstOrDefault(entitlement => entitlement.Insutype == insutype && entitlement.Span.Holds(on));
        var enjoys = enrolled && span?.State is EntitlementState.Active;
        var reason = enrolled ? "E-NOT-ENTITLED" : "E-SCHEME";
        return new()
        {
            ["psn_no"] = person.PsnNo,
            ["trt_chk_type"] = ByScheme,

            // The basic fund of a scheme is numbered by the scheme.
            ["fund_pay_type"] = insutype + "100",
            ["trt_enjymnt_flag"] = enjoys ? "1" : "0",
            ["begndate"] = Day(span?.Span.From ?? on),
            ["enddate"] = span?.Span.To is { } to ? Day(to) : "",
            ["trt_chk_rslt"] = enjoys ? "" : wording.Sentence(reason, NoParameters),
        };
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
