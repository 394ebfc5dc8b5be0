using System.Net;
using System.Text.Json.Nodes;
using Mingsuan.Modules.Tests.MoneyOverTime;
using Mingsuan.Testing;
using Mingsuan.Workbench.Files;

namespace Mingsuan.Modules.Tests.Registry;

/// <summary>导入 — what is shown is what is written, or nothing is.</summary>
public sealed class ImportTests(PostgresServer server)
{
    private const string Institutions =
        "机构编码,机构名称,统一社会信用代码,医保区划,级别,所有制,经营性质,互联网医院,依托实体机构编码,定点状态,科室,起始日\n";

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task Each_wrong_row_is_named_with_what_to_do_and_only_the_good_ones_are_written(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var file = Institutions
            + "H53230100091,新桥医院,12532301000910000Q,532301,二级,公立,非营利,否,,定点,内科;儿科,2026-01-01\n"
            + "H53230100092,错一医院,12532301000920000Q,532301,二级,公立,营利,否,,定点,,2026-01-01\n"
            + "H53230100093,错二医院,12532301000930000Q,532301,二级,公立,非营利,是,,定点,,2026-01-01\n"
            + "H5323010009,错三医院,12532301000940000Q,532301,二级,公立,非营利,否,,定点,,2026-13-01\n"
            + "H43090200099,远方医院,12430902000990000Q,430902,二级,公立,非营利,否,,定点,,2026-01-01\n"
            + "H53230100091,新桥医院,12532301000910000Q,532301,二级,公立,非营利,否,,定点,,2026-01-01\n"
            + "H53230100095,云桥互联网医院,12532301000950000Q,532301,二级,公立,非营利,是,H53230100001,定点,,2026-01-01\n";
        var preview = await stage.PreviewAsync("institutions", file);

        ((int)preview["rows"]!).ShouldBe(7);
        ((int)preview["bad"]!).ShouldBe(5);
        ((int)preview["changing"]!).ShouldBe(2);
        preview["report"]!["findings"]!.AsArray()
            .Select(one => ((int)one!["row"]!, (string)one["field"]!, (string)one["code"]!))
            .ShouldBe([
                (3, "nature", "nature"), (4, "physical", "physical-missing"), (5, "code", "code"), (5, "from", "day"),
                (6, "admdvs", "scope"), (7, "code", "twice"),
            ]);
        preview["report"]!["findings"]!.AsArray().ShouldAllBe(one => ((string)one!["remedy"]!).Length > 4);
        (await Count(stage)).ShouldBe(13);

        (await stage.CommitAsync(preview, status: HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-IMPORT-ROWS");
        (await Count(stage)).ShouldBe(13);
        ((string)(await stage.CommitAsync(preview, goodOnly: true))["state"]!).ShouldBe("committed");
        (await Count(stage)).ShouldBe(15);
        (await stage.CommitAsync(preview, goodOnly: true, HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-IMPORT-STATE");

        var published = await stage.PublicAsync("/institutions?q=XQYY");
        ((string)published[0]!["code"]!).ShouldBe("H53230100091");
        (await stage.PublicAsync("/institutions?q=XQYY&on=2025-12-31")).AsArray().ShouldBeEmpty();
        ((string)(await stage.PublicAsync("/institutions?q=H53230100095"))[0]!["physicalInstitution"]!)
            .ShouldBe("H53230100001");
        await stage.Desk.ShouldBeProvenAsync();

        var again = await stage.PreviewAsync("institutions", file);
        ((int)again["changing"]!).ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_preview_gone_stale_writes_nothing(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        const string rows = RegisterStage.Licences + "H53230100001,互联网医院,N-1,卫健委,2026-01-01,2026-12-31\n";
        var first = await stage.PreviewAsync("licences", rows);
        var second = await stage.PreviewAsync("licences", rows);
        await stage.CommitAsync(first);

        (await stage.CommitAsync(second, status: HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-IMPORT-STALE");
        (await stage.Desk.NumberAsync("select count(*) from registry_licence where number = 'N-1'")).ShouldBe(1);
        var changed = first.DeepClone();
        changed["plan"] = new string('0', 64);
        (await stage.CommitAsync(changed, status: HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-IMPORT-STATE");
        await stage.Desk.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task A_person_who_changed_after_the_preview_makes_it_stale(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        const string known = "身份证号,姓名,性别,出生日期,参保地区划,险种,人员类别,单位名称,待遇状态,起始日\n"
            + "532301198105212152,云小满,男,1981-05-21,532301,职工,";
        const string retiring = known + "21,,享受,2026-06-01\n";
        var shown = await stage.PreviewAsync("insured", retiring);
        await stage.CommitAsync(await stage.PreviewAsync("insured", known + "11,E-2,享受,2026-03-01\n"));

        (await stage.CommitAsync(shown, status: HttpStatusCode.UnprocessableEntity))["code"]!.ToString()
            .ShouldBe("E-IMPORT-STALE");
        (await stage.Desk.NumberAsync("select count(*) from registry_enrolment where employer = 'E-2'")).ShouldBe(1);
        await stage.CommitAsync(await stage.PreviewAsync("insured", retiring));
        (await stage.Desk.NumberAsync("select count(*) from registry_enrolment where employer = 'E-2'")).ShouldBe(2);
        ((int)(await stage.PreviewAsync("insured", retiring))["changing"]!).ShouldBe(0);
        await stage.Desk.ShouldBeProvenAsync();
    }

    [Theory]
    [ClassData(typeof(DatabaseKinds))]
    public async Task People_insured_delivery_and_pharmacies_come_in_by_the_same_door(string database)
    {
        await using var stage = await RegisterStage.OpenAsync(database, server);
        var practitioners = Spreadsheet.Workbook(
            [
                ["人员编码", "姓名", "类别", "机构编码", "职称", "科室", "机构同意线上执业", "起始日"],
                ["D532301000991", "试一", "医师", "H53230100001", "主治", "内科", "是", "2026-01-01"],
                ["N532301000991", "试二", "护士", "H00000000000", "主治", "内科", "是", "2026-01-01"],
            ],
            "x");
        var preview = await stage.PreviewAsync("practitioners", practitioners);
        preview["report"]!["findings"]!.AsArray().Select(one => (string)one!["code"]!)
            .ShouldBe(["institution-unknown"]);
        await stage.CommitAsync(preview, goodOnly: true);
        (await stage.PublicAsync("/institutions/H53230100001/practitioners")).AsArray()
            .Select(one => (string)one!["name"]!).ShouldContain("试一");

        const string insured = "身份证号,姓名,性别,出生日期,参保地区划,险种,在职退休,人员类别,待遇状态,慢特病病种,起始日\n";
        await stage.CommitAsync(await stage.PreviewAsync(
            "insured", insured + "532301199001017770,试三,男,1990-01-01,532301,职工,在职,11,享受,M03900,2026-01-01\n"));
        await stage.CommitAsync(await stage.PreviewAsync(
            "insured", insured + "532301199001017770,试三,男,1990-01-01,532301,职工,在职,11,欠费,M03900,2026-06-01\n"));
        (await stage.Desk.NumberAsync(
            "select count(*) from registry_entitlement where valid_to = '2026-05-31' and state = 'Active'"))
            .ShouldBe(1);
        (await stage.Desk.NumberAsync(
            "select count(*) from registry_disease_registration where valid_from = '2026-01-01'")).ShouldBe(1);

        await stage.CommitAsync(await stage.PreviewAsync(
            "delivery",
            "企业编码,企业名称,统一社会信用代码,医保区划,GSP证书编号,发证机关,有效期起,有效期止\n"
            + "PS1,样送,91532301000099000K,532301,G1,药监局,2026-01-01,2028-12-31\n"));
        await stage.CommitAsync(await stage.PreviewAsync(
            "pharmacies",
            "药店编码,药店名称,统一社会信用代码,医保区划,慢特病定点,定点状态,起始日\n"
            + "P53230100091,样药店,91532301000091000K,532301,是,定点,2026-01-01\n"));
        await stage.Desk.ShouldBeProvenAsync();
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_or_lacks_a_column_is_refused_as_a_whole()
    {
        await using var stage = await RegisterStage.OpenAsync(DatabaseKinds.Sqlite, server);
        async Task<string> RefusedAsync(byte[] file) => (string)(await stage.PreviewAsync(
            "licences", file, HttpStatusCode.UnprocessableEntity))["code"]!;

        (await RefusedAsync("机构编码,许可种类\n"u8.ToArray())).ShouldBe("E-IMPORT-HEADING");
        (await RefusedAsync([0xFF, 0xFE, 0x00])).ShouldBe("E-IMPORT-UNREADABLE");
        (await RefusedAsync(new byte[(28 << 20) + 1])).ShouldBe("E-IMPORT-SIZE");
        await stage.PreviewAsync("licences", [1], HttpStatusCode.Forbidden, "demo-hospital-2026");
        (await stage.Desk.BytesAsync("/registry/templates/licences")).Length.ShouldBeGreaterThan(20);
    }

    private static Task<long> Count(RegisterStage stage) =>
        stage.Desk.NumberAsync("select count(*) from registry_institution");
}
