using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Migrations;
using Mingsuan.Modules.Tests.Line;
using Mingsuan.Platform.Ids;
using Mingsuan.Platform.Persistence;
using Mingsuan.PublicService.Consulting;
using Mingsuan.PublicService.Rows;
using Mingsuan.Testing;
using Mingsuan.Workbench;

namespace Mingsuan.Modules.Tests.PublicService;

/// <summary>咨询工单, over HTTP on a <see cref="LineHost"/>. (JS-3-1, SD-J5, SD-P5)</summary>
public sealed class ConsultationTests(PostgresServer server)
{
    private const string Ask = "/consultations";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_question_gets_a_number_and_a_secret_and_only_the_secret_opens_its_answer(string database)
    {
        await using var stage = await ServiceStage.OpenAsync(database, server);
        var question = ServiceStage.Question(ServiceStage.Area, "elderly");
        var given = await stage.PostAsync(Ask, question, key: "form-1");
        var (number, secret) = ((string)given["number"]!, (string)given["secret"]!);
        var again = await stage.PostAsync(Ask, (JsonObject)question.DeepClone(), key: "form-1");
        ((string)again["number"]!, (string)again["secret"]!).ShouldBe((number, secret));

        await stage.RefusedAsync($"{Ask}/{number}", Secret("AAAA-BBBB-CCCC"), "", "E-CONSULTATION-UNKNOWN", 404);
        await stage.RefusedAsync($"{Ask}/{number}", [], "", "E-CONSULTATION-UNKNOWN", 404);
        (await ReadAsync(stage, number, secret))["answer"].ShouldBeNull();

        (await stage.GetAsync("/agency/consultations", ServiceStage.Elsewhere)).AsArray().ShouldBeEmpty();
        var waiting = (await stage.GetAsync("/agency/consultations", ServiceStage.Agency)).AsArray();
        ((string)waiting.ShouldHaveSingleItem()!["group"]!).ShouldBe("elderly");
        ((string)waiting[0]!["contact"]!).ShouldBe("0878-0000000");
        var answer = new JsonObject { ["answer"] = "请带上次线下就诊的病历。" };
        await stage.RefusedAsync(
            $"/agency/consultations/{number}/answer", answer, ServiceStage.Elsewhere, "E-CONSULTATION-UNKNOWN");
        await stage.PostAsync($"/agency/consultations/{number}/answer", answer, ServiceStage.Agency);
        await stage.RefusedAsync(
            $"/agency/consultations/{number}/answer", answer, ServiceStage.Agency, "E-CONSULTATION-ANSWERED");

        var read = await ReadAsync(stage, number, secret.Replace("-", "").ToLowerInvariant());
        ((string)read["answer"]!, (string)read["answeredByRole"]!).ShouldBe(("请带上次线下就诊的病历。", "agency"));
        read.ToJsonString().ShouldNotContain("经办员");
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_hospitals_questions_are_answered_by_its_own_people_and_wait_in_their_inbox(string database)
    {
        await using var stage = await ServiceStage.OpenAsync(database, server);
        var given = await stage.PostAsync(Ask, ServiceStage.Question(ServiceStage.Code, "dialysis"));
        var number = (string)given["number"]!;
        stage.Host.Clock.Advance(TimeSpan.FromDays(1));
        await stage.PostAsync(Ask, ServiceStage.Question(ServiceStage.Code));

        var inbox = await InboxAsync(stage, "doctor");
        inbox.Select(one => one.Kind).ShouldBe(["publicservice.consultation", "publicservice.consultation"]);
        inbox.Select(one => one.Subject).ShouldBe(["2026-11-20 线上复诊", "2026-11-21 线上复诊"], "the oldest first");
        (await InboxAsync(stage, "agency")).ShouldNotContain(one => one.Kind == "publicservice.consultation");

        var answer = new JsonObject { ["answer"] = "透析患者请先电话联系门诊。" };
        await stage.RefusedAsync(
            $"/hospital/consultations/{number}/answer", answer, ServiceStage.OtherHospital, "E-CONSULTATION-UNKNOWN");
        await stage.PostAsync($"/hospital/consultations/{number}/answer", answer, ServiceStage.Doctor);
        (await stage.GetAsync("/hospital/consultations", ServiceStage.Hospital)).AsArray().Count.ShouldBe(1);
        (await stage.GetAsync("/hospital/consultations?answered=true", ServiceStage.Hospital)).AsArray()
            .Count.ShouldBe(1);
        await stage.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_consultation_is_no_visit_and_takes_no_record_no_fee_line_and_no_settlement(string database)
    {
        await using var stage = await ServiceStage.OpenAsync(database, server);
        var number = (string)(await stage.PostAsync(Ask, ServiceStage.Question(ServiceStage.Code)))["number"]!;
        var person = LinePerson.At(stage.Host, 0);
        var upload = await stage.Host.CallAsync("2203", person.Upload(number));
        upload.Infcode.ShouldBe(-1, "no diagnosis, no record");
        var fees = await stage.Host.CallAsync("2204", new JsonObject
        {
            ["feedetail"] = new JsonArray(SettlementWalk.Line("F1", number, person.PsnNo, "110200001", 7.50m)),
        });
        fees.Infcode.ShouldBe(-1, "no fee line");
        var read = await stage.GetAsync("/hospital/consultations", ServiceStage.Hospital);
        read[0]!.AsObject().Select(one => one.Key).ShouldNotContain(
            name => name.Contains("visit") || name.Contains("fee") || name.Contains("prescription"));
        var page = await stage.Host.Client.GetStringAsync("/consultations", TestContext.Current.CancellationToken);
        page.ShouldContain("咨询不是诊疗项目：不开处方，不收取费用");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task The_public_form_is_bounded_in_number_and_in_length_and_takes_no_markup(string database)
    {
        await using var stage = await ServiceStage.OpenAsync(database, server);
        foreach (var (field, value) in new[]
            {
                ("question", "<b>粗</b>"), ("question", new string('长', 1001)), ("topic", new string('长', 101)),
                ("contact", ""), ("group", "pilots"), ("name", "<img src=x>"),
            })
        {
            var bad = ServiceStage.Question(ServiceStage.Area);
            bad[field] = value;
            await stage.PostAsync(Ask, bad, status: 400);
        }

        await stage.RefusedAsync(Ask, ServiceStage.Question("P53230100001"), "", "E-CONSULTATION-TO");
        for (var at = 0; at < PublicBrake.MostInHour; at++)
        {
            await stage.PostAsync(Ask, ServiceStage.Question(ServiceStage.Area));
        }

        await stage.RefusedAsync(Ask, ServiceStage.Question(ServiceStage.Area), "", "E-CONSULTATION-PAUSE", 429);
        stage.Host.Clock.Advance(TimeSpan.FromHours(1));
        var (number, secret) = await stage.PostAsync(Ask, ServiceStage.Question(ServiceStage.Area)) is var given
            ? ((string)given["number"]!, (string)given["secret"]!)
            : default;

        for (var at = 0; at < 10; at++)
        {
            await stage.PostAsync($"{Ask}/{number}", Secret($"AAAABBBBCC{at:00}"), status: 404);
        }

        await stage.RefusedAsync($"{Ask}/{number}", Secret(secret), "", "E-CONSULTATION-PAUSE", 429);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task What_an_asker_wrote_can_be_erased_and_the_ticket_is_proven_still(string database)
    {
        await using var stage = await ServiceStage.OpenAsync(database, server);
        await stage.PostAsync(Ask, ServiceStage.Question(ServiceStage.Area));
        await using var db = await stage.Host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await db.Set<ConsultationWords>().ExecuteDeleteAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        await stage.ShouldBeProvenAsync();

        await db.Set<Consultation>().ExecuteUpdateAsync(
            row => row.SetProperty(one => one.Group, SpecialGroup.Child), TestContext.Current.CancellationToken);
        (await SettlementTests.VerifyAsync(stage.Host)).Breaks.ShouldNotBeEmpty("the ticket itself is proven");
    }

    [Fact]
    public void A_number_can_be_taken_for_no_id_of_a_visit_a_prescription_or_a_settlement()
    {
        var number = ConsultationNumber.New(new(2026, 11, 20), bytes => bytes.Fill(7));
        number.Length.ShouldBe(ConsultationNumber.Length);
        WireId.TryDecode(number, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void No_column_of_a_consultation_names_a_visit_a_person_an_item_or_an_amount()
    {
        using var schema = new SqliteSchemaFactory().CreateDbContext([]);
        var tables = schema.Model.GetEntityTypes()
            .Where(one => one.GetTableName()!.StartsWith("publicservice_consultation", StringComparison.Ordinal))
            .ToList();
        tables.Count.ShouldBe(2);
        string[] forbidden = ["visit", "person", "item", "fee", "amount", "price", "prescription", "settlement"];
        tables.SelectMany(one => one.GetProperties()).Select(one => one.GetColumnName())
            .Where(name => forbidden.Any(name.Contains)).ShouldBeEmpty();
        schema.Model.GetEntityTypes().Except(tables).SelectMany(one => one.GetForeignKeys())
            .Where(key => tables.Contains(key.PrincipalEntityType)).ShouldBeEmpty("nothing hangs on a consultation");
    }

    private static JsonObject Secret(string secret) => new() { ["secret"] = secret };

    private static Task<JsonNode> ReadAsync(ServiceStage stage, string number, string secret) =>
        stage.PostAsync($"{Ask}/{number}", Secret(secret));

    private static async Task<IReadOnlyList<InboxItem>> InboxAsync(ServiceStage stage, string role)
    {
        await using var scope = stage.Host.Services.CreateAsyncScope();
        var officer = role == "doctor"
            ? new Mingsuan.Platform.Identity.Operator("门诊医师", role, "", ServiceStage.Code)
            : new Mingsuan.Platform.Identity.Operator("经办员", role, ServiceStage.Area);
        var items = new List<InboxItem>();
        foreach (var inbox in scope.ServiceProvider.GetServices<IDeskInbox>())
        {
            items.AddRange(await inbox.ItemsAsync(officer, TestContext.Current.CancellationToken));
        }

        return items;
    }
}
