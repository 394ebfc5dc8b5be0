using System.Text.Json.Nodes;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Texts;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Settlement.Rows;
using Mingsuan.Settlement.Searching;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Settlement.Exporting;

/// <summary>导出上限 — how many settlements one file holds at most; one with more is refused, never cut short.</summary>
internal sealed record ExportLimit(int Rows)
{
    public static ExportLimit Usual { get; } = new(50_000);
}

/// <summary>导出文件 — the settlements of an approved request, masked unless it was agreed otherwise.</summary>
internal sealed class ExportFile(
    SettlementSearch search, IPersonDirectory persons, IWording wording, ExportLimit limit)
{
    public const string Csv = "csv";
    public const string Workbook = "xlsx";

    private static readonly string[] Columns =
    [
        "setl_id", "institution", "psn_no", "psn_name", "certno", "state", "route", "channel", "setl_time",
        "insutype", "med_type", "medfee_sumamt", "fund_pay_sumamt", "acct_pay", "acct_mulaid_pay", "psn_cash_pay",
    ];

    private readonly Dictionary<Guid, (string Name, string Certno)> known = [];

    /// <summary>The file and how many settlements are in it; none when there are more than a file holds.</summary>
    public async Task<(byte[] Content, int Rows)?> MakeAsync(
        SettlementExport export, string institution, CancellationToken ct)
    {
        var texts = JsonNode.Parse(export.Filter)!.AsObject();
        var (filter, _) = SettlementFilter.Read(name => (string?)texts[name]);
        var rows = new List<IReadOnlyList<object>> { Columns.Select(Heading).ToList() };
        PageKey? after = null;
        do
        {
            var page = await search.PageAsync(filter, null, after, SettlementSearch.MostRows, ct);
            foreach (var row in page.Rows)
            {
                rows.Add(await RowAsync(row, institution, export.Unmasked, ct));
            }

            after = page.Next;
        }
        while (after is not null && rows.Count <= limit.Rows);

        if (rows.Count - 1 > limit.Rows || after is not null)
        {
            return null;
        }

        var content = export.Format == Csv ? Spreadsheet.Csv(rows) : Spreadsheet.Workbook(rows, "settlements");
        return (content, rows.Count - 1);
    }

    private object Heading(string column) => wording.Sentence("H-" + column, new Dictionary<string, string>());

    private async Task<IReadOnlyList<object>> RowAsync(
        SettlementRow row, string institution, bool unmasked, CancellationToken ct)
    {
        if (!known.TryGetValue(row.PersonId, out var person))
        {
            var facts = await persons.FindAsync(new PersonId(row.PersonId), ct);
            known[row.PersonId] = person = (facts?.Name ?? "", facts?.Certno ?? "");
        }

        return
        [
            WireId.Encode(row.SettlementId),
            institution,
            WireId.Encode(row.PersonId),
            unmasked ? person.Name : Masking.Name(person.Name),
            unmasked ? person.Certno : Masking.Certificate(person.Certno),
            SettlementOutput.State(row),
            row.Route,
            row.Channel,
            BeijingTime.Text(row.SettledAt),
            row.Insutype,
            row.MedType,
            row.Fee.Yuan,
            row.FundTotal.Yuan,
            row.Account.Yuan,
            row.FamilyAccount.Yuan,
            row.Cash.Yuan,
        ];
    }
}
