using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mingsuan.Law;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Time;
using Mingsuan.Platform.Trail;
using Mingsuan.Prices.Filing;
using Mingsuan.Prices.Including;
using Mingsuan.Prices.Items;
using Mingsuan.Prices.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Prices.Desks;

/// <summary>
/// 医保行政的项目接口 — the register of items, their life, decisions on payment, and the bureau's share of filings.
/// </summary>
internal static class BureauApi
{
    private const int MostAhead = 3650;

    public static void Map(DeskGroup group)
    {
        group.Of("GET", "/items", "G-ITQ", async asked => asked.Answer(BodyFields.List(
            await asked.Service<ItemBook>().ItemsAsync(asked.Officer, asked.Stop), PriceJson.Of)));
        group.Of("POST", "/items", "G-IT", RegisterAsync);
        group.Of("POST", "/items/{area}/{code}/enabling", "G-ITE", EnableAsync);
        group.Of("POST", "/items/{area}/{code}/assessment", "G-ITS", AssessAsync);
        group.Of("GET", "/items/life", "G-ITL", LifeAsync);
        group.Of("GET", "/items/decisions", "G-ITDQ", async asked => asked.Answer(BodyFields.List(
            await asked.Service<ItemBook>().DecisionsAsync(asked.Officer, asked.Stop), PriceJson.Of)));
        group.Of("POST", "/items/decisions", "G-ITD", DecideAsync);
        group.Of("GET", "/items/inclusions", "G-INQ", InclusionsAsync);
        group.Of("POST", "/items/inclusions/{institution}/{item}/{number:int}/decision", "G-IN", ReceiveAsync);
        group.Of("GET", "/items/premium-scale/{institution}", "G-PRS", ScaleAsync);
    }

    /// <summary>A decision from a body or a form; who decides and when is added by the caller.</summary>
    internal static InclusionDecision Decision(WireReader input, string officer, TimeProvider clock) => new()
    {
        Area = input.RequiredText("area", 6),
        Item = input.RequiredText("item", 50),
        Number = 0,
        Included = input.Flag("included"),
        EffectiveOn = input.RequiredDay("effectiveOn"),
        Document = input.RequiredText("document", 100),
        ClinicalValue = input.RequiredText("clinicalValue", 500),
        PriceLevel = input.RequiredText("priceLevel", 500),
        Affordability = input.RequiredText("affordability", 500),
        DecidedBy = officer,
        DecidedAt = TrailTime.Of(clock.GetUtcNow()),
    };

    private static async Task<IResult> RegisterAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var (area, code) = (input.RequiredText("area", 6), input.RequiredText("code", 50));
        var (name, source) = (input.RequiredText("name", 200), input.Word<SourceKind>("source"));
        var approval = input.Text("approval", 100);
        return body is null || input.Fault is not null
            ? asked.Bad(input.Fault?.Field ?? "code")
            : await asked.OnceAsync(Standing.Everywhere, body, async ct => (await asked.Service<ItemBook>()
                .RegisterAsync(area, code, name, source, approval, asked.Officer, ct)).Passed(PriceJson.Of));
    }

    private static async Task<IResult> EnableAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var (approval, from) = (input.Text("approval", 100), input.RequiredDay("from"));
        if (body is null || input.Fault is not null)
        {
            return asked.Bad(input.Fault?.Field ?? "from");
        }

        var (area, code) = (asked.Route("area"), asked.Route("code"));
        body["of"] = area + "/" + code;
        return await asked.OnceAsync(Standing.Everywhere, body, async ct => (await asked.Service<ItemBook>()
            .EnableAsync(area, code, approval, from, asked.Officer, ct)).Passed(PriceJson.Of));
    }

    /// <summary>An assessment from a body or a form.</summary>
    internal static ItemAssessment Assessment(WireReader input) => new(
        input.Word<TermStage>("stage"),
        input.RequiredDay("from"),
        input.DayIfAny("trialUntil"),
        input.AmountIfAny("ceiling"),
        input.RequiredText("document", 100));

    private static async Task<IResult> AssessAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var assessment = Assessment(input);
        if (body is null || input.Fault is not null)
        {
            return asked.Bad(input.Fault?.Field ?? "stage");
        }

        var (area, code) = (asked.Route("area"), asked.Route("code"));
        body["of"] = area + "/" + code;
        return await asked.OnceAsync(Standing.Everywhere, body, async ct => (await asked.Service<ItemRegister>()
            .AssessAsync(area, code, assessment, asked.Officer, ct)).Passed(PriceJson.Of));
    }

    private static async Task<IResult> LifeAsync(Asked asked)
    {
        var today = asked.Service<TimeProvider>().Today();
        if (StaffDesk.Day(asked.Context, "on", today) is not { } on ||
            BodyFields.Number(asked.Context, "ahead", ItemLife.UsualAhead, MostAhead) is not { } ahead)
        {
            return asked.Bad("on");
        }

        var lives = ItemLives.Of(asked.Service<LawInForce>().Current, asked.Officer, on)
            .Concat(await asked.Service<ItemRegister>().LivesAsync(asked.Officer, on, asked.Stop));
        return asked.Answer(BodyFields.List([.. lives], life => PriceJson.Of(life, ahead)));
    }

    private static async Task<IResult> DecideAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var decision = Decision(input, asked.Officer.Name, asked.Service<TimeProvider>());
        return body is null || input.Fault is not null
            ? asked.Bad(input.Fault?.Field ?? "item")
            : await asked.OnceAsync(Standing.Everywhere, body, async ct => (await asked.Service<ItemBook>()
                .DecideAsync(decision, asked.Officer, ct)).Passed(PriceJson.Of));
    }

    private static async Task<IResult> InclusionsAsync(Asked asked)
    {
        var rows = await asked.Service<InclusionBook>().WithinAsync(asked.Officer, asked.Stop);
        var codes = (await asked.Desk.InstitutionsAsync(asked.Officer, asked.Stop))
            .ToDictionary(one => one.Id.Value, one => one.Code);
        return asked.Answer(BodyFields.List(rows, row =>
        {
            var json = PriceJson.Of(row);
            json["institution"] = codes.GetValueOrDefault(row.InstId);
            return json;
        }));
    }

    private static async Task<IResult> ReceiveAsync(Asked asked)
    {
        var body = await StaffDesk.BodyAsync(asked.Context.Request, asked.Stop);
        var input = new WireReader(body);
        var (number, reason) = (input.Text("filingNumber", 100), input.Text("reason", 500));
        if (body is null || input.Fault is not null || (number is null) == (reason is null))
        {
            return asked.Bad(input.Fault?.Field ?? "filingNumber");
        }

        var (item, version) = (asked.Route("item"), FilingsApi.Number(asked));
        body["of"] = item + "/" + asked.Route("number");
        return await asked.OnceAsync(asked.Inst, body, async ct => (await asked.Service<InclusionBook>().DecideAsync(
            asked.Inst, item, version, number, reason, asked.Officer, ct)).Passed(PriceJson.Of));
    }

    private static async Task<IResult> ScaleAsync(Asked asked)
    {
        var today = asked.Service<TimeProvider>().Today();
        if (StaffDesk.Day(asked.Context, "from", new DateOnly(today.Year, 1, 1)) is not { } from ||
            StaffDesk.Day(asked.Context, "to", today) is not { } to)
        {
            return asked.Bad("from");
        }

        var scale = await asked.Service<PremiumStatistics>().OfAsync(asked.Inst, from, to, asked.Stop);
        var json = PriceJson.Of(scale);
        (json["institution"], json["from"]) = (asked.Institution!.Code, StaffDesk.Text(from));
        json["to"] = StaffDesk.Text(to);
        return asked.Answer(json);
    }
}

/// <summary>备案接收接口 — the same for each of the three departments. (CX-8-3)</summary>
internal static class FilingsApi
{
    public static void Map(DeskGroup group, string prefix, Department department)
    {
        group.Of("GET", prefix + "/filings", "F-PRFQ", async asked =>
        {
            var rows = await asked.Service<FilingBook>().WithinAsync(asked.Officer, asked.Stop);
            var codes = (await asked.Desk.InstitutionsAsync(asked.Officer, asked.Stop))
                .ToDictionary(one => one.Id.Value, one => one.Code);
            return asked.Answer(BodyFields.List(rows, row =>
            {
                var json = PriceJson.Of(row);
                json["institution"] = codes.GetValueOrDefault(row.InstId);
                json["acknowledged"] = FilingBook.Of(row, department).By is not null;
                return json;
            }));
        });
        group.Of(
            "POST",
            prefix + "/filings/{institution}/{item}/{number:int}/acknowledgement",
            "F-PRF",
            asked => AcknowledgeAsync(asked, department));
    }

    internal static int Number(Asked asked) => int.Parse(asked.Route("number"), CultureInfo.InvariantCulture);

    private static Task<IResult> AcknowledgeAsync(Asked asked, Department department)
    {
        var (item, number) = (asked.Route("item"), Number(asked));
        var body = new JsonObject { ["of"] = item + "/" + asked.Route("number") };
        return asked.OnceAsync(asked.Inst, body, async ct => (await asked.Service<FilingBook>().AcknowledgeAsync(
            asked.Inst, item, number, department, asked.Officer, ct)).Passed(PriceJson.Of));
    }
}
