using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Trail;
using Mingsuan.Settlement.Bench.Settling;
using Npgsql;

namespace Mingsuan.Settlement.Bench.Growing;

/// <summary>One entry of the template's chain with its payload opened.</summary>
internal sealed record TemplateEntry(TrailEntry Entry, string Payload);

/// <summary>
/// A person's one settlement as it lies in the database: every row as COPY writes it, and the chain opened. A copy for
/// another person is the same text under other ids, sealed and chained anew.
/// </summary>
internal sealed class SeedTemplate
{
    private const string SettlementPrefix = "0f000000-0000-7000-8000-";
    private const string MsgidColumns = "H53230100002";

    /// <summary>In an order that no foreign key minds.</summary>
    private static readonly string[] Tables =
    [
        "platform_person_anchor", "visits_visit", "settlement_fee_line", "settlement_settlement",
        "settlement_settled_line", "settlement_ledger_entry", "settlement_accumulator", "settlement_account",
        "platform_batch_claim", "platform_claim",
    ];

    private readonly IReadOnlyList<string> answers;
    private readonly (string Old, Func<long, string> New)[] names;

    private SeedTemplate(
        Errand errand,
        string settlement,
        IReadOnlyList<TemplateEntry> chain,
        IReadOnlyDictionary<string, string> rows,
        IReadOnlyList<string> answers)
    {
        this.answers = answers;
        Chain = chain;
        Rows = rows;
        var (person, visit) = (Ids.Person(errand.Person).ToString("D"), Ids.Visit(errand.Visit).ToString("D"));
        names =
        [
            (person, number => Ids.PersonPrefix + Text(number)),
            (visit, number => Ids.VisitPrefix + Text(number)),
            (settlement, number => SettlementPrefix + Text(number)),
            (Wire(person), number => Wire(Ids.PersonPrefix + Text(number))),
            (Wire(visit), number => Wire(Ids.VisitPrefix + Text(number))),
            (Wire(settlement), number => Wire(SettlementPrefix + Text(number))),
        ];
    }

    public IReadOnlyList<TemplateEntry> Chain { get; }

    /// <summary>By table, in an order that may be written.</summary>
    public IReadOnlyDictionary<string, string> Rows { get; }

    public static async Task<SeedTemplate> ReadAsync(
        Stage stage, string database, MingsuanDb db, PlatformKeys keys, Errand errand)
    {
        var person = Ids.Person(errand.Person);
        var settlement = await stage.ScalarAsync<Guid>(
            database, $"select settlement_id from settlement_settlement where person_id = '{person}'");
        var rows = new Dictionary<string, string>();
        await using var connection = new NpgsqlConnection(stage.ConnectionTo(database));
        await connection.OpenAsync();
        foreach (var table in Tables)
        {
            var which = table == "visits_visit" ? $" and visit_id = '{Ids.Visit(errand.Visit)}'" : "";
            using var reader = await connection.BeginTextExportAsync(
                $"copy (select * from {table} where person_id = '{person}'{which}) to stdout");
            rows[table] = await reader.ReadToEndAsync();
        }

        var answers = await db.Set<RequestClaim>().AsNoTracking().Where(one => one.PersonId == person)
            .Select(one => one.Result).ToListAsync();
        return new(errand, settlement.ToString("D"), await ChainAsync(db, keys, person), rows, answers);
    }

    /// <summary>The text with another person's ids and message numbers in it.</summary>
    public string Renamed(string text, long number)
    {
        var renamed = new StringBuilder(text);
        foreach (var (old, to) in names)
        {
            renamed.Replace(old, to(number));
        }

        // Message numbers: the template's end is the bench's count, a copy's the person's number.
        foreach (var entry in Msgids(Chain))
        {
            renamed.Replace(entry, MsgidColumns + "9" + entry[^5..] + Text(number));
        }

        return renamed.ToString();
    }

    /// <summary>A payload renamed, and what it holds of stored answers is held of the renamed ones.</summary>
    public string RenamedPayload(string payload, long number)
    {
        var renamed = new StringBuilder(Renamed(payload, number));
        foreach (var answer in answers)
        {
            renamed.Replace(ProvenRecords.Shortened(answer), ProvenRecords.Shortened(Renamed(answer, number)));
        }

        return renamed.ToString();
    }

    private static IEnumerable<string> Msgids(IReadOnlyList<TemplateEntry> chain) => chain
        .Select(one => one.Payload.IndexOf(MsgidColumns, StringComparison.Ordinal) is >= 0 and var at
            ? MsgidAt(one.Payload)
            : "")
        .Where(msgid => msgid.Length > 0)
        .Distinct();

    private static string MsgidAt(string payload)
    {
        const string member = "\"msgid\":\"";
        const int length = 30;
        var at = payload.IndexOf(member, StringComparison.Ordinal) + member.Length;
        return payload.Substring(at, length);
    }

    private static async Task<List<TemplateEntry>> ChainAsync(MingsuanDb db, PlatformKeys keys, Guid person)
    {
        var key = await db.Set<TrailSubjectKey>().AsNoTracking().SingleAsync(one => one.PersonId == person);
        var opened = keys.Unwrap(key.Wrapped!, key.Context())!;
        var payloads = await db.Set<TrailPersonPayload>().AsNoTracking()
            .Where(one => one.PersonId == person).ToDictionaryAsync(one => one.PayloadId);
        var entries = await db.Set<TrailPersonEntry>().AsNoTracking()
            .Where(one => one.PersonId == person).OrderBy(one => one.Seq).ToListAsync();
        return entries.ConvertAll(row =>
        {
            var body = payloads[row.PayloadRef].Open(opened)!;
            return new TemplateEntry(row.Entry(), Encoding.UTF8.GetString(body.AsSpan(Commitment.SaltSize)));
        });
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Wire(string id) => WireId.Encode(Guid.ParseExact(id, "D"));
}
