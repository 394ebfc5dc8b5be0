using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Contracts.Registry;
using Mingsuan.Contracts.Visits;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;
using Mingsuan.Prices.Filing;
using Mingsuan.Prices.Including;
using Mingsuan.Prices.Notices;
using Mingsuan.Prices.Proposing;
using Mingsuan.Prices.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Desks;

/// <summary>医疗机构的价格接口 — filings, notices, mappings and consents of the officer's own institution.</summary>
internal static class HospitalApi
{
    public static void Map(DeskGroup group)
    {
        group.Of("POST", "/prices/filings", "H-PRF", FileAsync);
        group.Of("GET", "/prices/filings", "H-PRFQ", asked => ListAsync<FilingBook, PriceFiling>(
            asked, (book, ct) => book.OfAsync(asked.Inst, ct), PriceJson.Of));
        group.Of("POST", "/prices/notices", "H-PRN", PublishAsync);
        group.Of("GET", "/prices/notices", "H-PRNQ", asked => ListAsync<NoticeBook, PriceNotice>(
            asked, (book, ct) => book.VersionsAsync(asked.Inst, ct), PriceJson.Of));
        group.Of("POST", "/prices/inclusions", "H-PRI", IncludeAsync);
        group.Of("GET", "/prices/inclusions", "H-PRIQ", asked => ListAsync<InclusionBook, InclusionFiling>(
            asked, (book, ct) => book.OfAsync(asked.Inst, ct), PriceJson.Of));
        group.Of("POST", "/consents", "H-CON", ConsentAsync);
        group.Of("GET", "/consents", "H-CONQ", ConsentsAsync);
    }

    /// <summary>A price file from a body or a form; its fault is the reader's.</summary>
    internal static FilingInput Filing(WireReader input) => new(
        input.RequiredText("item", 50),
        input.RequiredText("name", 200),
        input.RequiredText("unit", 20),
        input.Word<FiledPriceKind>("kind"),
        input.Amount("price"),
        input.Amount("cost"),
        input.RequiredText("costBasis", ProposalBook.LongestText),
        input.RequiredDay("effectiveOn"));

    /// <summary>A mapping of an online item from a body or a form.</summary>
    internal static InclusionInput Inclusion(WireReader input) => new(
        input.RequiredText("item", 50),
        input.RequiredText("offlineItem", 50),
        input.RequiredText("content", ProposalBook.LongestText),
        input.Amount("price"),
        input.RequiredDay("effectiveOn"));

    /// <summary>The items of a notice; what one leaves out, the operation tells by name.</summary>
    internal static IReadOnlyList<NoticeInput> Lines(WireReader input)
    {
        var lines = input.Objects("lines").Select(line => new NoticeInput(
            line.RequiredText("item", 50),
            line.RequiredText("name", 200),
            line.RequiredText("unit", 20),
            line.Text("content", 500),
            line.AmountIfAny("price"),
            line.Text("policy", 500))).ToList();
        if (lines.Count is 0 or > NoticeBook.MostLines || lines.DistinctBy(line => line.Item).Count() < lines.Count)
        {
            input.Reject("lines");
        }

        return lines;
    }

    private static async Task<IResult> FileAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var filing = Filing(input);
        return body is null || input.Fault is not null
            ? asked.Bad(input.Fault?.Field ?? "item")
            : await asked.OnceAsync(asked.Inst, body, async ct => (await asked.Service<FilingBook>().FileAsync(
                asked.Institution!, filing, asked.Officer.Name, ct)).Passed(PriceJson.Of));
    }

    private static async Task<IResult> PublishAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var (from, lines) = (input.RequiredDay("effectiveOn"), Lines(input));
        return body is null || input.Fault is not null
            ? asked.Bad(input.Fault?.Field ?? "lines")
            : await asked.OnceAsync(asked.Inst, body, async ct => (await asked.Service<NoticeBook>().PublishAsync(
                asked.Institution!, lines, from, asked.Officer.Name, ct)).Passed(PriceJson.Of));
    }

    private static async Task<IResult> IncludeAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var inclusion = Inclusion(input);
        return body is null || input.Fault is not null
            ? asked.Bad(input.Fault?.Field ?? "item")
            : await asked.OnceAsync(asked.Inst, body, async ct => (await asked.Service<InclusionBook>().FileAsync(
                asked.Institution!, inclusion, asked.Officer.Name, ct)).Passed(PriceJson.Of));
    }

    private static async Task<IResult> ConsentAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var notice = input.RequiredNumber("notice");
        var consent = new ConsentInput(
            input.RequiredText("psnNo", 30),
            input.RequiredText("mdtrtId", WireId.Length),
            notice is > 0 and < 1_000_000 ? (int)notice : 0,
            input.OneOf("way", ConsentInput.Ways),
            input.OneOf("confirmedBy", ConsentInput.Confirming),
            input.RequiredInstant("givenAt"));
        if (body is null || input.Fault is not null ||
            consent.GivenAt > asked.Service<TimeProvider>().GetUtcNow().UtcDateTime)
        {
            return asked.Bad(input.Fault?.Field ?? "givenAt");
        }

        return await asked.OnceAsync(asked.Inst, body, async ct =>
        {
            var recorded = await asked.Service<ConsentBook>().RecordAsync(
                asked.Inst, consent, asked.Officer.Name, ct);
            return recorded.Passed(PriceJson.Of) with { Person = recorded.Value?.PersonId };
        });
    }

    private static async Task<IResult> ConsentsAsync(Asked asked)
    {
        var query = asked.Context.Request.Query;
        var person = await asked.Service<IPersonDirectory>().ByNumberAsync(query["psnNo"].ToString(), asked.Stop);
        if (person is null || !WireId.TryDecode(query["mdtrtId"].ToString(), out var id, out _) ||
            await asked.Service<IVisitBook>().FindAsync(person.Id, new(id), asked.Stop) is not { } visit ||
            visit.Institution.Value != asked.Inst)
        {
            return asked.Bad("mdtrtId");
        }

        var rows = await asked.Service<ConsentBook>().OfAsync(person.Id.Value, id, asked.Stop);
        return asked.Desk.Answer(
            asked.Context, asked.Officer, asked.What, BodyFields.List(rows, PriceJson.Of), person.Id);
    }

    private static async Task<IResult> ListAsync<TBook, TRow>(
        Asked asked, Func<TBook, CancellationToken, Task<IReadOnlyList<TRow>>> rows, Func<TRow, JsonNode> json)
        where TBook : notnull =>
        asked.Answer(BodyFields.List(await rows(asked.Service<TBook>(), asked.Stop), json));
}
