using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Agreements.Books;
using Mingsuan.Agreements.Life;
using Mingsuan.Agreements.Signing;
using Mingsuan.Agreements.Terms;
using Mingsuan.Contracts.Registry;
using Mingsuan.Law.Exchange;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Policy;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Agreements.Api;

/// <summary>
/// 申请的写法 — an application as answers write it: where it stands, what is due, its ticket, text and timeline.
/// </summary>
internal static class ApplicationJson
{
    public static JsonObject Of(
        LawSnapshot law, TermSheet sheet, InstitutionFacts physical, InstitutionLife life, Guid id, DateOnly asOf)
    {
        var one = life.Applications[id];
        return new JsonObject
        {
            ["id"] = WireId.Encode(one.Id),
            ["institution"] = physical.Code,
            ["step"] = Word(one.Step),
            ["withMain"] = one.WithMain,
            ["renews"] = one.Renews is { } renewed ? WireId.Encode(renewed) : null,
            ["openedAt"] = BeijingTime.Text(one.OpenedAt),
            ["pieces"] = Pieces(sheet, one),
            ["missing"] = Texts(one.Missing),
            ["complete"] = one.IsConfirmed,
            ["due"] = one.Running is { } leg ? DueOf(law, Due.Of(law, physical.Admdvs, leg, asOf)) : null,
            ["steps"] = new JsonArray(
                [.. one.Legs.Select(each => (JsonNode)DueOf(law, Due.Of(law, physical.Admdvs, each, asOf)))]),
            ["failedOn"] = Day(one.FailedOn),
            ["servedOn"] = Day(one.ServedOn),
            ["firstAgain"] = one.ServedOn is { } served
                ? Day(Due.FirstAgain(law, physical.Admdvs, served))
                : null,
            ["notices"] = new JsonArray([.. one.Notices.Select(notice => (JsonNode)new JsonObject
            {
                ["on"] = StaffDesk.Text(notice.On),
                ["items"] = Items(notice.Items),
            })]),
            ["oneTimeViolated"] = Items(one.Violations),
            ["ticket"] = TicketOf(sheet, one),
            ["run"] = one.Run,
            ["report"] = one.Report,
            ["draft"] = DraftOf(one),
            ["agreement"] = one.Agreement is { } agreement ? WireId.Encode(agreement) : null,
            ["timeline"] = Timeline(life, id),
        };
    }

    /// <summary>期限 — the last day, what is left, who is late since when, what follows, and the clause.</summary>
    public static JsonObject DueOf(LawSnapshot law, Due due) => new()
    {
        ["step"] = due.Leg.Clock,
        ["from"] = StaffDesk.Text(due.Leg.From),
        ["doneOn"] = Day(due.Leg.Done),
        ["on"] = Day(due.On),
        ["daysLeft"] = due.DaysLeft,
        ["workingDaysLeft"] = due.WorkingDaysLeft,
        ["lateSince"] = Day(due.LateSince),
        ["late"] = due.IsLate ? ClockSteps.IsInstitutions(due.Leg.Clock) ? "institution" : "agency" : null,
        ["lapse"] = due.Lapse is { } lapse ? JsonNamingPolicy.CamelCase.ConvertName(lapse.ToString()) : null,
        ["unknown"] = due.Unknown is { } unknown
            ? new JsonObject { ["code"] = unknown.Code, ["year"] = unknown.Parameters["year"] }
            : null,
        ["clause"] = due.HasClock ? Answers.Clause(law, due.ClauseId) : null,
    };

    /// <summary>经过 — the events of an application or an agreement, in their order.</summary>
    public static JsonArray Timeline(InstitutionLife life, Guid stream) => new([.. life.Of(stream).Select(dated =>
    {
        var json = LifeStore.Json(dated.Event);
        json["seq"] = dated.Seq;
        json["at"] = BeijingTime.Text(dated.At);
        json["actor"] = dated.Actor;
        return (JsonNode)json;
    })]);

    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static string? Day(DateOnly? day) => day is { } known ? StaffDesk.Text(known) : null;

    private static JsonArray Pieces(TermSheet sheet, Application one) =>
        new([.. one.Required.Select(key => (JsonNode)new JsonObject
        {
            ["key"] = key,
            ["title"] = sheet.Pieces.FirstOrDefault(piece => piece.Key == key)?.Title ?? key,
            ["name"] = one.Pieces.GetValueOrDefault(key)?.Name,
            ["digest"] = one.Pieces.GetValueOrDefault(key)?.Digest,
            ["wanting"] = one.Wanting.Contains(key),
        })]);

    private static JsonObject? TicketOf(TermSheet sheet, Application one) => one.Ticket is not { } ticket
        ? null
        : new JsonObject
        {
            ["owner"] = ticket.Owner,
            ["note"] = ticket.Note,
            ["items"] = new JsonArray([.. ticket.Checklist.Select(key => (JsonNode)new JsonObject
            {
                ["key"] = key,
                ["title"] = sheet.Checklist.FirstOrDefault(item => item.Key == key)?.Title ?? key,
                ["done"] = ticket.Done.ContainsKey(key),
                ["doneAt"] = ticket.Done.TryGetValue(key, out var at) ? BeijingTime.Text(at) : null,
            })]),
        };

    private static JsonObject? DraftOf(Application one) => one.Draft is not { } draft
        ? null
        : new JsonObject
        {
            ["text"] = draft.Text,
            ["digest"] = draft.Digest,
            ["to"] = Day(draft.To),
            ["statement"] = SigningDesk.Statement(one.Id, draft.Digest),
            ["institution"] = Side(one.ByInstitution),
            ["agency"] = Side(one.ByAgency),
        };

    private static JsonObject? Side(KeptSignature? kept) => kept is null ? null : new JsonObject
    {
        ["by"] = kept.By,
        ["at"] = BeijingTime.Text(kept.At),
        ["publicKey"] = kept.PublicKey,
        ["signature"] = kept.Signature,
    };

    private static JsonArray Items(IEnumerable<NoticeItem> items) =>
        new([.. items.Select(item => (JsonNode)new JsonObject { ["piece"] = item.Piece, ["item"] = item.Text })]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
