using System.Text.Json.Nodes;
using Mingsuan.Policy.Adjudication;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;
using Mingsuan.Policy.Refusals;

namespace Mingsuan.Law.Comparing;

/// <summary>试算差异 — what a draft changes, as sums that do not grow with the number of claims.</summary>
public sealed class Differences
{
    private static readonly (string Name, Func<Columns, Money> Of)[] Columns =
    [
        ("medfee_sumamt", one => one.Fee),
        ("fulamt_ownpay_amt", one => one.FullSelfPay),
        ("overlmt_selfpay", one => one.OverLimit),
        ("preselfpay_amt", one => one.InitialCopay),
        ("inscp_scp_amt", one => one.InScope),
        ("act_pay_dedc", one => one.Deductible),
        .. Enum.GetValues<Fund>().Select(fund => (
            fund.ToString().ToLowerInvariant() + "_pay", (Func<Columns, Money>)(one => one[fund]))),
        ("fund_pay_sumamt", one => one.FundTotal),
        ("psn_part_amt", one => one.Personal),
        ("acct_pay", one => one.Account),
        ("acct_mulaid_pay", one => one.FamilyAccount),
        ("psn_cash_pay", one => one.Cash),
        ("hosp_part_amt", one => one.Hospital),
    ];

    private readonly Shift[] columns = [.. Columns.Select(_ => new Shift())];
    private readonly Dictionary<Cause, Parts> causes = [];
    private readonly List<JsonObject> listed = [];
    private readonly int mostListed;
    private readonly Parts whole = new();

    internal Differences(int mostListed) => this.mostListed = mostListed;

    /// <summary>How many claims were decided.</summary>
    public long Claims { get; private set; }

    /// <summary>How many come out differently.</summary>
    public long Changed { get; private set; }

    /// <summary>Charged before, refused under the draft.</summary>
    public long NowRefused { get; private set; }

    /// <summary>Refused before, charged under the draft.</summary>
    public long NowSettled { get; private set; }

    /// <summary>What the funds pay for all claims.</summary>
    public Shift Fund => whole.Fund;

    /// <summary>What the personal accounts pay for all claims.</summary>
    public Shift Account => whole.Account;

    /// <summary>What is paid in cash for all claims.</summary>
    public Shift Cash => whole.Cash;

    internal void Count(Outcome before, Outcome after)
    {
        Claims++;
        whole.Add(before.Total, after.Total);
    }

    internal void Change(Outcome before, Outcome after, Cause cause, string? id, long line)
    {
        Changed++;
        NowRefused += before.Refusal == RefusalCode.None && after.Refusal != RefusalCode.None ? 1 : 0;
        NowSettled += before.Refusal != RefusalCode.None && after.Refusal == RefusalCode.None ? 1 : 0;
        if (!causes.TryGetValue(cause, out var parts))
        {
            causes.Add(cause, parts = new());
        }

        parts.Add(before.Total, after.Total);
        for (var i = 0; i < Columns.Length; i++)
        {
            var (was, now) = (Columns[i].Of(before.Total), Columns[i].Of(after.Total));
            if (was != now)
            {
                columns[i].Add(was, now);
            }
        }

        if (listed.Count < mostListed)
        {
            listed.Add(Listed(before, after, cause, id, line));
        }
    }

    /// <summary>The report as `whatif --json` prints it.</summary>
    public JsonObject ToJson() => new()
    {
        ["claims"] = Claims,
        ["changed"] = Changed,
        ["nowRefused"] = NowRefused,
        ["nowSettled"] = NowSettled,
        ["sums"] = whole.ToJson(),
        ["columns"] = new JsonObject(Columns.Index()
            .Where(one => columns[one.Index].Claims > 0)
            .Select(one => KeyValuePair.Create(one.Item.Name, (JsonNode?)Json(columns[one.Index])))),
        ["clauses"] = new JsonArray([.. Sorted().Select(one => (JsonNode)Clause(one.Key, one.Value))]),
        ["listed"] = new JsonArray([.. listed.Select(one => one.DeepClone())]),
    };

    /// <summary>The causes with the number of claims and the funds' difference, the greatest first.</summary>
    public IEnumerable<(Cause Cause, long Claims, Money Fund)> Causes() =>
        Sorted().Select(one => (one.Key, one.Value.Fund.Claims, one.Value.Fund.Difference));

    private IEnumerable<KeyValuePair<Cause, Parts>> Sorted() => causes
        .OrderByDescending(one => Math.Abs(one.Value.Fund.Difference.Fen))
        .ThenByDescending(one => one.Value.Fund.Claims)
        .ThenBy(one => one.Key.Document + one.Key.Article, StringComparer.Ordinal);

    private static JsonObject Clause(Cause cause, Parts parts)
    {
        var json = Json(cause);
        json["claims"] = parts.Fund.Claims;
        foreach (var (name, shift) in parts.ToJson())
        {
            json[name] = shift!.DeepClone();
        }

        return json;
    }

    private static JsonObject Json(Cause cause) => new()
    {
        ["document"] = cause.Document,
        ["article"] = cause.Article,
        ["in"] = cause.InDraft ? "draft" : "law",
    };

    private static JsonObject Json(Shift shift) => new()
    {
        ["claims"] = shift.Claims,
        ["before"] = shift.Before.ToString(),
        ["after"] = shift.After.ToString(),
        ["difference"] = shift.Difference.ToString(),
    };

    private static JsonObject Listed(Outcome before, Outcome after, Cause cause, string? id, long line)
    {
        var changed = new JsonObject();
        foreach (var (name, of) in Columns)
        {
            if (of(before.Total) != of(after.Total))
            {
                changed[name] = new JsonObject
                {
                    ["before"] = of(before.Total).ToString(),
                    ["after"] = of(after.Total).ToString(),
                };
            }
        }

        var json = new JsonObject { ["line"] = line };
        if (id is not null)
        {
            json["id"] = id;
        }

        json["before"] = Decision(before);
        json["after"] = Decision(after);
        json["columns"] = changed;
        json["clause"] = Json(cause);
        return json;
    }

    private static string Decision(Outcome outcome) =>
        outcome.Refusal == RefusalCode.None ? "settled" : outcome.Refusal.Printed();

    private sealed class Parts
    {
        public Shift Fund { get; } = new();

        public Shift Account { get; } = new();

        public Shift Cash { get; } = new();

        public void Add(Columns before, Columns after)
        {
            Fund.Add(before.FundTotal, after.FundTotal);
            Account.Add(before.Account, after.Account);
            Cash.Add(before.Cash, after.Cash);
        }

        public JsonObject ToJson() => new()
        {
            ["fund"] = Json(Fund),
            ["account"] = Json(Account),
            ["cash"] = Json(Cash),
        };
    }
}
