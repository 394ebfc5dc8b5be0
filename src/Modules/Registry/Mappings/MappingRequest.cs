using System.Text.Json.Nodes;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;

namespace Mingsuan.Registry.Mappings;

/// <summary>3301 的一行 — one mapping as read; both spellings of a key are taken. (nhsa §10)</summary>
internal sealed record MappingRequest(
    string OwnCode,
    string OwnName,
    string ListType,
    string MedListCodg,
    DateOnly From,
    DateOnly? To,
    string Details)
{
    /// <summary>2204 allows an own code of 150 characters, more than 3301 is said to.</summary>
    public const int LongestCode = 150;

    private const int MostRows = 500;

    /// <summary>Fields that are kept as they came: nothing is decided by them.</summary>
    private static readonly (string Name, string Other, int Limit)[] Kept =
    [
        ("aprvno", "aprvNo", 100), ("dosform", "dosForm", 200), ("exct_cont", "exctCont", 2000),
        ("item_cont", "itemCont", 2000), ("prcunt", "prcUnt", 100), ("spec", "spec", 500),
        ("pacspec", "pacSpec", 500), ("memo", "memo", 500),
    ];

    /// <summary>Reads one mapping, or several where a client sends a list; a fault says what is wrong.</summary>
    public static (IReadOnlyList<MappingRequest> Rows, WireFault? Fault) Read(InfnoCall call)
    {
        var whole = new WireReader(call.Input);
        var rows = whole.Objects(whole.Has("data") ? "data" : "catalogcompin");
        if (rows.Count is 0 or > MostRows)
        {
            var code = rows.Count == 0 ? WireFault.Missing : WireFault.Malformed;
            return ([], whole.Fault ?? new WireFault(code, "data"));
        }

        var read = rows.Select(Row).ToList();
        return (read, whole.Fault);
    }

    private static MappingRequest Row(WireReader row)
    {
        var details = new JsonObject();
        foreach (var (name, other, limit) in Kept)
        {
            if ((row.Text(name, limit) ?? row.Text(other, limit)) is { } text)
            {
                details[name] = text;
            }
        }

        return new(
            Required(row, "fixmedins_hilist_id", "fixmedinsHilistId", LongestCode),
            Required(row, "fixmedins_hilist_name", "fixmedinsHilistName", 200),
            MappingKind.Read(row),
            Required(row, "med_list_codg", "medListCodg", 50),
            BeijingTime.Day(row.RequiredInstant("begndate")),
            row.Day("enddate"),
            WireJson.Canonical(details));
    }

    internal static string Required(WireReader row, string name, string other, int limit) =>
        row.Text(name, limit) ?? row.Text(other, limit) ?? row.RequiredText(name, limit);
}

/// <summary>目录类别 — the national kinds of list; another is refused.</summary>
internal static class MappingKind
{
    private static readonly string[] National = ["101", "102", "103", "104", "201", "301"];

    public static string Read(WireReader row)
    {
        var kind = MappingRequest.Required(row, "list_type", "listType", 6);
        if (kind.Length > 0 && !National.Contains(kind))
        {
            row.Reject("list_type");
        }

        return kind;
    }
}
