using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingsuan.Contracts.Ids;
using Mingsuan.Contracts.Settlement;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Time;
using Mingsuan.Policy.Provisions;
using Mingsuan.Review.Findings;
using Mingsuan.Ui.Figures;
using Mingsuan.Workbench;
using Mingsuan.Workbench.Asking;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Review.Api;

/// <summary>
/// 审核接口 — the findings for who pays and for the two supervisors; health sees no person and no money.
/// (鲁医保发〔2022〕44号 七)
/// </summary>
internal static class FindingsApi
{
    /// <summary>The name under which each look is logged.</summary>
    public const string What = "R-FIND";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDesk("/api/v1/review", StaffRoles.Agency, StaffRoles.Bureau, StaffRoles.HealthCommission)
            .Of("GET", "/findings", What, FindAsync);

    /// <summary>Takes note of each insured person whose record was shown.</summary>
    public static void NotePersons(StaffDesk desk, HttpContext context, Operator officer, ReviewAnswer answer)
    {
        foreach (var person in answer.Shown.SelectMany(one => one.Visits)
            .Where(one => one.Person is not null).Select(one => one.PersonId).Distinct())
        {
            desk.Note(context, officer, What, "ok", person);
        }
    }

    private static async Task<IResult> FindAsync(Asked asked)
    {
        var (question, fault) = ReviewQuestion.Read(asked.Context, asked.Service<TimeProvider>().Today());
        if (question is null)
        {
            return asked.Bad(fault!);
        }

        var (answer, refusal) = await asked.Service<ReviewDesk>().FindAsync(asked.Officer, question, asked.Stop);
        if (answer is null)
        {
            return asked.Refuse(refusal!);
        }

        NotePersons(asked.Desk, asked.Context, asked.Officer, answer);
        return asked.Answer(new JsonObject
        {
            ["from"] = StaffDesk.Text(question.From),
            ["to"] = StaffDesk.Text(question.To),
            ["reviewed"] = answer.Reviewed,
            ["unread"] = answer.Unread,
            ["found"] = answer.Found,
            ["findings"] = new JsonArray([.. answer.Shown.Select(
                one => (JsonNode)Json(one, asked.Officer.Role != StaffRoles.HealthCommission))]),
        });
    }

    private static JsonObject Json(ShownFinding one, bool whole) => new()
    {
        ["rule"] = one.Rule.Name,
        ["title"] = one.Rule.Title,
        ["says"] = one.Rule.Says,
        ["disposition"] = Word(one.Rule.Disposition),
        ["clause"] = new JsonObject
        {
            ["document"] = one.Clause.Document,
            ["article"] = one.Clause.Article,
            ["href"] = ClauseLink.To(one.Clause.DocumentId, one.Clause.Anchor),
        },
        ["shared"] = new JsonObject(one.Shared
            .Where(value => value.Key != ReviewKey.Person)
            .Select(value => KeyValuePair.Create(Word(value.Key), (JsonNode?)value.Value))),
        ["consultations"] = new JsonArray([.. one.Consultations.Select(number => (JsonNode)number)]),
        ["visitCount"] = one.VisitCount,
        ["visits"] = new JsonArray([.. one.Visits.Select(visit => (JsonNode)Json(visit, whole))]),
    };

    private static JsonObject Json(ShownVisit one, bool whole)
    {
        var json = new JsonObject
        {
            ["mdtrt_id"] = WireId.Encode(one.Id.Value),
            ["institution"] = one.Institution.Code,
            ["institutionName"] = one.Institution.Name,
            ["department"] = one.Visit.DepartmentName,
            ["doctor"] = one.Visit.DoctorCode,
            ["doctorName"] = one.Visit.DoctorName,
            ["channel"] = Word(one.Visit.Channel),
            ["kind"] = one.Kind,
            ["began"] = BeijingTime.Text(one.Visit.BeganAt),
            ["diagnosis"] = new JsonArray([.. one.Diagnoses.Select(code => (JsonNode)code)]),
            ["settlements"] = new JsonArray([.. one.Settlements.Select(
                settlement => (JsonNode)Json(settlement, whole))]),
        };
        if (whole)
        {
            json["psn_no"] = one.Person?.PsnNo;
            json["name"] = Masking.Name(one.Person?.Name ?? "");
        }

        return json;
    }

    private static JsonObject Json(SettledClaim one, bool whole)
    {
        var json = new JsonObject { ["setl_id"] = WireId.Encode(one.Settlement.Value) };
        if (whole)
        {
            json["medfee_sumamt"] = one.Fee.ToString();
            json["fund_pay_sumamt"] = one.Fund.ToString();
        }

        return json;
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
