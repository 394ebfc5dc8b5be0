using System.Text.Json.Nodes;
using Mingsuan.Platform.Http;
using Mingsuan.PublicService.Consulting;
using Mingsuan.PublicService.Publishing;
using Mingsuan.PublicService.Rows;

namespace Mingsuan.PublicService.Api;

/// <summary>文稿字段 — how a draft is read from a body or a form.</summary>
internal static class Drafts
{
    public const int LongestReason = 500;

    /// <summary>A draft of a kind; its fault is the reader's.</summary>
    public static DraftText Of(PublicationKind kind, WireReader input)
    {
        var question = kind == PublicationKind.Question;
        _ = input.RequiredText("from", 10);
        var clauses = question
            ? input.Objects("clauses").Select(one => new CitedClause(
                one.RequiredText("document", 200), one.RequiredText("article", 200))).ToList()
            : [];
        if (clauses.Count > PublicationBook.MostClauses)
        {
            input.Reject("clauses");
        }

        return new(
            kind,
            input.RequiredText("area", 6),
            AskedQuestion.Plain(input, question ? "question" : "title", Publication.LongestTitle),
            AskedQuestion.Plain(input, question ? "answer" : "text", Publication.LongestText),
            input.Day("from") ?? default,
            input.Day("to"),
            clauses);
    }

    /// <summary>Clauses written on a page: one a line, document and article divided by a bar.</summary>
    public static JsonArray Clauses(string text)
    {
        var clauses = new JsonArray();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(['|', '\uFF5C'], 2, StringSplitOptions.TrimEntries);
            clauses.Add(new JsonObject { ["document"] = parts[0], ["article"] = parts.Length > 1 ? parts[1] : "" });
        }

        return clauses;
    }
}
