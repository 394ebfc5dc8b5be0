using Mingsuan.Law.Reading;
using Mingsuan.Policy.Primitives;
using Mingsuan.Policy.Provisions;

namespace Mingsuan.Law.Forms;

/// <summary>基础 — the forms of the ground that other rules stand on: situations, dialects, grades, lists.</summary>
public static class GroundForms
{
    public static readonly Field<string> SituationName =
        new("situation", Shapes.Name, "the situation that stands from 'from' to 'to'", true);

    private static readonly Field<string> DialectName = new("dialect", Shapes.Name, "a name for it", true);
    private static readonly Field<bool> FundTotal = new("fund-total-includes-account", Shapes.Flag,
        "whether the fund total includes the personal account", true);

    private static readonly Field<bool> LastFirst = new("reversal-last-first", Shapes.Flag,
        "whether settlements are reversed in reverse order only", true);

    private static readonly Field<IReadOnlyDictionary<string, int>> Grades =
        new("grade-map", new GradeMapShape(), "local grades, each with its price level", true);

    private static readonly Field<string> Code = new("code", Shapes.Code, "the code", true);
    private static readonly Field<string> Name = new("name", Shapes.Name, "the name", true);
    private static readonly Field<string> Kind =
        new("kind", Shapes.Words(("drug", "drug"), ("service", "service")), "a drug or a service", true);

    private static readonly Field<string> Class =
        new("class", Shapes.Words(("A", "A"), ("B", "B"), ("C", "C")), "the class of payment", true);

    private static readonly Field<decimal> InitialCopay =
        new("initial-copay", Shapes.Percent, "per cent that the person bears first (0)");

    private static readonly Field<Money> Ceiling = new("ceiling", Shapes.Money, "the standard of payment per unit");
    private static readonly Field<IReadOnlyList<string>> Diagnoses =
        new("diagnoses", Shapes.Codes, "categories of diagnosis that belong to it", true);

    /// <summary>The fields of one entry of a catalogue.</summary>
    public static readonly Form EntryForm = new("catalogue", [Code, Name, Kind, Class, InitialCopay, Ceiling]);

    /// <summary>The fields of one disease of a list.</summary>
    public static readonly Form DiseaseForm = new("diseases", [Code, Name, Diagnoses]);

    private static readonly Field<IReadOnlyList<CatalogueEntry>> Entries = new("catalogue",
        new ListShape<CatalogueEntry>(new FormShape<CatalogueEntry>(EntryForm, EntryOf)), "the entries", true);

    private static readonly Field<IReadOnlyList<Disease>> Diseases = new("diseases",
        new ListShape<Disease>(new FormShape<Disease>(DiseaseForm, DiseaseOf)), "the diseases", true);

    public static readonly RuleForm Situation = new(
        SituationName,
        "a dated switch that other rules name; several rules of one name are several spells",
        [],
        _ => []);

    public static readonly RuleForm Dialect = new(
        DialectName,
        "how a region accounts for totals",
        [FundTotal, LastFirst],
        values => [new Dialect
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            FundTotalIncludesAccount = values.Get(FundTotal),
            ReversalLastFirst = values.Get(LastFirst),
        }]);

    public static readonly RuleForm GradeMap = new(
        Grades,
        "the price level of local hospital grades",
        [],
        values => [new GradeMap
        {
            ClauseId = values.Reader.ClauseId,
            Jurisdiction = values.Reader.Jurisdiction,
            Effective = Period.Always,
            Levels = values.Get(Grades),
        }]);

    public static readonly RuleForm Catalogue =
        new(Entries, "drugs and services with class and initial co-payment", [], values => values.Get(Entries));

    public static readonly RuleForm DiseaseList =
        new(Diseases, "diseases with the categories of their diagnoses", [], values => values.Get(Diseases));

    private static CatalogueEntry EntryOf(FormValues values) => new()
    {
        ClauseId = values.Reader.ClauseId,
        Jurisdiction = values.Reader.Jurisdiction,
        Effective = Period.Always,
        Code = values.Get(Code),
        Name = values.Get(Name),
        Kind = values.Get(Kind),
        Class = values.Get(Class),
        InitialCopay = values.Get(InitialCopay, 0m) / 100m,
        Ceiling = values.Maybe(Ceiling),
    };

    private static Disease DiseaseOf(FormValues values) => new()
    {
        ClauseId = values.Reader.ClauseId,
        Jurisdiction = values.Reader.Jurisdiction,
        Effective = Period.Always,
        Code = values.Get(Code),
        Name = values.Get(Name),
        Diagnoses = values.Get(Diagnoses),
    };
}
