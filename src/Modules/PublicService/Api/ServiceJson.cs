using System.Text.Json;
using System.Text.Json.Nodes;
using Mingsuan.Law.Compiling;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.PublicService.Consulting;
using Mingsuan.PublicService.Duties;
using Mingsuan.PublicService.Publishing;
using Mingsuan.PublicService.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService.Api;

/// <summary>公共服务的 JSON — what the public is told, and what more an officer is.</summary>
internal static class ServiceJson
{
    /// <summary>A publication as anybody may read it; officers' names stay within.</summary>
    public static JsonObject Of(WholePublication whole, LawLoad law, DateOnly on)
    {
        var row = whole.Publication;
        var question = row.Kind == PublicationKind.Question;
        var json = new JsonObject
        {
            ["id"] = WireId.Encode(row.Id),
            ["area"] = row.Area,
            ["office"] = row.Office,
            [question ? "question" : "title"] = row.Title,
            [question ? "answer" : "text"] = row.Text,
            ["from"] = StaffDesk.Text(row.EffectiveOn),
            ["to"] = row.EffectiveTo is { } to ? StaffDesk.Text(to) : null,
            ["state"] = Word(row.State),
            ["publishedAt"] = Text(row.PublishedAt),
            ["withdrawnAt"] = Text(row.WithdrawnAt),
            ["withdrawnReason"] = row.WithdrawnReason,
        };
        if (question)
        {
            json["toCheck"] = Citation.ToCheck(law, whole.Clauses, on);
            json["clauses"] = List(whole.Clauses, one => new JsonObject
            {
                ["documentId"] = one.DocumentId,
                ["document"] = one.Document,
                ["article"] = one.Article,
                ["standing"] = Word(Citation.On(law, one.DocumentId, one.Anchor, on)),
            });
        }

        return json;
    }

    /// <summary>What an asker is given at once.</summary>
    public static JsonObject Asked(Consultation row) => new()
    {
        ["number"] = row.Number,
        ["askedAt"] = Text(row.AskedAt),
    };

    /// <summary>A consultation as its asker reads it: the role of who answered, no name.</summary>
    public static JsonObject Of(WholeConsultation whole) => new()
    {
        ["number"] = whole.Ticket.Number,
        ["area"] = whole.Ticket.Area,
        ["topic"] = whole.Words.Topic.Plain,
        ["group"] = AskedQuestion.Word(whole.Ticket.Group),
        ["question"] = whole.Words.Question.Plain,
        ["askedAt"] = Text(whole.Ticket.AskedAt),
        ["answer"] = whole.Ticket.Answer,
        ["answeredByRole"] = whole.Ticket.AnsweredRole,
        ["answeredAt"] = Text(whole.Ticket.AnsweredAt),
    };

    /// <summary>A consultation as who answers it reads it.</summary>
    public static JsonObject ForDesk(WholeConsultation whole)
    {
        var json = Of(whole);
        (json["name"], json["contact"]) = (whole.Words.Name.Plain, whole.Words.Contact.Plain);
        json["answeredBy"] = whole.Ticket.AnsweredBy;
        return json;
    }

    /// <summary>A duty as the institution's own list has it.</summary>
    public static JsonObject Of(Duty row) => new()
    {
        ["id"] = WireId.Encode(row.DutyId),
        ["practitioner"] = row.Practitioner,
        ["kind"] = row.Kind,
        ["from"] = Text(row.StartsAt),
        ["to"] = Text(row.EndsAt),
    };

    /// <summary>A day's list of an institution, as who oversees it reads it.</summary>
    public static JsonObject Of(DutyDay day) => new()
    {
        ["institution"] = day.Institution.Code,
        ["name"] = day.Institution.Name,
        ["duties"] = List(day.Duties, Of),
        ["gaps"] = Gaps(day.Gaps),
    };

    /// <summary>What the public is told of a duty list.</summary>
    public static JsonObject Of(PublicDuty duty) => new()
    {
        ["kept"] = duty.IsKept,
        ["now"] = List(duty.Now, one => new JsonObject { ["kind"] = one.Kind, ["until"] = Text(one.Until) }),
        ["gaps"] = Gaps(duty.Gaps),
    };

    public static JsonArray Gaps(IEnumerable<Stretch> gaps) => List(
        gaps, one => new JsonObject { ["from"] = Text(one.From), ["to"] = Text(one.To) });

    public static JsonArray List<T>(IEnumerable<T> rows, Func<T, JsonNode> json) => new([.. rows.Select(json)]);

    private static string? Text(DateTime? instant) => instant is { } at ? BeijingTime.Text(at) : null;

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
