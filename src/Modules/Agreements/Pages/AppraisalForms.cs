using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Agreements.Api;
using Mingsuan.Platform.Http;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.Agreements.Pages;

/// <summary>考核表单 — the page's form asks what a program asks of the same address. (CX-20)</summary>
internal static class AppraisalForms
{
    private const string Page = "/agency/appraisal";
    private const string ValuePrefix = "value.";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapForms(Page, StaffRoles.Agency).MapPost(
            "/{institution}/{year:int}", (Delegate)RecordAsync);

    private static Task<IResult> RecordAsync(
        HttpContext context, string institution, int year, CancellationToken ct) =>
        FormAsked.ActAsync(context, institution, $"{Page}/{year}", "A-APP", async asked =>
        {
            var values = new JsonObject();
            foreach (var (name, text) in asked.Form)
            {
                if (name.StartsWith(ValuePrefix, StringComparison.Ordinal))
                {
                    values[name[ValuePrefix.Length..]] = text.ToString().Trim();
                }
            }

            var body = new JsonObject { ["base"] = asked.Form["base"].ToString().Trim(), ["values"] = values };
            var input = new WireReader(body);
            var work = AppraisalsApi.Recording(
                asked.Context.RequestServices, asked.Institution, year, asked.Officer.Name, input);
            body["route"] = asked.Context.Request.Path.Value;
            return input.Fault is null
                ? asked.Back((await asked.OnceAsync(body, work, ct)).Refusal?.Code)
                : asked.Back("E-FIELD-FORMAT");
        });
}
