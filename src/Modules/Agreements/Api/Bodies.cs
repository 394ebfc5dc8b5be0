using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Terms;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law;
using Mingsuan.Law.Texts;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Agreements.Api;

/// <summary>请求与答复 — what the questions about applications and agreements share.</summary>
internal static class Bodies
{
    public const int LongestText = 500;
    public const int LongestName = 200;
    public const int MostItems = 100;
    public const int LongestKey = 40;
    private const int DigestLength = 64;

    /// <summary>The parameters of a refusal that hold keys of the sheet; people read titles.</summary>
    private static readonly string[] Keyed = ["parts", "items", "item", "piece", "indicators"];

    public static async Task<IResult> WriteAsync(
        Asked asked, Func<WireReader, JsonObject, Func<CancellationToken, Task<DeskAnswer>>?> read)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        if (body is null)
        {
            return asked.Bad("body");
        }

        var input = new WireReader(body);
        var work = read(input, body);
        if (work is null || input.Fault is not null)
        {
            return asked.Bad(input.Fault?.Field ?? "body");
        }

        body["route"] = asked.Context.Request.Path.Value;
        return await asked.OnceAsync(asked.Inst, body, work);
    }

    public static Task<IResult> WriteAsync(
        Asked asked, Func<WireReader, Func<CancellationToken, Task<DeskAnswer>>?> read) =>
        WriteAsync(asked, (input, _) => read(input));

    /// <summary>A flag that must be there.</summary>
    public static bool? Flag(WireReader input, string name)
    {
        var word = input.RequiredText(name, 5);
        if (word is not ("true" or "false"))
        {
            input.Reject(name);
            return null;
        }

        return word == "true";
    }

    /// <summary>The items of a notice: which piece, and what of it.</summary>
    public static IReadOnlyList<NoticeItem> Items(WireReader input)
    {
        var items = input.Objects("items")
            .Select(one => new NoticeItem(
                one.RequiredText("piece", LongestKey), one.RequiredText("item", LongestText)))
            .ToList();
        if (items.Count > MostItems)
        {
            input.Reject("items");
        }

        return items;
    }

    /// <summary>Pieces with the SM3 digest of their content, in hex.</summary>
    public static IReadOnlyList<Piece> Pieces(WireReader input)
    {
        var pieces = input.Objects("pieces").Select(one => new Piece(
            one.RequiredText("key", LongestKey),
            one.RequiredText("name", LongestName),
            one.RequiredText("digest", DigestLength))).ToList();
        if (pieces.Exists(piece => !IsDigest(piece.Digest)) ||
            pieces.Select(piece => piece.Key).Distinct().Count() != pieces.Count)
        {
            input.Reject("pieces");
        }

        return pieces;
    }

    private static bool IsDigest(string text) =>
        text.Length == DigestLength && text.All(char.IsAsciiHexDigitLower);

    public static Guid Id(string text) => WireId.TryDecode(text, out var id, out _) ? id : Guid.Empty;

    /// <summary>An application after a command, or the refusal with titles in place of keys.</summary>
    public static DeskAnswer Answer(IServiceProvider services, InstitutionFacts physical, Guid id, Done done)
    {
        var desk = services.GetRequiredService<ApplicationDesk>();
        return done.Life is { } life
            ? DeskAnswer.Of(ApplicationJson.Of(
                services.GetRequiredService<LawInForce>().Current,
                desk.Sheet(physical),
                physical,
                life,
                id,
                services.GetRequiredService<TimeProvider>().Today()))
            : new DeskAnswer(null, Titled(desk.Sheet(physical), done.Refusal!));
    }

    /// <summary>A refusal as people read it.</summary>
    public static Notice Titled(TermSheet sheet, Notice refusal)
    {
        var titles = sheet.Parts.Concat(sheet.Pieces).Concat(sheet.Checklist)
            .Select(one => (one.Key, one.Title))
            .Concat(sheet.Appraisal.Indicators.Select(one => (one.Key, one.Title)))
            .ToLookup(one => one.Key, one => one.Title);
        var comma = Wording.Of("punctuation.comma");
        return refusal with
        {
            Parameters = refusal.Parameters.ToDictionary(
                pair => pair.Key,
                pair => Keyed.Contains(pair.Key)
                    ? string.Join(comma, pair.Value.Split(", ").Select(key => titles[key].FirstOrDefault() ?? key))
                    : pair.Value,
                StringComparer.Ordinal),
        };
    }
}
