using System.Globalization;

namespace Mingsuan.Settlement.Bench.Settling;

/// <summary>
/// The ids of the bench: a prefix that tells the kind, and a number of twelve digits that is decimal and hexadecimal at
/// once, so that SQL, pgbench and this program can all write it.
/// </summary>
internal static class Ids
{
    public const string PersonPrefix = "0c000000-0000-7000-8000-";
    public const string VisitPrefix = "0d000000-0000-7000-8000-";
    public const string InstitutionPrefix = "0e000000-0000-7000-8000-";

    /// <summary>Numbers begin here, so that all have twelve digits.</summary>
    public const long First = 100_000_000_000;

    /// <summary>Visits at the one hospital begin here.</summary>
    public const long FirstHot = 500_000_000_000;

    public static Guid Person(long number) => Id(PersonPrefix, number);

    public static Guid Visit(long number) => Id(VisitPrefix, number);

    public static Guid Institution(long number) => Id(InstitutionPrefix, number);

    /// <summary>The code of an institution: 12 characters.</summary>
    public static string InstitutionCode(long number) =>
        "H9" + (number - First).ToString("D10", CultureInfo.InvariantCulture);

    private static Guid Id(string prefix, long number) =>
        Guid.ParseExact(prefix + number.ToString(CultureInfo.InvariantCulture), "D");
}
