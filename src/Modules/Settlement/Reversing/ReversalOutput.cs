using System.Text.Json.Nodes;
using Mingsuan.Contracts.Registry;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Settling;

namespace Mingsuan.Settlement.Reversing;

/// <summary>2208 的输出 — setlinfo with both spellings of cash. (nhsa §5.7, §21.8)</summary>
internal static class ReversalOutput
{
    public static JsonObject Of(PersonFacts person, SettlementRow row)
    {
        var enrolment = person.EnrolmentOn(row.ServiceOn, row.Insutype) ?? person.Enrolments[0];
        var output = SetlInfo.Of(person, enrolment, row);
        output["setlinfo"]!["pdn_cash_pay"] = Wire.Amount(row.Cash);
        return output;
    }
}
