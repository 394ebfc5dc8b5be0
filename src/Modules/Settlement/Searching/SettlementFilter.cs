using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.Platform.Time;
using Mingsuan.Policy.Primitives;
using Mingsuan.Settlement.Rows;

namespace Mingsuan.Settlement.Searching;

/// <summary>
/// 查询条件 — what is asked of settlements; every part may be absent. Days are Beijing days, both included.
/// </summary>
internal sealed record SettlementFilter
{
    public const string Standing = "standing";
    public const string ReversedState = "reversed";
    public const string ReversalState = "reversal";
    private static readonly string[] States = [Standing, ReversedState, ReversalState];
    private static readonly string[] Channels = ["internet", "offline"];
    private static readonly string[] Routes = [SettlementRow.Network, SettlementRow.Manual];

    /// <summary>定点医药机构编号.</summary>
    public string? Institution { get; init; }

    /// <summary>人员编号.</summary>
    public string? PsnNo { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public string? Channel { get; init; }

    public string? State { get; init; }

    public string? Route { get; init; }

    public Money? LeastFee { get; init; }

    public Money? MostFee { get; init; }

    /// <summary>Why no fund pays one of its lines.</summary>
    public string? Code { get; init; }

    /// <summary>The filter of named texts, and the name of the first one that cannot be read.</summary>
    public static (SettlementFilter Filter, string? Fault) Read(Func<string, string?> asked)
    {
        var texts = new JsonObject();
        foreach (var name in (string[])
            ["institution", "psn_no", "from", "to", "channel", "state", "route", "leastFee", "mostFee", "code"])
        {
            texts[name] = asked(name);
        }

        var input = new WireReader(texts);
        var filter = new SettlementFilter
        {
            Institution = input.Text("institution", 12),
            PsnNo = input.Text("psn_no", 30),
            From = input.Day("from"),
            To = input.Day("to"),
            Channel = Word(input, "channel", Channels),
            State = Word(input, "state", States),
            Route = Word(input, "route", Routes),
            LeastFee = Amount(input, "leastFee"),
            MostFee = Amount(input, "mostFee"),
            Code = input.Text("code", 32),
        };
        return (filter, input.Fault?.Field);
    }

    /// <summary>The filter as an export keeps it, which reads back as the same filter.</summary>
    public JsonObject Json() => new()
    {
        ["institution"] = Institution,
        ["psn_no"] = PsnNo,
        ["from"] = Text(From),
        ["to"] = Text(To),
        ["channel"] = Channel,
        ["state"] = State,
        ["route"] = Route,
        ["leastFee"] = LeastFee?.ToString(),
        ["mostFee"] = MostFee?.ToString(),
        ["code"] = Code,
    };

    /// <summary>The settlements that fit; the institution and the person were looked up before.</summary>
    public IQueryable<SettlementRow> Apply(MingsuanDb db, Guid? inst, Guid? person)
    {
        var rows = db.Set<SettlementRow>().AsNoTracking();
        rows = inst is { } of ? rows.Where(row => row.InstId == of) : rows;
        rows = person is { } who ? rows.Where(row => row.PersonId == who) : rows;
        rows = From is { } from ? Since(rows, BeijingTime.StartOf(from)) : rows;
        rows = To is { } to ? Before(rows, BeijingTime.StartOf(to.AddDays(1))) : rows;
        rows = Channel is { } channel ? rows.Where(row => row.Channel == channel) : rows;
        rows = Route is { } route ? rows.Where(row => row.Route == route) : rows;
        rows = State switch
        {
            Standing => rows.Where(row => row.Reverses == null && row.ReversedBy == null),
            ReversedState => rows.Where(row => row.ReversedBy != null),
            ReversalState => rows.Where(row => row.Reverses != null),
            _ => rows,
        };
        rows = LeastFee is { } least ? rows.Where(row => row.Fee >= least) : rows;
        rows = MostFee is { } most ? rows.Where(row => row.Fee <= most) : rows;
        return Code is { } code
            ? rows.Where(row => db.Set<SettledLine>().Any(line =>
                line.PersonId == row.PersonId && line.SettlementId == row.SettlementId && line.Code == code))
            : rows;
    }

    private static IQueryable<SettlementRow> Since(IQueryable<SettlementRow> rows, DateTime instant) =>
        rows.Where(row => row.SettledAt >= instant);

    private static IQueryable<SettlementRow> Before(IQueryable<SettlementRow> rows, DateTime instant) =>
        rows.Where(row => row.SettledAt < instant);

    private static string? Word(WireReader input, string name, string[] words)
    {
        var word = input.Text(name, 16);
        if (word is not null && !words.Contains(word))
        {
            input.Reject(name);
        }

        return word;
    }

    private static Money? Amount(WireReader input, string name)
    {
        if (input.Number(name) is not { } yuan)
        {
            return null;
        }

        if (decimal.Abs(yuan) >= 1_000_000_000m || decimal.Round(yuan, 2) != yuan)
        {
            input.Reject(name);
            return null;
        }

        return Money.FromYuan(yuan);
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>翻页位置 — the last settlement of a page; the next page begins after it, the latest first.</summary>
internal readonly record struct PageKey(DateTime SettledAt, Guid SettlementId)
{
    public static PageKey Of(SettlementRow row) => new(row.SettledAt, row.SettlementId);

    /// <summary>The key of a text that <see cref="ToString"/> gave, or none.</summary>
    public static PageKey? Read(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 2 && WireId.TryDecode(parts[1], out var id, out _) &&
            long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) &&
            ticks < DateTime.MaxValue.Ticks
            ? new PageKey(new DateTime(ticks, DateTimeKind.Utc), id)
            : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{SettledAt.Ticks}.{WireId.Encode(SettlementId)}");
}
