using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mingsuan.Platform.Persistence;
using Mingsuan.Registry.Institutions;
using Mingsuan.Testing;

namespace Mingsuan.Modules.Tests.Registry;

/// <summary>管辖 — what stands in the register already decides who may change it, not what a row makes of it.</summary>
public sealed class ReachTests(PostgresServer server)
{
    private const string Institutions =
        "机构编码,机构名称,统一社会信用代码,医保区划,级别,所有制,经营性质,互联网医院,依托实体机构编码,定点状态,起始日\n";

    private const string Insured =
        "身份证号,姓名,性别,出生日期,参保地区划,险种,在职退休,人员类别,待遇状态,慢特病病种,起始日\n";

    private const string Delivery = "企业编码,企业名称,统一社会信用代码,医保区划,GSP证书编号,发证机关,有效期起\n"
        + "PS9,样送,91532301000099000K,532301,G1,药监局,";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Another_regions_institution_or_enterprise_is_not_taken_over(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        (await FindingsAsync(
            stage,
            "institutions",
            Institutions
            + "H43090200001,益阳资江医院（样例）,12430902000010000Q,532301,三级,公立,非营利,否,,定点,2026-01-01\n"
            + "H53230100095,云桥互联网医院,12532301000950000Q,532301,二级,公立,非营利,是,H43090200001,定点,2026-01-01\n"))
            .ShouldBe(["2:code:scope", "3:physical:scope"]);

        var correction = new JsonObject
        {
            ["kind"] = "institutions",
            ["document"] = "d",
            ["reason"] = "r",
            ["values"] = new JsonObject
            {
                ["code"] = "H43090200001",
                ["name"] = "益阳资江医院（样例）",
                ["uscc"] = "12430902000010000Q",
                ["admdvs"] = "532301",
                ["level"] = "tertiary",
                ["ownership"] = "public",
                ["nature"] = "nonProfit",
                ["internet"] = "false",
                ["designation"] = "designated",
                ["from"] = "2026-01-01",
            },
        };
        (await stage.Desk.PostAsync("/registry/corrections", correction, HttpStatusCode.UnprocessableEntity))["code"]!
            .ToString().ShouldBe("E-REGISTER-ROW");

        await stage.CommitAsync(await stage.PreviewAsync("delivery", Delivery + "2026-01-01\n"));
        await stage.Desk.SqlAsync("update registry_delivery_enterprise set admdvs = '430902' where code = 'PS9'");
        (await FindingsAsync(stage, "delivery", Delivery + "2026-06-01\n")).ShouldBe(["2:code:scope"]);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_licence_is_entered_only_for_days_on_which_the_institution_is_within_reach(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        await using (var db = stage.Host.Services.GetRequiredService<IDbContextFactory<MingsuanDb>>().CreateDbContext())
        {
            var here = await db.Set<Institution>().AsTracking().Include(one => one.Standings)
                .SingleAsync(one => one.Code == "H53230100001", TestContext.Current.CancellationToken);
            var last = here.Standings.Single(one => one.ValidTo is null);
            var moved = (InstitutionStanding)last.Over(Guid.NewGuid(), new(2026, 7, 1), null);
            last.ValidTo = new(2026, 6, 30);
            db.Add(moved);
            db.Entry(moved).Property(one => one.Admdvs).CurrentValue = "430902";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        const string licence = RegisterStage.Licences + "H53230100001,远程医疗,N-9,卫健委,2026-01-01,";
        (await FindingsAsync(stage, "licences", licence + "2026-12-31\n")).ShouldBe(["2:code:scope"]);
        (await FindingsAsync(stage, "licences", licence + "2026-06-30\n")).ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Who_is_enrolled_elsewhere_is_neither_changed_nor_told_by_name(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        string[] rows =
        [
            "430902199009087185,陈白露,男,1990-09-08,532301,职工,在职,11,中断,,2026-06-01\n",
            "430902199009087185,别的名,男,1990-09-08,532301,职工,在职,11,中断,,2026-06-01\n",
            "430902199009087185,陈白露,男,1990-09-08,532301,居民,,50,享受,M03900,2026-06-01\n",
            "532301198105212152,云小满,男,1981-05-21,532302,职工,在职,11,享受,,2026-06-01\n",
        ];
        foreach (var row in rows)
        {
            (await FindingsAsync(stage, "insured", Insured + row)).ShouldBe(["2:area:elsewhere"], row);
        }
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task An_enrolment_that_changes_follows_the_open_one_which_ends_the_day_before(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var retired = Insured + "532301198105212152,云小满,男,1981-05-21,532301,职工,退休,21,享受,,2026-06-01\n";
        await stage.CommitAsync(await stage.PreviewAsync("insured", retired));

        (await stage.Desk.NumberAsync("select count(*) from registry_enrolment"
            + " where valid_to = '2026-05-31' and status = 'working' and psn_type = '11'")).ShouldBe(1);
        (await stage.Desk.NumberAsync("select count(*) from registry_enrolment where valid_from = '2026-06-01'"
            + " and valid_to is null and status = 'retired' and psn_type = '21' and employer is not null")).ShouldBe(1);
        ((int)(await stage.PreviewAsync("insured", retired))["changing"]!).ShouldBe(0);
        (await FindingsAsync(stage, "insured", retired.Replace("退休,21", "在职,11", StringComparison.Ordinal)))
            .ShouldBe(["2:from:overlap"]);
        await stage.Desk.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Who_employed_a_doctor_once_reads_about_them_and_decides_no_more(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        const string doctor = "D430902000101";
        await stage.CommitAsync(await stage.PreviewAsync(
            "practitioners",
            "人员编码,姓名,类别,机构编码,职称,机构同意线上执业,起始日,截止日\n"
            + $"{doctor},曾怀瑾,医师,H53230100001,主任,是,2026-01-01,2026-06-30\n"));

        await stage.Desk.GetAsync("/registry/practitioners/" + doctor);
        (await stage.SanctionAsync(doctor, "suspend", status: HttpStatusCode.UnprocessableEntity))["code"]!
            .ToString().ShouldBe("E-PRACTITIONER-UNKNOWN");
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_row_that_was_wrong_when_shown_stays_out_though_the_file_makes_it_right(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        static string Row(int at, string rest) =>
            $"H5323019{at:D4},新院{at},12532301{at:D8}0Q,532301,二级,公立,非营利,{rest},定点,2026-01-01\n";
        // The last row is planned after the first, on which it depends, is written.
        var file = Institutions + string.Concat(Enumerable.Range(1, 200).Select(at => Row(at, "否,")))
            + Row(201, "是,H53230190001");
        var preview = await stage.PreviewAsync("institutions", file);
        ((int)preview["bad"]!).ShouldBe(1);
        await stage.CommitAsync(preview, goodOnly: true);

        (await stage.Desk.NumberAsync("select count(*) from registry_institution where code like 'H5323019%'"))
            .ShouldBe(200);
        ((int)(await stage.PreviewAsync("institutions", file))["changing"]!).ShouldBe(1);
    }

    private static async Task<IReadOnlyList<string>> FindingsAsync(RegisterStage stage, string kind, string file) =>
    [
        .. (await stage.PreviewAsync(kind, file))["report"]!["findings"]!.AsArray()
            .Select(one => $"{(int)one!["row"]!}:{(string)one["field"]!}:{(string)one["code"]!}"),
    ];
}
