using System.Text.Json.Nodes;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Settlement.Bench.Settling;

/// <summary>What is there to be settled.</summary>
internal sealed record OpenedVisits(
    Stage Stage, string Database, VisitPool Spread, VisitPool Hot, Stated Stated, Errand First)
{
    /// <summary>A visit of a person who has settled nothing yet.</summary>
    public Errand ForTemplate => new(
        Ids.First + 1, Ids.First + 1, Ids.First + ((Ids.First + 1) % Population.Institutions));

    /// <summary>Another visit of the person who settled first.</summary>
    public Errand Again(int turn)
    {
        var visit = First.Visit + ((turn + 1L) * Population.People);
        return new(visit, First.Person, Ids.First + (visit % Population.Institutions));
    }

    /// <summary>
    /// Gives everybody, in a copy that is only replayed into, the rows that a first settlement leaves behind. They
    /// are no
    /// true rows: keys and proofs are those of the first person.
    /// </summary>
    public async Task CopyStateAsync(string database)
    {
        foreach (var table in (string[])["settlement_account", "settlement_accumulator", "trail_subject_key"])
        {
            await Stage.ExecuteAsync(
                database,
                $"""
                 insert into {table} select copied.* from {table} as one
                 cross join generate_series({Ids.First}, {Ids.First + Population.People - 1}) as i
                 cross join lateral jsonb_populate_record(
                     one, jsonb_build_object('person_id', '{Ids.PersonPrefix}' || i::text)) as copied
                 where one.person_id = '{Ids.Person(First.Person)}'
                 on conflict do nothing
                 """);
        }
    }
}

/// <summary>Opens one visit over HTTP, then as many like it as are needed.</summary>
internal static class Opening
{
    private const int OfOnePerson = 16;

    public static async Task<OpenedVisits> PrepareAsync(
        Stage stage, string database, RunningPlatform platform, Hospital hospital, int visits)
    {
        var demo = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(platform.Data.FullName, "demo.json")))!;
        var code = (string)demo["institutions"]![0]!["code"]!;
        var person = demo["insured"]!.AsArray().First(row => (string)row!["scheme"]! == "employee")!;
        var mdtrtId = await OpenAsync(hospital, code, person, (string)demo["practitioners"]![0]!["code"]!);
        var template = new Population(
            stage, database, Id((string)person["psnNo"]!), await InstitutionAsync(stage, database, code), Id(mdtrtId));
        await template.PeopleAsync(Population.People);
        await template.VisitsAsync(Ids.First, visits, Population.People, hot: false);
        await template.VisitsAsync(Ids.FirstHot, visits / 2, Population.People, hot: true);
        await template.SettleDownAsync();

        var first = new Errand(Ids.First, Ids.First, Ids.First);
        first = first with { Institution = Ids.First + (first.Visit % Population.Institutions) };
        var stated = await hospital.SettleFirstAsync(first);
        var spread = new VisitPool(
            Ids.First + (OfOnePerson * Population.People), visits - (OfOnePerson * Population.People),
            Population.People, hot: false);
        return new(
            stage,
            database,
            spread,
            new(Ids.FirstHot, visits / 2, Population.People, hot: true),
            stated,
            first);
    }

    private static Guid Id(string wire) => WireId.TryDecode(wire, out var id, out _)
        ? id
        : throw new InvalidOperationException($"{wire} is no id.");

    private static Task<Guid> InstitutionAsync(Stage stage, string database, string code) => stage.ScalarAsync<Guid>(
        database, $"select inst_id from registry_institution where code = '{code}'");

    private static async Task<string> OpenAsync(Hospital hospital, string code, JsonNode person, string doctor)
    {
        var opened = JsonNode.Parse(await hospital.CallAsync(Messages.Envelope(
            "2201",
            code,
            Hospital.NextMessage(),
            new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["psn_no"] = (string)person["psnNo"]!,
                    ["insutype"] = "310",
                    ["begntime"] = "2026-11-20 09:00:00",
                    ["mdtrt_cert_type"] = "01",
                    ["mdtrt_cert_no"] = (string)person["eCertToken"]!,
                    ["ipt_otp_no"] = "MZ0001",
                    ["atddr_no"] = doctor,
                    ["dr_name"] = "x",
                    ["dept_code"] = "0301",
                    ["dept_name"] = "Cardiology",
                    ["caty"] = "A03",
                    ["exp_content"] = new JsonObject { ["visit_channel"] = "internet" },
                },
            })))!;
        var mdtrtId = (string)opened["output"]!["data"]!["mdtrt_id"]!;
        await hospital.CallAsync(Messages.Envelope("2203", code, Hospital.NextMessage(), Diagnosis(person, mdtrtId)));
        return mdtrtId;
    }

    private static JsonObject Diagnosis(JsonNode person, string mdtrtId) => new()
    {
        ["mdtrtinfo"] = new JsonObject
        {
            ["mdtrt_id"] = mdtrtId,
            ["psn_no"] = (string)person["psnNo"]!,
            ["med_type"] = "11",
            ["begntime"] = "2026-11-20 09:00:00",
            ["main_cond_dscr"] = "x",
        },
        ["diseinfo"] = new JsonArray(new JsonObject
        {
            ["diag_type"] = "1",
            ["diag_srt_no"] = 1,
            ["diag_code"] = "I10.x00x002",
            ["diag_name"] = "x",
            ["diag_dept"] = "Cardiology",
            ["dise_dor_no"] = "D1",
            ["dise_dor_name"] = "x",
            ["diag_time"] = "2026-11-20 09:10:00",
            ["vali_flag"] = "1",
        }),
    };
}
