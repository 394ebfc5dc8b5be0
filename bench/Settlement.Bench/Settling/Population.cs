using System.Globalization;

namespace Mingsuan.Settlement.Bench.Settling;

/// <summary>
/// People, institutions and open visits in any number, made from one of each by SQL: a row is copied with other keys
/// and everything else as it was. Which columns a table has is not known here.
/// </summary>
internal sealed class Population(Stage stage, string database, Guid person, Guid institution, Guid visit)
{
    public const int People = 4_000;
    public const int Institutions = 64;

    private static readonly string[] PersonTables =
    [
        "platform_person_anchor", "registry_person", "registry_enrolment", "registry_entitlement",
        "registry_disease_registration", "registry_opening_balance",
    ];

    private static readonly string[] InstitutionTables =
        ["registry_institution", "registry_institution_standing", "registry_licence", "agreements_standing"];

    private static readonly string[] VisitTables = ["visits_visit", "visits_diagnosis"];

    /// <summary>People with their offline visits, and institutions.</summary>
    public async Task PeopleAsync(int people)
    {
        var numbers = Series(Ids.First, people);
        var id = IdOf(Ids.PersonPrefix, "i");
        foreach (var table in PersonTables)
        {
            // A copy is on nobody's chain, so it is stock of before the trail.
            await CopyAsync(
                table,
                numbers,
                $"'person_id', {id}, 'balance', 100000000, 'recorded_at', null",
                $"one.person_id = '{person}'");
        }

        foreach (var table in VisitTables)
        {
            await CopyAsync(table, numbers, $"'person_id', {id}", $"one.person_id = '{person}' and {Offline}");
        }

        foreach (var table in InstitutionTables)
        {
            var own = IdOf(Ids.InstitutionPrefix, "i");
            var code = $"'code', 'H9' || lpad((i - {Ids.First})::text, 10, '0')";
            await CopyAsync(
                table,
                Series(Ids.First, Institutions),
                $"'inst_id', {own}, 'for_inst', {own}, {code}",
                $"one.inst_id = '{institution}'");
        }
    }

    /// <summary>Open visits: of all people in turn, at all institutions in turn or at the first alone.</summary>
    public async Task VisitsAsync(long from, int count, int people, bool hot)
    {
        var at = hot ? Ids.First.ToString(CultureInfo.InvariantCulture) : $"{Ids.First} + (i % {Institutions})";
        foreach (var table in VisitTables)
        {
            await CopyAsync(
                table,
                Series(from, count),
                $"'visit_id', {IdOf(Ids.VisitPrefix, "i")}, " +
                $"'person_id', {IdOf(Ids.PersonPrefix, $"{Ids.First} + (i % {people})")}, " +
                $"'inst_id', {IdOf(Ids.InstitutionPrefix, at)}",
                $"one.visit_id = '{visit}'");
        }
    }

    public Task SettleDownAsync() => stage.ExecuteAsync(database, "vacuum (analyze)");

    private static string Offline =>
        "one.visit_id in (select visit_id from visits_visit where began_on < date '2026-11-20')";

    private static string Series(long from, long count) => $"generate_series({from}, {from + count - 1})";

    private static string IdOf(string prefix, string number) => $"'{prefix}' || ({number})::text";

    private Task CopyAsync(string table, string numbers, string changes, string template) => stage.ExecuteAsync(
        database,
        $"""
         insert into {table} select copied.* from {table} as one
         cross join {numbers} as i
         cross join lateral jsonb_populate_record(one, jsonb_build_object({changes})) as copied
         where {template}
         """);
}
