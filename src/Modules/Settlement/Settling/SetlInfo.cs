using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Settling;

/// <summary>
/// 结算信息 — setlinfo and setldetail as nhsa §6 prints them: amounts always numbers, every part that is not cash an item
/// of
/// its own (E6).
/// </summary>
internal static class SetlInfo
{
    private const string Outpatient = "11";
    private const string ByItem = "01";

    public static JsonObject Preview(InfnoCall call, SettleRequest request, DecidedClaim claim)
    {
        var total = claim.Decision.Total;
        var info = Person(claim.Open.Person, claim.Open.Enrolment, claim.Open.Visit.On);
        info["mdtrt_id"] = request.MdtrtId;
        info["setl_id"] = null;
        info["setl_time"] = null;
        info["mdtrt_cert_type"] = request.CertType;
        info["med_type"] = request.MedType;
        info["medins_setl_id"] = call.MsgId;
        info["clr_optins"] = null;
        info["clr_way"] = null;
        info["clr_type"] = Outpatient;
        var balance = claim.Balance - total.Account + total.FamilyAccount;
        var amounts = new Amounts(
            total, claim.Decision.Ratio, balance, claim.Open.Enrolment.Insutype, claim.AccountInFundTotal);
        amounts.WriteTo(info);
        return new JsonObject { ["setlinfo"] = info, ["setldetail"] = amounts.Detail() };
    }

    public static JsonObject Of(PersonFacts person, EnrolmentFacts enrolment, SettlementRow row)
    {
        var info = Person(person, enrolment, row.ServiceOn);
        info["mdtrt_id"] = WireId.Encode(row.VisitId);
        info["setl_id"] = WireId.Encode(row.SettlementId);
        info["setl_time"] = BeijingTime.Text(row.SettledAt);
        info["mdtrt_cert_type"] = row.CertType;
        info["med_type"] = row.MedType;
        info["medins_setl_id"] = row.Msgid;
        info["clr_optins"] = enrolment.Area;
        info["clr_way"] = ByItem;
        info["clr_type"] = Outpatient;
        var amounts = new Amounts(
            Columns(row), row.RatioTenThousandths / 10_000m, row.Balance, row.Insutype, row.AccountInFundTotal);
        amounts.WriteTo(info);
        return new JsonObject { ["setlinfo"] = info, ["setldetail"] = amounts.Detail() };
    }

    public static Columns Columns(SettlementRow row)
    {
        var columns = new Columns
        {
            Fee = row.Fee,
            FullSelfPay = row.FullSelfPay,
            OverLimit = row.OverLimit,
            InitialCopay = row.InitialCopay,
            InScope = row.InScope,
            Deductible = row.Deductible,
            Account = row.Account,
            FamilyAccount = row.FamilyAccount,
            Hospital = row.Hospital,
        };
        columns[Fund.Hifp] = row.Hifp;
        columns[Fund.Hifob] = row.Hifob;
        columns[Fund.Hifmi] = row.Hifmi;
        columns[Fund.Hifes] = row.Hifes;
        columns[Fund.Cvlserv] = row.Cvlserv;
        columns[Fund.Maf] = row.Maf;
        columns[Fund.Oth] = row.Oth;
        return columns;
    }

    private static JsonObject Person(PersonFacts person, EnrolmentFacts enrolment, DateOnly on) => new()
    {
        ["psn_no"] = person.PsnNo,
        ["psn_name"] = person.Name,
        ["psn_cert_type"] = person.CertType,
        ["certno"] = person.Certno,
        ["gend"] = person.Sex,
        ["naty"] = person.Nation,
        ["brdy"] = person.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["age"] = JsonValue.Create(Age(person.BirthDate, on)),
        ["insutype"] = enrolment.Insutype,
        ["psn_type"] = enrolment.PsnType,
        ["cvlserv_flag"] = enrolment.CivilServant ? "1" : "0",
    };

    private static int Age(DateOnly birth, DateOnly on)
    {
        var years = on.Year - birth.Year;
        return birth.AddYears(years) > on ? years - 1 : years;
    }

    /// <summary>The amounts of one settlement, and how they are itemised by fund.</summary>
    private readonly record struct Amounts(
        Columns Columns, decimal Ratio, Money Balance, string Insutype, bool AccountInFundTotal)
    {
        public void WriteTo(JsonObject info)
        {
            info["medfee_sumamt"] = Wire.Amount(Columns.Fee);
            info["fulamt_ownpay_amt"] = Wire.Amount(Columns.FullSelfPay);
            info["overlmt_selfpay"] = Wire.Amount(Columns.OverLimit);
            info["preselfpay_amt"] = Wire.Amount(Columns.InitialCopay);
            info["inscp_scp_amt"] = Wire.Amount(Columns.InScope);
            info["act_pay_dedc"] = Wire.Amount(Columns.Deductible);
            info["hifp_pay"] = Wire.Amount(Columns[Fund.Hifp]);
            info["pool_prop_selfpay"] = JsonValue.Create(Ratio + 0.0000m);
            info["cvlserv_pay"] = Wire.Amount(Columns[Fund.Cvlserv]);
            info["hifes_pay"] = Wire.Amount(Columns[Fund.Hifes]);
            info["hifmi_pay"] = Wire.Amount(Columns[Fund.Hifmi]);
            info["hifob_pay"] = Wire.Amount(Columns[Fund.Hifob]);
            info["maf_pay"] = Wire.Amount(Columns[Fund.Maf]);
            info["oth_pay"] = Wire.Amount(Columns[Fund.Oth]);
            info["fund_pay_sumamt"] = Wire.Amount(
                AccountInFundTotal ? Columns.FundTotal + Columns.Account : Columns.FundTotal);
            info["psn_part_amt"] = Wire.Amount(Columns.Personal);
            info["acct_pay"] = Wire.Amount(Columns.Account);
            info["psn_cash_pay"] = Wire.Amount(Columns.Cash);
            info["hosp_part_amt"] = Wire.Amount(Columns.Hospital);
            info["balc"] = Wire.Amount(Balance);
            info["acct_mulaid_pay"] = Wire.Amount(Columns.FamilyAccount);
        }

        public JsonArray Detail()
        {
            var self = this;
            (string Type, Money Amount)[] parts =
            [
                (Insutype + "100", Columns[Fund.Hifp]),
                ("320100", Columns[Fund.Cvlserv]),
                ("370100", Columns[Fund.Hifes]),
                ("390200", Columns[Fund.Hifmi]),
                ("330100", Columns[Fund.Hifob]),
                ("610100", Columns[Fund.Maf]),
                ("999900", Columns[Fund.Oth]),
                ("310200", Columns.Account),
                ("999996", Columns.Hospital),
            ];
            var paid = parts.Where(part => part.Amount != Money.Zero);
            return new JsonArray([.. paid.Select(part => (JsonNode)new JsonObject
            {
                ["fund_pay_type"] = part.Type,
                ["inscp_scp_amt"] = Wire.Amount(self.Columns.InScope),
                ["crt_payb_lmt_amt"] = Wire.Amount(part.Amount),
                ["fund_payamt"] = Wire.Amount(part.Amount),
            })]);
        }
    }
}
