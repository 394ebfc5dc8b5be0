using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Infnos;
using Mingsuan.Law;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Prices.Items;
using Mingsuan.Prices.Proposing;
using Mingsuan.Prices.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Desks;

/// <summary>立项接口 — a hospital applies; the city accepts and reviews, the province decides. (CX-5, CX-6)</summary>
internal static class ProposalsApi
{
    private const string One = "/items/proposals/{institution}/{proposal}";

    public static void MapHospital(DeskGroup group)
    {
        group.Of("GET", "/proposals/questions", "H-PROC", QuestionsAsync);
        group.Of("GET", "/proposals/similar", "H-PROS", SimilarAsync);
        group.Of("POST", "/proposals", "H-PROP", ApplyAsync);
        group.Of("GET", "/proposals", "H-PROQ", async asked => asked.Answer(BodyFields.List(
            await asked.Service<ProposalBook>().OfAsync(asked.Inst, asked.Stop), PriceJson.Of)));
    }

    public static void MapBureau(DeskGroup group)
    {
        group.Of("GET", "/items/proposals", "G-PROQ", ListAsync);
        group.Of("GET", One + "/evidence", "G-PROEQ", EvidenceAsync);
        group.Of("GET", One + "/evidence/{place:int}", "G-PROE", ContentAsync);
        group.Of("POST", One + "/acceptance", "G-PROA", AcceptAsync);
        group.Of("POST", One + "/review", "G-PROR", ReviewAsync);
        group.Of("POST", One + "/decision", "G-PROD", DecideAsync);
    }

    /// <summary>An application from a body; its fault is the reader's.</summary>
    internal static ProposalInput Input(WireReader input, JsonObject? body)
    {
        var attachments = input.Objects("evidence").Select(one => new Attachment(
            one.RequiredText("condition", 50), one.RequiredText("name", 200), Content(one))).ToList();
        return new ProposalInput(
            input.RequiredText("name", 200),
            input.RequiredText("scope", ProposalBook.LongestText),
            input.RequiredText("unit", 20),
            input.Word<SourceKind>("source"),
            input.Text("offlineItem", 50),
            input.Text("difference", ProposalBook.LongestText),
            input.Answers(body, "answers"),
            attachments);
    }

    /// <summary>Whether the attachments are more than is kept.</summary>
    internal static bool TooMuch(ProposalInput input) =>
        input.Attachments.Count > ProposalBook.MostAttachments ||
        input.Attachments.Sum(one => one.Content.Length) > ProposalBook.MostBytes;

    internal static Notice SizeRefused => Notice.Of(
        "E-EVIDENCE-SIZE",
        ("limit", ProposalBook.MostBytes.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static byte[] Content(WireReader input)
    {
        var text = input.RequiredText("content", int.MaxValue);
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        if (Convert.TryFromBase64String(text, bytes, out var length) && length > 0)
        {
            return bytes[..length];
        }

        input.Reject("content");
        return [];
    }

    private static Task<IResult> QuestionsAsync(Asked asked)
    {
        var law = asked.Service<LawInForce>().Current;
        var area = law.Jurisdictions.PoolingAreaOf(asked.Institution!.Admdvs);
        return Task.FromResult(asked.Answer(BodyFields.List(
            ProposalRules.Of(law, area, asked.Service<TimeProvider>().Today()), PriceJson.Of)));
    }

    private static async Task<IResult> SimilarAsync(Asked asked)
    {
        var query = asked.Context.Request.Query;
        var (name, scope) = (query["name"].ToString(), query["scope"].ToString());
        if (name.Length is 0 or > 200 || scope.Length > ProposalBook.LongestText ||
            BodyFields.Number(asked.Context, "threshold", Similarity.UsualThreshold, 1000) is not { } threshold)
        {
            return asked.Bad("name");
        }

        return asked.Answer(BodyFields.List(
            await asked.Service<ProposalBook>().SimilarAsync(name, scope, threshold, asked.Stop), PriceJson.Of));
    }

    private static async Task<IResult> ApplyAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var proposal = Input(input, body);
        if (body is null || input.Fault is not null)
        {
            return asked.Bad(input.Fault?.Field ?? "name");
        }

        return TooMuch(proposal)
            ? asked.Refuse(SizeRefused)
            : await asked.OnceAsync(asked.Inst, body, async ct => (await asked.Service<ProposalBook>().ApplyAsync(
                asked.Institution!, proposal, asked.Officer.Name, ct)).Passed(PriceJson.Of));
    }

    private static async Task<IResult> ListAsync(Asked asked)
    {
        var rows = await asked.Service<ProposalBook>().WithinAsync(asked.Officer, asked.Stop);
        var codes = (await asked.Desk.InstitutionsAsync(asked.Officer, asked.Stop))
            .ToDictionary(one => one.Id.Value, one => one.Code);
        return asked.Answer(BodyFields.List(rows, row =>
        {
            var json = PriceJson.Of(row);
            json["institution"] = codes.GetValueOrDefault(row.InstId);
            return json;
        }));
    }

    private static async Task<IResult> EvidenceAsync(Asked asked) =>
        WireId.TryDecode(asked.Route("proposal"), out var id, out _)
            ? asked.Answer(BodyFields.List(
                await asked.Service<ProposalBook>().EvidenceAsync(asked.Inst, id, asked.Stop), PriceJson.Of))
            : asked.Bad("proposal");

    private static async Task<IResult> ContentAsync(Asked asked)
    {
        if (!WireId.TryDecode(asked.Route("proposal"), out var id, out _))
        {
            return asked.Bad("proposal");
        }

        var place = int.Parse(asked.Route("place"), System.Globalization.CultureInfo.InvariantCulture);
        if (await asked.Service<ProposalBook>().ContentAsync(asked.Inst, id, place, asked.Stop) is not { } found)
        {
            return asked.Refuse(Notice.Of("E-EVIDENCE-UNKNOWN"));
        }

        // As an unnamed file to be saved: what a hospital handed in is never shown as a page of ours.
        asked.Desk.Note(asked.Context, asked.Officer, asked.What, "ok", null);
        return Results.File(found.Content, "application/octet-stream", found.Known.Name);
    }

    private static Task<IResult> AcceptAsync(Asked asked) => OneAsync(
        asked, (id, _, _, ct) => asked.Service<ProposalBook>().AcceptAsync(asked.Inst, id, asked.Officer, ct));

    private static Task<IResult> ReviewAsync(Asked asked) => OneAsync(asked, (id, input, body, ct) =>
    {
        var answers = input.Answers(body, "answers");
        return input.Fault is not null
            ? null
            : asked.Service<ProposalBook>().ReviewAsync(asked.Inst, id, answers, asked.Officer, ct);
    });

    private static Task<IResult> DecideAsync(Asked asked) => OneAsync(asked, (id, input, _, ct) =>
    {
        var (approval, document) = (Approval(input), input.RequiredText("document", 100));
        var reason = input.Text("reason", 500);
        return input.Fault is not null
            ? null
            : asked.Service<ProposalBook>().DecideAsync(
                asked.Inst, id, approval, document, reason, asked.Officer, ct);
    });

    /// <summary>What is approved, with the code that it gets; none where it is rejected.</summary>
    internal static ItemApproval? Approval(WireReader input) => input.Flag("approves")
        ? new ItemApproval(input.RequiredText("code", 50), input.DayIfAny("trialUntil"), input.AmountIfAny("ceiling"))
        : null;

    private static async Task<IResult> OneAsync(
        Asked asked,
        Func<Guid, WireReader, JsonObject, CancellationToken, Task<Found<Proposal>>?> step)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        if (body is null || !WireId.TryDecode(asked.Route("proposal"), out var id, out _))
        {
            return asked.Bad("proposal");
        }

        // Read once outside, so that a body that cannot be read is no attempt at a decision.
        body["of"] = asked.Route("proposal");
        var input = new WireReader(body);
        string? fault = null;
        var answer = await asked.OnceAsync(asked.Inst, body, async ct =>
        {
            if (step(id, input, body, ct) is { } running)
            {
                return (await running).Passed(PriceJson.Of);
            }

            fault = input.Fault!.Field;
            return DeskAnswer.Refuse("E-FIELD-FORMAT", ("field", fault));
        });
        return fault is null ? answer : asked.Bad(fault);
    }
}
